//! Where the panes stand on the screen, and the column of text inside the reader pane.

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

/// The column of text in a pane: what is left of it is margin, with bars and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Columns of margin on the left.
    pub left: u16,
    /// Columns of text.
    pub width: u16,
    /// Where the bars stand, counted from the pane's left edge.
    pub bar: u16,
    /// Columns for a speaker's name left of the bars; 0 when there is no room.
    pub name: u16,
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
    let open = state.reader.as_ref().is_some_and(|it| it.panel.is_some());
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
        && (state.list.total != 1
            || state.list.is_part()
            || state.feeds.is_some()
            || state.reader.is_none())
}

fn list_width(width: u16) -> u16 {
    (width * 3 / 10).clamp(26, 40)
}

/// The column of text in a reader pane of `width` columns, at most `measure` wide. Where there is
/// room for them, names of speakers stand in the margin; else the column is centred.
pub fn column(width: u16, measure: u16) -> Column {
    /// Bar and two blanks.
    const BAR: u16 = 3;
    /// A surname of nine letters and a blank on each side.
    const NAME: u16 = 11;
    if width < 50 {
        let left = if width < 16 { 0 } else { 2 };
        let right = u16::from(width >= 30);
        return Column {
            left,
            width: width.saturating_sub(left + right).max(1),
            bar: 0,
            name: 0,
        };
    }
    let text = measure.min(width - 6);
    let left = if width >= text.min(66) + BAR + NAME + 2 {
        ((width - text.min(width - BAR - NAME - 2)) / 2).max(BAR + NAME)
    } else {
        ((width - text) / 2).max(4)
    };
    let text = text.min(width - left - 2);
    let name = (left - BAR).saturating_sub(2);
    Column {
        left,
        width: text,
        bar: left - BAR,
        name: if name < 6 { 0 } else { name },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_bar_and_name_fit_every_width() {
        for width in 1..400 {
            for measure in [20, 68, 72, 100, 200] {
                let column = column(width, measure);
                assert!(column.width >= 1);
                assert!(column.left + column.width <= width.max(1), "{width}");
                assert!(column.width <= measure.max(50), "{width}");
                assert!(column.name < column.bar.max(1), "{width}");
            }
        }
    }

    #[test]
    fn names_get_a_margin_when_the_measure_allows_it() {
        assert!(column(84, 72).name >= 9);
        assert!(column(84, 72).width >= 66);
        assert_eq!(column(60, 72).name, 0);
        assert_eq!(column(60, 72).width, 54);
    }
}
