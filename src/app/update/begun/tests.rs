//! The beginning of a long article, the keys pressed over it, and the whole.

use std::sync::Arc;

use crate::app::tests::{listed, loaded, press};
use crate::app::{Overlay, State, update};
use crate::command::{Command, Keymap};
use crate::config::Settings;
use crate::ingest::builder::{ArticleBuilder, beginning};
use crate::message::{Effect, Msg};
use crate::model::{Article, ArticleId, BlockKind, Meta, Notes};

const ID: ArticleId = ArticleId(0);

fn whole() -> Arc<Article> {
    let mut builder = ArticleBuilder::new(Meta::default());
    for nth in 0..300 {
        builder.block(BlockKind::Paragraph, 0);
        builder.words(&format!(
            "“We won {nth},” said Ana Ruiz. The sea was calm on day {nth}."
        ));
    }
    Arc::new(builder.finish())
}

/// The first article of the list is begun.
fn begun(whole: &Article) -> (State, Arc<Article>) {
    let mut state = State::new((80, 24), Settings::default(), Keymap::default());
    update(&mut state, listed(1));
    let article = Arc::new(beginning(whole, 8000).unwrap());
    let msg = Msg::Begun {
        ask: 1,
        id: ID,
        article: Arc::clone(&article),
    };
    update(&mut state, msg);
    assert!(state.reader.as_ref().unwrap().is_begun());
    (state, article)
}

fn load(state: &mut State, whole: &Arc<Article>) -> Vec<Effect> {
    update(state, loaded(1, ID, whole))
}

fn noted(article: &Arc<Article>, notes: &Arc<Notes>) -> Msg {
    Msg::NotedInPart {
        id: ID,
        article: Arc::clone(article),
        notes: Arc::clone(notes),
    }
}

#[test]
fn the_beginning_is_drawn_without_a_wait_and_nothing_is_counted() {
    let (state, _) = begun(&whole());
    assert_eq!(state.patience(), None);
    let facts = state.reader.as_ref().unwrap().facts().join(" ");
    assert!(!facts.contains("min"), "{facts}");
}

#[test]
fn what_was_read_and_found_stays_when_the_whole_comes() {
    let whole = whole();
    let (mut state, article) = begun(&whole);
    let notes = Arc::default();
    update(&mut state, noted(&article, &notes));
    press(&mut state, "<space><space>");
    let place = |state: &State| {
        let reader = state.reader.as_ref().unwrap();
        (reader.top(), reader.top_offset())
    };
    let before = place(&state);
    assert!(before.1 > 0);
    load(&mut state, &whole);
    let reader = state.reader.as_ref().unwrap();
    assert!(!reader.is_begun() && !reader.is_noted());
    assert_eq!(place(&state), before);
    assert!(Arc::ptr_eq(reader.notes(), &notes));
    // What was found in the beginning comes too late.
    update(&mut state, noted(&article, &Arc::default()));
    assert!(Arc::ptr_eq(state.reader.as_ref().unwrap().notes(), &notes));
}

#[test]
fn keys_that_mean_the_whole_wait_for_it_and_those_behind_them() {
    let whole = whole();
    let (mut state, _) = begun(&whole);
    assert!(press(&mut state, "Gkk/day 299<enter>").is_empty());
    assert!(state.overlay.is_none() && state.reader.as_ref().unwrap().top() == 0);
    load(&mut state, &whole);
    let reader = state.reader.as_ref().unwrap();
    assert!(reader.is_searched() && !reader.hits(reader.chosen().unwrap()).is_empty());
    // The next key is taken at once.
    press(&mut state, "/");
    assert!(matches!(state.overlay, Some(Overlay::Prompt(_))));
}

#[test]
fn the_end_of_the_beginning_is_no_end() {
    let whole = whole();
    let (mut state, article) = begun(&whole);
    press(&mut state, &"<space>".repeat(60));
    let reader = state.reader.as_ref().unwrap();
    assert!(reader.top() + 24 < reader.rows());
    load(&mut state, &whole);
    let reader = state.reader.as_ref().unwrap();
    assert!(reader.top_offset() > article.text.len());
}

#[test]
fn one_can_leave_at_once_and_a_beginning_that_nobody_waits_for_is_dropped() {
    let whole = whole();
    let (mut state, article) = begun(&whole);
    assert!(press(&mut state, "Q").contains(&Effect::Quit));
    load(&mut state, &whole);
    let late = Msg::Begun {
        ask: 1,
        id: ID,
        article,
    };
    update(&mut state, late);
    assert!(!state.reader.as_ref().unwrap().is_begun());
}

#[test]
fn who_leaves_does_not_wait_for_what_waits() {
    let whole = whole();
    let leaves = |keys: &str| {
        let (mut state, _) = begun(&whole);
        press(&mut state, keys).contains(&Effect::Quit)
    };
    for keys in ["GQ", "n)kQ", "<c-c>Q", "/day<c-c>Q", "g<c-c>Q"] {
        assert!(leaves(keys), "{keys}");
    }
    // Letters of what is searched, written or asked.
    for keys in ["/Q", "g/Q", "G:Q", "?Q", "mQ"] {
        assert!(!leaves(keys), "{keys}");
    }
    let (mut state, _) = begun(&whole);
    press(&mut state, "G");
    let ended = update(&mut state, Msg::Run(Command::Quit, None));
    assert!(ended.contains(&Effect::Quit));
}

#[test]
fn what_was_broken_off_is_not_done_later() {
    let whole = whole();
    let (mut state, _) = begun(&whole);
    press(&mut state, "G<c-c>");
    load(&mut state, &whole);
    assert_eq!(state.reader.as_ref().unwrap().top(), 0);
}
