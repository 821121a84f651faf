//! Where events, the state and the face meet. It sleeps until a key, a reply or a signal comes; there is no tick. All
//! that waits is done first, then the face shows the state once.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, after, never, select};

use super::ability::{Told, ask};
use super::background::GRACE;
use super::face::{Event, Face};
use super::held::Mode;
use super::input::Heard;
use super::listener::Listener;
use super::log::Log;
use super::pulse::Pulse;
use crate::app::{Overlay, State, update};
use crate::command::{Chord, Command, Key};
use crate::message::{Effect, Msg};

/// A terminal needs about so long to show what it was given; work that can wait leaves it the processor.
const FRAME: Duration = Duration::from_millis(16);

/// What was done is said when it is kept, or after so many milliseconds.
const KEPT: u64 = 1000;

/// A script waits so many times longer than somebody who types.
const SCRIPT: u32 = 100;

/// What comes after a batch of events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    /// Nothing changed that is before the reader.
    Nothing,
    Show,
    Leave,
    Die(i32),
}

/// The state with its face, and what goes to and fro between them and the rest.
pub(super) struct Desk<'a, F: Face> {
    pub(super) state: State,
    pub(super) face: F,
    pub(super) mode: Mode,
    pub(super) log: &'a Log,
    pub(super) effects: &'a Sender<Effect>,
    /// Reads aloud; past the world, so that it stops at once.
    pub(super) voice: &'a dyn Fn(Effect),
    pub(super) messages: Receiver<Msg>,
    pub(super) events: Receiver<Event>,
    /// Events that came while a reply was awaited.
    pub(super) early: VecDeque<Event>,
    pub(super) pulse: Arc<Pulse>,
    /// What was typed and is not shown yet.
    pub(super) answers: u32,
    pub(super) key: Option<Chord>,
    /// When the terminal was asked for its background, until it has answered.
    pub(super) asked: Option<Instant>,
    /// When it was asked what it can do with pictures, until it has answered.
    pub(super) asked_more: Option<Instant>,
    /// What was done that is not kept yet.
    pub(super) unkept: usize,
    /// A reply that changes what keys mean was waited for, and did not come in time.
    pub(super) waited: bool,
}

/// What leads from the desk to the rest, and from there to it.
pub(super) struct Lines<'a> {
    pub(super) log: &'a Log,
    pub(super) effects: &'a Sender<Effect>,
    pub(super) voice: &'a dyn Fn(Effect),
    pub(super) messages: Receiver<Msg>,
}

impl<'a, F: Face> Desk<'a, F> {
    /// A desk to which nothing has come yet.
    pub(super) fn new(state: State, face: F, listener: Listener, lines: Lines<'a>) -> Self {
        let Lines {
            log,
            effects,
            voice,
            messages,
        } = lines;
        let Listener {
            mode,
            pulse,
            events,
            early,
            ..
        } = listener;
        Desk {
            state,
            face,
            mode,
            log,
            effects,
            voice,
            messages,
            events,
            early,
            pulse,
            answers: 0,
            key: None,
            asked: None,
            asked_more: None,
            unkept: 0,
            waited: false,
        }
    }
}

impl<F: Face> Desk<'_, F> {
    pub(super) fn show(&mut self) -> io::Result<()> {
        let begun = Instant::now();
        let key = self.key.take();
        self.face.show(&mut self.state, key)?;
        self.log.did("Show", begun.elapsed());
        self.answered();
        Ok(())
    }

    /// All that was typed so far has its answer.
    fn answered(&mut self) {
        let typing = matches!(
            self.state.overlay,
            Some(Overlay::Prompt(_) | Overlay::Help(_))
        );
        self.pulse.set_typing(typing);
        for _ in 0..std::mem::take(&mut self.answers) {
            self.pulse.answer();
        }
    }

    /// Sleeps until something happens that is to be shown.
    pub(super) fn wait(&mut self) -> io::Result<Next> {
        loop {
            let next = self.batch()?;
            match next {
                Next::Nothing => self.answered(),
                Next::Show => {
                    self.patience();
                    return Ok(next);
                }
                // From here on each step to the end has its own bound.
                _ => {
                    self.answered();
                    return Ok(next);
                }
            }
        }
    }

    /// Sleeps until something happens, then does all that has happened.
    fn batch(&mut self) -> io::Result<Next> {
        let rest = match self.state.is_in_part() {
            true => after(FRAME),
            false => never(),
        };
        let mut next = if let Some(event) = self.early.pop_front() {
            self.hear(event)?
        } else {
            select! {
                recv(rest) -> _ => self.take(Msg::Shown)?,
                recv(self.events) -> event => match event {
                    Ok(event) => self.hear(event)?,
                    Err(_) => Next::Leave,
                },
                recv(self.messages) -> msg => match msg {
                    Ok(msg) => self.take(msg)?,
                    Err(_) => {
                        // The world ended; keys still work.
                        (self.messages, self.unkept) = (never(), 0);
                        Next::Show
                    }
                },
            }
        };
        // Every line that is heard answers one key.
        let batch = self.mode.has_screen();
        while batch && matches!(next, Next::Show | Next::Nothing) {
            let then = if let Some(event) = self.next_event() {
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

    /// What was typed or happened meanwhile. What is typed behind Enter is meant for the article that it opens: it is left
    /// for after the reply, or for when that was waited for long enough.
    fn next_event(&mut self) -> Option<Event> {
        let between = self.state.is_between();
        self.waited &= between;
        if between && !self.waited {
            return None;
        }
        let early = self.early.pop_front();
        early.or_else(|| self.events.try_recv().ok())
    }

    /// Replies that are about to come are shown with what asked for them, so that nothing flickers; what
    /// was done is said when it is kept. Who wants to leave need not wait.
    pub(super) fn patience(&mut self) {
        let start = Instant::now();
        while let Some(most) = self.awaits() {
            let most = self.borne(Duration::from_millis(most));
            let left = most.saturating_sub(start.elapsed());
            let events = match self.mode {
                Mode::Typed => &never(),
                _ => &self.events,
            };
            select! {
                recv(self.messages) -> msg => match msg {
                    Ok(msg) => drop(self.take(msg)),
                    Err(_) => return self.state.wait_no_more(),
                },
                recv(events) -> event => match event {
                    Ok(event) => {
                        let ends = self.pulse.ends(&event);
                        self.early.push_back(event);
                        if ends {
                            return;
                        }
                    }
                    Err(_) => return,
                },
                default(left) => {
                    self.waited = true;
                    return self.state.wait_no_more();
                }
            }
        }
    }

    /// How long to wait at most. Lines may come from a script, each meant for what the one before led to.
    fn borne(&self, most: Duration) -> Duration {
        match self.mode {
            Mode::Typed => SCRIPT * most,
            _ => most,
        }
    }

    /// For how many milliseconds to wait for a reply.
    fn awaits(&self) -> Option<u64> {
        match self.state.notice {
            Some(_) if self.unkept > 0 => Some(KEPT),
            _ => self.state.patience(),
        }
    }

    /// Waits for what was done to be kept.
    pub(super) fn let_keep(&mut self, most: Duration) {
        let end = Instant::now() + self.borne(most);
        while self.unkept > 0 {
            match self.messages.recv_deadline(end) {
                Ok(msg) => drop(self.take(msg)),
                Err(_) => return,
            }
        }
    }

    /// Gives the terminal a moment for its answer, before the shell would take it for typed. Keys are
    /// too late by now.
    pub(super) fn let_answer(&mut self) {
        while let Some(asked) = self.asked.max(self.asked_more) {
            match self.events.recv_deadline(asked + GRACE) {
                Ok(Event::Heard(Heard::Background(_))) => self.asked = None,
                Ok(Event::Heard(Heard::Told(Told::Attributes { .. }))) => self.asked_more = None,
                Ok(Event::End(_)) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    fn hear(&mut self, event: Event) -> io::Result<Next> {
        let msg = match event {
            Event::End(signal) => return Ok(Next::Die(signal)),
            Event::Heard(heard) => {
                self.answers += 1;
                return self.typed(heard);
            }
            Event::Leave => Msg::Run(Command::Quit, None),
            Event::Line(line) => Msg::Line(line),
            Event::Suspend => Msg::Run(Command::Suspend, None),
            Event::Resize => self.resized(),
        };
        self.take(msg)
    }

    fn typed(&mut self, heard: Heard) -> io::Result<Next> {
        match heard {
            Heard::Key { chord, alt } => {
                let esc = Chord {
                    key: Key::Esc,
                    ctrl: false,
                };
                let mut next = Next::Nothing;
                for chord in alt.then_some(esc).into_iter().chain([chord]) {
                    self.key = Some(chord);
                    next = self.take(Msg::Key(chord))?;
                    if next == Next::Leave {
                        break;
                    }
                }
                Ok(next)
            }
            Heard::Paste(text) => self.take(Msg::Text(text)),
            // Nobody asked, or it is the same as before.
            Heard::Background(light) => match self.asked.take().and(light) {
                Some(light) => self.take(Msg::Background { light }),
                None => Ok(Next::Nothing),
            },
            Heard::Mouse(mouse, x, y) if self.state.settings.mouse => {
                self.take(Msg::Mouse(mouse, x, y))
            }
            Heard::Mouse(..) => Ok(Next::Nothing),
            Heard::Told(_) if self.asked_more.is_none() => Ok(Next::Nothing),
            Heard::Told(told) => {
                if matches!(told, Told::Attributes { .. }) {
                    self.asked_more = None;
                }
                Ok(match self.face.told(told) {
                    true => Next::Show,
                    false => Next::Nothing,
                })
            }
        }
    }

    fn resized(&self) -> Msg {
        let (columns, rows) = self.face.size();
        Msg::Resize(columns, rows)
    }

    fn take(&mut self, msg: Msg) -> io::Result<Next> {
        let mut next = match &msg {
            Msg::Shown => Next::Nothing,
            Msg::Kept => {
                self.unkept = self.unkept.saturating_sub(1);
                Next::Nothing
            }
            Msg::Noted { id, .. } | Msg::NotedInPart { id, .. } if !self.state.reads(*id) => {
                Next::Nothing
            }
            _ => Next::Show,
        };
        let (begun, name) = (Instant::now(), msg.name());
        let effects = update(&mut self.state, msg);
        self.log.did(name, begun.elapsed());
        for effect in effects {
            match effect {
                Effect::Quit => next = Next::Leave,
                Effect::Redraw => self.face.again()?,
                Effect::Suspend => {
                    (self.voice)(Effect::Hush);
                    self.let_answer();
                    self.face.pause()?;
                    let resized = self.resized();
                    let _ = update(&mut self.state, resized);
                }
                effect @ (Effect::Speak { .. } | Effect::Hush) => (self.voice)(effect),
                Effect::Copy(text) if self.face.copy(&text)? => {}
                effect @ Effect::Picture { .. } => {
                    if let Some(questions) = self.face.asks_for_pictures() {
                        ask(questions)?;
                        self.asked_more = Some(Instant::now());
                    }
                    self.send(effect);
                }
                effect => self.send(effect),
            }
        }
        Ok(next)
    }

    /// Hands an effect to the world.
    fn send(&mut self, effect: Effect) {
        self.log.did(effect.name(), Duration::ZERO);
        let act = effect.is_act();
        match self.effects.send(effect) {
            Ok(()) => self.unkept += usize::from(act),
            Err(_) => {
                let words =
                    "Not done: the part of pullquote that keeps things has ended. Start it again.";
                let _ = update(&mut self.state, Msg::Failed(words.to_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
