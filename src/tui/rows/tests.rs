//! The bytes that reach the terminal in screen-reader mode.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::Terminal;
use ratatui::style::{Style, Stylize};
use ratatui::text::Line;

use super::*;

/// Bytes that the backend wrote, taken piece by piece; one piece is one write.
#[derive(Clone, Default)]
struct Tape(Rc<RefCell<Vec<String>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        self.0.borrow_mut().push(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Rig {
    terminal: Terminal<RowBackend<Tape>>,
    tape: Tape,
}

impl Rig {
    fn new() -> Self {
        let tape = Tape::default();
        let backend = RowBackend::new(tape.clone(), || Ok((20, 8))).unwrap();
        let terminal = Terminal::new(backend).unwrap();
        Rig { terminal, tape }
    }

    /// Draws rows and puts the cursor; gives back all that was written, in at most one write.
    fn show<'a>(&mut self, rows: &[impl Into<Line<'a>> + Clone], x: u16, y: u16) -> String {
        self.terminal
            .draw(|frame| {
                for (y, row) in (0..).zip(rows) {
                    let area = Rect::new(0, y, 20, 1);
                    frame.render_widget(row.clone().into(), area);
                }
                frame.set_cursor_position((x, y));
            })
            .unwrap();
        let mut writes = self.tape.0.borrow_mut();
        assert!(writes.len() <= 1, "{writes:?}");
        writes.pop().unwrap_or_default()
    }
}

#[test]
fn the_first_screen_is_cleared_and_written_row_by_row() {
    let written = Rig::new().show(&["1 Ferry", "", "2 Bridge"], 0, 2);
    assert_eq!(
        written,
        "\x1b[2J\x1b[1;1H1 Ferry\x1b[3;1H2 Bridge\x1b[3;1H\x1b[?25h"
    );
}

#[test]
fn the_row_that_the_cursor_comes_to_is_written_whole() {
    let mut rig = Rig::new();
    let rows = ["1 Ferry", "2 Bridge", "3 Bakers"];
    rig.show(&rows, 0, 0);
    let written = rig.show(&rows, 0, 1);
    assert_eq!(written, "\x1b[2;1H2 Bridge\x1b[K\x1b[2;1H");
    assert!(written.len() <= "2 Bridge".len() + 60);
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let mut rig = Rig::new();
    rig.show(&["1 Ferry"], 0, 0);
    assert_eq!(rig.show(&["1 Ferry"], 0, 0), "");
}

#[test]
fn a_change_of_style_is_not_written() {
    let mut rig = Rig::new();
    rig.show(&["1 Ferry", "2 Bridge"], 0, 0);
    let rows = [Line::from("1 Ferry").bold(), Line::from("2 Bridge")];
    assert_eq!(rig.show(&rows, 0, 0), "");
}

#[test]
fn a_changed_row_is_written_from_its_first_column_and_its_rest_erased() {
    let mut rig = Rig::new();
    rig.show(&["council votes", "ferry stays", "by tonight"], 0, 0);
    let written = rig.show(&["council voted", "ferry", "by tonight"], 0, 0);
    assert_eq!(
        written,
        "\x1b[1;1Hcouncil voted\x1b[K\x1b[2;1Hferry\x1b[K\x1b[1;1H"
    );
}

#[test]
fn when_more_than_half_changed_the_screen_is_written_anew() {
    let mut rig = Rig::new();
    rig.show(&["a", "b", "c", "d", "e", "same"], 0, 0);
    let written = rig.show(&["v", "w", "x", "y", "z", "same"], 0, 0);
    assert_eq!(
        written,
        "\x1b[2J\x1b[1;1Hv\x1b[2;1Hw\x1b[3;1Hx\x1b[4;1Hy\x1b[5;1Hz\x1b[6;1Hsame\x1b[1;1H"
    );
}

#[test]
fn wide_characters_are_written_once_and_leave_nothing_behind() {
    let mut rig = Rig::new();
    rig.show(&["ab東京", "👩\u{200d}🔬 e\u{301}cole"], 0, 0);
    let written = rig.show(&["東京c", "👩\u{200d}🔬 e\u{301}cole"], 0, 0);
    assert_eq!(written, "\x1b[1;1H東京c\x1b[K\x1b[1;1H");
    let written = rig.show(&["abcdef", "👩\u{200d}🔬 e\u{301}cole"], 0, 1);
    assert_eq!(
        written,
        "\x1b[1;1Habcdef\x1b[K\x1b[2;1H👩\u{200d}🔬 e\u{301}cole\x1b[K\x1b[2;1H"
    );
}

#[test]
fn a_full_row_is_not_erased_after_its_last_column() {
    let mut rig = Rig::new();
    rig.show(&["a"], 0, 0);
    let full = "x".repeat(20);
    let written = rig.show(&[full.as_str()], 0, 0);
    assert_eq!(written, format!("\x1b[1;1H{full}\x1b[1;1H"));
}

#[test]
fn letters_are_echoed_while_a_line_is_typed() {
    let mut rig = Rig::new();
    rig.show(&["Search:", "text"], 8, 0);
    let written = rig.show(&["Search: f", "text"], 9, 0);
    assert_eq!(written, "\x1b[1;8H f\x1b[1;10H");
    let written = rig.show(&["Search: fe", "text"], 10, 0);
    assert_eq!(written, "\x1b[1;10He\x1b[1;11H");
    let written = rig.show(&["Search: f", "text"], 9, 0);
    assert_eq!(written, "\x1b[1;10H\x1b[K\x1b[1;10H");
}

#[test]
fn colours_are_written_with_semicolons_and_taken_back() {
    let mut rig = Rig::new();
    let style = Style::new().fg(Color::Indexed(208)).bold();
    let line = Line::from(vec![
        "by ".into(),
        ratatui::text::Span::styled("Ana", style),
    ]);
    let written = rig.show(&[line], 0, 0);
    assert_eq!(
        written,
        "\x1b[2J\x1b[1;1Hby \x1b[0;1;38;5;208mAna\x1b[m\x1b[1;1H\x1b[?25h"
    );
}

#[test]
fn a_hidden_cursor_stays_shown_where_it_was() {
    let mut rig = Rig::new();
    rig.show(&["1 Ferry"], 0, 0);
    let area = Rect::new(0, 0, 20, 1);
    let draw = |frame: &mut ratatui::Frame| frame.render_widget(Line::from("2 Bridge"), area);
    rig.terminal.draw(draw).unwrap();
    let written = rig.tape.0.borrow_mut().pop().unwrap();
    assert_eq!(written, "\x1b[1;1H2 Bridge\x1b[K\x1b[1;1H");
}
