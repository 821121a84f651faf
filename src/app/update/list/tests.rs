//! What keys and answers do to the list.

use crate::app::tests::{load, press, reading, rows, said as words, window};
use crate::app::{Pane, State, update};
use crate::message::{Effect, Msg};
use crate::model::{ArticleId, ArticleRow};

#[test]
fn opening_marks_read_and_moving_does_not() {
    let mut state = reading(5, (100, 30));
    assert_eq!(state.focus, Pane::List);
    assert_eq!(press(&mut state, "jj"), []);
    let effects = press(&mut state, "<enter>");
    assert!(effects.contains(&Effect::SetRead(ArticleId(2), true)));
    assert!(effects.contains(&Effect::Load {
        ask: 2,
        id: ArticleId(2)
    }));
    assert_eq!(state.list.unread(), 4);
}

#[test]
fn late_answers_are_dropped() {
    let mut state = reading(5, (100, 30));
    press(&mut state, "j<enter>J");
    load(&mut state, 2, 1);
    assert!(state.reads(ArticleId(0)), "the answer to an older wish");
    load(&mut state, 3, 2);
    assert!(state.reads(ArticleId(2)));
}

#[test]
fn the_last_article_goes_with_its_row() {
    let emptied = |keys: &str| {
        let mut state = reading(2, (100, 30));
        press(&mut state, keys);
        let Effect::Rows { ask, .. } = state.list.ask() else {
            panic!("asks for rows");
        };
        update(&mut state, window(ask, 0, 0, Vec::new()));
        state
    };
    assert!(emptied("").reader.is_none(), "beside the list");
    assert!(emptied("<enter>").reader.is_some(), "while it is read");
}

#[test]
fn a_long_list_is_asked_for_in_windows() {
    let mut state = reading(100_000, (100, 30));
    let effects = press(&mut state, "G");
    let [
        Effect::Rows {
            ask, from, count, ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert!(*from <= 99_999 && from + count >= 100_000);
    assert!(state.patience().is_some());
    let (ask, from) = (*ask, *from);
    assert_eq!(press(&mut state, "k"), [], "one question at a time");
    let arrived = window(ask, 100_000, from, rows(200));
    update(&mut state, arrived);
    assert_eq!(state.list.selected(), 99_998);
    assert!(state.list.chosen().is_some());
}

#[test]
fn the_list_jumps_to_quotes_days_and_unread() {
    let at = |keys: &str| {
        let mut state = reading(9, (100, 30));
        press(&mut state, keys);
        state.list.selected()
    };
    assert_eq!(at(")"), 2);
    assert_eq!(at("))("), 2);
    assert_eq!(at("}"), 2);
    assert_eq!(at("50%"), 4);
    assert_eq!(at("4gg"), 3);
    assert_eq!(at("G"), 8);
    assert_eq!(at("rn"), 1);
}

#[test]
fn an_address_is_that_of_the_chosen_row() {
    let mut state = reading(3, (100, 30));
    let row = |state: &mut State, url: Option<&str>| {
        let change = |row: &mut ArticleRow| row.url = url.map(str::to_owned);
        state.list.change(ArticleId(1), change);
        press(state, "ggjo")
    };
    let url = "https://a.example/1";
    assert_eq!(row(&mut state, Some(url)), [Effect::Browse(url.into())]);
    assert_eq!(press(&mut state, "yu"), [Effect::Copy(url.into())]);
    let cited = format!("“Headline 1”, The Lamp, 28 November 2026, {url}");
    assert_eq!(press(&mut state, "yc"), [Effect::Copy(cited)]);
    assert_eq!(row(&mut state, None), []);
    assert!(state.notice.is_some_and(|notice| notice.failed));
}

#[test]
fn files_that_were_not_opened_are_not_said_to_have_no_quotes() {
    let said = |uncounted| {
        let mut state = reading(2, (100, 30));
        let change = |row: &mut ArticleRow| row.uncounted = uncounted;
        state.list.change(ArticleId(1), change);
        press(&mut state, ")");
        words(&state).to_owned()
    };
    assert_eq!(said(false), "No more articles with quotes.");
    let so_far = "No more articles with quotes among those opened so far.";
    assert_eq!(said(true), so_far);
}

#[test]
fn a_filter_asks_for_rows_as_it_is_typed() {
    let mut state = reading(9, (100, 30));
    let effects = press(&mut state, "/fe");
    let filters: Vec<_> = effects
        .iter()
        .map(|effect| match effect {
            Effect::Rows { filter, .. } => filter.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(filters, ["f", "fe"]);
    let effects = press(&mut state, "<esc>");
    assert!(matches!(&effects[..], [Effect::Rows { filter, .. }] if filter.is_empty()));
}

/// The sentence after a filter was typed, before its rows came and after.
fn filtered(typed: &str, misread: Option<&str>, late: bool) -> (String, String) {
    let mut state = reading(100, (100, 30));
    let mut effects = press(&mut state, &format!("/{typed}"));
    let Some(Effect::Rows { ask, .. }) = effects.pop() else {
        panic!("the filter asks for rows");
    };
    let answer = |state: &mut State| {
        if let Some(sentence) = misread {
            let sentence = sentence.to_owned();
            update(state, Msg::Misread { ask, sentence });
        }
        let msg = window(ask, 2, 0, rows(2));
        update(state, msg);
    };
    if !late {
        answer(&mut state);
    }
    press(&mut state, "<enter>");
    let at_once = words(&state).to_owned();
    if late {
        answer(&mut state);
    }
    (at_once, words(&state).to_owned())
}

#[test]
fn what_is_found_is_counted_not_what_was_listed() {
    let two = "2 articles with fer.".to_owned();
    assert_eq!(filtered("fer", None, false), (two.clone(), two.clone()));
    assert_eq!(filtered("fer", None, true), ("Searching.".to_owned(), two));
    let told = "fer: nothing is asked so. 2 articles with these words.".to_owned();
    let (_, after) = filtered("fer", Some("fer: nothing is asked so"), true);
    assert_eq!(after, told);
    assert_eq!(
        filtered("fer", Some("fer: nothing is asked so"), false).0,
        told
    );
    let none = filtered("(", Some("(: there is no word in it"), false).0;
    assert_eq!(none, "(: there is no word in it. The whole list stays.");
}
