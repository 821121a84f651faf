//! The card of the chosen quote, at the bottom of the reader pane.

use ratatui::buffer::Buffer;

use super::ink::{Ink, rect};
use super::status::hint;
use crate::app::article::card::{Card, height};
use crate::app::{ReaderPane, State};
use crate::layout::panes::Area;
use crate::layout::width;
use crate::model::QuoteKind;
use crate::theme::Role;

/// Draws the card, if a quote is chosen and there is room.
pub fn draw(state: &State, reader: &ReaderPane, ink: &Ink, area: Area, buffer: &mut Buffer) {
    let rows = height(reader, &state.settings);
    if rows == 0 || rows >= area.height {
        return;
    }
    let Some(card) = Card::of(reader, &state.settings) else {
        return;
    };
    let top = area.y + area.height - rows;
    let block = rect(Area {
        y: top,
        height: rows,
        ..area
    });
    for y in top..top + rows {
        for x in area.x..area.x + area.width {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    buffer.set_style(block, ink.style(Role::Card));
    if card.airy && ink.style(Role::Card).bg.is_none() {
        // Without a colour of its own, a thin rule sets the card off.
        ink.put_rule(buffer, Area { y: top, ..area });
    }
    let (top, rows) = (top + u16::from(card.airy), rows - u16::from(card.airy));
    let left = area.x + reader.column().left;
    let right = area.x + area.width - u16::from(area.width > 1);
    let room = right.saturating_sub(left);
    for y in top..top + rows {
        let bar = area.x + reader.column().bar;
        ink.set(
            buffer,
            bar,
            y,
            ink.signs.chosen,
            1,
            ink.style(Role::ChosenBar),
        );
    }
    let dim = ink.style(Role::Dim);
    let facts = u16::try_from(width::of(&card.facts)).unwrap_or(room);
    let bold = ink.style(Role::Heading).patch(ink.style(Role::Person));
    let mut x = ink.put(
        buffer,
        left,
        top,
        &card.name,
        room.saturating_sub(facts + 2),
        bold,
    );
    if !card.role.is_empty() {
        x += 2;
        let left = (right.saturating_sub(facts + 2)).saturating_sub(x);
        if left > 3 {
            ink.put(buffer, x, top, &card.role, left, dim);
        }
    }
    ink.put(
        buffer,
        right.saturating_sub(facts),
        top,
        &card.facts,
        facts,
        dim,
    );
    let voice = match card.kind {
        QuoteKind::Direct => ink.style(Role::Direct),
        _ => ink.style(Role::Indirect),
    };
    let mut y = top + 1;
    for line in &card.lines {
        let words = (card.words.as_str(), *line);
        ink.put_line(buffer, (left, y), words, reader.column().width, voice);
        y += 1;
    }
    let italic = dim.add_modifier(ratatui::style::Modifier::ITALIC);
    for line in &card.why_lines {
        // What does not fit is on the last line, which is cut.
        let words = line.of(&card.why);
        ink.put(buffer, left, y, words, reader.column().width, italic);
        y += 1;
    }
    y -= 1;
    if !card.note.is_empty() {
        y += 1;
        let style = ink.style(Role::Accent);
        ink.put(buffer, left, y, &card.note, reader.column().width, style);
    }
    let mut x = left;
    for (command, words) in &card.acts {
        let wide = width::of(words) + state.keymap.key(*command).len() + 1;
        if usize::from(right.saturating_sub(x)) < wide {
            break;
        }
        x = hint(state, *command, words, ink, x, y + 1, buffer) + 3;
    }
    buffer.set_style(block, ink.style(Role::Card));
}
