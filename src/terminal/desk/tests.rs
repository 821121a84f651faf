//! What is typed while a reply is on its way.

use std::io;
use std::sync::Arc;

use crossbeam_channel::unbounded;

use super::*;
use crate::app::spoken::Spoken;
use crate::app::tests::{article, listed, loaded, notes};
use crate::app::{Pane, update};
use crate::command::Keymap;
use crate::command::chord::chords;
use crate::config::{Config, Settings};
use crate::model::ArticleId;
use crate::speech::Voice;

/// Nobody looks.
struct Blind;

impl Face for Blind {
    fn size(&self) -> (u16, u16) {
        (100, 30)
    }

    fn show(&mut self, _: &mut State, _: Option<Chord>) -> io::Result<()> {
        Ok(())
    }

    fn again(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn copy(&mut self, _: &str) -> io::Result<bool> {
        Ok(true)
    }
}

/// A list of three; the second is chosen and Enter is typed, and at once `behind` it.
#[track_caller]
fn check(by_ear: bool, behind: &str, holds: impl Fn(&State) -> bool) {
    let mut state = State::new((100, 30), Settings::default(), Keymap::default());
    if by_ear {
        let voice = Voice::of(&Config::defaults().unwrap(), true);
        state.spoken = Some(Spoken::new(voice, "Pullquote.".into()));
    }
    update(&mut state, listed(3));
    let (effects, done) = unbounded();
    let (answer, messages) = unbounded();
    let (keys, events) = unbounded();
    let listener = Listener {
        mode: Mode::Rows,
        pulse: Arc::default(),
        events,
        early: VecDeque::new(),
        to_signals: None,
        to_keys: None,
    };
    let log = Log::default();
    let lines = Lines {
        log: &log,
        effects: &effects,
        voice: &|_| (),
        messages,
    };
    let mut desk = Desk::new(state, Blind, listener, lines);
    for chord in chords(&format!("j<enter>{behind}")).unwrap() {
        keys.send(Event::Heard(Heard::Key { chord, alt: false }))
            .unwrap();
    }
    let left = desk.events.len();
    while desk.events.len() > left - 2 {
        desk.batch().unwrap();
    }
    assert_eq!(
        desk.events.len(),
        left - 2,
        "the rest waits for the article"
    );
    let ask = done.try_iter().find_map(|effect| match effect {
        Effect::Load {
            ask,
            id: ArticleId(1),
        } => Some(ask),
        _ => None,
    });
    let (article, id) = (Arc::new(article()), ArticleId(1));
    let notes = Arc::new(notes(&article));
    answer
        .send(loaded(ask.expect("it is asked for"), id, &article))
        .unwrap();
    answer.send(Msg::Noted { id, article, notes }).unwrap();
    desk.patience();
    while let Ok(msg) = desk.messages.try_recv() {
        desk.take(msg).unwrap();
    }
    while !(desk.events.is_empty() && desk.early.is_empty()) {
        desk.batch().unwrap();
    }
    assert!(holds(&desk.state), "{behind}, by ear: {by_ear}");
}

#[test]
fn keys_behind_enter_are_for_the_article_that_comes() {
    let at_a_quote = |state: &State| {
        let reader = state.reader.as_ref().unwrap();
        state.focus == Pane::Reader && reader.id() == ArticleId(1) && reader.quote().is_some()
    };
    for by_ear in [false, true] {
        check(by_ear, ")", at_a_quote);
        check(by_ear, "))", at_a_quote);
        check(by_ear, "q", |state| state.focus == Pane::List);
    }
}
