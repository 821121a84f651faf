//! Asks for a password: what is typed is not shown.

use std::io::{self, Write, stderr};
use std::time::Instant;

use crossbeam_channel::unbounded;

use super::held::{Held, Mode};
use super::input::{Heard, Input};
use super::listen;
use crate::command::Key;

/// What is typed until Enter; none when it is broken off with Ctrl-C, Ctrl-D or Esc.
///
/// # Errors
/// When there is no terminal.
pub fn secret(question: &str) -> io::Result<Option<String>> {
    // Nobody hears them: the program ends.
    let (events, _unheard) = unbounded();
    listen::signals(events)?;
    write!(stderr(), "{question} ")?;
    stderr().flush()?;
    let held = Held::take(Mode::Lines)?;
    let typed = typed();
    drop(held);
    writeln!(stderr())?;
    typed
}

fn typed() -> io::Result<Option<String>> {
    let mut terminal = listen::terminal()?;
    let (mut words, mut input) = (String::new(), Input::default());
    let mut buffer = [0; 256];
    loop {
        let count = listen::read(&mut terminal, &mut buffer)?;
        if count == 0 {
            return Ok(None);
        }
        let mut heard = input.feed(&buffer[..count], Instant::now());
        if buffer[..count] == *b"\x1b" {
            heard.extend(input.give_up(Instant::now()));
        }
        for heard in heard {
            let chord = match heard {
                Heard::Key { chord, alt: false } => chord,
                Heard::Paste(text) => {
                    words.push_str(text.trim_end_matches(['\r', '\n']));
                    continue;
                }
                _ => continue,
            };
            match (chord.ctrl, chord.key) {
                (false, Key::Enter) => return Ok(Some(words)),
                (false, Key::Esc) | (true, Key::Char('c' | 'd')) => return Ok(None),
                (true, Key::Char('u')) => words.clear(),
                (false, Key::Char(c)) => words.push(c),
                (false, Key::Backspace) => drop(words.pop()),
                _ => {}
            }
        }
    }
}
