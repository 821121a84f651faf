//! Keys in, state and effects out: an article with notes, a list, and keys to be pressed.

mod article;
mod commands;

use std::sync::Arc;

use crate::app::*;
use crate::command::chord::chords;
use crate::command::{COMMANDS, Command, Keymap};
use crate::config::Settings;
use crate::ingest::builder::ArticleBuilder;
use crate::message::{Effect, Msg};
use crate::model::{
    Act, Article, ArticleId, ArticleRow, BlockKind, Details, Entity, EntityId, EntityKind,
    MarkKind, Meta, Notes, Quote, QuoteKind, Remark, Span, Speaker,
};

/// Four paragraphs: two quotes of Ana Ruiz, the first one split, one of nobody, one reported.
const TEXT: [&str; 5] = [
    "“We won,” said Ana Ruiz, the captain. “It was hard.”",
    "The sea had been rough all the way to Lower Quay.",
    "“Never again,” someone shouted.",
    "Ruiz said that the boat was old. She was in Lower Quay.",
    "The report is on its page.",
];

pub(crate) fn article() -> Article {
    let mut builder = ArticleBuilder::new(Meta {
        title: "A race".into(),
        url: Some("https://example.org/race".into()),
        ..Meta::default()
    });
    for (index, words) in TEXT.iter().enumerate() {
        if index == 1 {
            builder.block(BlockKind::Heading(2), 0);
            builder.words("On the water");
        }
        builder.block(BlockKind::Paragraph, 0);
        match words.split_once("report ") {
            Some((before, after)) if index == 4 => {
                builder.words(before);
                builder.open(MarkKind::Link("javascript:alert(1)".into()));
                builder.words("report");
                builder.close();
                builder.words(" ");
                builder.words(after);
            }
            _ => builder.words(words),
        }
    }
    builder.finish()
}

/// An article with pictures: the address of each, what stands in its place, and its caption, which may be empty.
pub(crate) fn pictured(pictures: &[(&str, &str, &str)]) -> Article {
    let mut builder = ArticleBuilder::new(Meta::default());
    builder.words("The ferry ran again.");
    for (address, alt, caption) in pictures {
        builder.block(BlockKind::Image, 0);
        builder.open(MarkKind::Image((*address).into()));
        builder.words(alt);
        builder.close();
        builder.block(BlockKind::Caption, 0);
        builder.words(caption);
        builder.block(BlockKind::Paragraph, 0);
        builder.words("Nobody had thought so.");
    }
    builder.finish()
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

pub(crate) fn notes(article: &Article) -> Notes {
    let text = &article.text;
    let said = |mention: &str, confidence: f32| Speaker {
        mention: span(text, mention),
        entity: Some(EntityId(0)),
        confidence,
    };
    let quote = |parts: &[&str], kind, cue: Option<&str>, speaker: Option<Speaker>| Quote {
        parts: parts.iter().map(|part| span(text, part)).collect(),
        kind,
        cue: cue.map(|cue| span(text, cue)),
        act: Act::Said,
        denied: false,
        speakers: speaker.into_iter().collect(),
        through: None,
        confidence: 0.9,
    };
    Notes {
        failed: false,
        unsaid: Vec::new(),
        version: 1,
        sentences: Vec::new(),
        quotes: vec![
            quote(
                &["“We won,”", "“It was hard.”"],
                QuoteKind::Direct,
                Some("said Ana"),
                Some(said("Ana Ruiz", 0.97)),
            ),
            quote(
                &["“Never again,”"],
                QuoteKind::Direct,
                Some("shouted"),
                None,
            ),
            quote(
                &["that the boat was old"],
                QuoteKind::Indirect,
                Some("said that"),
                Some(Speaker {
                    mention: span(text, "Ruiz said that").start_of(4),
                    entity: Some(EntityId(0)),
                    confidence: 0.4,
                }),
            ),
        ],
        entities: vec![
            Entity {
                kind: EntityKind::Person,
                name: "Ana Ruiz".into(),
                role: Some("captain".into()),
                mentions: vec![
                    span(text, "Ana Ruiz"),
                    span(text, "Ruiz said that").start_of(4),
                ],
            },
            Entity {
                kind: EntityKind::Place,
                name: "Lower Quay".into(),
                role: None,
                mentions: vec![span(text, "Lower Quay")],
            },
        ],
        ..Notes::default()
    }
}

trait StartOf {
    fn start_of(self, bytes: usize) -> Span;
}

impl StartOf for Span {
    fn start_of(self, bytes: usize) -> Span {
        Span::new(self.start, self.start + bytes)
    }
}

pub(crate) fn rows(count: usize) -> Vec<ArticleRow> {
    (0..count)
        .map(|n| ArticleRow {
            id: ArticleId(n as i64),
            title: format!("Headline {n}"),
            source: "The Lamp".into(),
            quotes: if n % 3 == 2 { 2 } else { 0 },
            published: Some(format!("2026-11-{:02}", 28 - n.min(20) / 2)),
            ..ArticleRow::default()
        })
        .collect()
}

/// What the list has: so many rows, the first 400 of which come.
pub(crate) fn listed(count: usize) -> Msg {
    window(0, count, 0, rows(count.min(400)))
}

/// Rows of a list of `total` come as the answer to `ask`, the first of them with the number `from`.
pub(crate) fn window(ask: u64, total: usize, from: usize, rows: Vec<ArticleRow>) -> Msg {
    Msg::Rows {
        ask,
        total,
        unread: total,
        from,
        rows,
        more: false,
    }
}

/// Notes on the open article come.
pub(crate) fn note(state: &mut State, notes: Notes) {
    let reader = state.reader.as_ref().unwrap();
    let (id, article) = (reader.id(), Arc::clone(reader.article()));
    let notes = Arc::new(notes);
    update(state, Msg::Noted { id, article, notes });
}

/// What the library knows of the open article comes: the reader's notes.
pub(crate) fn know(state: &mut State, notes: Vec<Remark>) {
    let reader = state.reader.as_ref().unwrap();
    let (id, article) = (reader.id(), Arc::clone(reader.article()));
    let details = Details {
        notes,
        ..Details::default()
    };
    let msg = Msg::Details {
        id,
        article,
        details,
    };
    update(state, msg);
}

/// An article comes, to be read from its beginning.
pub(crate) fn loaded(ask: u64, id: ArticleId, article: &Arc<Article>) -> Msg {
    Msg::Loaded {
        ask,
        id,
        article: Arc::clone(article),
        place: 0,
    }
}

/// The sentence in the status row; empty where there is none.
pub(crate) fn said(state: &State) -> &str {
    state.notice.as_ref().map_or("", |it| &it.words)
}

/// A state with the article open and noted, in a list of `count`.
pub(crate) fn reading(count: usize, size: (u16, u16)) -> State {
    let settings = Settings {
        theme: "mono".into(),
        today: "2026-11-30".into(),
        ..Settings::default()
    };
    let mut state = State::new(size, settings, Keymap::default());
    let effects = update(&mut state, listed(count));
    assert!(matches!(effects[0], Effect::Load { ask: 1, .. }));
    load(&mut state, 1, 0);
    state
}

pub(crate) fn load(state: &mut State, ask: u64, id: i64) {
    let article = Arc::new(article());
    let notes = Arc::new(notes(&article));
    let id = ArticleId(id);
    update(state, loaded(ask, id, &article));
    update(state, Msg::Noted { id, article, notes });
}

pub(crate) fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for chord in chords(keys).unwrap() {
        effects.extend(update(state, Msg::Key(chord)));
    }
    effects
}

/// So many commands, each with a count, in no order.
pub(crate) fn at_random(many: usize, mut run: impl FnMut(Command, usize)) {
    let mut seed = 7_u64;
    for _ in 0..many {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let row = &COMMANDS[(seed >> 33) as usize % COMMANDS.len()];
        run(row.command, (seed >> 20) as usize % 50);
    }
}
