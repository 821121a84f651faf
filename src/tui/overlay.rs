//! What lies on top of the panes: help, and the completions of the command line.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::ink::{Ink, rect};
use crate::app::State;
use crate::app::help::{Help, keys};
use crate::app::place::{Area, panes};
use crate::app::prompt::Prompt;
use crate::layout::width;
use crate::theme::Role;

/// Draws the help over the whole screen; gives the cell of its chosen row.
pub fn help(state: &State, help: &Help, ink: &Ink, buffer: &mut Buffer) -> Position {
    let (columns, rows) = state.size;
    let wide = columns.saturating_sub(4).min(110);
    let area = Area {
        x: (columns - wide.min(columns)) / 2,
        y: u16::from(rows > 20),
        width: wide.max(1),
        height: rows.saturating_sub(if rows > 20 { 3 } else { 1 }),
    };
    clear(area, ink, buffer);
    let (left, room) = (area.x + 2.min(area.width), area.width.saturating_sub(4));
    let heading = ink.style(Role::Heading);
    let x = ink.put(buffer, left, area.y, "Keys", room, heading) + 2;
    let left_over = (left + room).saturating_sub(x);
    if help.filter.is_empty() {
        let words = "type to find one, Enter runs it, Esc closes";
        ink.put(buffer, x, area.y, words, left_over, ink.style(Role::Dim));
    } else {
        ink.put(
            buffer,
            x,
            area.y,
            &help.filter,
            left_over,
            ink.style(Role::Accent),
        );
    }
    let found = help.rows(&state.keymap);
    // Headings of groups take rows too, so the list is laid out first.
    let mut lines = Vec::new();
    for (index, row) in found.iter().enumerate() {
        let new_group = index == 0 || found[index - 1].group != row.group;
        if help.filter.is_empty() && new_group {
            if index > 0 {
                lines.push(Entry::Gap);
            }
            lines.push(Entry::Title(row.group.title()));
        }
        lines.push(Entry::Command(index));
    }
    let body = usize::from(area.height.saturating_sub(2));
    let chosen = lines
        .iter()
        .position(|line| matches!(line, Entry::Command(index) if *index == help.selected))
        .unwrap_or(0);
    let top = chosen
        .saturating_sub(body * 2 / 3)
        .min(lines.len().saturating_sub(body));
    let mut cursor = Position::new(left, area.y);
    let key_room = if room > 50 { 18 } else { 9.min(room / 2) };
    for (y, line) in (area.y + 2..area.y + area.height).zip(lines.iter().skip(top)) {
        match line {
            Entry::Gap => {}
            Entry::Title(title) => {
                ink.put(buffer, left, y, title, room, ink.style(Role::Dim));
            }
            Entry::Command(index) => {
                let row = found[*index];
                let shown = keys(&state.keymap, row);
                ink.put(buffer, left, y, &shown, key_room, ink.style(Role::Accent));
                let x = left + key_room + 1;
                let words = row.help().trim_end_matches('.');
                let words_room = (left + room).saturating_sub(x);
                let end = ink.put(buffer, x, y, words, words_room, ink.style(Role::Text));
                let name = u16::try_from(width::of(row.name)).unwrap_or(room);
                if end + name + 2 < left + room {
                    ink.put(
                        buffer,
                        left + room - name,
                        y,
                        row.name,
                        name,
                        ink.style(Role::Dim),
                    );
                }
                if *index == help.selected {
                    cursor = Position::new(left, y);
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
    Command(usize),
}

/// Draws the commands that the typed line could become, above it.
pub fn candidates(state: &State, prompt: &Prompt, ink: &Ink, status: Area, buffer: &mut Buffer) {
    if !prompt.choices.is_empty() {
        return choices(state, prompt, ink, status, buffer);
    }
    let rows = prompt.candidates(state.scope());
    if rows.is_empty() {
        return;
    }
    let most = usize::from(status.y.saturating_sub(1)).min(10);
    let chosen = prompt.choice.unwrap_or(0);
    let top = (chosen + 1).saturating_sub(most);
    let shown = &rows[top..rows.len().min(top + most)];
    let height = shown.len() as u16;
    let area = Area {
        x: 0,
        y: status.y - height,
        width: status.width.min(84),
        height,
    };
    clear(area, ink, buffer);
    for (index, row) in shown.iter().enumerate() {
        let y = area.y + index as u16;
        let room = area.width.saturating_sub(3);
        ink.put(buffer, 2, y, row.name, room, ink.style(Role::Text));
        let shown = keys(&state.keymap, row);
        if room > 40 {
            ink.put(buffer, 26, y, &shown, 12, ink.style(Role::Accent));
            ink.put(buffer, 39, y, row.help(), room - 38, ink.style(Role::Dim));
        }
        if prompt.choice == Some(top + index) {
            let block = rect(Area {
                y,
                height: 1,
                ..area
            });
            buffer.set_style(block, ink.style(Role::Chosen));
        }
    }
}

/// Draws the names to choose from, each with its number.
fn choices(state: &State, prompt: &Prompt, ink: &Ink, status: Area, buffer: &mut Buffer) {
    let rows = prompt.matching();
    let most = usize::from(status.y.saturating_sub(1)).min(12);
    let chosen = prompt.choice.unwrap_or(0);
    let top = (chosen + 1).saturating_sub(most);
    let shown = &rows[top.min(rows.len())..rows.len().min(top + most)];
    let height = u16::try_from(shown.len()).unwrap_or(0);
    let area = Area {
        x: 0,
        y: status.y.saturating_sub(height),
        // Over the list, so that the card of the quote can still be read.
        width: panes(state)
            .list
            .map_or(status.width.min(60), |list| list.width),
        height,
    };
    clear(area, ink, buffer);
    for ((y, (number, name)), index) in (area.y..).zip(shown).zip(top..) {
        let number = format!("{number:>3}");
        ink.put(buffer, 1, y, &number, 4, ink.style(Role::Accent));
        let room = area.width.saturating_sub(7);
        ink.put(buffer, 6, y, name, room, ink.style(Role::Text));
        if prompt.choice == Some(index) {
            let block = rect(Area {
                y,
                height: 1,
                ..area
            });
            buffer.set_style(block, ink.style(Role::Chosen));
        }
    }
}

fn clear(area: Area, ink: &Ink, buffer: &mut Buffer) {
    for y in area.y..area.y + area.height {
        for x in area.x..area.x + area.width {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(ink.style(Role::Card));
            }
        }
    }
}
