//! Every reply that the opening of an article can bring, in every order.

use std::sync::Arc;

use super::*;
use crate::app::tests::{article, listed, loaded, notes, press, reading, rows};
use crate::app::update;
use crate::command::Keymap;
use crate::config::Settings;
use crate::model::{Remark, Selection, Span};

/// Begins with a list of three, of which the second is being opened.
fn opening() -> State {
    let mut state = State::new((100, 30), Settings::default(), Keymap::default());
    update(&mut state, listed(3));
    // The first is opened by itself.
    press(&mut state, "j<enter>");
    assert_eq!(state.awaited.asked(), 2);
    state
}

const ID: ArticleId = ArticleId(1);

fn noted(id: ArticleId, article: &Arc<Article>) -> Msg {
    Msg::Noted {
        id,
        article: Arc::clone(article),
        notes: Arc::new(notes(article)),
    }
}

fn details(id: ArticleId, article: &Arc<Article>, words: &str) -> Msg {
    let remark = Remark {
        id: 1,
        span: Some(Span::new(0, 5)),
        exact: String::new(),
        words: words.to_owned(),
        ..Remark::default()
    };
    let details = Details {
        notes: vec![remark],
        versions: words.len(),
        ..Details::default()
    };
    Msg::Details {
        id,
        article: Arc::clone(article),
        details,
    }
}

/// Another text: no span of its notes is on a word of the first one.
fn other() -> Arc<Article> {
    let mut other = article();
    let text = other.text.as_str();
    let cut = other.blocks[1].span.start;
    other.text = text[..cut].to_owned();
    other.blocks.truncate(1);
    other.marks.retain(|mark| mark.span.end <= cut);
    Arc::new(other)
}

/// All orders of some things.
fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let with = |at: usize| {
        let mut rest = of.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |mut order| {
            order.insert(0, first.clone());
            order
        })
    };
    (0..of.len()).flat_map(with).collect()
}

/// Sends the messages in every order; all must end in the same.
fn check(begin: impl Fn() -> State, messages: &[Msg], quotes: usize, remark: &str) {
    let all = orders(messages);
    for order in &all {
        let mut state = begin();
        for msg in order {
            update(&mut state, msg.clone());
            update(&mut state, Msg::Shown);
        }
        let reader = state.reader.as_ref().unwrap();
        let words = reader
            .details()
            .notes
            .first()
            .map_or("", |note| &note.words);
        let end = (
            reader.id(),
            reader.is_noted(),
            reader.notes().quotes.len(),
            words,
        );
        assert_eq!(end, (ID, true, quotes, remark), "{order:?}");
        assert_eq!(state.list.row(1).unwrap().quotes as usize, quotes);
        assert!(!state.awaited.is_loading() && state.awaited.keeps_nothing());
        // Its quotes can be gone to.
        press(&mut state, ")");
        let words = state.notice.unwrap().words;
        assert!(words.starts_with("Quote 1 of"), "{words}");
    }
    assert!(all.len() >= 6);
}

#[test]
fn an_article_its_notes_and_remarks_come_in_any_order() {
    let article = Arc::new(article());
    let feeds = Msg::Selections {
        rows: vec![Selection::default()],
        counted: true,
    };
    let messages = [
        loaded(2, ID, &article),
        noted(ID, &article),
        details(ID, &article, "ask her"),
        feeds,
        Msg::Background { light: true },
        Msg::People(vec!["Ana Ruiz".to_owned()]),
    ];
    check(opening, &messages, 3, "ask her");
}

#[test]
fn an_article_whose_text_has_changed_since_is_loaded_when_it_is_opened_again() {
    let loads = |effects: &[Effect]| effects.iter().any(|it| matches!(it, Effect::Load { .. }));
    let mut state = reading(3, (100, 30));
    press(&mut state, "<enter>");
    assert!(!loads(&press(&mut state, "q<enter>")));
    let mut newer = article();
    newer.meta.title.clear();
    let known = |article: Article| Msg::Details {
        id: ArticleId(0),
        article: Arc::new(article),
        details: Details::default(),
    };
    update(&mut state, known(newer));
    assert!(
        !loads(&press(&mut state, "q<enter>")),
        "the text is the same"
    );
    update(&mut state, known(Article::default()));
    assert!(loads(&press(&mut state, "q<enter>")));
}

#[test]
fn what_comes_of_an_article_that_was_left_changes_nothing() {
    let article = Arc::new(article());
    let old = ArticleId(0);
    let messages = [
        loaded(1, old, &article),
        noted(old, &article),
        details(old, &article, "not this"),
        loaded(2, ID, &article),
        noted(ID, &article),
        details(ID, &article, "this"),
    ];
    check(opening, &messages, 3, "this");
}

#[test]
fn notes_of_the_short_text_are_not_those_of_the_full_one() {
    let begin = || {
        let mut state = opening();
        press(&mut state, "x");
        assert_eq!(state.awaited.asked(), 3);
        state
    };
    let (short, full) = (other(), Arc::new(article()));
    let bare = Msg::Noted {
        id: ID,
        article: Arc::clone(&short),
        notes: Arc::default(),
    };
    let messages = [
        loaded(2, ID, &short),
        bare,
        details(ID, &short, "short"),
        loaded(3, ID, &full),
        noted(ID, &full),
        details(ID, &full, "full"),
    ];
    check(begin, &messages, 3, "full");
}

#[test]
fn the_short_text_opens_although_the_page_cannot_be_fetched() {
    let article = Arc::new(article());
    for order in orders(&[
        loaded(2, ID, &article),
        noted(ID, &article),
        Msg::Failed("There is no such page.".to_owned()),
    ]) {
        let mut state = opening();
        press(&mut state, "x");
        for msg in order {
            update(&mut state, msg);
        }
        let reader = state.reader.unwrap();
        assert_eq!((reader.id(), reader.is_noted()), (ID, true));
    }
}

#[test]
fn a_quote_that_was_asked_for_too_early_is_gone_to() {
    let article = Arc::new(article());
    let mut state = opening();
    update(&mut state, loaded(2, ID, &article));
    press(&mut state, ")");
    update(&mut state, noted(ID, &article));
    assert_eq!(state.reader.unwrap().quote(), Some(0));
}

#[test]
fn a_failure_elsewhere_does_not_void_a_sheet() {
    use crate::message::Found;
    let article = Arc::new(article());
    let mut state = opening();
    update(&mut state, loaded(2, ID, &article));
    update(&mut state, noted(ID, &article));
    let effects = press(&mut state, ")gS");
    let [Effect::Sheet { ask, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    update(
        &mut state,
        Msg::Failed("A feed was not reached.".to_owned()),
    );
    let found = Found::Story(rows(1));
    update(&mut state, Msg::Sheet { ask: *ask, found });
    assert!(state.sheet.is_some());
}
