//! What is typed and what signals come, heard from the first moment on: also while what is to be shown is still being read
//! or fetched.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded, select, unbounded};
use signal_hook::consts::SIGINT;

use super::face::Event;
use super::held::{self, Held, Mode, broken};
use super::listen;
use super::pulse::{Pulse, breaks};
use crate::app::State;
use crate::error::{Error, FAULT, Result};

/// Most is there so soon that nobody has thought of leaving; until then the terminal is the shell's.
const SOON: Duration = Duration::from_millis(400);

/// The threads that hear what is typed, once they are there, and what they have heard.
#[derive(Debug)]
pub struct Listener {
    pub(super) mode: Mode,
    pub(super) pulse: Arc<Pulse>,
    pub(super) events: Receiver<Event>,
    /// What came while nothing was shown yet.
    pub(super) early: VecDeque<Event>,
    /// For threads that are not there yet.
    pub(super) to_signals: Option<Sender<Event>>,
    pub(super) to_keys: Option<Sender<Event>>,
}

impl Listener {
    /// Nobody listens yet. What keys mean is as in `state`.
    pub fn new(mode: Mode, state: &State) -> Self {
        let (send, events) = unbounded();
        Listener {
            mode,
            pulse: Arc::new(Pulse::new(state)),
            events,
            early: VecDeque::new(),
            to_signals: (mode != Mode::Typed).then(|| send.clone()),
            to_keys: Some(send),
        }
    }

    /// Waits for what `work` gives. When that takes longer, `tell` says so; from then on keys and signals that end the
    /// program do so at once, and what else is typed is kept for what will be shown. None when somebody leaves.
    ///
    /// # Errors
    /// That of the work; when the terminal cannot be used.
    pub fn wait<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
        tell: impl FnOnce(),
    ) -> Result<Option<T>> {
        let (send, done) = bounded(1);
        let thread = held::thread("worker-opening");
        thread.spawn(move || send.send(work())).map_err(broken)?;
        if let Ok(done) = done.recv_timeout(SOON) {
            return done.map(Some);
        }
        tell();
        self.listen_to_signals().map_err(broken)?;
        let held = Held::take(Mode::Lines).map_err(broken)?;
        self.listen_to_keys().map_err(broken)?;
        let signal = loop {
            select! {
                recv(done) -> done => return match done {
                    Ok(done) => done.map(Some),
                    Err(_) => Err(Error::Message(FAULT.to_owned())),
                },
                recv(self.events) -> event => match event {
                    Ok(Event::End(signal)) => break signal,
                    Ok(Event::Heard(heard)) if breaks(&heard) => break SIGINT,
                    Ok(event) if !self.pulse.ends(&event) => self.early.push_back(event),
                    _ => return Ok(None),
                },
            }
        };
        drop(held);
        listen::die_of(signal).map_err(broken)?;
        Ok(None)
    }

    /// From here on, and so before the terminal is changed, signals put it back.
    pub(super) fn listen_to_signals(&mut self) -> io::Result<()> {
        self.to_signals.take().map_or(Ok(()), listen::signals)
    }

    pub(super) fn listen_to_keys(&mut self) -> io::Result<()> {
        let Some(send) = self.to_keys.take() else {
            return Ok(());
        };
        listen::keys(self.mode, Arc::clone(&self.pulse), send)
    }
}
