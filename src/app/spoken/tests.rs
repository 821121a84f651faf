//! What is heard: said once, and under the names of keys that are heard.

use super::Spoken;
use crate::app::tests::{note, press, reading, rows, window};
use crate::app::{Pane, State, update};
use crate::config::{Config, Shows};
use crate::message::{Found, Msg};
use crate::model::{Act, ArticleId, Notes, Quote, QuoteKind, Said};
use crate::speech::Voice;
use std::sync::Arc;

fn listening(count: usize) -> State {
    let mut state = reading(count, (80, 24));
    let voice = Voice::of(&Config::defaults().unwrap(), true);
    state.spoken = Some(Spoken::new(voice, "Here.".into()));
    update(&mut state, Msg::Resize(80, 24));
    state
}

fn type_line(state: &mut State, line: &str) -> Vec<String> {
    update(state, Msg::Line(line.into()));
    state.answer()
}

fn count_of_more(answer: &[String]) -> usize {
    let more = answer
        .iter()
        .filter(|row| row.ends_with("more. Press Space."));
    more.count()
}

#[test]
fn how_many_rows_follow_is_said_once() {
    let mut state = listening(25);
    // The world tells more than one thing before the answer is said.
    update(&mut state, Msg::Resize(80, 24));
    update(&mut state, Msg::People(Vec::new()));
    let answer = state.answer();
    assert_eq!(count_of_more(&answer), 1, "{answer:?}");
    assert_eq!(answer.last().unwrap(), "15 more. Press Space.");
}

#[test]
fn what_is_said_to_be_pressed_can_be_typed() {
    let mut state = listening(25);
    state.answer();
    let answer = type_line(&mut state, "space");
    assert!(answer[0].starts_with("11 "), "{answer:?}");
    let help = type_line(&mut state, "Question mark");
    assert!(help[0].starts_with("Help."), "{help:?}");
    type_line(&mut state, "Capital G");
    assert_eq!(state.list.selected(), 24);
    type_line(&mut state, "enter");
    assert_eq!(state.focus, Pane::Reader);
    let unknown = type_line(&mut state, "spaced");
    assert_eq!(unknown, ["No command spaced. Type help for all."]);
}

#[test]
fn what_else_is_shown_now_is_heard_at_once() {
    let mut state = listening(1);
    let reader = state.reader.as_mut().unwrap();
    let mut notes = Notes::clone(reader.notes());
    notes.unsaid.push(Quote {
        act: Act::Thought,
        ..notes.quotes[0].clone()
    });
    reader.note(Arc::new(notes), &state.settings);
    press(&mut state, "gg");
    state.answer();
    let answer = press_and_hear(&mut state, "zq");
    assert_eq!(answer[0], Shows::Thoughts.sentence());
    let thought = |answer: &[String]| answer.iter().any(|row| row.contains("Thought, Ana Ruiz"));
    assert!(thought(&answer), "{answer:?}");
    let answer = press_and_hear(&mut state, "zq");
    assert_eq!(answer[0], Shows::Marks.sentence());
    assert!(answer.len() > 1 && !thought(&answer), "{answer:?}");
    // What is put into words as before is not said again.
    press_and_hear(&mut state, "j");
    assert_eq!(press_and_hear(&mut state, "zq").len(), 1);
}

fn press_and_hear(state: &mut State, keys: &str) -> Vec<String> {
    press(state, keys);
    state.answer()
}

#[test]
fn rows_that_are_still_to_come_are_counted() {
    let mut state = listening(1);
    press(&mut state, "gSRuiz<enter>");
    state.answer();
    let asked = state.asked_sheet.open().unwrap();
    let mut look = |ask| {
        let sentence = "Looking for what Ruiz said.".to_owned();
        update(&mut state, Msg::Looking { ask, sentence });
        state.answer()
    };
    assert_eq!(look(asked), ["Looking for what Ruiz said."]);
    assert_eq!(look(asked + 1), [""; 0], "nobody waits for it");
    let said = |nth: usize| Said {
        article: ArticleId(0),
        nth,
        kind: QuoteKind::Direct,
        words: "“We won,”".into(),
        who: Some("Ana Ruiz".into()),
        certainty: 0.9,
        at: 0,
        title: "A race".into(),
        byline: None,
        url: None,
        source: "The Lamp".into(),
    };
    let newest = (0..12).map(said).collect();
    let found = Found::SaidNewest("Ruiz".into(), newest, (40, 3));
    let ask = state.asked_sheet.open().unwrap();
    update(&mut state, Msg::Sheet { ask, found });
    let answer = state.answer();
    assert_eq!(answer[0], "Ruiz, 40 quotes in 3 articles.");
    assert_eq!(answer.last().unwrap(), "30 more. Press Space.");
    let said = (12..40).map(said).collect();
    let more = false;
    update(&mut state, Msg::SheetRest { ask, said, more });
    assert_eq!(state.answer(), [""; 0], "what comes behind says nothing");
}

#[test]
fn a_search_from_the_panel_reads_what_it_found() {
    let mut state = listening(1);
    press(&mut state, "<enter>gq");
    assert_eq!(state.focus, Pane::Panel);
    state.answer();
    let answer = type_line(&mut state, "search rough").join(" ");
    assert_eq!(state.focus, Pane::Reader);
    assert!(answer.contains("The sea had been rough"), "{answer}");
    press(&mut state, "gq");
    type_line(&mut state, "search nowhere");
    assert_eq!(state.focus, Pane::Panel);
}

#[test]
fn a_panel_stays_where_it_is_when_notes_come_again() {
    let mut state = listening(1);
    press(&mut state, "<enter>gqj");
    state.answer();
    let panel = |state: &State| state.reader.as_ref().unwrap().panel().cloned().unwrap();
    let before = panel(&state);
    let again = Notes::clone(state.reader.as_ref().unwrap().notes());
    note(&mut state, again);
    assert_eq!(panel(&state).target(), before.target());
    assert_eq!(state.answer(), [""; 0], "nothing is read again");
}

#[test]
fn thoughts_are_heard_behind_their_paragraph_where_they_are_wanted() {
    let mut state = listening(1);
    let reader = state.reader.as_mut().unwrap();
    let mut notes = (**reader.notes()).clone();
    let mut thought = notes.quotes.remove(2);
    thought.act = Act::Thought;
    notes.unsaid = vec![thought];
    reader.note(notes.into(), &state.settings);
    let heard = |state: &mut State| type_line(state, "4").join(" ");
    assert!(!heard(&mut state).contains("Thought"));
    type_line(&mut state, "show quotes");
    type_line(&mut state, "1");
    let answer = heard(&mut state);
    assert!(
        answer.ends_with("Thought, Ana Ruiz: that the boat was old."),
        "{answer}"
    );
}

#[test]
fn a_row_is_that_of_the_article_that_stands_there() {
    let mut state = listening(4);
    press(&mut state, "j");
    state.answer();
    // Another program hides what is chosen, and then what stands behind it.
    for (gone, said) in [(1, "2 Headline 2."), (3, "")] {
        let mut left = rows(4);
        left.retain(|row| row.id.0 != 1 && row.id.0 != gone);
        update(&mut state, window(0, left.len(), 0, left));
        let answer = state.answer().join(" ");
        assert!(
            answer.starts_with(said) && answer.is_empty() == said.is_empty(),
            "{answer}"
        );
        let before = state.spoken.as_ref().map(Spoken::rows);
        assert!(
            before
                .unwrap()
                .iter()
                .any(|row| row.starts_with("2 Headline 2."))
        );
    }
}

#[test]
fn nothing_is_waited_for_where_the_list_has_become_empty() {
    let mut state = listening(4);
    state.answer();
    update(&mut state, window(0, 0, 0, Vec::new()));
    assert_eq!(state.patience(), None);
}

#[test]
fn a_new_article_at_the_top_has_no_other_row_drawn_anew() {
    let mut state = listening(3);
    press(&mut state, "j");
    state.answer();
    let drawn = |state: &State| state.spoken.as_ref().map(Spoken::rows).unwrap().to_vec();
    let before = drawn(&state);
    let mut more = rows(4);
    more.rotate_right(1);
    update(&mut state, window(0, more.len(), 0, more));
    let _ = state.answer();
    let first = before.iter().find(|row| row.starts_with("1 ")).unwrap();
    assert!(drawn(&state).contains(first), "{:?}", drawn(&state));
}
