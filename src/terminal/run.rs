//! The event loop, from first to last: takes the terminal, shows what changes, and gives it back.

use std::io;
use std::mem;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};

use super::ability::ask;
use super::background::QUESTION;
use super::desk::{Desk, Lines, Next};
use super::face::Face;
use super::held::broken;
use super::listen;
use super::listener::Listener;
use super::log::Log;
use crate::app::State;
use crate::error::Result;
use crate::message::{Effect, Msg};

/// At the end, what is not kept yet has so long.
const KEPT_AT_END: Duration = Duration::from_millis(800);

/// The interactive reader, from first to last. `face` takes the terminal; `effects` go to the world,
/// `messages` come from it; `voice` gets what is to be read aloud, and stops at once.
///
/// # Errors
/// When the terminal cannot be used or is gone.
pub fn run<F: Face>(
    state: State,
    listener: Listener,
    face: impl FnOnce() -> io::Result<F>,
    log: &Log,
    effects: &Sender<Effect>,
    messages: &Receiver<Msg>,
    voice: &dyn Fn(Effect),
) -> Result<()> {
    let read = read(state, listener, face, log, effects, messages.clone(), voice);
    match read.map_err(broken)? {
        Next::Die(signal) => listen::die_of(signal).map_err(broken),
        _ => Ok(()),
    }
}

/// Reads until the program shall end; the terminal is given back at the end.
fn read<F: Face>(
    mut state: State,
    mut listener: Listener,
    face: impl FnOnce() -> io::Result<F>,
    log: &Log,
    effects: &Sender<Effect>,
    messages: Receiver<Msg>,
    voice: &dyn Fn(Effect),
) -> io::Result<Next> {
    listener.listen_to_signals()?;
    let face = face()?;
    listener.listen_to_keys()?;
    state.size = face.size();
    let lines = Lines {
        log,
        effects,
        voice,
        messages,
    };
    let mut desk = Desk::new(state, face, listener, lines);
    desk.patience();
    desk.show()?;
    if desk.face.wants_background() {
        ask(QUESTION)?;
        desk.asked = Some(Instant::now());
    }
    loop {
        let next = desk.wait()?;
        if next != Next::Show {
            voice(Effect::Hush);
            desk.let_answer();
            desk.let_keep(KEPT_AT_END);
            let Desk { face, state, .. } = desk;
            drop(face);
            // A long article takes a while to be taken apart; with the process it is gone at once.
            mem::forget(state);
            return Ok(next);
        }
        desk.show()?;
    }
}
