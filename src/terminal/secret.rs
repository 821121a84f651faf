//! Asks for a password: what is typed is not shown.

use std::io::{self, Write, stderr};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// What is typed until Enter; none when it is broken off with Ctrl-C, Ctrl-D or Esc.
///
/// # Errors
/// When there is no terminal.
pub fn secret(question: &str) -> io::Result<Option<String>> {
    write!(stderr(), "{question} ")?;
    stderr().flush()?;
    enable_raw_mode()?;
    let typed = typed();
    disable_raw_mode()?;
    writeln!(stderr())?;
    typed
}

fn typed() -> io::Result<Option<String>> {
    let mut words = String::new();
    loop {
        let Event::Key(key) = read()? else { continue };
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            _ if key.kind == KeyEventKind::Release => {}
            KeyCode::Enter => return Ok(Some(words)),
            KeyCode::Esc => return Ok(None),
            KeyCode::Char('c' | 'd') if ctrl => return Ok(None),
            KeyCode::Char('u') if ctrl => words.clear(),
            KeyCode::Char(c) => words.push(c),
            KeyCode::Backspace => drop(words.pop()),
            _ => {}
        }
    }
}
