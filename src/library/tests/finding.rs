//! Lists, the query language, search, everything a person said.

use super::*;

#[test]
fn lists_go_by_date_and_on_from_a_key() {
    let library = shelf();
    let rows = library.rows(&query(""), Order::Newest, None, 2).unwrap();
    assert_eq!(titles(&rows), ["Bread dearer", "Ferry late again"]);
    let rest = library
        .rows(&query(""), Order::Newest, Some(Key::from(&rows[1])), 9)
        .unwrap();
    assert_eq!(titles(&rest), ["Ferry line opens"]);
    let oldest = library.rows(&query(""), Order::Oldest, None, 1).unwrap();
    assert_eq!(titles(&oldest), ["Ferry line opens"]);
    let ids = library.ids(&query("")).unwrap();
    assert_eq!(library.rows_of(&ids[..2]).unwrap(), rows);
}

#[test]
fn plain_letters_find_those_with_strokes() {
    let mut library = Library::in_memory().unwrap();
    let (feed, _) = library
        .follow("https://herald.example/feed", "Herald")
        .unwrap();
    let words = "Die Straße nach Łódź, der Hafen von Ærøskøbing, ein Œuvre, İstanbul ılık. Елка, ёлочка. Ο λιμένας.";
    let article = incoming(feed, "1", "2026-08-01", "Reise", words, "Jørn Øst");
    library.save(&[article], NOW).unwrap();
    for text in [
        "strasse",
        "straße",
        "lodz",
        "łódź",
        "aeroskobing",
        "ærøskøbing",
        "oeuvre",
        "ilik",
        "stras*",
        "\"strasse nach lodz\"",
        "ёлка",
        "ЕЛОЧКА",
        "елоч*",
        "λιμενας",
        "ΛΙΜΕΝΑΣ",
    ] {
        let found = library.rows(&query(text), Order::Newest, None, 9).unwrap();
        assert_eq!(titles(&found), ["Reise"], "{text}");
    }
}

#[test]
fn the_query_language_finds() {
    let library = shelf();
    for (text, expected) in [
        ("ferry", vec!["Ferry late again", "Ferry line opens"]),
        ("cafe", vec!["Ferry late again"]),
        ("ferr*", vec!["Ferry late again", "Ferry line opens"]),
        ("\"ferry line\"", vec!["Ferry line opens"]),
        ("title:late", vec!["Ferry late again"]),
        ("ferry -late", vec!["Ferry line opens"]),
        ("-ferry", vec!["Bread dearer"]),
        (
            "said:\"Ana Ruiz\"",
            vec!["Ferry late again", "Ferry line opens"],
        ),
        ("said:ruiz quote:wait", vec!["Ferry late again"]),
        ("said:okoye quote:wait", vec![]),
        ("-said:ruiz", vec!["Bread dearer"]),
        ("about:flour", vec!["Bread dearer"]),
        ("feed:herald", vec!["Bread dearer", "Ferry line opens"]),
        ("feed:nothing", vec![]),
        ("flour OR late", vec!["Bread dearer", "Ferry late again"]),
        (
            "unread after:2026-08-02 before:2026-08-03",
            vec!["Ferry late again"],
        ),
        ("before:8d", vec!["Ferry late again", "Ferry line opens"]),
        (
            "is:quoted -is:read",
            vec!["Bread dearer", "Ferry late again", "Ferry line opens"],
        ),
        (
            "NOT ( NEAR *",
            vec!["Bread dearer", "Ferry late again", "Ferry line opens"],
        ),
        ("title:*err*", vec!["Ferry late again", "Ferry line opens"]),
        ("-*err*", vec!["Bread dearer"]),
        ("*AFÉ*", vec!["Ferry late again"]),
        (
            "by:*x* OR said:*Rui*",
            vec!["Ferry late again", "Ferry line opens"],
        ),
        ("title:*F%y*", vec![]),
        ("(late OR flour) -bread", vec!["Ferry late again"]),
        (
            "said:ruiz (quote:wait OR quote:flour)",
            vec!["Ferry late again"],
        ),
        ("ferry & line – opens", vec!["Ferry line opens"]),
    ] {
        assert_eq!(found(&library, text), expected, "{text}");
    }
}

#[test]
fn words_without_blanks_between_them_are_found_inside_of_runs() {
    let mut library = Library::in_memory().unwrap();
    let mut keep = |number: &str, title: &str, text: &str| {
        let one = incoming(FeedId::KEPT, number, "2026-08-01", title, text, "Ana Ruiz");
        library.save(&[one], NOW).unwrap();
    };
    keep(
        "1",
        "A",
        "港の灯台守は“冬の海は静かだ”と語った。2031年港湾計画。",
    );
    keep("2", "B", "灯塔管理员周一表示，新码头将开放。");
    keep("3", "C", "등대에서 일하는 사람은 배를 기다렸다.");
    keep("4", "D", "คนเฝ้าประภาคารรอเรืออยู่ที่ท่า");
    keep("5", "E", "The keeper saw the sign 港 over the door.");
    for (text, expected) in [
        ("灯台", vec!["A"]),
        ("港湾", vec!["A"]),
        ("港", vec!["E", "A"]),
        ("灯", vec!["B", "A"]),
        ("管理员 -港", vec!["B"]),
        ("quote:静か", vec!["A"]),
        ("\"新码头\" OR 静か", vec!["B", "A"]),
        ("港 keeper", vec!["E"]),
        ("등대", vec!["C"]),
        ("ประภาคาร", vec!["D"]),
        ("灯火", vec![]),
    ] {
        assert_eq!(found(&library, text), expected, "{text}");
    }
}

#[test]
fn further_members_of_the_query_language() {
    let mut library = Library::in_memory().unwrap();
    let mut keep = |number: &str, day: &str, title: &str, text: &str| {
        let one = incoming(FeedId::KEPT, number, day, title, text, "Zoë Ångström");
        library.save(&[one], NOW).unwrap();
    };
    // Accents as letters of their own, and as signs behind them.
    keep(
        "1",
        "2026-02-28T23:59:59Z",
        "Plain",
        "Zoe\u{308} Ångström’s café-bar re-opened; it’s 4 %.",
    );
    keep(
        "2",
        "2026-03-01T00:00:00Z",
        "Night",
        "The re-opening of the cafe: “Naïve”, said nobody. C++ & C#.",
    );
    keep(
        "3",
        "2026-03-31",
        "Dots",
        "U.S. ships sail at 10:30 to the North Sea; the sea to the north is calm.",
    );
    for (text, expected) in [
        ("zoe angstrom", vec!["Plain"]),
        ("\"Zoë Ångström\"", vec!["Plain"]),
        ("CAFE\u{301}", vec!["Night", "Plain"]),
        ("\"cafe bar\"", vec!["Plain"]),
        ("café-bar", vec!["Plain"]),
        ("re-open*", vec!["Night", "Plain"]),
        ("re-opened", vec!["Plain"]),
        ("\"it's\"", vec!["Plain"]),
        ("naive NOT ships", vec!["Night"]),
        ("c++", vec!["Night"]),
        ("\"north sea\"", vec!["Dots"]),
        ("\"sea north\"", vec![]),
        ("sea north", vec!["Dots"]),
        ("u.s.", vec!["Dots"]),
        ("10:30", vec!["Dots"]),
        ("after:2026-03 before:2026-04", vec!["Dots", "Night"]),
        ("before:2026-03", vec!["Plain"]),
        ("after:2026-03-31", vec!["Dots"]),
        ("NOT (ships OR naive)", vec!["Plain"]),
        ("-\"north sea\" -title:plain", vec!["Night"]),
        ("said:angstrom quote:naive", vec!["Night"]),
        ("by:nobody OR title:\"dots\"", vec!["Dots"]),
    ] {
        assert_eq!(found(&library, text), expected, "{text}");
    }
    // A passage that was copied, with its marks, line ends and a word that is cut.
    let passage = "ships sail at 10:30\nto the North Sea; the sea to the north is “calm” — and what else stands in the same long passage here? – nothing";
    let words = query(passage);
    assert!(words.caution().is_some());
    assert_eq!(
        found(&library, "ships sail at 10:30\nto the North Sea; — “sea”"),
        ["Dots"]
    );
}

#[test]
fn a_list_that_is_held_follows_what_changes() {
    let mut library = shelf();
    let held = library.hold(None).unwrap();
    let all = library.answer(&Query::default(), &held).unwrap().unwrap();
    assert_eq!((all.len(), held.unread(&all)), (3, 3));
    let late = Which::These(vec![first(&library, "late")]);
    library.mark(&late, &Mark::Read(true), NOW).unwrap();
    let held = library.hold(Some(held)).unwrap();
    assert_eq!(held.unread(&all), 2);
    let ids = |text: &str| library.answer(&query(text), &held).unwrap();
    assert_eq!(ids("is:read").unwrap().len(), 1);
    assert_eq!(ids("-unread ferry").unwrap().len(), 1);
    assert_eq!(ids("unread OR late").unwrap(), all);
    assert_eq!(ids("is:hidden"), None);
    library.mark(&late, &Mark::Hidden(true), NOW).unwrap();
    let held = library.hold(Some(held)).unwrap();
    let left = library.answer(&query("ferry"), &held).unwrap().unwrap();
    assert_eq!(left.len(), 1);
}

#[test]
fn a_tag_takes_in_those_below_it() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    let tag = |tag: &str| FeedChange::Tag(tag.into(), true);
    library
        .change_feed(herald, &[tag("News/World")], NOW)
        .unwrap();
    let late = Which::These(vec![first(&library, "late")]);
    let newsy = Mark::Tag("Newsy".into(), true);
    library.mark(&late, &newsy, NOW).unwrap();
    let herald = ["Bread dearer", "Ferry line opens"];
    assert_eq!(found(&library, "tag:news"), herald);
    assert_eq!(found(&library, "tag:\"News/World\""), herald);
    assert_eq!(found(&library, "tag:News/W"), [""; 0]);
    assert_eq!(found(&library, "-tag:news"), ["Ferry late again"]);
}

#[test]
fn a_search_shows_where_it_found_the_words() {
    let library = shelf();
    let rows = library
        .search(&query("flour"), Ranking::Best, 10)
        .unwrap()
        .rows;
    let snippet = rows[0].snippet.clone().unwrap();
    assert!(snippet.contains("\u{2}Flour\u{3}"), "{snippet}");
}

#[test]
fn everything_a_person_said() {
    let mut library = shelf();
    let said = |library: &Library, name: &str, text: &str| {
        let said = library.said(name, &query(text), 0.5, 10).unwrap();
        said.into_iter().map(|said| said.words).collect::<Vec<_>>()
    };
    assert_eq!(
        said(&library, "Ruiz", ""),
        ["“We wait,”", "“The ferry is ours,”"]
    );
    assert_eq!(
        said(&library, "ana ruiz", "quote:ours"),
        ["“The ferry is ours,”"]
    );
    assert_eq!(said(&library, "ruiz", "about:late"), ["“We wait,”"]);
    assert_eq!(
        said(&library, "ruiz", "-about:late"),
        ["“The ferry is ours,”"]
    );
    assert_eq!(
        said(&library, "ruiz", "feed:herald"),
        ["“The ferry is ours,”"]
    );
    assert!(said(&library, "", "").is_empty());
    let endless = "Ana Ruiz ".repeat(20_000);
    assert!(said(&library, &endless, "").is_empty(), "nobody's name");
    assert!(
        library
            .said("ruiz", &query(""), 0.95, 10)
            .unwrap()
            .is_empty(),
        "too doubtful"
    );
    assert_eq!(
        library.speakers("", 9).unwrap(),
        [("Ana Ruiz".into(), 2), ("Jon Okoye".into(), 1)]
    );
    library.merge_names("Jon Okoye", "Ana Ruiz", NOW).unwrap();
    assert_eq!(said(&library, "Ruiz", "").len(), 3);
    let both = [("Ana Ruiz".into(), 3)];
    assert_eq!(library.speakers("", 9).unwrap(), both);
    assert_eq!(
        library.check(|_| ()).unwrap(),
        [""; 0],
        "the counts are true"
    );
}

#[test]
fn the_same_words_elsewhere() {
    let mut library = shelf();
    let times = library.find_feeds("quay").unwrap()[0];
    let text = "“The ferry is ours and stays ours,” said Ana Ruiz.";
    library
        .save(
            &[incoming(
                times,
                "9",
                "2026-08-04",
                "Again",
                text,
                "Ana Ruiz",
            )],
            NOW,
        )
        .unwrap();
    let id = first(&library, "title:line");
    let same = library.same_words(id, "“The ferry is ours,”").unwrap();
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].0, Likeness::Longer);
    assert_eq!(same[0].1.title, "Again");
}

#[test]
fn saved_queries_are_checked_and_undone() {
    let mut library = shelf();
    assert!(library.save_query("Sea", Some("after:never"), NOW).is_err());
    assert!(
        library
            .save_query("Sea", Some("ferry unread"), NOW)
            .unwrap()
    );
    assert_eq!(
        library.saved_queries().unwrap(),
        [("Sea".to_owned(), "ferry unread".to_owned())]
    );
    library.undo().unwrap();
    assert!(library.saved_queries().unwrap().is_empty());
}
