//! The event loop. It sleeps until a key, a reply or a signal comes; it has no tick. All that waits is
//! done first, then the face shows the state once.

use std::io::{self, Write, stdout};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, after, never, select, unbounded};
use crossterm::event::{Event as TerminalEvent, KeyEvent};

use super::background::{Finder, GRACE, QUESTION};
use super::{Mode, keys, listen};
use crate::app::{Chord, Command, Effect, Msg, State, update};
use crate::error::{Error, Result};

/// A terminal needs about so long to show what it was given; work that can wait leaves it the processor.
const FRAME: Duration = Duration::from_millis(16);

/// What a person gets of the state.
pub trait Face {
    /// How it uses the terminal.
    fn mode(&self) -> Mode;

    /// Columns and rows.
    ///
    /// # Errors
    /// When there is no terminal.
    fn size(&self) -> io::Result<(u16, u16)>;

    /// Whether the terminal shall be asked what its background is; the answer becomes a
    /// [`Msg::Background`].
    fn wants_background(&self) -> bool {
        false
    }

    /// Shows or says what changed. `key` is the last key, if one was pressed.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn show(&mut self, state: &mut State, key: Option<Chord>) -> io::Result<()>;

    /// Makes the next [`Self::show`] show or say everything again.
    ///
    /// # Errors
    /// As [`Self::show`].
    fn again(&mut self) -> io::Result<()>;

    /// Gives the terminal to the shell until it wakes the program again.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    fn pause(&mut self) -> io::Result<()>;

    /// Puts text into the clipboard; false when the world shall do it.
    ///
    /// # Errors
    /// As [`Self::show`].
    fn copy(&mut self, text: &str) -> io::Result<bool>;
}

/// What wakes the loop.
#[derive(Debug)]
pub enum Event {
    /// A key, pasted text, a new size.
    Terminal(TerminalEvent),
    /// The terminal's background is light, dark, or not known.
    Background(Option<bool>),
    /// A line that was typed.
    Line(String),
    /// Nothing more will be typed.
    Leave,
    /// A signal or a hang-up: the program shall end.
    End(i32),
}

/// The interactive reader, from first to last. `effects` go to the world, `messages` come from it.
///
/// # Errors
/// When the terminal cannot be used or is gone.
pub fn run<F: Face>(
    state: State,
    face: io::Result<F>,
    effects: &Sender<Effect>,
    messages: &Receiver<Msg>,
) -> Result<()> {
    let broken = |error: io::Error| Error::Message(format!("the terminal failed: {error}"));
    let read = face.and_then(|face| read(state, face, effects, messages.clone()));
    match read.map_err(broken)? {
        Next::Die(signal) => {
            signal_hook::low_level::emulate_default_handler(signal).map_err(broken)
        }
        _ => Ok(()),
    }
}

/// Reads until the program shall end; the terminal is given back at the end.
fn read<F: Face>(
    mut state: State,
    face: F,
    effects: &Sender<Effect>,
    messages: Receiver<Msg>,
) -> io::Result<Next> {
    let (send, events) = unbounded();
    let finder = face.wants_background().then(Finder::new);
    listen::listen(face.mode(), finder, &send)?;
    state.size = face.size()?;
    let mut desk = Desk {
        state,
        face,
        effects,
        messages,
        events,
        key: None,
        asked: None,
    };
    desk.patience();
    desk.face.show(&mut desk.state, None)?;
    if desk.face.wants_background() {
        ask()?;
        desk.asked = Some(Instant::now());
    }
    loop {
        let next = desk.wait()?;
        if next != Next::Show {
            desk.let_answer();
            return Ok(next);
        }
        let key = desk.key.take();
        desk.face.show(&mut desk.state, key)?;
    }
}

fn ask() -> io::Result<()> {
    let mut out = stdout().lock();
    out.write_all(QUESTION)?;
    out.flush()
}

/// What comes after a batch of events.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Next {
    /// Nothing changed that is before the reader.
    Nothing,
    Show,
    Leave,
    Die(i32),
}

struct Desk<'a, F: Face> {
    state: State,
    face: F,
    effects: &'a Sender<Effect>,
    messages: Receiver<Msg>,
    events: Receiver<Event>,
    key: Option<Chord>,
    /// When the terminal was asked for its background, until it has answered.
    asked: Option<Instant>,
}

impl<F: Face> Desk<'_, F> {
    /// Sleeps until something happens that is to be shown.
    fn wait(&mut self) -> io::Result<Next> {
        loop {
            let next = self.batch()?;
            if next != Next::Nothing {
                self.patience();
                return Ok(next);
            }
        }
    }

    /// Sleeps until something happens, then does all that has happened.
    fn batch(&mut self) -> io::Result<Next> {
        let rest = match self.state.is_in_part() {
            true => after(FRAME),
            false => never(),
        };
        let mut next = select! {
            recv(rest) -> _ => self.take(Msg::Shown)?,
            recv(self.events) -> event => match event {
                Ok(event) => self.hear(event)?,
                Err(_) => Next::Leave,
            },
            recv(self.messages) -> msg => match msg {
                Ok(msg) => self.take(msg)?,
                Err(_) => {
                    // The world ended; keys still work.
                    self.messages = never();
                    Next::Show
                }
            },
        };
        // Every line that is heard answers one key.
        let batch = self.face.mode() == Mode::Screen;
        while batch && matches!(next, Next::Show | Next::Nothing) {
            let then = if let Ok(event) = self.events.try_recv() {
                self.hear(event)?
            } else if let Ok(msg) = self.messages.try_recv() {
                self.take(msg)?
            } else {
                break;
            };
            if then != Next::Nothing {
                next = then;
            }
        }
        Ok(next)
    }

    /// Replies that are about to come are shown with what asked for them, so that nothing flickers.
    fn patience(&mut self) {
        let start = Instant::now();
        while let Some(most) = self.state.patience() {
            // Lines may come from a script, each meant for what the one before led to.
            let most = match self.face.mode() {
                Mode::Typed => 20 * most,
                _ => most,
            };
            let left = Duration::from_millis(most).saturating_sub(start.elapsed());
            match self.messages.recv_timeout(left) {
                Ok(msg) => {
                    let _ = self.take(msg);
                }
                Err(_) => {
                    self.state.wait_no_more();
                    return;
                }
            }
        }
    }

    /// Gives the terminal a moment for its answer, before the shell would take it for typed. Keys are
    /// too late by now.
    fn let_answer(&mut self) {
        let Some(asked) = self.asked.take() else {
            return;
        };
        let end = asked + GRACE;
        while let Ok(event) = self.events.recv_deadline(end) {
            if let Event::Background(_) | Event::End(_) = event {
                return;
            }
        }
    }

    fn hear(&mut self, event: Event) -> io::Result<Next> {
        let msg = match event {
            Event::End(signal) => return Ok(Next::Die(signal)),
            Event::Terminal(TerminalEvent::Key(key)) => return self.press(key),
            Event::Background(light) => {
                self.asked = None;
                match light {
                    Some(light) => Some(Msg::Background { light }),
                    None => return Ok(Next::Nothing),
                }
            }
            Event::Leave => Some(Msg::Run(Command::Quit, None)),
            Event::Line(line) => Some(Msg::Line(line)),
            Event::Terminal(TerminalEvent::Paste(text)) => Some(Msg::Text(text)),
            Event::Terminal(TerminalEvent::Resize(columns, rows)) => {
                Some(Msg::Resize(columns, rows))
            }
            Event::Terminal(_) => None,
        };
        msg.map_or(Ok(Next::Show), |msg| self.take(msg))
    }

    fn press(&mut self, key: KeyEvent) -> io::Result<Next> {
        let mut next = Next::Nothing;
        for chord in keys::chords(key) {
            self.key = Some(chord);
            next = self.take(Msg::Key(chord))?;
            if next == Next::Leave {
                break;
            }
        }
        Ok(next)
    }

    fn take(&mut self, msg: Msg) -> io::Result<Next> {
        let mut next = match &msg {
            Msg::Shown => Next::Nothing,
            Msg::Noted { id, .. } if !self.state.reads(*id) => Next::Nothing,
            _ => Next::Show,
        };
        for effect in update(&mut self.state, msg) {
            match effect {
                Effect::Quit => next = Next::Leave,
                Effect::Redraw => self.face.again()?,
                Effect::Suspend => {
                    self.let_answer();
                    self.face.pause()?;
                }
                Effect::Copy(text) if self.face.copy(&text)? => {}
                effect => {
                    let _ = self.effects.send(effect);
                }
            }
        }
        Ok(next)
    }
}
