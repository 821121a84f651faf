//! Screens as they are drawn, compared with golden files, and as styles: no terminal is needed.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

#[path = "tui/ferry.rs"]
mod ferry;
mod golden;

use std::sync::Arc;

use ferry::{ferry, rows};
use pullquote::annotate::annotate;
use pullquote::app::{ReaderPane, State, update};
use pullquote::command::Keymap;
use pullquote::command::chord::chords;
use pullquote::config::Settings;
use pullquote::ingest::builder::ArticleBuilder;
use pullquote::message::{Effect, Msg};
use pullquote::model::{Article, ArticleId, BlockKind, Details, Meta, Picture, Remark};
use pullquote::tui::{Ink, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

/// A state that reads the ferry's article in a list of `count`.
fn reading(count: usize, columns: u16, lines: u16) -> State {
    let settings = Settings {
        theme: "mono".into(),
        today: "2026-11-08".into(),
        ..Settings::default()
    };
    let mut state = State::new((columns, lines), settings, Keymap::default());
    let rows = rows().into_iter().take(count).collect();
    let effects = update(
        &mut state,
        Msg::Rows {
            ask: 0,
            total: count,
            unread: count.min(2),
            from: 0,
            rows,
            more: false,
        },
    );
    assert!(matches!(effects.first(), Some(Effect::Load { ask: 1, .. })));
    let (article, notes) = ferry();
    let article = Arc::new(article);
    let id = ArticleId(0);
    let loaded = Msg::Loaded {
        ask: 1,
        id,
        article: Arc::clone(&article),
        place: 0,
    };
    update(&mut state, loaded);
    let notes = Arc::new(notes);
    update(&mut state, Msg::Noted { id, article, notes });
    state
}

fn press(state: &mut State, keys: &str) {
    for chord in chords(keys).expect("keys that can be read") {
        update(state, Msg::Key(chord));
    }
}

fn screen(state: &State, ascii: bool) -> Terminal<TestBackend> {
    let (columns, lines) = state.size;
    let ink = Ink::new(&state.settings.theme, ascii);
    let mut terminal = Terminal::new(TestBackend::new(columns, lines)).expect("a test terminal");
    let drawn = terminal.draw(|frame| draw(state, &ink, frame));
    drawn.expect("a drawn frame");
    terminal
}

/// The screen as text, with a line that says where the cursor is.
fn text(terminal: &mut Terminal<TestBackend>) -> String {
    let cursor = terminal.get_cursor_position().expect("a cursor");
    let buffer = terminal.backend().buffer();
    let width = usize::from(buffer.area.width);
    let mut text = String::new();
    for row in buffer.content().chunks(width) {
        let mut skip = 0;
        let mut line = String::new();
        for cell in row {
            if skip == 0 {
                line.push_str(cell.symbol());
                skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&format!("[cursor {},{}]\n", cursor.x, cursor.y));
    text
}

/// Presses keys and compares the screen with its golden file.
fn check(name: &str, count: usize, (columns, lines): (u16, u16), keys: &str) {
    let mut state = reading(count, columns, lines);
    press(&mut state, keys);
    let shown = text(&mut screen(&state, name.contains("ascii")));
    golden::check(&format!("tests/tui/{name}.txt"), &shown);
}

#[test]
fn panes_side_by_side() {
    check("list", 3, (120, 36), "j");
    check("quote", 3, (120, 36), "<enter>)");
    check("names", 3, (120, 36), "<enter>ge");
}

#[test]
fn one_article_alone() {
    check("alone", 1, (100, 50), "");
    check("search", 1, (100, 24), "/the<enter>n");
    check("prefix", 1, (100, 24), "3]");
}

#[test]
fn a_wide_screen_has_three_panes() {
    check("wide", 3, (170, 40), "<enter>))");
}

#[test]
fn narrow_and_tiny_screens_have_one() {
    check("narrow-list", 3, (60, 20), "");
    check("narrow", 3, (60, 20), "<enter>)");
    check("narrow-quotes", 3, (60, 20), "<enter>gq");
    check("tiny", 3, (20, 6), "<enter>)");
}

#[test]
fn long_sentences_and_typed_lines_are_whole_on_narrow_screens() {
    check("narrow-sentence", 1, (40, 14), "]s");
    let note = "aThe<space>harbour<space>master<space>said<space>so<space>to<space>me<space>too";
    check("narrow-typed", 1, (40, 14), note);
}

#[test]
fn a_line_that_takes_a_query_shows_what_can_be_asked() {
    check("asking", 3, (120, 24), "/");
    check("asked", 3, (120, 24), "/?tit");
    check("asked-narrow", 3, (48, 30), "/?");
    let mut state = reading(3, 120, 24);
    press(&mut state, "/?tit?");
    let shown = text(&mut screen(&state, false));
    assert!(shown.contains("/tit?"), "a query may hold one: {shown}");
    press(&mut state, "<esc>/??");
    let shown = text(&mut screen(&state, false));
    assert!(!shown.contains("in the byline"), "{shown}");
}

#[test]
fn a_source_without_a_byline_has_its_own_row_where_it_would_be_cut() {
    let mut state = reading(3, 80, 24);
    press(&mut state, "<enter>");
    let reader = state.reader.as_ref().expect("an article");
    let mut article = Article::clone(reader.article());
    let meta = &mut article.meta;
    (meta.byline, meta.site) = (None, Some("The Gazette of Upper Quay".into()));
    let mut other = ReaderPane::new(reader.id(), Arc::new(article), 0);
    other.note(Arc::clone(reader.notes()), &state.settings);
    state.reader = Some(other);
    let mut facts = |columns: u16| {
        update(&mut state, Msg::Resize(columns, 24));
        let reader = state.reader.as_ref().expect("an article");
        let rows = reader.facts();
        let head = reader.air() + reader.headline().len() + rows.len() + 1;
        assert_eq!(reader.head(), head, "{columns} columns");
        rows
    };
    let dated = "6 November 2026 · 1 min · 2 quotes, 2 people";
    assert_eq!(
        facts(120),
        ["The Gazette of Upper Quay · 6 November 2026 · 1 min · 2 quotes"]
    );
    assert_eq!(facts(80), ["The Gazette of Upper Quay", dated]);
    assert_eq!(
        facts(40),
        [
            "The Gazette of Upper Quay",
            "6 November 2026 · 1 min · 2 quotes"
        ]
    );
    let list = text(&mut screen(&state, false));
    assert!(!list.contains('…'), "{list}");
}

#[test]
fn help_and_command_line_lie_on_top() {
    check("help", 1, (100, 24), "?quote");
    check("command", 1, (100, 24), ":next<tab>");
}

#[test]
fn what_the_library_knows_of_an_article_stands_with_it() {
    let mut state = reading(3, 120, 36);
    press(&mut state, "<enter>)");
    let passage = state.reader.as_ref().expect("an article").passage();
    let note = Remark {
        id: 1,
        span: Some(passage),
        exact: String::new(),
        words: "Ask him how many hens".into(),
        ..Remark::default()
    };
    let details = Details {
        updated: Some("2026-11-07".into()),
        versions: 1,
        elsewhere: vec![
            "The Gazette".into(),
            "Valley Post".into(),
            "Coast News".into(),
        ],
        notes: vec![note],
    };
    let id = ArticleId(0);
    let article = state.reader.as_ref().map(|it| Arc::clone(it.article()));
    let article = article.unwrap_or_default();
    update(
        &mut state,
        Msg::Details {
            id,
            article,
            details,
        },
    );
    golden::check("tests/tui/about.txt", &text(&mut screen(&state, false)));
}

#[test]
fn ascii_does_without_other_signs() {
    check("ascii", 3, (120, 36), "<enter>)");
    let mut state = reading(3, 120, 36);
    press(&mut state, "<enter>)");
    assert!(text(&mut screen(&state, true)).is_ascii());
}

#[test]
fn nothing_is_said_by_colour_alone() {
    let mut state = reading(1, 100, 50);
    let terminal = screen(&state, false);
    let buffer = terminal.backend().buffer();
    assert!(buffer.content().iter().all(|cell| {
        let plain = ratatui::style::Color::Reset;
        cell.fg == plain && cell.bg == plain
    }));
    let has = |modifier| {
        buffer
            .content()
            .iter()
            .any(|c| c.modifier.contains(modifier))
    };
    assert!(has(Modifier::ITALIC), "the words of saying");
    assert!(has(Modifier::UNDERLINED), "names and links");
    assert!(has(Modifier::BOLD), "headings and direct speech's bar");
    press(&mut state, "ze");
    let hidden = screen(&state, false);
    let underlined = |t: &Terminal<TestBackend>| {
        let cells = t.backend().buffer().content();
        cells
            .iter()
            .filter(|c| c.modifier.contains(Modifier::UNDERLINED))
            .count()
    };
    assert!(underlined(&hidden) < underlined(&terminal));
}

#[test]
fn choosing_a_quote_moves_no_word_of_the_text() {
    let mut state = reading(3, 120, 36);
    press(&mut state, "<enter>");
    let before = text(&mut screen(&state, false));
    press(&mut state, ")");
    let after = text(&mut screen(&state, false));
    let words = |screen: &str| -> Vec<String> {
        let rows = screen.lines().take(20);
        rows.map(|row| row.chars().skip(50).collect()).collect()
    };
    assert_eq!(words(&before), words(&after));
}

#[test]
fn every_size_is_drawn_without_harm() {
    for columns in (1..=24).chain([49, 50, 79, 80, 149, 150, 300]) {
        for lines in [1, 2, 3, 6, 12, 17, 40] {
            let mut state = reading(3, columns, lines);
            for keys in [
                "", "<enter>", ")", "gq", "<enter>", "<esc>", "?", "<esc>", ":q", "<esc>", "/x",
            ] {
                press(&mut state, keys);
                screen(&state, false);
            }
        }
    }
}

#[test]
fn the_sample_of_a_split_quote_is_one_quote_of_two_parts() {
    let mut b = ArticleBuilder::new(Meta::default());
    b.words("Tomas Ferreira is a printer.");
    b.block(BlockKind::Paragraph, 0);
    b.words("“A bar is a bar,” Mr. Ferreira said. “On paper as on glass.”");
    let article = b.finish();
    let notes = annotate(&article);
    assert_eq!(notes.quotes.len(), 1);
    assert_eq!(notes.quotes[0].parts.len(), 2);
}

#[test]
fn a_picture_stands_large_over_its_words() {
    check("picture-none", 1, (100, 24), "gi");
    check("picture-none-narrow", 1, (60, 20), "gi");
    for (name, size) in [
        ("picture", (100, 24)),
        ("picture-narrow", (48, 16)),
        ("picture-ascii", (100, 24)),
    ] {
        let mut state = reading(1, size.0, size.1);
        state.settings.theme = "dark".into();
        press(&mut state, "gi");
        let picture = Picture {
            full: (40, 30),
            bytes: 2345,
            width: 40,
            height: 30,
            rgb: (0..40 * 30 * 3).map(|at| (at % 251) as u8).collect(),
            ..Picture::default()
        };
        let picture = Ok(Arc::new(picture));
        update(&mut state, Msg::Picture { ask: 1, picture });
        let shown = text(&mut screen(&state, name.contains("ascii")));
        golden::check(&format!("tests/tui/{name}.txt"), &shown);
    }
}
