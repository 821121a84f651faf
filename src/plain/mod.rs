//! Plain mode: the words that answer each key or typed line, one line after another, as a stream that
//! is never drawn again. No echo, no prompt, no other screen, no cursor that is sent anywhere; it
//! rests at the end of the answer.

use std::io::{self, IsTerminal, Write, stdout};

use crate::app::{Overlay, State};
use crate::command::prompt::PromptKind;
use crate::command::{Chord, Key};
use crate::layout::width;
use crate::model::clean;
use crate::speech::{choices, wrap};
use crate::terminal::{self, Direct, Face, Held, Mode};

/// A stream of spoken lines.
#[derive(Debug)]
pub struct Lines<W: Write> {
    out: W,
    /// What goes out with the next [`Self::send`], in one piece.
    bytes: Vec<u8>,
    held: Option<Held>,
    /// What was said last, for saying it again.
    last: Vec<String>,
    again: bool,
    begun: bool,
    /// The line that is being typed, as it stands on the terminal.
    typed: Option<(PromptKind, String)>,
    /// The help of the line was said.
    helped: bool,
}

impl Lines<Direct> {
    /// Takes keys from the terminal one by one.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn with_keys() -> io::Result<Self> {
        let mut lines = Self::with_typed_lines()?;
        lines.held = Some(Held::take(Mode::Lines)?);
        Ok(lines)
    }

    /// Takes commands that are typed as lines.
    ///
    /// # Errors
    /// When there is no standard output.
    pub fn with_typed_lines() -> io::Result<Self> {
        Ok(Self::new(terminal::direct()?))
    }
}

impl<W: Write> Lines<W> {
    /// Writes to `out`, for commands that are typed as lines.
    pub fn new(out: W) -> Self {
        Lines {
            out,
            bytes: Vec::new(),
            held: None,
            last: Vec::new(),
            again: false,
            begun: false,
            typed: None,
            helped: false,
        }
    }

    /// Says lines, wrapped at words; after an arrow only the one row that readers speak then.
    fn say(&mut self, lines: &[String], columns: u16, arrow: bool) -> io::Result<()> {
        let columns = usize::from(columns.saturating_sub(1).max(10));
        let mut rows: Vec<String> = lines.iter().flat_map(|line| wrap(line, columns)).collect();
        if arrow && lines.len() == 1 {
            rows.truncate(1);
        }
        for row in &rows {
            self.row(row);
        }
        self.send()
    }

    /// One row. When keys are taken the cursor stays at its end, so that readers find it there.
    fn row(&mut self, row: &str) {
        if self.held.is_some() && self.begun {
            self.bytes.extend_from_slice(b"\r\n");
        }
        self.begun = true;
        self.words(row);
        if self.held.is_none() {
            self.bytes.push(b'\n');
        }
    }

    /// All words go through here, and none of them can do anything to a terminal.
    fn words(&mut self, words: &str) {
        self.bytes.extend_from_slice(clean(words).as_bytes());
    }

    fn send(&mut self) -> io::Result<()> {
        let sent = self.out.write_all(&self.bytes);
        self.bytes.clear();
        match sent.and_then(|()| self.out.flush()) {
            // Nobody listens any more.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            sent => sent,
        }
    }

    /// Echoes what changed in the line that is being typed.
    fn echo(&mut self, kind: PromptKind, text: &str) -> io::Result<()> {
        match self.typed.take() {
            Some((old_kind, old)) if old_kind == kind && text.starts_with(&old) => {
                self.words(&text[old.len()..]);
            }
            Some((old_kind, old)) if old_kind == kind && old.starts_with(text) => {
                for _ in 0..width::of(&old[text.len()..]) {
                    self.bytes.extend_from_slice(b"\x08 \x08");
                }
            }
            _ => self.row(&format!("{} {text}", kind.label())),
        }
        self.typed = Some((kind, text.to_owned()));
        self.send()
    }
}

impl<W: Write> Face for Lines<W> {
    fn size(&self) -> (u16, u16) {
        match stdout().is_terminal() {
            true => terminal::size(),
            false => terminal::USUAL,
        }
    }

    fn show(&mut self, state: &mut State, key: Option<Chord>) -> io::Result<()> {
        state.speak_now();
        if let (Some(Overlay::Prompt(prompt)), true) = (&state.overlay, self.held.is_some()) {
            let (kind, text) = (prompt.kind(), prompt.text().to_owned());
            let completed = prompt.is_completed();
            let asked =
                prompt.is_helped() && !std::mem::replace(&mut self.helped, prompt.is_helped());
            if asked {
                // The line is begun again below what is said.
                self.typed = None;
            }
            if let (None, Some(choices)) = (&self.typed, choices(prompt)) {
                self.say(&[choices], state.size.0, false)?;
            }
            state.answer();
            if completed {
                // Said whole, not only what was put to it.
                self.typed = None;
            }
            return self.echo(kind, &text);
        }
        (self.typed, self.helped) = (None, false);
        let answer = state.answer();
        if std::mem::take(&mut self.again) && answer.is_empty() {
            let last = self.last.clone();
            return self.say(&last, state.size.0, false);
        }
        if answer.is_empty() {
            return Ok(());
        }
        let arrow = key.is_some_and(|key| matches!(key.key, Key::Up | Key::Down));
        self.say(&answer, state.size.0, arrow)?;
        self.last = answer;
        Ok(())
    }

    fn again(&mut self) -> io::Result<()> {
        self.again = true;
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.held.as_ref().map_or(Ok(()), Held::pause)
    }

    /// The terminal may not know how, and some readers would speak the sequence.
    fn copy(&mut self, _: &str) -> io::Result<bool> {
        Ok(false)
    }
}

impl<W: Write> Drop for Lines<W> {
    /// Leaves the shell a row of its own.
    fn drop(&mut self) {
        if self.held.is_some() && self.begun {
            let _ = self.out.write_all(b"\r\n");
            let _ = self.out.flush();
        }
    }
}
