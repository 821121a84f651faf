//! The side panel: quotes by speaker, names, contents, links.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::bars;
use super::ink::{Ink, rect};
use crate::app::article::panel::HEAD;
use crate::app::article::panel::{Look, Panel, PanelRow};
use crate::app::{Pane, ReaderPane, State};
use crate::layout::panes::Area;
use crate::model::{EntityKind, QuoteKind};
use crate::theme::Role;

/// Draws the panel; gives the cell of its chosen row.
pub fn draw(
    state: &State,
    reader: &ReaderPane,
    panel: &Panel,
    ink: &Ink,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let room = area.width.saturating_sub(2);
    let x = ink.put(
        buffer,
        area.x + 1,
        area.y,
        panel.kind().title(),
        room,
        ink.style(Role::Heading),
    );
    let total = panel.len();
    if total > 0 {
        let left = (area.x + 1 + room).saturating_sub(x + 2);
        ink.put(
            buffer,
            x + 2,
            area.y,
            &total.to_string(),
            left,
            ink.style(Role::Dim),
        );
    }
    let mut y = area.y + HEAD;
    if panel.rows().is_empty() {
        let words = reader.nothing_in(panel, &state.settings);
        ink.put(buffer, area.x + 1, y, &words, room, ink.style(Role::Dim));
        return Some(Position::new(area.x + 1, y));
    }
    let mut cursor = None;
    for (index, row) in panel.rows().iter().enumerate().skip(panel.top()) {
        if y >= area.y + area.height {
            break;
        }
        if row.look == Look::Group && index > panel.top() {
            y += 1;
        }
        let followed = state.focus == Pane::Panel || reader.target().is_some();
        let chosen = index == panel.selected() && followed;
        if chosen {
            cursor = Some(Position::new(area.x + 2 + row.depth, y));
        }
        y = item(row, chosen, ink, area, y, buffer);
    }
    cursor
}

/// Draws one row of the panel; gives the row after it.
fn item(row: &PanelRow, chosen: bool, ink: &Ink, area: Area, top: u16, buffer: &mut Buffer) -> u16 {
    let end = area.y + area.height;
    let left = area.x + row.depth + if row.look == Look::Group { 1 } else { 2 };
    let style = style(row.look, ink);
    let lines = Panel::lines(row, area.width);
    let count = row.count.map(|count| count.to_string());
    let counted = count.as_ref().map_or(0, |count| count.len() as u16 + 2);
    let mut y = top;
    for line in &lines {
        if y < end && !matches!(row.look, Look::Bar(..)) {
            let room = (area.x + area.width).saturating_sub(left + counted + 1);
            ink.put_line(buffer, (left, y), (&row.words, *line), room, style);
        }
        y += 1;
    }
    if let (Some(count), true) = (count, top < end) {
        let x = (area.x + area.width).saturating_sub(count.len() as u16 + 1);
        ink.put(buffer, x, top, &count, 9, ink.style(Role::Dim));
    }
    match row.look {
        Look::Bar(said, most) if top < end => {
            // The words stand behind the longest bar.
            let wide = u16::try_from(row.words.len()).unwrap_or(u16::MAX);
            let room = (area.width).saturating_sub(wide + 4).min(24);
            let bar = ink.style(Role::DirectBar);
            let x = bars::across(ink, buffer, (left - 1, top), room, (said, most), bar);
            ink.put(buffer, x + 1, top, &row.words, wide, ink.style(Role::Dim));
        }
        Look::Quote(kind) => {
            let (sign, role) = match kind {
                QuoteKind::Direct => (ink.signs.direct, Role::DirectBar),
                QuoteKind::Mixed => (ink.signs.direct, Role::IndirectBar),
                QuoteKind::Indirect => (ink.signs.indirect, Role::IndirectBar),
            };
            for y in top..y.min(end) {
                ink.set(buffer, left.saturating_sub(2), y, sign, 1, ink.style(role));
            }
        }
        _ if chosen => {
            ink.set(
                buffer,
                left.saturating_sub(2),
                top,
                ink.signs.here,
                1,
                ink.style(Role::Accent),
            );
        }
        _ => {}
    }
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

fn style(look: Look, ink: &Ink) -> Style {
    match look {
        Look::Group => ink.style(Role::Heading),
        Look::Quote(QuoteKind::Direct) => ink.style(Role::Direct),
        Look::Quote(_) => ink.style(Role::Indirect),
        Look::Name(EntityKind::Person) => ink.style(Role::Person),
        Look::Name(EntityKind::Organisation) => ink.style(Role::Organisation),
        Look::Name(EntityKind::Place) => ink.style(Role::Place),
        Look::Name(_) => ink.style(Role::Name),
        Look::Plain | Look::Bar(..) => ink.style(Role::Text),
    }
}
