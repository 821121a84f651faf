//! The screens of a library: feeds, everything somebody said, versions, compared with golden files.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;
mod screen;

use pullquote::app::{State, update};
use pullquote::command::Scope;
use pullquote::message::{Effect, Found, Mouse, Msg};
use std::sync::Arc;

use pullquote::ingest::builder::ArticleBuilder;
use pullquote::model::{
    Article, ArticleId, ArticleRow, BlockKind, FeedId, FeedRow, Likeness, Meta, QuoteKind, Remark,
    Said, Selection, SelectionKind, Tally, Version,
};
use screen::{answers, library, press, text};

fn selections() -> Vec<Selection> {
    let row = |kind, name: &str, query: &str, unread, total| Selection {
        kind,
        name: name.into(),
        query: query.into(),
        total: Some(total),
        unread: Some(unread),
        feed: None,
    };
    let feed = |id, name: &str, unread, total, error: Option<&str>| Selection {
        feed: Some(FeedRow {
            id: FeedId(id),
            name: name.into(),
            url: format!("https://{id}.example.org/feed.xml"),
            home: Some(format!("https://{id}.example.org/")),
            error: error.map(str::to_owned),
            ..FeedRow::default()
        }),
        ..row(
            SelectionKind::Feed,
            name,
            &format!("feed:{id}"),
            unread,
            total,
        )
    };
    vec![
        row(SelectionKind::All, "All articles", "", 1_204, 12_345),
        row(SelectionKind::Unread, "Unread", "unread", 1_204, 1_204),
        row(SelectionKind::Favourites, "Favourites", "starred", 0, 3),
        row(SelectionKind::Query, "Ferry fights", "ferry", 2, 14),
        row(SelectionKind::Tag, "sea", "tag:\"sea\"", 1, 9),
        feed(2, "The Gazette", 1_190, 12_000, None),
        feed(3, "The Harbour Lamp", 14, 340, None),
        feed(
            4,
            "Valley Post",
            0,
            5,
            Some("the host valley.example.org is unknown"),
        ),
    ]
}

/// The state of a library whose feeds are known.
fn followed(size: (u16, u16)) -> State {
    let mut state = library(size);
    let arrived = Msg::Selections {
        rows: selections(),
        counted: true,
    };
    update(&mut state, arrived);
    state
}

fn check(name: &str, size: (u16, u16), keys: &str) {
    let mut state = followed(size);
    press(&mut state, keys);
    golden::check(
        &format!("tests/tui/{name}.txt"),
        &text(&state, name.contains("ascii")),
    );
}

#[test]
fn feeds_stand_where_the_articles_stand() {
    check("feeds", (120, 36), "qGk");
    check("feeds-narrow", (60, 20), "qG");
    check("feeds-ascii", (40, 12), "q");
}

fn said(article: i64, day: &str, kind: QuoteKind, source: &str, words: &str) -> Said {
    let day: i64 = day.parse().expect("a day of November");
    Said {
        article: ArticleId(article),
        nth: 0,
        kind,
        words: words.into(),
        who: Some("Sean Okafor".into()),
        certainty: 0.97,
        at: 1_793_491_200 + (day - 1) * 86_400,
        title: "Council votes to keep the ferry".into(),
        byline: None,
        url: None,
        source: source.into(),
    }
}

const LIFELINE: &str = "“The ferry is a lifeline for the island, and it will stay a lifeline as \
                        long as I am the one who runs it, whatever the treasurer counts,”";

/// A state in which that was found for a sheet.
fn on_sheet(size: (u16, u16), found: Found) -> State {
    let mut state = followed(size);
    let effects = press(&mut state, "gSOkafor<enter>");
    let Some(Effect::Sheet { ask, .. }) = effects.last() else {
        panic!("{effects:?}");
    };
    update(&mut state, Msg::Sheet { ask: *ask, found });
    state
}

/// Draws what was found for a sheet.
fn check_sheet(name: &str, size: (u16, u16), found: Found, keys: &str) {
    let mut state = on_sheet(size, found);
    press(&mut state, keys);
    golden::check(
        &format!("tests/tui/{name}.txt"),
        &text(&state, name.contains("ascii")),
    );
}

/// What somebody said in five months, for three outlets.
fn said_over_time() -> Found {
    let outlets = ["The Harbour Lamp", "The Gazette", "Valley Post"];
    let days = [7, 6, -60, -61, -62, -63, -120, 3].into_iter().enumerate();
    let rows = days.map(|(n, day)| {
        let words = if n % 2 == 0 {
            LIFELINE
        } else {
            "“No snow at sea,”"
        };
        let outlet = outlets[n % outlets.len()];
        said(
            3 + n as i64,
            &day.to_string(),
            QuoteKind::Direct,
            outlet,
            words,
        )
    });
    Found::Said("Sean Okafor".into(), rows.collect())
}

fn speakers() -> Found {
    let tally = |who: &str, quotes, words, articles, feeds: &[&str], first: i64, last: i64| Tally {
        key: vec![who.into()],
        quotes,
        words,
        articles,
        feeds: feeds.iter().map(|&feed| feed.to_owned()).collect(),
        first: 1_793_491_200 + first * 86_400,
        last: 1_793_491_200 + last * 86_400,
    };
    let lamp = "The Harbour Lamp";
    let rows = vec![
        tally("", 9, 260, 7, &[lamp], 0, 6),
        tally(
            "Sean Okafor",
            14,
            345,
            9,
            &[lamp, "The Gazette", "Valley Post", "Sea News"],
            -90,
            6,
        ),
        tally(
            "Margarethe von der Leuchtenburg-Almerstedt",
            3,
            120,
            2,
            &[lamp],
            -2,
            6,
        ),
        tally("Ines Holt", 1, 4, 1, &["The Gazette"], 5, 5),
    ];
    Found::Speakers("Who is quoted in The Gazette".into(), rows)
}

#[test]
fn every_command_has_an_answer_in_the_list_of_feeds_and_on_a_sheet() {
    let feeds = || {
        let mut state = followed((100, 24));
        press(&mut state, "qGk");
        state
    };
    let sheet = || on_sheet((100, 24), said_over_time());
    for (name, fresh) in [("feeds", &feeds as &dyn Fn() -> State), ("sheet", &sheet)] {
        let answers = answers(Scope::List, fresh);
        golden::check(&format!("tests/tui/answers-{name}.txt"), &answers);
    }
}

#[test]
fn bars_say_when_and_by_whom_somebody_was_quoted() {
    check_sheet("said-bars", (100, 24), said_over_time(), "");
    check_sheet("said-bars-narrow", (60, 20), said_over_time(), "");
    check_sheet("said-bars-ascii", (100, 20), said_over_time(), "");
    check_sheet("said-bars-low", (60, 12), said_over_time(), "");
    check_sheet("shares", (100, 36), said_over_time(), "gw");
}

#[test]
fn who_is_quoted_stands_beside_bars() {
    check_sheet("speakers", (160, 20), speakers(), "j");
    check_sheet("speakers-narrow", (60, 20), speakers(), "");
    check_sheet("speakers-ascii", (40, 12), speakers(), "");
}

/// What a click on the row with those words does.
fn clicked(state: &mut State, words: &str) -> Vec<Effect> {
    press(state, "zm");
    let screen = text(state, false);
    let row = screen.lines().position(|line| line.contains(words));
    let y = u16::try_from(row.expect(words)).expect("a row");
    update(state, Msg::Mouse(Mouse::Click, 12, y))
}

#[test]
fn a_click_opens_the_row_of_a_sheet_that_it_is_on() {
    for size in [(60, 20), (100, 30), (160, 40)] {
        let quotes = ["One boat", "Two boats", "Three boats"];
        let rows = || {
            let row = |(n, words): (usize, &&str)| {
                said(3 + n as i64, "7", QuoteKind::Direct, "The Gazette", words)
            };
            quotes.iter().enumerate().map(row).collect::<Vec<Said>>()
        };
        for (nth, words) in quotes.iter().enumerate() {
            let same = rows()
                .into_iter()
                .map(|row| (Likeness::Altered, row))
                .collect();
            let article = |row: Said| ArticleRow {
                id: row.article,
                title: row.words,
                ..ArticleRow::default()
            };
            let note = |row: Said| {
                let remark = Remark {
                    exact: row.words,
                    lit: true,
                    ..Remark::default()
                };
                (row.article, "Council".to_owned(), remark)
            };
            for found in [
                Found::Said("Sean Okafor".into(), rows()),
                Found::Same("“Four boats,”".into(), same),
                Found::Story(rows().into_iter().map(article).collect()),
                Found::Notes(None, rows().into_iter().map(note).collect()),
            ] {
                let effects = clicked(&mut on_sheet(size, found), words);
                let opens = |effect: &Effect| matches!(effect, Effect::Load { id, .. } if id.0 == 3 + nth as i64);
                assert!(effects.iter().any(opens), "{words}: {effects:?}");
            }
        }
        for who in ["Sean Okafor", "Margarethe", "Ines Holt"] {
            let effects = clicked(&mut on_sheet(size, speakers()), who);
            let asks = |effect: &Effect| format!("{effect:?}").contains(who);
            assert!(effects.iter().any(asks), "{who}: {effects:?}");
        }
    }
}

#[test]
fn everything_said_takes_the_whole_screen() {
    let found = || {
        let rows = vec![
            said(3, "7", QuoteKind::Direct, "The Harbour Lamp", LIFELINE),
            said(
                2,
                "6",
                QuoteKind::Indirect,
                "The Gazette",
                "that the boat was old",
            ),
            said(
                9,
                "2",
                QuoteKind::Direct,
                "Valley Post",
                "“No snow at sea,”",
            ),
        ];
        Found::Said("Sean Okafor".into(), rows)
    };
    check_sheet("said", (120, 30), found(), "j");
    check_sheet("said-narrow", (60, 20), found(), "");
    check_sheet("said-filter", (120, 12), found(), "/boat<enter>");
}

#[test]
fn a_day_of_another_year_is_not_cut() {
    let last_year = |row: Said| Said {
        at: row.at - 365 * 86_400,
        ..row
    };
    let rows = vec![
        said(3, "7", QuoteKind::Direct, "The Harbour Lamp", LIFELINE),
        last_year(said(2, "16", QuoteKind::Direct, "The Gazette", "“No,”")),
    ];
    let found = Found::Said("Sean Okafor".into(), rows);
    check_sheet("said-years", (100, 12), found, "");
}

#[test]
fn the_same_words_stand_side_by_side() {
    let found = || {
        let short = "“The ferry is a lifeline for the island,”";
        let other = "“The boat is a lifeline for the island, and it stays a lifeline as long as \
                     I run it, whatever the treasurer counts.”";
        let rows = vec![
            (
                Likeness::Shortened,
                said(2, "6", QuoteKind::Direct, "The Gazette", short),
            ),
            (
                Likeness::Altered,
                said(4, "7", QuoteKind::Direct, "Valley Post", other),
            ),
        ];
        Found::Same(LIFELINE.into(), rows)
    };
    check_sheet("same-words", (120, 24), found(), "");
    check_sheet("same-words-narrow", (60, 24), found(), "j");
}

fn story(title: &str, paragraphs: &[&str]) -> Article {
    let mut builder = ArticleBuilder::new(Meta {
        title: title.into(),
        ..Meta::default()
    });
    for words in paragraphs {
        builder.block(BlockKind::Paragraph, 0);
        builder.words(words);
    }
    builder.finish()
}

#[test]
fn two_versions_of_a_story_show_what_changed() {
    let found = || {
        let old = story(
            "Council votes to keep the ferry",
            &[
                "The council voted eight to one on Friday.",
                "It rained.",
                "The mayor spoke.",
            ],
        );
        let new = story(
            "Council votes to keep the ferry, for now",
            &[
                "The council voted seven to two on Friday.",
                "It rained.",
                "A vote on money follows.",
            ],
        );
        let version = Version {
            until: 1_793_923_200,
            article: old,
        };
        Found::Versions(Arc::new(new), vec![version])
    };
    check_sheet("versions", (120, 24), found(), "j");
    check_sheet("versions-narrow", (60, 24), found(), "");
    check_sheet("versions-ascii", (20, 8), found(), "G");
}

#[test]
fn an_empty_library_says_what_can_be_added() {
    let mut state = library((60, 20));
    update(&mut state, Msg::Welcome(true));
    golden::check("tests/tui/welcome.txt", &text(&state, false));
    update(&mut state, Msg::Welcome(false));
    assert!(!text(&state, false).contains("Nothing of your own yet"));
}
