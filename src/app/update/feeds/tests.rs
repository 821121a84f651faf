//! The list of feeds: going up and down, counts, commands for a feed.

use super::*;
use crate::app::shelf::feeds::{FeedLine, FeedsPane};
use crate::app::tests::{press, reading, said, window};
use crate::app::update;
use crate::message::{Msg, Whose};
use crate::model::{FeedChange, FeedRow};
use crate::words::shelf::trouble;

fn feed(id: i64, name: &str, unread: u32, total: u32) -> Selection {
    Selection {
        kind: SelectionKind::Feed,
        name: name.into(),
        query: format!("feed:{id}"),
        total: Some(total),
        unread: Some(unread),
        feed: Some(FeedRow {
            id: FeedId(id),
            name: name.into(),
            url: format!("https://example.org/{id}.xml"),
            home: Some(format!("https://example.org/{id}")),
            ..FeedRow::default()
        }),
    }
}

fn rows() -> Vec<Selection> {
    let row = |kind, name: &str, query: &str, count| Selection {
        kind,
        name: name.into(),
        query: query.into(),
        total: count,
        unread: count,
        feed: None,
    };
    vec![
        row(SelectionKind::All, "All articles", "", Some(9)),
        row(SelectionKind::Unread, "Unread", "unread", Some(9)),
        row(SelectionKind::Tag, "sea", "tag:\"sea\"", None),
        feed(0, "The Lamp", 9, 12),
        feed(7, "Valley Post", 0, 3),
    ]
}

/// Rows of the list of feeds come.
fn arrive(state: &mut State, rows: Vec<Selection>, counted: bool) {
    update(state, Msg::Selections { rows, counted });
}

/// A reader with a library, in the list of feeds.
fn above() -> State {
    let mut state = reading(9, (100, 30));
    arrive(&mut state, rows(), false);
    assert_eq!(press(&mut state, "q"), [Effect::Selections]);
    assert_eq!(state.focus, Pane::Feeds);
    state
}

fn chosen(keys: &str) -> String {
    let mut state = above();
    press(&mut state, keys);
    let feeds = state.feeds.unwrap();
    feeds.chosen().unwrap().name.clone()
}

#[test]
fn the_choice_moves_over_rows_groups_and_names() {
    let check = |keys: &str, name: &str| assert_eq!(chosen(keys), name, "{keys}");
    check("", "All articles");
    check("jj", "sea");
    check("G", "Valley Post");
    check("Gk", "The Lamp");
    check("}", "sea");
    check("}}", "The Lamp");
    check("G{", "sea");
    check("Gn", "Valley Post");
    check("n", "Unread");
    check("4gg", "The Lamp");
    check("/post<enter>", "Valley Post");
    check("/nothing<enter>", "All articles");
}

#[test]
fn a_row_lists_its_articles_and_back_returns_to_it() {
    let mut state = above();
    let effects = press(&mut state, "4gg<enter>");
    let [
        Effect::Rows {
            ask,
            within,
            from: 0,
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(within, "feed:0");
    assert_eq!((state.focus, state.list.name()), (Pane::List, "The Lamp"));
    assert_eq!(state.list.chosen(), None, "no row of another list");
    let none = window(*ask, 0, 0, Vec::new());
    update(&mut state, none);
    press(&mut state, "q");
    assert_eq!(
        state.feeds.as_ref().unwrap().chosen().unwrap().name,
        "The Lamp"
    );
    assert!(press(&mut state, "q").contains(&Effect::Quit));
}

#[test]
fn a_key_that_is_faster_than_the_library_goes_up_too() {
    let mut state = reading(9, (100, 30));
    state.feeds = Some(FeedsPane::default());
    assert_eq!(press(&mut state, "q"), [Effect::Selections]);
    assert!(state.patience().is_some(), "rows are about to come");
    press(&mut state, "jGk<enter>");
    arrive(&mut state, rows(), true);
    assert_eq!(state.patience(), None);
    let feeds = state.feeds.as_ref().unwrap();
    assert_eq!(feeds.chosen().unwrap().name, "All articles");
}

#[test]
fn counts_follow_what_is_read_and_stay_until_newer_ones_come() {
    let mut state = above();
    press(&mut state, "<enter>");
    let effects = press(&mut state, "q");
    assert!(effects.contains(&Effect::Selections));
    let mut counted = rows();
    (counted[2].total, counted[2].unread) = (Some(4), Some(2));
    arrive(&mut state, counted, true);
    state.count_read(FeedId(0), true);
    let counts = |state: &State| -> Vec<Option<u32>> {
        let feeds = state.feeds.as_ref().unwrap();
        feeds.rows().iter().map(|row| row.unread).collect()
    };
    assert_eq!(counts(&state), [8, 8, 2, 8, 0].map(Some));
    arrive(&mut state, rows(), false);
    assert_eq!(counts(&state), [9, 9, 2, 9, 0].map(Some));
}

#[test]
fn commands_for_a_feed_mean_the_chosen_one() {
    let does = |keys: &str| press(&mut above(), keys);
    assert_eq!(
        does("GA"),
        [Effect::ReadAll("feed:7".into()), Effect::Selections]
    );
    assert_eq!(does("GR"), [Effect::Refresh(Whose::Feed(FeedId(7)))]);
    assert_eq!(does("R"), [Effect::Refresh(Whose::All)]);
    assert_eq!(does("gR"), [Effect::Refresh(Whose::All)]);
    assert_eq!(does("Go"), [Effect::Browse("https://example.org/7".into())]);
    assert_eq!(
        does("Gyu"),
        [Effect::Copy("https://example.org/7.xml".into())]
    );
    let mut state = above();
    assert_eq!(press(&mut state, "fr"), [], "no article is meant");
    assert!(state.notice.unwrap().failed);
}

#[test]
fn a_feed_that_was_not_reached_says_why() {
    let mut row = feed(3, "Gone Gazette", 0, 0);
    assert_eq!(trouble(&row), None);
    row.feed.as_mut().unwrap().error = Some("the host is unknown".into());
    assert_eq!(
        trouble(&row).as_deref(),
        Some("Not refreshed: the host is unknown.")
    );
    let mut pane = FeedsPane::default();
    pane.take(vec![row], true);
    let lines = [
        FeedLine::Gap,
        FeedLine::Title("Feeds"),
        FeedLine::Row(0),
        FeedLine::Trouble(0),
    ];
    assert_eq!(pane.lines(), lines);
}

#[test]
fn the_chosen_row_is_on_the_screen_at_every_height() {
    for height in 1..30 {
        let mut pane = FeedsPane::default();
        pane.take(rows(), true);
        for step in [1, 1, 1, 1, -1, -1, -2] {
            pane.step(step);
            pane.settle(height);
            let row = FeedLine::Row(pane.selected());
            let at = pane.lines().iter().position(|line| *line == row).unwrap();
            let room = usize::from(height.saturating_sub(2)).max(1);
            assert!((pane.top()..pane.top() + room).contains(&at), "{height}");
        }
    }
}

#[test]
fn a_feed_is_changed_by_a_typed_line() {
    let check = |keys: &str, expected: &[FeedChange], sentence: &str| {
        let mut state = above();
        let mut effects = press(&mut state, keys);
        // For a line that may be completed.
        effects.retain(|effect| *effect != Effect::People);
        assert_eq!(said(&state), sentence, "{keys}");
        match effects.as_slice() {
            [] => assert!(expected.is_empty(), "{keys}"),
            [Effect::ChangeFeed(FeedId(7), changes)] => assert_eq!(changes, expected, "{keys}"),
            other => panic!("{keys}: {other:?}"),
        }
    };
    check(
        "Gmn!<enter>",
        &[FeedChange::Name(Some("Valley Post!".into()))],
        "It is called Valley Post! now.",
    );
    check(
        "Gmx",
        &[FeedChange::FullText(true)],
        "Valley Post: the full text of each new article.",
    );
    check(
        "Gmu",
        &[FeedChange::Removed(true)],
        "Valley Post is no longer followed; its articles stay. Press u to undo.",
    );
    check(
        "Gthills<enter>",
        &[FeedChange::Tag("hills".into(), true)],
        "Valley Post is tagged hills.",
    );
    check("mu", &[], "Choose a feed first.");
    check(
        "G:feed-interval 1d<enter>",
        &[FeedChange::Every(Some(86_400))],
        "Valley Post is asked every 1d at most.",
    );
}

#[test]
fn a_typed_line_answers_what_was_asked() {
    let mut state = above();
    let mut line = |words: &str| update(&mut state, Msg::Line(words.into()));
    line("bottom");
    assert_eq!(line("feed name"), []);
    let change =
        |name: &str| Effect::ChangeFeed(FeedId(7), vec![FeedChange::Name(Some(name.into()))]);
    assert_eq!(line("The Valley"), [change("The Valley")]);
    assert_eq!(line("feed name Hill Post"), [change("Hill Post")]);
    assert_eq!(line("feed name"), []);
    assert_eq!(line(""), [], "nothing typed puts the line away");
    assert_eq!(line("up"), []);
    let feeds = state.feeds.as_ref().unwrap();
    assert_eq!(feeds.chosen().unwrap().name, "The Lamp");
}
