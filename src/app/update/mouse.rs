//! The mouse, where it is listened to: each event becomes what a key does at that place.

use crate::app::article::panel::HEAD;
use crate::app::geometry::{self, panes};
use crate::app::sheet::shape::Shape;
use crate::app::shelf::feeds::FeedLine;
use crate::app::shelf::list::is_airy;
use crate::app::{Overlay, Pane, State};
use crate::command::Command;
use crate::layout::panes::Area;
use crate::layout::rows;
use crate::message::Mouse;

/// Rows that a turn of the wheel moves the text by.
const TURN: usize = 3;

impl State {
    /// Listens to the mouse, or no longer.
    pub(super) fn listen_to_mouse(&mut self) {
        if self.spoken.is_some() {
            return self.fail("By ear there is no mouse.");
        }
        self.settings.mouse = !self.settings.mouse;
        self.say(match self.settings.mouse {
            true => "The mouse is listened to. With Shift held it selects as before.",
            false => "The mouse is not listened to.",
        });
    }

    /// Does what the mouse did, at a cell of the screen.
    pub(super) fn use_mouse(&mut self, mouse: Mouse, x: u16, y: u16) {
        if !self.settings.mouse || self.spoken.is_some() {
            return;
        }
        match (&self.overlay, mouse) {
            (None, _) => {}
            (Some(Overlay::Help(_)), Mouse::WheelDown) => return self.press_all("<down>"),
            (Some(Overlay::Help(_)), Mouse::WheelUp) => return self.press_all("<up>"),
            (Some(Overlay::Picture(_)), Mouse::Click) => {
                return self.put_picture_away();
            }
            // Letters are typed: there is nothing to click on.
            _ => return,
        }
        let Some((pane, area)) = self.pane_at(x, y) else {
            return;
        };
        match mouse {
            Mouse::Click if self.focus == Pane::Reader && self.is_choosing() => {}
            Mouse::Click => self.click(pane, area, x, y),
            Mouse::WheelUp => self.turn(pane, Command::Up),
            Mouse::WheelDown => self.turn(pane, Command::Down),
        }
    }

    /// The pane at a cell, and its place.
    fn pane_at(&self, x: u16, y: u16) -> Option<(Pane, Area)> {
        let panes = panes(self);
        let feeds = self.feeds.as_ref().is_some_and(|feeds| feeds.is_open());
        let list = if feeds { Pane::Feeds } else { Pane::List };
        let is_here = |area: &Area| {
            (area.x..area.x + area.width).contains(&x)
                && (area.y..area.y + area.height).contains(&y)
        };
        let all = [Pane::Sheet, list, Pane::Reader, Pane::Panel];
        let shown = all
            .into_iter()
            .filter_map(|pane| Some((pane, geometry::area(&panes, pane)?)));
        let mut there = shown.filter(|(pane, _)| *pane != Pane::Reader || self.reader.is_some());
        there.find(|(_, area)| is_here(area))
    }

    /// Turns the wheel over a pane; the focus stays where it is.
    fn turn(&mut self, pane: Pane, command: Command) {
        let before = std::mem::replace(&mut self.focus, pane);
        let rows = if pane == Pane::Reader { TURN } else { 1 };
        self.run(command, Some(rows));
        if self.focus == pane {
            self.focus = before;
        }
    }

    /// Clicks into a pane: it gets the focus, and what stands there is chosen and opened as by Enter.
    fn click(&mut self, pane: Pane, area: Area, x: u16, y: u16) {
        self.focus = pane;
        let (width, row) = (area.width, y - area.y);
        let chosen = match pane {
            Pane::Reader => return self.click_text(area, x, row),
            Pane::List => {
                let airy = is_airy(area.height);
                let list = &self.list;
                let height = |index| list.height(index, width, airy);
                let row = row.checked_sub(HEAD);
                let at = row.and_then(|row| rows::at(row, list.top()..list.total(), height));
                at.inspect(|index| self.list.select(*index))
            }
            Pane::Feeds => self.feeds.as_mut().and_then(|feeds| {
                let line = feeds.top() + usize::from(row.checked_sub(HEAD)?);
                let FeedLine::Row(index) = *feeds.lines().get(line)? else {
                    return None;
                };
                feeds.select(index);
                Some(index)
            }),
            Pane::Panel => {
                let panel = self.reader.as_mut().and_then(|reader| reader.panel_mut());
                panel.and_then(|panel| panel.choose_at(row, width))
            }
            Pane::Sheet => self.sheet.as_mut().and_then(|sheet| {
                let shape = Shape::new(sheet, width, self.settings.measure);
                let height = |index| sheet.row(index).map_or(1, |row| shape.height(row));
                let row = row.checked_sub(sheet.head(area.height))?;
                let at = rows::at(row, sheet.top()..sheet.len(), height);
                at.inspect(|index| sheet.select(*index))
            }),
        };
        match chosen {
            Some(_) => self.run(Command::Open, None),
            None => self.notice = None,
        }
    }

    /// Clicks on the text: a link is followed, a footnote gone to; a name or a quote is chosen.
    fn click_text(&mut self, area: Area, x: u16, row: u16) {
        self.notice = None;
        let Some(reader) = &mut self.reader else {
            return;
        };
        if usize::from(row) >= reader.room(&self.settings) {
            return; // the card
        }
        let column = x.saturating_sub(area.x + reader.column().left);
        let row = usize::from(row);
        self.in_reader(|reader, context| reader.click(row, column, context));
    }

    fn press_all(&mut self, keys: &str) {
        for chord in crate::command::chord::chords(keys).unwrap_or_default() {
            self.press(chord);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{press, reading};
    use crate::app::update;
    use crate::command::target::Target;
    use crate::message::{Effect, Msg};

    /// A state whose mouse is listened to.
    fn listening(size: (u16, u16)) -> State {
        let mut state = reading(3, size);
        press(&mut state, "zm");
        assert!(state.settings.mouse);
        state
    }

    fn does(state: &mut State, mouse: Mouse, x: u16, y: u16) -> Vec<Effect> {
        update(state, Msg::Mouse(mouse, x, y))
    }

    /// The cell of a byte of the article.
    fn cell(state: &State, words: &str) -> (u16, u16) {
        let reader = state.reader.as_ref().unwrap();
        let offset = reader.article().text.find(words).unwrap();
        let (line, column) = reader.layout().cell_of(&reader.article().text, offset);
        let area = panes(state).reader.unwrap();
        let row = u16::try_from(reader.head() + line - reader.top()).unwrap();
        (area.x + reader.column().left + column, area.y + row)
    }

    #[test]
    fn a_click_on_a_row_of_the_list_opens_it() {
        let mut state = listening((120, 30));
        let effects = does(&mut state, Mouse::Click, 5, HEAD + 3);
        assert_eq!((state.list.selected(), state.focus), (1, Pane::Reader));
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Load { .. }))
        );
        // Below the last row there is nothing.
        let effects = does(&mut state, Mouse::Click, 5, 28);
        assert_eq!((effects, state.focus), (Vec::new(), Pane::List));
    }

    #[test]
    fn a_click_on_the_text_chooses_what_is_there() {
        let mut state = listening((120, 30));
        let (x, y) = cell(&state, "It was hard");
        does(&mut state, Mouse::Click, x, y);
        let target = |state: &State| state.reader.as_ref().unwrap().target();
        assert_eq!(target(&state), Some(Target::Quote(0)));
        let (x, y) = cell(&state, "Ana Ruiz");
        does(&mut state, Mouse::Click, x, y);
        assert!(matches!(target(&state), Some(Target::Name(..))));
        // A link does what Enter does.
        let (x, y) = cell(&state, "report is");
        does(&mut state, Mouse::Click, x, y);
        let said = &state.notice.as_ref().unwrap().words;
        assert!(said.starts_with("Not followed,"), "{said}");
        // Where no words are nothing happens.
        let before = target(&state);
        does(&mut state, Mouse::Click, x, 0);
        assert_eq!(target(&state), before);
    }

    #[test]
    fn the_wheel_scrolls_what_is_under_it() {
        let mut state = listening((120, 9));
        state.focus = Pane::List;
        let (x, _) = (80, 0);
        does(&mut state, Mouse::WheelDown, x, 4);
        assert_eq!(
            (state.reader.as_ref().unwrap().top(), state.focus),
            (3, Pane::List)
        );
        does(&mut state, Mouse::WheelUp, x, 4);
        assert_eq!(state.reader.as_ref().unwrap().top(), 0);
        does(&mut state, Mouse::WheelDown, 3, 4);
        assert_eq!(state.list.selected(), 1);
    }

    #[test]
    fn where_nobody_asked_for_it_the_mouse_does_nothing() {
        let mut state = reading(3, (120, 30));
        let before = state.list.selected();
        does(&mut state, Mouse::Click, 5, HEAD + 3);
        assert_eq!(state.list.selected(), before);
        // A click into a line that is typed does not put it away; one into the help neither.
        press(&mut state, "zm");
        for keys in ["/", "<esc>?"] {
            press(&mut state, keys);
            does(&mut state, Mouse::Click, 5, HEAD + 3);
            assert!(state.overlay.is_some());
        }
    }

    #[test]
    fn any_cell_of_any_screen_can_be_clicked_on() {
        for size in [(1, 1), (20, 6), (79, 24), (160, 30)] {
            let mut state = listening(size);
            for keys in ["", "gq", ")", "ge", "?", "<esc>"] {
                press(&mut state, keys);
                for (x, y) in (0..size.0 + 2).flat_map(|x| (0..size.1 + 2).map(move |y| (x, y))) {
                    for mouse in [Mouse::Click, Mouse::WheelUp, Mouse::WheelDown] {
                        if (x + 3 * y) % 23 == 0 {
                            does(&mut state, mouse, x, y);
                        }
                    }
                }
            }
        }
    }
}
