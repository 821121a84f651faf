//! Notes and corrections: what is asked, what is typed, what the world is told.

use super::*;
use crate::app::tests::{know, note, press, reading, said};
use crate::app::{Overlay, Pane, update};
use crate::command::target::Target;
use crate::message::{Found, Msg, Wanted};
use crate::model::{ArticleId, Remark, Span};
use crate::words::{ELSEWHERE, NOT_KEPT};

fn remark(id: i64, span: Span, words: &str) -> Remark {
    Remark {
        id,
        span: Some(span),
        exact: "“We won,”".into(),
        words: words.into(),
        at: 1_795_824_000,
        ..Remark::default()
    }
}

/// The article with a note on its first quote.
fn noted() -> State {
    let mut state = reading(1, (100, 30));
    press(&mut state, ")");
    let span = state.reader.as_ref().unwrap().passage();
    know(&mut state, vec![remark(7, span, "Ask her again")]);
    state
}

#[test]
fn a_note_stands_on_what_is_chosen() {
    let check = |keys: &str, passage: &str| {
        let mut state = reading(1, (100, 30));
        let text = state.reader.as_ref().unwrap().article().text.clone();
        match press(&mut state, keys).as_slice() {
            [Effect::SetNote { passage: it, words }] => {
                assert_eq!((it.span.of(&text), it.note), (passage, None), "{keys}");
                assert_eq!(words, "why");
            }
            other => panic!("{keys}: {other:?}"),
        }
    };
    check(
        ")awhy<enter>",
        "“We won,” said Ana Ruiz, the captain. “It was hard.”",
    );
    check("]e]eawhy<enter>", "Lower Quay");
    check("}}}awhy<enter>", "“Never again,” someone shouted.");
    assert_eq!(press(&mut reading(1, (100, 30)), ")a<enter>"), []);
}

#[test]
fn a_note_is_said_changed_and_taken_away() {
    let mut state = noted();
    press(&mut state, "q)");
    assert_eq!(
        said(&state),
        "Quote 1 of 3, direct, Ana Ruiz said. Your note: Ask her again."
    );
    press(&mut state, "a");
    let Some(Overlay::Prompt(prompt)) = &state.overlay else {
        panic!("no line");
    };
    assert_eq!(prompt.text(), "Ask her again");
    let words = |effects: Vec<Effect>| match effects.as_slice() {
        [Effect::SetNote { passage, words }] if passage.note == Some(7) => words.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(words(press(&mut state, "!<enter>")), "Ask her again!");
    press(&mut state, "a<c-u>");
    assert_eq!(words(press(&mut state, "<enter>")), "");
    assert_eq!(said(&state), "Took the note away. Press u to undo.");
}

#[test]
fn notes_are_listed_and_gone_to() {
    let mut state = noted();
    press(&mut state, "<esc>");
    let effects = press(&mut state, "ga");
    let [Effect::Sheet { ask, wanted }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(*wanted, Wanted::Notes(Some(ArticleId(0))));
    let notes = state.reader.as_ref().unwrap().details().notes.clone();
    let notes = notes
        .into_iter()
        .map(|it| (ArticleId(0), "A race".to_owned(), it));
    let found = Found::Notes(Some(ArticleId(0)), notes.collect());
    update(&mut state, Msg::Sheet { ask: *ask, found });
    let row = state.sheet.as_ref().unwrap().chosen().unwrap();
    assert_eq!(row.spoken, "Ask her again. On: We won.");
    press(&mut state, "<enter>");
    let target = state.reader.as_ref().unwrap().target();
    assert_eq!(target, Some(Target::Quote(0)));
}

#[test]
fn who_said_it_is_chosen_by_number_or_name() {
    let check = |keys: &str, expected: &str| {
        let mut state = reading(1, (100, 30));
        match press(&mut state, keys).as_slice() {
            [
                Effect::Correct {
                    text, quote, who, ..
                },
            ] => {
                let words = quote.parts[0].of(&text.text);
                assert_eq!(
                    (words, who.as_str()),
                    ("“Never again,”", expected),
                    "{keys}"
                );
            }
            other => panic!("{keys}: {other:?}"),
        }
    };
    check("))S1<enter>", "Ana Ruiz");
    check("))S2<enter>", "");
    check("))Snobody<enter>", "");
    check("))Sruiz<enter>", "Ana Ruiz");
    check("))S<tab><enter>", "Ana Ruiz");
    check("))SIvo Lind<enter>", "Ivo Lind");
    assert_eq!(press(&mut reading(1, (100, 30)), "))S<enter>"), []);
    let mut state = reading(1, (100, 30));
    press(&mut state, "S");
    assert!(state.notice.unwrap().failed, "nothing is chosen");
}

#[test]
fn a_name_can_mean_somebody_of_another_name() {
    let mut state = reading(1, (100, 30));
    let effects = press(&mut state, "]eSAna M. Ruiz<enter>");
    let merge = Effect::Merge {
        name: "Ana Ruiz".into(),
        who: "Ana M. Ruiz".into(),
    };
    assert_eq!(effects, [merge]);
}

#[test]
fn a_correction_is_shown_as_the_readers() {
    let mut state = reading(1, (100, 30));
    press(&mut state, "))");
    let mut notes = (**state.reader.as_ref().unwrap().notes()).clone();
    notes.quotes[1].speakers = notes.quotes[0].speakers.clone();
    for speaker in &mut notes.quotes[1].speakers {
        speaker.confidence = 1.0;
    }
    note(&mut state, notes);
    let reader = state.reader.as_ref().unwrap();
    let card = crate::app::article::card::Card::of(reader, &state.settings).unwrap();
    assert_eq!(
        (card.name.as_str(), card.facts.as_str()),
        ("Ana Ruiz", "direct · as you said")
    );
    assert_eq!(card.why, "You said whose it is.");
}

#[test]
fn what_only_the_library_keeps_is_refused_before_it_is_typed() {
    let mut state = reading(3, (100, 30));
    state.focus = Pane::Reader;
    let (file, followed) = (ArticleId(-1), ArticleId::page(0));
    let numbers = [(ArticleId(0), file, ELSEWHERE), (file, followed, NOT_KEPT)];
    for (page, id, why) in numbers {
        update(&mut state, Msg::KeptPage { page, id });
        for keys in [")a", "S", "t"] {
            assert_eq!(press(&mut state, keys), []);
            assert_eq!((said(&state), &state.overlay), (why, &None), "{keys}");
        }
    }
}
