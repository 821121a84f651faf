//! Which panes are on the screen, and where.

use crate::app::{Pane, State};
use crate::layout::panes::{Alone, Area, Panes, Shown};

/// The panes of a state, from its size, focus and what is open.
pub fn panes(state: &State) -> Panes {
    let reader = state.reader.as_ref();
    let panel = reader.is_some_and(|it| it.panel().is_some());
    Panes::of(Shown {
        size: state.size,
        list: has_list(state),
        panel: panel && !state.zen,
        alone: match state.focus {
            Pane::Sheet if state.sheet.is_some() => Alone::Sheet,
            Pane::Panel if panel => Alone::Panel,
            Pane::Reader | Pane::Panel if reader.is_some() => Alone::Reader,
            _ => Alone::List,
        },
    })
}

/// Where a pane stands, the list of feeds in the place of the list of articles; none where it is not shown.
pub fn area(panes: &Panes, pane: Pane) -> Option<Area> {
    match pane {
        Pane::List | Pane::Feeds => panes.list,
        Pane::Reader => panes.reader,
        Pane::Panel => panes.panel,
        Pane::Sheet => panes.sheet,
    }
}

/// Whether the list is worth a pane beside the article.
fn has_list(state: &State) -> bool {
    !state.zen
        && (state.list.total() != 1
            || state.list.is_part()
            || state.feeds.is_some()
            || state.reader.is_none())
}
