//! How long an article of 100,000 words takes to be cut, wrapped, searched and drawn.

use std::sync::Arc;

use divan::{Bencher, black_box};
use pullquote::app::{State, update};
use pullquote::command::Keymap;
use pullquote::config::Settings;
use pullquote::ingest::builder::ArticleBuilder;
use pullquote::layout::{Cut, Layout};
use pullquote::message::Msg;
use pullquote::model::Search;
use pullquote::model::{Article, ArticleId, ArticleRow, BlockKind, Meta};
use pullquote::tui::{Ink, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

/// Prose with some curly quotes, as news has it.
fn article() -> Article {
    let mut builder = ArticleBuilder::new(Meta::default());
    for _ in 0..2_000 {
        builder.block(BlockKind::Paragraph, 0);
        builder.words(
            "The harbour master said on Friday that the old ferry would go on running until the \
             spring, whatever the council of the town might decide about the money for it. “We \
             cannot ask four hundred people to swim to the doctor,” he told the meeting, which had \
             lasted until midnight.",
        );
    }
    builder.finish()
}

#[divan::bench]
fn cut(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.bench(|| Cut::new(black_box(&article)));
}

#[divan::bench]
fn wrap(bencher: Bencher<'_, '_>) {
    let article = article();
    let cut = Cut::new(&article);
    bencher.bench(|| Layout::new(black_box(&article), &cut, 72));
}

#[divan::bench]
fn search_in_vain(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.bench(|| Search::new(black_box(&article.text), "lighthouse keeper"));
}

#[divan::bench]
fn draw_a_screen(bencher: Bencher<'_, '_>) {
    let mut state = State::new((120, 40), Settings::default(), Keymap::default());
    let row = ArticleRow::default();
    update(
        &mut state,
        Msg::Rows {
            ask: 0,
            total: 1,
            unread: 1,
            from: 0,
            rows: vec![row],
            more: false,
        },
    );
    let loaded = Msg::Loaded {
        ask: 1,
        id: ArticleId(0),
        article: Arc::new(article()),
        place: 0,
    };
    update(&mut state, loaded);
    let ink = Ink::new("dark", false);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 40));
    bencher.bench_local(|| {
        let drawn = terminal.draw(|frame| draw(&state, &ink, frame));
        drawn.is_ok()
    });
}
