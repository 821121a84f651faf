//! Sheets: their rows, going there and back, copying.

mod counts;

use std::sync::Arc;

use super::*;
use crate::app::tests::{article, at_random, load, press, reading, said as notice};
use crate::app::{Pane, State, update};
use crate::command::target::Target;
use crate::message::{Effect, Found, Given, Msg, Wanted};
use crate::model::{ArticleId, FeedRow, Likeness, QuoteKind, Selection, SelectionKind, Tally};

fn said(article: i64, nth: usize, words: &str) -> Said {
    Said {
        article: ArticleId(article),
        nth,
        kind: QuoteKind::Direct,
        words: words.into(),
        who: Some("Ana Ruiz".into()),
        certainty: 0.97,
        // 28 November 2026.
        at: 1_795_824_000,
        title: "A race".into(),
        byline: None,
        url: Some("https://example.org/race".into()),
        source: "The Lamp".into(),
    }
}

fn ask(effects: &[Effect]) -> (u64, Wanted) {
    match effects {
        [Effect::Sheet { ask, wanted }] => (*ask, wanted.clone()),
        other => panic!("{other:?}"),
    }
}

/// A reader of nine articles who asked for everything that Ana Ruiz said.
fn listing() -> State {
    let mut state = reading(9, (120, 30));
    press(&mut state, "<enter>)");
    let (ask, wanted) = ask(&press(&mut state, "gS"));
    assert_eq!(wanted, Wanted::Said("Ana Ruiz".into()));
    let rows = vec![
        said(4, 1, "“We won the race,”"),
        said(0, 2, "“The boat was old.”"),
        said(5, 0, "“No ferry today,”"),
    ];
    let found = Found::Said("Ana Ruiz".into(), rows);
    update(&mut state, Msg::Sheet { ask, found });
    assert_eq!(state.focus, Pane::Sheet);
    state
}

#[test]
fn everything_said_is_listed_and_filtered() {
    let mut state = listing();
    assert_eq!(notice(&state), "Ana Ruiz, 3 quotes in 3 articles.");
    let row = state.sheet.as_ref().unwrap().chosen().unwrap();
    assert_eq!(row.spoken, "Saturday, The Lamp: We won the race.");
    assert_eq!(row.facts, "The Lamp · direct · sure 97 % · A race");
    press(&mut state, "/ferry<enter>");
    assert_eq!(notice(&state), "1 row with ferry.");
    press(&mut state, "q");
    assert_eq!(
        state.sheet.as_ref().unwrap().len(),
        3,
        "the filter goes first"
    );
    press(&mut state, "q");
    assert_eq!((state.focus, state.sheet), (Pane::Reader, None));
}

#[test]
fn a_row_leads_to_its_quote_and_back_to_the_same_row() {
    let mut state = listing();
    press(&mut state, "j<enter>");
    assert_eq!(state.focus, Pane::Reader);
    let target = state.reader.as_ref().unwrap().target();
    assert_eq!(target, Some(Target::Quote(2)), "the open article has it");
    press(&mut state, "q");
    assert_eq!(state.focus, Pane::Sheet);
    assert_eq!(state.sheet.as_ref().unwrap().selected, 1);
    let effects = press(&mut state, "k<enter>");
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Load { ask, id } => Some((*ask, *id)),
        _ => None,
    });
    let (ask, id) = asked.unwrap();
    assert_eq!(id, ArticleId(4));
    load(&mut state, ask, 4);
    let target = state.reader.as_ref().unwrap().target();
    assert_eq!(target, Some(Target::Quote(1)));
    let effects = press(&mut state, "qq");
    let back = |effect: &Effect| {
        matches!(
            effect,
            Effect::Load {
                id: ArticleId(0),
                ..
            }
        )
    };
    assert!(
        effects.iter().any(back),
        "to the article that it was asked in"
    );
}

#[test]
fn the_next_article_is_that_of_the_next_row() {
    let mut state = listing();
    let opens = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Load { id, .. } => Some(id),
            _ => None,
        })
    };
    assert_eq!(opens(press(&mut state, "<enter>")), Some(ArticleId(4)));
    press(&mut state, "J");
    assert_eq!(opens(press(&mut state, "J")), Some(ArticleId(5)));
    press(&mut state, "J");
    assert_eq!(notice(&state), "No more rows.");
}

#[test]
fn rows_are_copied_with_their_source() {
    let copied = |keys: &str| match press(&mut listing(), keys).pop() {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied("yy"),
        "“We won the race,”\n— Ana Ruiz, in “A race”, The Lamp, 28 November 2026, https://example.org/race"
    );
    assert_eq!(copied("jyq"), "“The boat was old.”");
    assert_eq!(copied("yu"), "https://example.org/race");
    assert_eq!(copied("ya").matches("\n>\n> — Ana Ruiz").count(), 3);
}

#[test]
fn the_quotations_of_a_sheet_are_saved() {
    let mut state = listing();
    press(&mut state, "/ferry<enter>");
    let given = press(&mut state, "s<enter>");
    let [Effect::Save(Given::Quotes(quotes, words), file)] = given.as_slice() else {
        panic!("{given:?}");
    };
    assert_eq!(quotes.as_slice(), [(ArticleId(5), 0)]);
    assert_eq!(file, "ana-ruiz.md");
    assert!(
        words.starts_with("> “No ferry today,”\n>\n> — Ana Ruiz"),
        "{words}"
    );
    assert_eq!(words.matches("> — ").count(), 1, "those that are listed");
}

#[test]
fn the_older_quotations_come_behind_the_newest() {
    let mut state = reading(9, (120, 30));
    press(&mut state, "<enter>)");
    let (ask, _) = ask(&press(&mut state, "gS"));
    let newest = vec![said(4, 1, "“We won the race,”"), said(4, 2, "“We won.”")];
    let found = Found::SaidNewest("Ana Ruiz".into(), newest, (4, 3));
    update(&mut state, Msg::Sheet { ask, found });
    assert_eq!(notice(&state), "Ana Ruiz, 4 quotes in 3 articles.");
    for keys in ["ya", "s"] {
        assert_eq!(press(&mut state, keys), [], "not all of them: {keys}");
        assert!(notice(&state).contains("try again"), "{}", notice(&state));
    }
    press(&mut state, "/ferry<enter>");
    let older = || {
        vec![
            said(0, 2, "“The boat was old.”"),
            said(5, 0, "“No ferry today,”"),
        ]
    };
    let rest_of =
        |state: &mut State, ask, said, more| update(state, Msg::SheetRest { ask, said, more });
    let rest = |state: &mut State, ask| rest_of(state, ask, older(), false);
    rest(&mut state, ask + 1);
    assert_eq!(
        state.sheet.as_ref().unwrap().len(),
        0,
        "of another question"
    );
    let (last, first) = (older().pop().unwrap(), older().remove(0));
    rest_of(&mut state, ask, vec![first], true);
    assert_eq!(state.sheet.as_ref().unwrap().len(), 0, "the filter stays");
    rest_of(&mut state, ask, vec![last], false);
    assert_eq!(
        state.sheet.as_ref().unwrap().len(),
        1,
        "what the filter leaves"
    );
    press(&mut state, "q");
    assert_eq!(state.sheet.as_ref().unwrap().len(), 4);
    assert!(matches!(
        press(&mut state, "ya").as_slice(),
        [Effect::Copy(_)]
    ));
    rest(&mut state, ask);
    assert_eq!(state.sheet.as_ref().unwrap().len(), 4, "only once");
}

#[test]
fn an_answer_that_is_no_longer_awaited_opens_nothing() {
    let mut state = reading(9, (120, 30));
    press(&mut state, "<enter>)");
    let (ask, _) = ask(&press(&mut state, "gS"));
    press(&mut state, "j");
    let found = Found::Said("Ana Ruiz".into(), vec![said(4, 1, "“We won,”")]);
    update(&mut state, Msg::Sheet { ask, found });
    assert_eq!((state.focus, state.sheet), (Pane::Reader, None));
}

#[test]
fn nothing_found_is_said_where_one_is() {
    let mut state = reading(9, (120, 30));
    press(&mut state, "<enter>");
    press(&mut state, "gv");
    let ask = state.asked_sheet.open().unwrap();
    let found = Found::Versions(Arc::new(article()), Vec::new());
    update(&mut state, Msg::Sheet { ask, found });
    assert_eq!(notice(&state), "This story has not changed since it came.");
    assert_eq!(state.focus, Pane::Reader);
    press(&mut state, "g=");
    assert_eq!(notice(&state), "Choose a quote first: press ).");
}

#[test]
fn the_list_asks_whose_words_are_wanted() {
    let mut state = reading(9, (120, 30));
    let effects = press(&mut state, "gSRuiz<enter>");
    assert_eq!(ask(&effects).1, Wanted::Said("Ruiz".into()));
}

#[test]
fn a_sheet_of_any_size_keeps_its_choice_in_sight() {
    for (width, height) in [(20, 6), (60, 20), (99, 12), (120, 36), (170, 50)] {
        let mut state = listing();
        update(&mut state, Msg::Resize(width, height));
        for keys in ["j", "j", "k", "G", "gg"] {
            press(&mut state, keys);
            let sheet = state.sheet.as_ref().unwrap();
            assert!(sheet.top <= sheet.selected);
            let shape = shape::Shape::new(sheet, width, 72);
            let rows = (sheet.top..sheet.selected).filter_map(|at| sheet.row(at));
            let above: u16 = rows.map(|row| shape.height(row)).sum();
            assert!(above < height, "{width}x{height}");
        }
    }
}

#[test]
fn no_command_does_harm_on_a_sheet_or_among_feeds() {
    for size in [(120, 36), (60, 20), (20, 6), (1, 1)] {
        let mut state = listing();
        update(&mut state, Msg::Resize(size.0, size.1));
        let feed = Selection {
            kind: SelectionKind::Feed,
            query: "feed:2".into(),
            feed: Some(FeedRow::default()),
            ..Selection::default()
        };
        let (rows, counted) = (vec![Selection::default(), feed], true);
        update(&mut state, Msg::Selections { rows, counted });
        at_random(2_000, |command, count| {
            update(&mut state, Msg::Run(command, Some(count)));
            if let Some(ask) = state.asked_sheet.open() {
                let longer = (Likeness::Longer, said(4, 1, "One two three four"));
                let found = Found::Same("One two three".into(), vec![longer]);
                update(&mut state, Msg::Sheet { ask, found });
            }
            press(&mut state, "x<enter><esc>");
        });
    }
}
