//! A long article is on the screen before it is wrapped to its end, and nothing shows that.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

use std::sync::Arc;

use pullquote::app::{State, update};
use pullquote::command::{Command, Keymap};
use pullquote::config::Settings;
use pullquote::ingest::builder::ArticleBuilder;
use pullquote::layout::layout;
use pullquote::message::Msg;
use pullquote::model::{Article, ArticleId, ArticleRow, BlockKind, Meta, Notes};
use pullquote::tui::{Ink, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

const SIZES: [(u16, u16); 5] = [(20, 6), (60, 20), (80, 24), (160, 50), (300, 200)];

/// Blocks of all heights, then prose of some 40,000 words.
fn long() -> Article {
    let mut builder = ArticleBuilder::new(Meta {
        title: "The long winter of the lighthouse".into(),
        byline: Some("Ana Ruiz".into()),
        ..Meta::default()
    });
    for part in 0..400 {
        builder.block(BlockKind::Heading(2), 0);
        builder.words("On the water");
        builder.block(BlockKind::Code, 0);
        builder.words("a line\n    another one\n\nand a last one");
        builder.block(BlockKind::Rule, 0);
        builder.block(BlockKind::Item(Some(part)), 1);
        builder.words("灯台の人は語った。");
        builder.block(BlockKind::Paragraph, 0);
        for _ in 0..10 {
            builder.words("The keeper said that the lamp had to be wound by hand every night. ");
        }
    }
    builder.finish()
}

/// One paragraph that is longer than any screen.
fn endless() -> Article {
    let mut builder = ArticleBuilder::new(Meta::default());
    builder.block(BlockKind::Paragraph, 0);
    for _ in 0..20_000 {
        builder.words("no end ");
    }
    builder.block(BlockKind::Paragraph, 0);
    builder.words("An end.");
    builder.finish()
}

/// More blocks of one letter than rows fit.
fn crumbs() -> Article {
    let mut builder = ArticleBuilder::new(Meta::default());
    for _ in 0..40_000 {
        builder.block(BlockKind::Paragraph, 0);
        builder.words("a");
    }
    builder.finish()
}

/// A state in which the article has just been loaded.
fn opened(article: &Article, size: (u16, u16), place: usize) -> State {
    let mut state = State::new(size, Settings::default(), Keymap::default());
    let rows = Msg::Rows {
        ask: 0,
        total: 1,
        unread: 1,
        from: 0,
        rows: vec![ArticleRow::default()],
        more: false,
    };
    update(&mut state, rows);
    let loaded = Msg::Loaded {
        ask: 1,
        id: ArticleId(0),
        article: Arc::new(article.clone()),
        place,
    };
    update(&mut state, loaded);
    state
}

fn drawn(state: &State) -> Buffer {
    let (columns, rows) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let ink = Ink::new("dark", false);
    let frame = terminal.draw(|frame| draw(state, &ink, frame));
    frame.expect("a frame").buffer.clone()
}

/// The lines that the reader pane has, and those that the article has at that width.
fn lines(state: &State, article: &Article) -> (usize, usize) {
    let reader = state.reader.as_ref().expect("an open article");
    let whole = layout(article, reader.column().width);
    (reader.layout().lines.len(), whole.lines.len())
}

#[test]
fn the_first_frame_is_that_of_the_whole_article() {
    for article in [long(), endless(), crumbs()] {
        for size in SIZES {
            let mut state = opened(&article, size, 0);
            assert!(state.is_in_part(), "{size:?}");
            let first = drawn(&state);
            update(&mut state, Msg::Shown);
            assert!(!state.is_in_part());
            let (have, all) = lines(&state, &article);
            assert_eq!(have, all, "{size:?}");
            assert_eq!(first, drawn(&state), "{size:?}");
        }
    }
}

#[test]
fn whatever_comes_first_finds_the_whole_article() {
    let article = long();
    let messages = [
        Msg::Shown,
        Msg::Run(Command::Bottom, None),
        Msg::Run(Command::Percent, Some(50)),
        Msg::Resize(50, 30),
        Msg::Noted {
            id: ArticleId(0),
            article: Arc::new(article.clone()),
            notes: Arc::new(Notes::default()),
        },
    ];
    for msg in messages {
        let mut patient = opened(&article, (80, 24), 0);
        update(&mut patient, Msg::Shown);
        update(&mut patient, msg.clone());
        let mut quick = opened(&article, (80, 24), 0);
        update(&mut quick, msg.clone());
        let (have, all) = lines(&quick, &article);
        assert_eq!(have, all, "{msg:?}");
        assert_eq!(drawn(&quick), drawn(&patient), "{msg:?}");
    }
}

#[test]
fn one_left_in_the_middle_and_a_small_one_are_wrapped_at_once() {
    let article = long();
    let state = opened(&article, (80, 24), article.text.len() / 2);
    assert!(!state.is_in_part());
    let mut builder = ArticleBuilder::new(Meta::default());
    builder.words("The lamp was wound by hand.");
    assert!(!opened(&builder.finish(), (80, 24), 0).is_in_part());
}
