//! The list pane: headlines, and under each one source, day and quotes.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::ink::{Ink, rect};
use crate::app::article::panel::HEAD;
use crate::app::shelf::list::{INDENT, is_airy};
use crate::app::{ListPane, State};
use crate::command::Command;
use crate::layout::panes::Area;
use crate::layout::width;
use crate::model::ArticleRow;
use crate::theme::Role;
use crate::words;

/// Draws the list; gives the cell of the chosen headline.
pub fn draw(state: &State, ink: &Ink, area: Area, buffer: &mut Buffer) -> Option<Position> {
    let list = &state.list;
    head(list, ink, area, buffer);
    let airy = is_airy(area.height);
    let mut y = area.y + HEAD;
    let mut cursor = None;
    for index in list.top()..list.total() {
        if y >= area.y + area.height {
            break;
        }
        let Some(row) = list.row(index) else {
            break;
        };
        let chosen = index == list.selected();
        if chosen {
            cursor = Some(Position::new(area.x + INDENT.min(area.width), y));
        }
        y = item(state, row, chosen, ink, area, y, buffer) + u16::from(airy);
    }
    if list.welcomes() && !list.is_part() {
        offers(state, ink, area, y, buffer);
    }
    if list.total() == 0 {
        let x = area.x + 1;
        let words = match &list.within() {
            _ if list.awaited() => "",
            _ if list.is_filtered() => "Nothing has these words.",
            Some(_) => "No articles here.",
            None => "No articles yet.",
        };
        ink.put(
            buffer,
            x,
            y,
            words,
            area.width.saturating_sub(2),
            ink.style(Role::Dim),
        );
        return Some(Position::new(x, y));
    }
    cursor
}

/// What can be added, below the articles that come with the program.
fn offers(state: &State, ink: &Ink, area: Area, y: u16, buffer: &mut Buffer) {
    let end = area.y + area.height;
    let rows = words::OFFERS.len() as u16 + 1;
    if y + rows > end {
        return;
    }
    let left = |x: u16| (area.x + area.width).saturating_sub(x + 1);
    let (dim, key) = (ink.style(Role::Dim), state.keymap.key(Command::Add));
    let x = area.x + INDENT;
    let nothing = ["Nothing of your own yet", "Nothing of your own"];
    let fits = |words: &&str| width::of(words) <= usize::from(left(x));
    let words = nothing.into_iter().find(fits).unwrap_or(nothing[1]);
    ink.put(buffer, x, y, words, left(x), dim);
    let widest = words::OFFERS.iter().map(|(what, _)| width::of(what)).max();
    for (y, (what, may_be)) in (y + 1..).zip(words::OFFERS) {
        let after = ink.put(buffer, x, y, &key, left(x), ink.style(Role::Accent)) + 2;
        ink.put(buffer, after, y, what, left(after), ink.style(Role::Text));
        let after = after + widest.unwrap_or(0) as u16 + 2;
        if width::of(may_be) <= usize::from(left(after)) {
            ink.put(buffer, after, y, may_be, left(after), dim);
        }
    }
}

fn head(list: &ListPane, ink: &Ink, area: Area, buffer: &mut Buffer) {
    let room = area.width.saturating_sub(2);
    let (dim, accent) = (ink.style(Role::Dim), ink.style(Role::Accent));
    let x = ink.put(
        buffer,
        area.x + 1,
        area.y,
        list.name(),
        room.saturating_sub(if list.is_filtered() {
            12.min(room / 2)
        } else {
            16.min(room / 2)
        }),
        ink.style(Role::Heading),
    ) + 2;
    let left = (area.x + 1 + room).saturating_sub(x);
    if list.is_filtered() {
        let x = ink.put(
            buffer,
            x,
            area.y,
            &format!("/{}", list.filter()),
            left,
            accent,
        ) + 2;
        let left = (area.x + 1 + room).saturating_sub(x);
        let count = words::count(list.total(), "article");
        let count = match width::of(&count) <= usize::from(left) {
            true => count,
            false => words::number_of(list.total()),
        };
        ink.put(buffer, x, area.y, &count, left, dim);
        return;
    }
    let counts = match list.unread() {
        _ if list.awaited() && list.total() == 0 => String::new(),
        unread if unread == list.total() && unread > 0 => format!("{unread} unread"),
        0 => words::count(list.total(), "article"),
        unread => match format!("{unread} unread of {}", list.total()) {
            whole if width::of(&whole) <= usize::from(left) => whole,
            _ => format!("{unread} unread"),
        },
    };
    ink.put(buffer, x, area.y, &counts, left, dim);
}

/// Draws one article; gives the row after it.
fn item(
    state: &State,
    row: &ArticleRow,
    chosen: bool,
    ink: &Ink,
    area: Area,
    top: u16,
    buffer: &mut Buffer,
) -> u16 {
    let end = area.y + area.height;
    let style = match row.read {
        false => ink.style(Role::Heading),
        true => ink.style(Role::Text),
    };
    let room = area.width.saturating_sub(INDENT + 1);
    let mut y = top;
    for line in ListPane::headline(row, area.width) {
        if y < end {
            let words = (words::title(&row.title), line);
            ink.put_line(buffer, (area.x + INDENT, y), words, room, style);
        }
        y += 1;
    }
    let sign = match (row.starred, row.read) {
        (true, _) => ink.signs.favourite,
        (false, false) => ink.signs.unread,
        (false, true) => " ",
    };
    let style = if sign == " " {
        style
    } else {
        ink.style(Role::Unread)
    };
    ink.set(buffer, area.x + 1, top, sign, 1, style);
    if y < end {
        let facts = words::shelf::facts(row, &state.settings.today);
        put_facts(&facts, ink, area.x + INDENT, y, room, buffer);
    }
    y += 1;
    if chosen {
        let block = rect(Area {
            y: top,
            height: y.min(end) - top,
            ..area
        });
        buffer.set_style(block, ink.style(Role::Row));
    }
    y
}

/// Columns below which the name of a source tells nothing.
const SOURCE: usize = 10;

/// Puts source, day and count on a row; when they do not fit, the source gives way, and before
/// little is left of it, the word for quotes.
fn put_facts(facts: &[String], ink: &Ink, x: u16, y: u16, room: u16, buffer: &mut Buffer) {
    let dim = ink.style(Role::Dim);
    let dot = format!(" {} ", ink.signs.dot);
    let Some((source, others)) = facts.split_first() else {
        return;
    };
    let joined =
        |facts: &[String]| -> String { facts.iter().map(|fact| format!("{dot}{fact}")).collect() };
    let left = |rest: &str| usize::from(room).saturating_sub(width::of(rest));
    let mut rest = joined(others);
    if left(&rest) < width::of(source).min(SOURCE) {
        let short = others.iter().map(|fact| match fact.split_once(" quote") {
            Some((count, _)) => format!("{count}q"),
            None => fact.clone(),
        });
        rest = joined(&short.collect::<Vec<_>>());
    }
    let left = u16::try_from(left(&rest)).unwrap_or(room).max(room.min(6));
    let end = ink.put(buffer, x, y, source, left, dim);
    ink.put(buffer, end, y, &rest, (x + room).saturating_sub(end), dim);
}
