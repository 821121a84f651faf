//! The list of feeds: a row each, with what is unread and how many there are on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::ink::{Ink, rect};
use crate::app::article::panel::HEAD;
use crate::app::geometry::Area;
use crate::app::shelf::feeds::{FeedLine, FeedsPane, trouble};
use crate::app::shelf::list::INDENT;
use crate::app::{Command, State, words};
use crate::layout::width;
use crate::model::{Selection, SelectionKind};
use crate::theme::Role;

/// Columns for each of the two counts.
const COUNT: u16 = 7;

/// Draws the list of feeds; gives the cell of the chosen name.
pub fn draw(
    state: &State,
    feeds: &FeedsPane,
    ink: &Ink,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let room = area.width.saturating_sub(2);
    let heading = ink.style(Role::Heading);
    let x = ink.put(buffer, area.x + 1, area.y, "Feeds", room, heading) + 2;
    let counts = match feeds.feeds() {
        0 => format!("press {} to add one", state.keymap.key(Command::Add)),
        count => count.to_string(),
    };
    let left = (area.x + 1 + room).saturating_sub(x);
    ink.put(buffer, x, area.y, &counts, left, ink.style(Role::Dim));
    let mut cursor = None;
    let below = area.y + HEAD..area.y + area.height;
    for (y, line) in below.zip(feeds.lines().iter().skip(feeds.top())) {
        let x = area.x + INDENT.min(area.width);
        let room = area.width.saturating_sub(INDENT + 1);
        match *line {
            FeedLine::Gap => {}
            FeedLine::Title(title) => {
                ink.put(buffer, area.x + 1, y, title, room, ink.style(Role::Dim));
            }
            FeedLine::Trouble(index) => {
                let why = feeds
                    .rows()
                    .get(index)
                    .and_then(trouble)
                    .unwrap_or_default();
                ink.put(buffer, x, y, &why, room, ink.style(Role::Error));
            }
            FeedLine::Row(index) => {
                let Some(row) = feeds.rows().get(index) else {
                    continue;
                };
                item(
                    row,
                    ink,
                    Area {
                        y,
                        height: 1,
                        ..area
                    },
                    buffer,
                );
                if index == feeds.selected() {
                    let block = rect(Area {
                        y,
                        height: 1,
                        ..area
                    });
                    buffer.set_style(block, ink.style(Role::Row));
                    // Beside an article that is read, the choice is quiet.
                    let sign = if state.focus == crate::app::Pane::Feeds {
                        ink.signs.here
                    } else {
                        " "
                    };
                    ink.set(buffer, area.x, y, sign, 1, ink.style(Role::Accent));
                    cursor = Some(Position::new(x, y));
                }
            }
        }
    }
    cursor
}

/// A name, bold while something is unread, and its counts; a narrow pane has the unread ones alone.
fn item(row: &Selection, ink: &Ink, area: Area, buffer: &mut Buffer) {
    let unread = row.unread.unwrap_or(0);
    let style = ink.style(if unread > 0 {
        Role::Heading
    } else {
        Role::Text
    });
    let sign = if row.feed.as_ref().is_some_and(|feed| feed.error.is_some()) {
        ("!", Role::Error)
    } else if unread > 0 {
        (ink.signs.unread, Role::Unread)
    } else {
        (" ", Role::Unread)
    };
    let y = area.y;
    ink.set(buffer, area.x + 1, y, sign.0, 1, ink.style(sign.1));
    let right = area.x + area.width.saturating_sub(1);
    let both = area.width >= 30;
    let mut end = right;
    let number = |count: u32| words::number_of(count as usize);
    if both {
        end = right.saturating_sub(COUNT);
        let only = row.kind == SelectionKind::Unread;
        if let Some(total) = row.total.filter(|_| !only) {
            let total = number(total);
            let x = right.saturating_sub(width::of(&total) as u16);
            ink.put(buffer, x, y, &total, COUNT, ink.style(Role::Dim));
        }
    }
    if unread > 0 {
        let count = number(unread);
        let x = end.saturating_sub(width::of(&count) as u16);
        ink.put(buffer, x, y, &count, COUNT, ink.style(Role::Accent));
    }
    let x = area.x + INDENT.min(area.width);
    let room = end.saturating_sub(COUNT + x);
    ink.put(buffer, x, y, &row.name, room, style);
}
