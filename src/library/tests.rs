//! The shelf as its users see it: in memory, with made-up articles.

mod acts;
mod common;
mod feeds;
mod finding;
mod safety;
mod synced;
mod synced_feeds;

use super::*;
use crate::model::{
    Act, Article, ArticleId, ArticleRow, Entity, EntityId, EntityKind, FeedChange, FeedId,
    Likeness, Meta, Notes, Quote, QuoteKind, Span, Speaker,
};

/// 2026-08-10, noon UTC.
const NOW: i64 = 1_786_363_200;

fn article(title: &str, text: &str) -> Article {
    let meta = Meta {
        title: title.into(),
        ..Meta::default()
    };
    pack::article(meta, text.into(), "", "")
}

/// Notes with one direct quotation for each `“…”` of the text, all said by `who`.
fn notes(text: &str, who: &str) -> Notes {
    let mut quotes = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('“').map(|at| at + from) {
        let end = text[start..].find('”').unwrap() + start + '”'.len_utf8();
        quotes.push(Quote {
            parts: vec![Span::new(start, end)],
            kind: QuoteKind::Direct,
            cue: None,
            act: Act::Said,
            denied: false,
            through: None,
            speakers: vec![Speaker {
                mention: Span::new(0, 0),
                entity: Some(EntityId(0)),
                confidence: 0.9,
            }],
            confidence: 0.9,
        });
        from = end;
    }
    Notes {
        failed: false,
        unsaid: Vec::new(),
        version: 1,
        sentences: Vec::new(),
        quotes,
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: who.into(),
            role: None,
            mentions: Vec::new(),
        }],
        ..Notes::default()
    }
}

fn incoming(feed: FeedId, item: &str, day: &str, title: &str, text: &str, who: &str) -> Incoming {
    let mut article = article(title, text);
    article.meta.published = Some(day.into());
    Incoming {
        feed,
        item: item.into(),
        hash: text_hash(&article),
        notes: notes(text, who),
        article,
        page: false,
        tags: Vec::new(),
    }
}

/// Three articles in two feeds.
fn shelf() -> Library {
    let mut library = Library::in_memory().unwrap();
    let (herald, _) = library
        .follow("https://herald.example/feed", "Harbour Herald")
        .unwrap();
    let (times, _) = library
        .follow("https://times.example/feed", "Quay Times")
        .unwrap();
    library
        .save(
            &[
                incoming(
                    herald,
                    "1",
                    "2026-08-01",
                    "Ferry line opens",
                    "“The ferry is ours,” said Ana Ruiz of the harbour.",
                    "Ana Ruiz",
                ),
                incoming(
                    herald,
                    "2",
                    "2026-08-03",
                    "Bread dearer",
                    "“Flour costs more,” said Jon Okoye, a baker.",
                    "Jon Okoye",
                ),
                incoming(
                    times,
                    "1",
                    "2026-08-02",
                    "Ferry late again",
                    "The café was full. “We wait,” said Ana Ruiz.",
                    "Ana Ruiz",
                ),
            ],
            NOW,
        )
        .unwrap();
    library
}

fn query(text: &str) -> Query {
    Query::parse(text, NOW).unwrap()
}

fn titles(rows: &[ArticleRow]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

fn found(library: &Library, text: &str) -> Vec<String> {
    let rows = library
        .search(&query(text), Ranking::Newest, 10)
        .unwrap()
        .rows;
    let listed = library.rows(&query(text), Order::Newest, None, 10).unwrap();
    assert_eq!(
        titles(&rows),
        titles(&listed),
        "{text}: a search and a list mean the same"
    );
    assert_eq!(
        library.count(&query(text)).unwrap(),
        rows.len() as u64,
        "{text}"
    );
    let held = library.hold(None).unwrap();
    if let Some(ids) = library.answer(&query(text), &held).unwrap() {
        let rows = library.rows_of(&ids).unwrap();
        assert_eq!(titles(&rows), titles(&listed), "{text}: from sets");
        let unread = listed.iter().filter(|row| !row.read).count();
        assert_eq!(held.unread(&ids), unread, "{text}");
    }
    rows.into_iter().map(|row| row.title).collect()
}

fn first(library: &Library, text: &str) -> ArticleId {
    library.rows(&query(text), Order::Newest, None, 1).unwrap()[0].id
}
