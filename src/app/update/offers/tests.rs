//! What Tab makes of a line.

use crate::app::shelf::feeds::FeedsPane;
use crate::app::tests::{press, reading};
use crate::app::{Overlay, State, update};
use crate::message::{Effect, Msg};
use crate::model::{Selection, SelectionKind};

fn rows() -> Vec<Selection> {
    use SelectionKind as K;
    let rows = [
        (K::All, "All articles"),
        (K::Tag, "harbour"),
        (K::Tag, "sea"),
        (K::Tag, "seaside"),
        (K::Feed, "The Harbour Lamp"),
    ];
    let row = |(kind, name): (SelectionKind, &str)| Selection {
        kind,
        name: name.into(),
        ..Selection::default()
    };
    rows.map(row).into()
}

fn state() -> State {
    let mut state = reading(1, (100, 30));
    let counted = true;
    let rows = rows();
    update(&mut state, Msg::Selections { rows, counted });
    state
}

/// The line after these keys.
fn line(keys: &str) -> String {
    let mut state = state();
    press(&mut state, keys);
    let Some(Overlay::Prompt(prompt)) = state.overlay else {
        panic!("no line after {keys}");
    };
    assert_eq!(prompt.text_before(), prompt.text());
    prompt.text().to_owned()
}

#[test]
fn tab_goes_through_what_the_library_knows() {
    let check = |keys: &str, words: &str| assert_eq!(line(keys), words, "{keys}");
    check("t<tab>", "harbour");
    check("tse<tab>", "sea");
    check("tse<tab><tab>", "seaside");
    check("tse<tab><tab><tab>", "sea");
    check("tse<s-tab>", "seaside");
    check("t-s<tab>", "-sea");
    check("tnew<tab>", "new");
    check("tse<tab>x", "seax");
    check("gSru<tab>", "Ana Ruiz");
    check(":next-q<tab>", "next-quote");
    check(":tag<space>h<tab>", "tag harbour");
    check(":said-everywhere<space>a<tab>", "said-everywhere Ana Ruiz");
    check("g/ferry<space>tag:se<tab>", "ferry tag:sea");
    check("g/feed<tab>", "feed:\"The Harbour Lamp\"");
    check("g/said:<tab>", "said:\"Ana Ruiz\"");
}

#[test]
fn what_is_typed_whole_is_never_made_longer() {
    let mut state = state();
    let effects = press(&mut state, "tseas<enter>");
    let tag = |effect: &Effect| matches!(effect, Effect::SetTag(_, tag, true) if tag == "seas");
    assert!(effects.iter().any(tag), "{effects:?}");
}

#[test]
fn the_library_is_asked_once_when_it_was_never_shown() {
    let mut state = reading(1, (100, 30));
    state.feeds = Some(FeedsPane::default());
    assert_eq!(press(&mut state, "t"), [Effect::Selections]);
    assert_eq!(press(&mut state, "s"), []);
    let counted = true;
    let rows = rows();
    update(&mut state, Msg::Selections { rows, counted });
    press(&mut state, "<tab>");
    let Some(Overlay::Prompt(prompt)) = state.overlay else {
        panic!("no line");
    };
    assert_eq!(prompt.text(), "sea");
}

#[test]
fn people_are_completed_from_the_library_too() {
    let mut state = state();
    assert_eq!(press(&mut state, "gSha"), [Effect::People]);
    let names = || ["Peter Hale", "Ana Ruiz", "Hanna Lind"].map(str::to_owned);
    update(&mut state, Msg::People(names().into()));
    let line = |state: &State| match &state.overlay {
        Some(Overlay::Prompt(prompt)) => prompt.text().to_owned(),
        other => panic!("{other:?}"),
    };
    press(&mut state, "<tab>");
    assert_eq!(line(&state), "Peter Hale");
    // An answer that comes late changes nothing under the fingers.
    update(&mut state, Msg::People(Vec::new()));
    update(&mut state, Msg::People(names().into()));
    press(&mut state, "<tab>");
    assert_eq!(line(&state), "Hanna Lind");
    // They are known now, and those of the article come first, once.
    assert_eq!(press(&mut state, "<esc>gS"), []);
    press(&mut state, "<tab><tab><tab>");
    assert_ne!(line(&state), "Ana Ruiz");
    press(&mut state, "<esc>g/said:<tab>");
    assert_eq!(line(&state), "said:\"Ana Ruiz\"");
    // After a change they are asked for again.
    press(&mut state, "<esc>");
    let (rows, counted) = (rows(), true);
    update(&mut state, Msg::Selections { rows, counted });
    assert_eq!(press(&mut state, ":"), [Effect::People]);
}
