//! What lies on top of the panes: help, and the completions of the command line.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::ink::{Ink, rect};
use crate::app::State;
use crate::app::geometry::panes;
use crate::command::help::{Help, keys};
use crate::command::prompt::{Prompt, PromptKind};
use crate::command::table::Row;
use crate::layout::panes::Area;
use crate::layout::{width, wrap_words};
use crate::model::{EVERYWHERE, EXAMPLES, Span};
use crate::theme::Role;

/// The keys of the help, for the status row below it.
pub const HELP_KEYS: &str = "Type to find. Enter runs. Esc closes.";

/// Clears all rows but the status; gives where they are.
pub(super) fn without_panes(state: &State, buffer: &mut Buffer) -> Area {
    let (columns, rows) = state.size;
    let all = Area {
        x: 0,
        y: 0,
        width: columns,
        height: rows.saturating_sub(1),
    };
    clear(all, Style::new(), buffer);
    all
}

/// Draws the help over the whole screen; gives the cell of its chosen row.
pub fn help(state: &State, help: &Help, ink: &Ink, buffer: &mut Buffer) -> Position {
    let (columns, rows) = state.size;
    // Nothing of the panes looks out around it.
    without_panes(state, buffer);
    let roomy = columns >= 90 && rows > 20;
    let margin = u16::from(roomy);
    let wide = columns.saturating_sub(4 * margin).clamp(1, 110);
    let area = Area {
        x: (columns - wide.min(columns)) / 2,
        y: margin,
        width: wide,
        height: rows.saturating_sub(1 + 2 * margin),
    };
    clear(area, ink.style(Role::Card), buffer);
    let (left, room) = (area.x + 2.min(area.width), area.width.saturating_sub(4));
    let heading = ink.style(Role::Heading);
    let x = ink.put(buffer, left, area.y, "Keys", room, heading) + 2;
    let left_over = (left + room).saturating_sub(x);
    let accent = ink.style(Role::Accent);
    ink.put(buffer, x, area.y, help.filter(), left_over, accent);
    let found = help.rows(&state.keymap);
    let key_room = if room > 50 { 18 } else { 9.min(room / 2) };
    let words_room = room.saturating_sub(key_room + 1);
    let lines = entries(&found, help.filter().is_empty(), words_room);
    let body = usize::from(area.height.saturating_sub(2));
    let chosen =
        |line: &Entry| matches!(line, Entry::Command(index, _) if *index == help.selected());
    let top = lines
        .iter()
        .position(chosen)
        .unwrap_or(0)
        .saturating_sub(body * 2 / 3)
        .min(lines.len().saturating_sub(body));
    let mut cursor = Position::new(left, area.y);
    for (y, line) in (area.y + 2..area.y + area.height).zip(lines.iter().skip(top)) {
        match line {
            Entry::Gap => {}
            Entry::Title(title) => {
                ink.put(buffer, left, y, title, room, ink.style(Role::Dim));
            }
            Entry::Command(index, line) => {
                let row = found[*index];
                let x = left + key_room + 1;
                let words = line.of(sentence(row));
                let end = ink.put(buffer, x, y, words, words_room, ink.style(Role::Text));
                if line.start == 0 {
                    let keys = some_keys(&keys(&state.keymap, row), key_room).to_owned();
                    ink.put(buffer, left, y, &keys, key_room, ink.style(Role::Accent));
                    let name = u16::try_from(width::of(row.name)).unwrap_or(room);
                    if end + name + 2 < left + room {
                        let x = left + room - name;
                        ink.put(buffer, x, y, row.name, name, ink.style(Role::Dim));
                    }
                }
                if *index == help.selected() {
                    if line.start == 0 {
                        cursor = Position::new(left, y);
                    }
                    let block = rect(Area {
                        y,
                        height: 1,
                        ..area
                    });
                    buffer.set_style(block, ink.style(Role::Chosen));
                }
            }
        }
    }
    if found.is_empty() {
        ink.put(
            buffer,
            left,
            area.y + 2,
            "No key for that.",
            room,
            ink.style(Role::Dim),
        );
    }
    cursor
}

/// A row of the help.
enum Entry {
    Gap,
    Title(&'static str),
    /// A command, by its number, and a line of its sentence.
    Command(usize, Span),
}

/// The rows of the help: commands, whose sentences take as many as they need, under their groups.
fn entries(found: &[&Row], grouped: bool, room: u16) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, row) in found.iter().enumerate() {
        let new_group = index == 0 || found[index - 1].group != row.group;
        if grouped && new_group {
            if index > 0 {
                entries.push(Entry::Gap);
            }
            entries.push(Entry::Title(row.group.title()));
        }
        let lines = wrap_words(sentence(row), room, usize::MAX);
        entries.extend(lines.into_iter().map(|line| Entry::Command(index, line)));
    }
    entries
}

fn sentence(row: &Row) -> &'static str {
    row.help().trim_end_matches('.')
}

/// As many of the keys as have room; they are parted by two blanks.
fn some_keys(keys: &str, room: u16) -> &str {
    let mut keys = keys;
    while width::of(keys) > usize::from(room)
        && let Some((first, _)) = keys.rsplit_once("  ")
    {
        keys = first;
    }
    keys
}

/// Draws the help of what can be asked, above the line: each example with what it finds.
pub fn query_help(ink: &Ink, status: Area, buffer: &mut Buffer) {
    let wide = status.width.min(110);
    let room = wide.saturating_sub(4);
    // On a small screen the meaning stands below its example.
    let aside = if room >= 60 { 26 } else { 2 };
    let mut lines: Vec<(Option<&str>, u16, &str)> = Vec::new();
    for (example, meaning) in EXAMPLES {
        let rows = wrap_words(meaning, room - aside.min(room), usize::MAX);
        let mut rows = rows.iter().map(|row| row.of(meaning).trim_end());
        let first = if aside > 2 { rows.next() } else { None };
        lines.push((Some(example), aside, first.unwrap_or_default()));
        lines.extend(rows.map(|row| (None, aside, row)));
    }
    let everywhere = wrap_words(EVERYWHERE, room, usize::MAX);
    lines.extend(everywhere.iter().map(|row| (None, 0, row.of(EVERYWHERE))));
    let height = u16::try_from(lines.len() + 1).unwrap_or(u16::MAX);
    let height = height.min(status.y);
    let area = above(ink, status, wide, height, buffer);
    let heading = "What can be asked. F1 closes this.";
    ink.put(buffer, 2, area.y, heading, room, ink.style(Role::Heading));
    for (y, (example, aside, words)) in (area.y + 1..status.y).zip(lines) {
        if let Some(example) = example {
            ink.put(buffer, 2, y, example, room, ink.style(Role::Accent));
        }
        let left = room.saturating_sub(aside);
        ink.put(buffer, 2 + aside, y, words, left, ink.style(Role::Text));
    }
}

/// Clears rows above the line for what is listed there, at most so wide. Without a colour of their own they go over all
/// panes.
fn above(ink: &Ink, status: Area, most: u16, height: u16, buffer: &mut Buffer) -> Area {
    let area = Area {
        x: 0,
        y: status.y - height,
        width: match ink.style(Role::Card).bg {
            None => status.width,
            Some(_) => status.width.min(most),
        },
        height,
    };
    set_off(ink, area, buffer);
    area
}

/// Clears a part of the screen for what lies over the panes there; a thin rule sets it off where it has no colour of its own.
fn set_off(ink: &Ink, area: Area, buffer: &mut Buffer) {
    clear(area, ink.style(Role::Card), buffer);
    if ink.style(Role::Card).bg.is_none() && area.y > 0 && area.height > 0 {
        let rule = Area {
            y: area.y - 1,
            height: 1,
            ..area
        };
        clear(rule, Style::new(), buffer);
        ink.put_rule(buffer, rule);
    }
}

/// Draws the commands that the typed line could become, above it.
pub fn candidates(state: &State, prompt: &Prompt, ink: &Ink, status: Area, buffer: &mut Buffer) {
    let rows = prompt.candidates(state.scope());
    if rows.is_empty() {
        return names(state, prompt, ink, status, buffer);
    }
    let most = usize::from(status.y.saturating_sub(1)).min(10);
    let chosen = prompt.choice().unwrap_or(0);
    let top = (chosen + 1).saturating_sub(most);
    let shown = &rows[top..rows.len().min(top + most)];
    let height = shown.len() as u16;
    let area = above(ink, status, most_columns(state), height, buffer);
    for (index, row) in shown.iter().enumerate() {
        let y = area.y + index as u16;
        let room = area.width.saturating_sub(3);
        ink.put(buffer, 2, y, row.name, room, ink.style(Role::Text));
        let shown = keys(&state.keymap, row);
        if room > 40 {
            ink.put(buffer, 26, y, &shown, 12, ink.style(Role::Accent));
            ink.put(buffer, 39, y, row.help(), room - 38, ink.style(Role::Dim));
        }
        if prompt.choice() == Some(top + index) {
            let block = rect(Area {
                y,
                height: 1,
                ..area
            });
            buffer.set_style(block, ink.style(Role::Chosen));
        }
    }
}

/// Columns of what lies over the panes at most: a card below it would be read in pieces beside it.
fn most_columns(state: &State) -> u16 {
    let card = panes(state).reader.zip(state.reader.as_ref());
    let card = card.filter(|(area, reader)| reader.room(&state.settings) < area.height.into());
    card.map_or(84, |(area, _)| 84.max(area.x + area.width))
}

/// Draws the names to choose from, each with its number, or what Tab can put into the line.
fn names(state: &State, prompt: &Prompt, ink: &Ink, status: Area, buffer: &mut Buffer) {
    let choices = prompt.matching().into_iter();
    let mut rows: Vec<_> = choices.map(|(number, it)| (Some(number), it)).collect();
    // A filter may be any words: names are shown once a term is begun.
    if prompt.kind() != PromptKind::Filter || prompt.text().contains(':') {
        rows.extend(prompt.offered().into_iter().map(|it| (None, it)));
    }
    let most = usize::from(status.y.saturating_sub(1)).min(12);
    let chosen = prompt.choice().unwrap_or(0);
    let top = (chosen + 1).saturating_sub(most);
    let shown = &rows[top.min(rows.len())..rows.len().min(top + most)];
    let height = u16::try_from(shown.len()).unwrap_or(0);
    // Over the list, so that the card of the quote can still be read; else over whole rows, so that nothing stands beside.
    let panes = panes(state);
    let under = panes.list.or(panes.reader);
    let area = Area {
        x: 0,
        y: status.y.saturating_sub(height),
        width: under.map_or(status.width, |pane| pane.width),
        height,
    };
    set_off(ink, area, buffer);
    for ((y, (number, name)), index) in (area.y..).zip(shown).zip(top..) {
        let mut x = 2;
        if let Some(number) = number {
            let number = format!("{number:>3}");
            ink.put(buffer, 1, y, &number, 4, ink.style(Role::Accent));
            x = 6;
        }
        let room = area.width.saturating_sub(x + 1);
        ink.put(buffer, x, y, name, room, ink.style(Role::Text));
        if prompt.choice() == Some(index) {
            let block = rect(Area {
                y,
                height: 1,
                ..area
            });
            buffer.set_style(block, ink.style(Role::Chosen));
        }
    }
}

/// Empties a part of the screen for what lies on top of the panes.
pub fn clear(area: Area, style: Style, buffer: &mut Buffer) {
    for y in area.y..area.y + area.height {
        for x in area.x..area.x + area.width {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}
