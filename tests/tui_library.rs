//! The screens of a library: feeds, everything somebody said, versions, compared with golden files.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;
mod screen;

use pullquote::app::{Msg, State, update};
use pullquote::model::{FeedId, FeedRow, Selection, SelectionKind};
use screen::{library, press, text};

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
