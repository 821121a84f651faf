//! Where the panes stand on a screen.

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

/// What there is to be shown, and how large the screen is.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The list of articles has a place beside the article.
    pub list: bool,
    /// The side panel has one.
    pub panel: bool,
    /// What a screen shows that has room for one pane.
    pub alone: Alone,
}

/// The one pane of a narrow screen, or of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// The list of articles.
    List,
    /// The article.
    Reader,
    /// The side panel.
    Panel,
    /// What takes the whole screen, however wide that is.
    Sheet,
}

/// From this width on, list and article stand side by side.
const TWO_PANES: u16 = 80;
/// From this width on, the side panel stands beside both.
pub const THREE_PANES: u16 = 150;
/// Columns of the side panel.
const PANEL: u16 = 38;

impl Panes {
    /// The panes of a screen.
    pub fn of(shown: Shown) -> Self {
        let (width, height) = shown.size;
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
        let all = Some(area(0, width));
        if shown.alone == Alone::Sheet {
            panes.sheet = all;
            return panes;
        }
        if width < TWO_PANES {
            match shown.alone {
                Alone::Panel => panes.panel = all,
                Alone::Reader => panes.reader = all,
                Alone::List | Alone::Sheet => panes.list = all,
            }
            return panes;
        }
        let mut left = 0;
        let mut right = width;
        if shown.panel {
            if shown.list && width < THREE_PANES {
                left = list_width(width) + 1;
                panes.panel = Some(area(0, left - 1));
            } else {
                right = width - PANEL.min(width * 2 / 5);
                panes.panel = Some(area(right, width - right));
                right -= 1;
            }
        }
        if shown.list && panes.panel.is_none_or(|panel| panel.x > 0) {
            left = list_width(width) + 1;
            panes.list = Some(area(0, left - 1));
        }
        panes.reader = Some(area(left, right - left));
        panes
    }
}

fn list_width(width: u16) -> u16 {
    (width * 3 / 10).clamp(26, 40)
}
