//! The state as cells on a terminal: the event loop, and the views of each pane.
//!
//! The loop sleeps until a key, a reply or a signal comes; it has no tick. All that waits is done
//! first, then one frame is drawn and written at once.

mod card;
mod ink;
mod keys;
mod list;
mod overlay;
mod panel;
mod reader;
pub mod rows;
mod status;
mod terminal;
mod view;

use std::io;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, never, select, unbounded};
use crossterm::clipboard::CopyToClipboard;
use crossterm::event::Event as TerminalEvent;

pub use ink::Ink;
pub use terminal::WORKER;
pub use view::draw;

use crate::app::{Effect, Msg, State, update};
use crate::error::{Error, Result};
use terminal::Screen;

/// What wakes the loop.
#[derive(Debug)]
pub enum Event {
    /// A key, pasted text, a new size.
    Terminal(TerminalEvent),
    /// A signal or a hang-up: the program shall end.
    End(i32),
}

/// The interactive reader, from the first frame to the last. `effects` go to the world, `messages`
/// come from it.
///
/// # Errors
/// When the terminal cannot be used or is gone.
pub fn run(
    state: State,
    ascii: bool,
    effects: &Sender<Effect>,
    messages: &Receiver<Msg>,
) -> Result<()> {
    let broken = |error: io::Error| Error::Message(format!("the terminal failed: {error}"));
    match read(state, ascii, effects, messages.clone()).map_err(broken)? {
        Next::Die(signal) => {
            signal_hook::low_level::emulate_default_handler(signal).map_err(broken)
        }
        _ => Ok(()),
    }
}

/// Reads until the program shall end; the terminal is given back at the end.
fn read(
    mut state: State,
    ascii: bool,
    effects: &Sender<Effect>,
    messages: Receiver<Msg>,
) -> io::Result<Next> {
    let screen = Screen::enter()?;
    let (send, events) = unbounded();
    terminal::listen(&send)?;
    state.size = screen.size()?;
    let mut ink = Ink::new(&state.settings.theme, ascii);
    let mut tui = Tui {
        state,
        effects,
        messages,
        events,
        screen,
    };
    tui.patience();
    loop {
        let Tui { state, screen, .. } = &mut tui;
        ink.follow(&state.settings.theme);
        screen.draw(|frame| draw(state, &ink, frame))?;
        let next = tui.wait()?;
        if next != Next::Draw {
            return Ok(next);
        }
    }
}

/// What comes after a batch of events.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Next {
    /// Nothing changed that is on the screen.
    Nothing,
    Draw,
    Leave,
    Die(i32),
}

struct Tui<'a> {
    state: State,
    effects: &'a Sender<Effect>,
    messages: Receiver<Msg>,
    events: Receiver<Event>,
    screen: Screen,
}

impl Tui<'_> {
    /// Sleeps until something happens that is to be seen, then does all that has happened.
    fn wait(&mut self) -> io::Result<Next> {
        loop {
            match self.batch()? {
                Next::Nothing => {}
                next => {
                    self.patience();
                    return Ok(next);
                }
            }
        }
    }

    /// Sleeps until something happens, then does all that has happened.
    fn batch(&mut self) -> io::Result<Next> {
        let mut next = select! {
            recv(self.events) -> event => match event {
                Ok(event) => self.hear(event)?,
                Err(_) => Next::Leave,
            },
            recv(self.messages) -> msg => match msg {
                Ok(msg) => self.take(msg)?,
                Err(_) => {
                    // The world ended; keys still work.
                    self.messages = never();
                    Next::Draw
                }
            },
        };
        while let Next::Draw | Next::Nothing = next {
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

    /// Replies that are about to come are taken into the same frame, so that nothing flickers.
    fn patience(&mut self) {
        let start = Instant::now();
        while let Some(most) = self.state.patience() {
            let left = Duration::from_millis(most).saturating_sub(start.elapsed());
            match self.messages.recv_timeout(left) {
                Ok(msg) => {
                    let _ = self.take(msg);
                }
                Err(_) => return,
            }
        }
    }

    fn hear(&mut self, event: Event) -> io::Result<Next> {
        let msg = match event {
            Event::End(signal) => return Ok(Next::Die(signal)),
            Event::Terminal(TerminalEvent::Key(key)) => keys::chord(key).map(Msg::Key),
            Event::Terminal(TerminalEvent::Paste(text)) => Some(Msg::Text(text)),
            Event::Terminal(TerminalEvent::Resize(columns, rows)) => {
                Some(Msg::Resize(columns, rows))
            }
            Event::Terminal(_) => None,
        };
        msg.map_or(Ok(Next::Draw), |msg| self.take(msg))
    }

    fn take(&mut self, msg: Msg) -> io::Result<Next> {
        let mut next = match &msg {
            Msg::Noted { id, .. } if !self.state.reads(*id) => Next::Nothing,
            _ => Next::Draw,
        };
        for effect in update(&mut self.state, msg) {
            match effect {
                Effect::Quit => next = Next::Leave,
                Effect::Redraw => self.screen.forget()?,
                Effect::Suspend => self.screen.pause()?,
                Effect::Copy(text) => self.screen.send(CopyToClipboard::to_clipboard_from(text))?,
                effect => {
                    let _ = self.effects.send(effect);
                }
            }
        }
        Ok(next)
    }
}
