//! The article of these screens: every kind of block, and notes made by hand.

use pullquote::ingest::builder::ArticleBuilder;
use pullquote::model::{
    Act, Article, ArticleId, ArticleRow, BlockKind, Entity, EntityId, EntityKind, MarkKind, Meta,
    Notes, Quote, QuoteKind, Span, Speaker,
};

/// An article with every kind of block, and notes made by hand, so that these screens change only
/// when the views do.
pub fn ferry() -> (Article, Notes) {
    let mut b = ArticleBuilder::new(Meta {
        title: "Council votes to keep the harbour ferry, by one vote".into(),
        byline: Some("Maria Lopez".into()),
        site: Some("The Harbour Lamp".into()),
        published: Some("2026-11-06".into()),
        ..Meta::default()
    });
    b.words(
        "The town council of Lower Quay voted five to four on Friday to keep the harbour ferry.",
    );
    b.block(BlockKind::Paragraph, 0);
    b.words(
        "“The ferry is a lifeline for the island,” said Sean Okafor, the harbour master, who has \
         run the crossing for nineteen years. “You cannot ask four hundred people to swim to the \
         doctor.”",
    );
    b.block(BlockKind::Paragraph, 0);
    b.words("Anna Berg told the meeting that the boat lost 90,000 crowns last year.");
    b.block(BlockKind::Heading(2), 0);
    b.words("A boat with a past");
    b.block(BlockKind::Item(None), 1);
    b.words("Built in 1961, she carries sixty passengers and, on market days, about as many hens.");
    b.block(BlockKind::Item(Some(2)), 1);
    b.words("Repairs were put off.");
    b.block(BlockKind::BlockQuote, 1);
    b.words("She is older than most of the council, and in better temper.");
    b.block(BlockKind::Table, 0);
    for (row, cells) in [
        ["Choice", "Cost"],
        ["Keep her", "90,000"],
        ["A bus", "4,000"],
    ]
    .into_iter()
    .enumerate()
    {
        if row > 0 {
            b.line_break();
        }
        for (column, cell) in cells.into_iter().enumerate() {
            if column > 0 {
                b.cell_gap();
            }
            b.open(MarkKind::Cell { header: row == 0 });
            b.words(cell);
            b.close();
        }
    }
    b.block(BlockKind::Code, 0);
    b.words("depth: 4 m\n  tide: low");
    b.block(BlockKind::Image, 0);
    b.open(MarkKind::Image("https://example.org/alma.png".into()));
    b.words("The Alma in fog");
    b.close();
    b.block(BlockKind::Caption, 0);
    b.words("The Alma, last winter.");
    b.block(BlockKind::Paragraph, 0);
    b.words("שלום עולם 2026. 東京 and a ");
    b.open(MarkKind::Link("https://example.org/rules".into()));
    b.words("link");
    b.close();
    b.words(".");
    let article = b.finish();
    let notes = notes(&article);
    (article, notes)
}

fn span(article: &Article, words: &str) -> Span {
    let start = article.text.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

fn notes(article: &Article) -> Notes {
    let at = |words: &str| span(article, words);
    let speaker = |words: &str, entity: u32| {
        Some(Speaker {
            mention: at(words),
            entity: Some(EntityId(entity)),
            confidence: 0.97,
        })
    };
    let entity = |kind, name: &str, role: Option<&str>| Entity {
        kind,
        name: name.into(),
        role: role.map(Into::into),
        mentions: vec![at(name)],
    };
    Notes {
        unsaid: Vec::new(),
        quotes: vec![
            Quote {
                parts: vec![
                    at("“The ferry is a lifeline for the island,”"),
                    at("“You cannot ask four hundred people to swim to the doctor.”"),
                ],
                kind: QuoteKind::Direct,
                cue: Some(at("said")),
                act: Act::Said,
                denied: false,
                through: None,
                speakers: speaker("Sean Okafor", 1).into_iter().collect(),
                confidence: 0.99,
            },
            Quote {
                parts: vec![at("that the boat lost 90,000 crowns last year")],
                kind: QuoteKind::Indirect,
                cue: Some(at("told")),
                act: Act::Said,
                denied: false,
                through: None,
                speakers: speaker("Anna Berg", 2).into_iter().collect(),
                confidence: 0.9,
            },
        ],
        entities: vec![
            entity(EntityKind::Place, "Lower Quay", None),
            entity(EntityKind::Person, "Sean Okafor", Some("harbour master")),
            entity(EntityKind::Person, "Anna Berg", None),
        ],
        ..Notes::default()
    }
}

pub fn rows() -> Vec<ArticleRow> {
    let row =
        |id: i64, title: &str, source: &str, published: &str, quotes, read, starred| ArticleRow {
            id: ArticleId(id),
            title: title.into(),
            source: source.into(),
            published: Some(published.into()),
            quotes,
            read,
            starred,
            ..ArticleRow::default()
        };
    let ferry = "Council votes to keep the harbour ferry, by one vote";
    vec![
        row(0, ferry, "The Harbour Lamp", "2026-11-06", 2, false, false),
        row(
            1,
            "What the grid operator knew, and when it knew it",
            "The Gazette",
            "2026-11-04",
            9,
            true,
            true,
        ),
        row(
            2,
            "Bakers share the bread prize",
            "The Harbour Lamp",
            "2025-10-30",
            0,
            false,
            false,
        ),
    ]
}
