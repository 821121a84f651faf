//! Passages that keys choose, and what becomes of them.

use crate::app::State;
use crate::app::tests::{know, press, reading, said};
use crate::command::target::Target;
use crate::message::Effect;
use crate::model::{Remark, Span};

/// The passage that keys highlight.
fn lit(keys: &str) -> String {
    let mut state = reading(1, (100, 30));
    let text = state.reader.as_ref().unwrap().article().text.clone();
    match press(&mut state, keys).as_slice() {
        [Effect::SetNote { passage, words }] if passage.lit && passage.note.is_none() => {
            assert!(state.reader.as_ref().unwrap().choosing().is_none());
            format!("{}|{words}", passage.span.of(&text))
        }
        other => panic!("{keys}: {other:?}"),
    }
}

#[test]
fn passages_of_every_size_are_highlighted_from_any_word() {
    assert_eq!(lit("/rough<enter>v<enter>"), "rough|");
    assert_eq!(lit("/rough<enter>vlvll<enter>"), "all the way|");
    assert_eq!(
        lit("/rough<enter>vv2lohh<enter>"),
        "had been rough all the|"
    );
    assert_eq!(
        lit("/rough<enter>vp<enter>"),
        "The sea had been rough all the way to Lower Quay.|"
    );
    assert_eq!(lit("))vq<enter>"), "“Never again,”|");
    assert_eq!(lit("))vqaask<enter>"), "“Never again,”|ask");
    assert_eq!(lit("))vqa<enter>"), "“Never again,”|");
}

#[test]
fn what_is_chosen_is_said_put_away_and_copied() {
    let mut state = reading(1, (100, 30));
    press(&mut state, "/rough<enter>v");
    assert_eq!(said(&state), "At rough. v begins the passage.");
    press(&mut state, "vl");
    assert_eq!(said(&state), "2 words, rough … all. Enter highlights.");
    press(&mut state, "<esc>");
    assert_eq!(said(&state), "No passage is chosen.");
    press(&mut state, "/rough<enter>vq");
    assert_eq!(said(&state), "No more of a quote stands here.");
    let effects = press(&mut state, "<esc>/rough<enter>vvly");
    let copied = "rough all\n— “A race”, https://example.org/race";
    assert_eq!(effects, [Effect::Copy(copied.into())]);
    // What was chosen before is chosen again.
    for end in ["<esc>", "v<enter>", "y", "a<esc>"] {
        let target = |state: &State| state.reader.as_ref().unwrap().target();
        press(&mut state, "[Q)");
        let before = target(&state);
        press(&mut state, &format!("v{end}"));
        assert!(matches!(before, Some(Target::Quote(_))), "{before:?}");
        assert_eq!(target(&state), before, "{end}");
    }
    // Keys that mean nothing here mean what they always do.
    press(&mut state, "v?");
    assert!(state.overlay.is_some());
}

#[test]
fn a_highlight_loses_its_note_first_and_then_itself() {
    let take = |words: &str| {
        let mut state = reading(1, (100, 30));
        press(&mut state, "))");
        let reader = state.reader.as_ref().unwrap();
        let span: Option<Span> = Some(reader.passage());
        let notes = vec![Remark {
            id: 5,
            span,
            lit: true,
            words: words.into(),
            ..Remark::default()
        }];
        know(&mut state, notes);
        match press(&mut state, "a<c-u><enter>").as_slice() {
            [Effect::SetNote { passage, words }] if words.is_empty() && passage.note == Some(5) => {
                passage.lit
            }
            other => panic!("{other:?}"),
        }
    };
    assert!(take("ask her"), "the highlight stays");
    assert!(!take(""), "and goes");
}
