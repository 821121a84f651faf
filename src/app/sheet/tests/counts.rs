//! Sheets that count: who is quoted most, and of one person the outlets and months.

use super::*;

#[test]
fn who_is_quoted_is_asked_of_what_is_listed() {
    let mut state = reading(9, (120, 30));
    let (number, wanted) = ask(&press(&mut state, "gw"));
    let whole = Wanted::Speakers {
        title: "Who is quoted in the library".into(),
        within: String::new(),
        filter: String::new(),
    };
    assert_eq!(wanted, whole);
    let tally = |who: &str, words| Tally {
        key: vec![who.into()],
        quotes: 2,
        words,
        articles: 2,
        feeds: ["The Lamp".into()].into(),
        first: 1_795_824_000,
        last: 1_795_824_000,
    };
    let tallies = vec![tally("", 40), tally("Ana Ruiz", 30), tally("Bo Lind", 1)];
    let found = Found::Speakers("Who is quoted in the library".into(), tallies);
    update(&mut state, Msg::Sheet { ask: number, found });
    assert_eq!(
        notice(&state),
        "Who is quoted in the library, 6 quotes by 2 speakers."
    );
    let sheet = state.sheet.as_ref().expect("a sheet");
    let spoken: Vec<&str> = (0..3)
        .filter_map(|n| Some(sheet.row(n)?.spoken.as_str()))
        .collect();
    assert!(spoken[0].starts_with("Ana Ruiz: 2 quotes, 30 words, in 2 articles, on "));
    assert!(spoken[0].ends_with(", by The Lamp."));
    assert!(spoken[2].starts_with("Unclear who: "));
    // Enter goes to all that she said, back comes here again; nobody said what is unclear.
    let (_, wanted) = ask(&press(&mut state, "<enter>"));
    assert_eq!(wanted, Wanted::Said("Ana Ruiz".into()));
    let (_, wanted) = ask(&press(&mut state, "jgS"));
    assert_eq!(wanted, Wanted::Said("Bo Lind".into()));
    press(&mut state, "j<enter>");
    assert_eq!(notice(&state), "This row leads nowhere.");
}

#[test]
fn of_one_person_the_outlets_and_months_are_told() {
    let mut state = listing();
    press(&mut state, "gw");
    assert_eq!(notice(&state), "There is nothing to compare.");
    let (number, _) = ask(&press(&mut state, "gS"));
    let other = Said {
        source: "The Post".into(),
        at: 1_793_000_000,
        ..said(7, 0, "“It was a very long day at sea,”")
    };
    let found = Found::Said("Ana Ruiz".into(), vec![said(4, 1, "“We won,”"), other]);
    update(&mut state, Msg::Sheet { ask: number, found });
    assert_eq!(
        notice(&state),
        "Ana Ruiz, 2 quotes in 2 articles, most in October 2026, most by The Post."
    );
    press(&mut state, "gw");
    let sheet = state.sheet.as_ref().expect("a sheet");
    let rows = (0..sheet.len()).filter_map(|n| Some(sheet.row(n)?.spoken.as_str()));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            "The Post: 1 quote, 8 words.",
            "The Lamp: 1 quote, 2 words.",
            "November 2026: 1 quote, 2 words.",
            "October 2026: 1 quote, 8 words.",
        ]
    );
    press(&mut state, "q");
    assert_eq!(
        state.sheet.as_ref().map(|sheet| sheet.kind),
        Some(SheetKind::Said)
    );
}

#[test]
fn of_several_with_one_surname_each_is_named() {
    let mut state = listing();
    let (number, _) = ask(&press(&mut state, "gS"));
    let other = Said {
        who: Some("Eva Ruiz".into()),
        ..said(7, 0, "“I stayed ashore,”")
    };
    let rows = |who: &str, state: &mut State, found: Vec<Said>| {
        let found = Found::Said(who.into(), found);
        update(state, Msg::Sheet { ask: number, found });
        let sheet = state.sheet.as_ref().expect("a sheet");
        let rows = (0..sheet.len()).filter_map(|n| sheet.row(n));
        rows.map(|row| (row.facts.clone(), row.spoken.clone()))
            .collect::<Vec<_>>()
    };
    let found = vec![said(4, 1, "“We won,”"), other];
    let rows = rows("Ruiz", &mut state, found);
    assert!(rows[0].0.starts_with("Ana Ruiz · The Lamp"), "{rows:?}");
    assert_eq!(rows[1].1, "Saturday, Eva Ruiz, The Lamp: I stayed ashore.");
}
