//! The list of feeds: a row each, with what is unread and how many there are on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::ink::{Ink, rect};
use crate::app::State;
use crate::app::article::panel::HEAD;
use crate::app::shelf::feeds::{FeedLine, FeedsPane};
use crate::app::shelf::list::INDENT;
use crate::command::Command;
use crate::layout::panes::Area;
use crate::layout::width;
use crate::model::{Selection, SelectionKind};
use crate::theme::Role;
use crate::words;
use crate::words::shelf::trouble;

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
    let counts = count_columns(feeds.rows());
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
                let line = Area {
                    y,
                    height: 1,
                    ..area
                };
                item(row, ink, line, counts, buffer);
                if index == feeds.selected() {
                    buffer.set_style(rect(line), ink.style(Role::Row));
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

/// Columns for each of the two counts: as many as the longest has, and two between them.
fn count_columns(rows: &[Selection]) -> u16 {
    let most = rows
        .iter()
        .filter_map(|row| row.total.max(row.unread))
        .max();
    let longest = words::number_of(most.unwrap_or(0) as usize);
    width::of(&longest) as u16 + 2
}

/// A name, bold while something is unread, and its counts in columns of so many; a narrow pane has the unread ones alone.
fn item(row: &Selection, ink: &Ink, area: Area, columns: u16, buffer: &mut Buffer) {
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
        end = right.saturating_sub(columns);
        let only = row.kind == SelectionKind::Unread;
        if let Some(total) = row.total.filter(|_| !only) {
            let total = number(total);
            let x = right.saturating_sub(width::of(&total) as u16);
            ink.put(buffer, x, y, &total, columns, ink.style(Role::Dim));
        }
    }
    if unread > 0 {
        let count = number(unread);
        let x = end.saturating_sub(width::of(&count) as u16);
        ink.put(buffer, x, y, &count, columns, ink.style(Role::Accent));
    }
    let x = area.x + INDENT.min(area.width);
    let room = end.saturating_sub(columns + x);
    ink.put(buffer, x, y, &row.name, room, style);
}
