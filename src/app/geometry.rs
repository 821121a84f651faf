//! Where the panes stand on the screen.

use crate::app::{Pane, State};

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The panes on the screen; what is not shown is none. A thin rule stands left of every pane that
/// has one to its left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The list of articles.
    pub list: Option<Area>,
    /// The article.
    pub reader: Option<Area>,
    /// The side panel.
    pub panel: Option<Area>,
    /// What takes the whole screen.
    pub sheet: Option<Area>,
    /// The status row.
    pub status: Area,
}

impl Panes {
    /// Where a pane stands, the list of feeds in the place of the list of articles; none where it is not shown.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List | Pane::Feeds => self.list,
            Pane::Reader => self.reader,
            Pane::Panel => self.panel,
            Pane::Sheet => self.sheet,
        }
    }
}

/// From this width on, list and article stand side by side.
const TWO_PANES: u16 = 80;
/// From this width on, the side panel stands beside both.
pub const THREE_PANES: u16 = 150;
/// Columns of the side panel.
const PANEL: u16 = 38;

/// The panes of a state, from its size, focus and what is open.
pub fn panes(state: &State) -> Panes {
    let (width, height) = state.size;
    let body = height.saturating_sub(1).max(1);
    let area = |x: u16, width: u16| Area {
        x,
        y: 0,
        width,
        height: body,
    };
    let mut panes = Panes {
        status: Area {
            x: 0,
            y: body,
            width,
            height: u16::from(height > 1),
        },
        ..Panes::default()
    };
    if state.focus == Pane::Sheet && state.sheet.is_some() {
        panes.sheet = Some(area(0, width));
        return panes;
    }
    let open = state.reader.as_ref().is_some_and(|it| it.panel().is_some());
    let list = has_list(state);
    if width < TWO_PANES {
        let all = Some(area(0, width));
        match state.focus {
            Pane::Panel if open => panes.panel = all,
            Pane::Reader | Pane::Panel if state.reader.is_some() => panes.reader = all,
            _ => panes.list = all,
        }
        return panes;
    }
    let mut left = 0;
    let mut right = width;
    if open && !state.zen {
        if list && width < THREE_PANES {
            left = list_width(width) + 1;
            panes.panel = Some(area(0, left - 1));
        } else {
            right = width - PANEL.min(width * 2 / 5);
            panes.panel = Some(area(right, width - right));
            right -= 1;
        }
    }
    if list && panes.panel.is_none_or(|panel| panel.x > 0) {
        left = list_width(width) + 1;
        panes.list = Some(area(0, left - 1));
    }
    panes.reader = Some(area(left, right - left));
    panes
}

/// Whether the list is worth a pane beside the article.
fn has_list(state: &State) -> bool {
    !state.zen
        && (state.list.total() != 1
            || state.list.is_part()
            || state.feeds.is_some()
            || state.reader.is_none())
}

fn list_width(width: u16) -> u16 {
    (width * 3 / 10).clamp(26, 40)
}
