//! The whole screen: panes, walls between them, the status row, what lies on top, the cursor.

use ratatui::Frame;
use ratatui::layout::Position;

use super::ink::Ink;
use super::{feeds, list, overlay, panel, picture, reader, sheet, status};
use crate::app::geometry::panes;
use crate::app::{Overlay, Pane, State};
use crate::layout::panes::Area;
use crate::theme::Role;

/// Draws a state. The hardware cursor goes to the text that has the focus.
pub fn draw(state: &State, ink: &Ink, frame: &mut Frame<'_>) {
    let panes = panes(state);
    let mut cursor = None;
    let buffer = frame.buffer_mut();
    let mut focus = |pane: Pane, at: Option<Position>| {
        if state.focus == pane {
            cursor = at;
        }
    };
    if let (Some(area), Some(shown)) = (panes.sheet, &state.sheet) {
        focus(Pane::Sheet, sheet::draw(state, shown, ink, area, buffer));
    }
    if let Some(area) = panes.list {
        match &state.feeds {
            Some(shown) if shown.is_open() => {
                focus(Pane::Feeds, feeds::draw(state, shown, ink, area, buffer));
            }
            _ => focus(Pane::List, list::draw(state, ink, area, buffer)),
        }
    }
    if let Some(area) = panes.reader {
        wall(area, ink, buffer);
        match &state.reader {
            Some(open) => focus(Pane::Reader, reader::draw(state, open, ink, area, buffer)),
            None => reader::draw_nothing(state, ink, area, buffer),
        }
    }
    if let (Some(area), Some(reader)) = (panes.panel, &state.reader)
        && let Some(shown) = reader.panel()
    {
        wall(area, ink, buffer);
        focus(
            Pane::Panel,
            panel::draw(state, reader, shown, ink, area, buffer),
        );
    }
    let typing = status::draw(state, ink, panes.status, buffer);
    let on_top = match &state.overlay {
        Some(Overlay::Help(help)) => Some(overlay::help(state, help, ink, buffer)),
        Some(Overlay::Prompt(prompt)) => {
            if prompt.is_helped() {
                overlay::query_help(ink, panes.status, buffer);
            } else {
                overlay::candidates(state, prompt, ink, panes.status, buffer);
            }
            typing
        }
        Some(Overlay::Picture(viewed)) => {
            picture::draw(state, viewed, ink, buffer);
            Some(Position::ORIGIN)
        }
        None => None,
    };
    if let Some(position) = on_top.or(cursor) {
        // A pane of a tiny screen may have no room for the text that has the focus.
        let last = |size: u16| size.saturating_sub(1);
        frame.set_cursor_position(Position::new(
            position.x.min(last(state.size.0)),
            position.y.min(last(state.size.1)),
        ));
    }
}

/// The thin rule left of a pane.
fn wall(area: Area, ink: &Ink, buffer: &mut ratatui::buffer::Buffer) {
    if area.x == 0 {
        return;
    }
    for y in area.y..area.y + area.height {
        ink.set(
            buffer,
            area.x - 1,
            y,
            ink.signs.wall,
            1,
            ink.style(Role::Faint),
        );
    }
}
