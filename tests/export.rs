//! One article with one of everything, through every format.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;

use pullquote::export::{
    ArticleFormat, EntityFormat, Named, QuoteFormat, annotated, extracted, quotes_of,
    render_article, render_entities, render_quotes,
};
use pullquote::ingest::builder::ArticleBuilder;
use pullquote::model::{
    Act, Article, BlockKind, Entity, EntityId, EntityKind, MarkKind, Meta, Notes, Quote, QuoteKind,
    Span, Speaker,
};

/// An article with every kind of block and mark, and signs that each format must escape.
fn article() -> Article {
    let meta = Meta {
        title: "Ferry & bridge: *both* stay".into(),
        byline: Some("Maria Lopez".into()),
        site: Some("Harbour News".into()),
        published: Some("2026-11-06T08:30:00Z".into()),
        lang: Some("en".into()),
        url: Some("https://harbour.example/ferry?a=1&b=(2)".into()),
        excerpt: Some("The council keeps the ferry.".into()),
        damage: None,
    };
    let mut b = ArticleBuilder::new(meta);
    b.block(BlockKind::Paragraph, 0);
    b.words("The council voted “eight to one” to keep the ");
    b.open(MarkKind::Strong);
    b.words("harbour ");
    b.open(MarkKind::Emphasis);
    b.words("ferry");
    b.close();
    b.close();
    b.words(" <now>.");
    b.block(BlockKind::Heading(2), 0);
    b.words("What they said");
    b.block(BlockKind::Paragraph, 0);
    b.words("“It is a lifeline, 100%,” said Sean Okafor. “We keep it.”");
    b.block(BlockKind::Item(None), 1);
    b.words("fares stay");
    b.block(BlockKind::Item(Some(1)), 2);
    b.words("adults");
    b.block(BlockKind::Item(Some(2)), 2);
    b.words("children");
    b.block(BlockKind::BlockQuote, 1);
    b.words("A ferry is a promise.");
    b.line_break();
    b.words("So is a bridge.");
    b.block(BlockKind::Code, 0);
    b.words("fare = 2\n\tif child: fare = 1");
    b.block(BlockKind::Table, 0);
    for (row, cells) in [["Year", "Riders"], ["2025", "a|b"]].iter().enumerate() {
        if row > 0 {
            b.line_break();
        }
        for (column, words) in cells.iter().enumerate() {
            if column > 0 {
                b.cell_gap();
            }
            b.open(MarkKind::Cell { header: row == 0 });
            b.words(words);
            b.close();
        }
    }
    b.block(BlockKind::Image, 0);
    b.open(MarkKind::Image("https://harbour.example/f.jpg".into()));
    b.words("The ferry at dawn");
    b.close();
    b.block(BlockKind::Caption, 0);
    b.words("Photograph: ");
    b.open(MarkKind::Link("javascript:alert(1)".into()));
    b.words("A. Berg");
    b.close();
    b.block(BlockKind::Rule, 0);
    b.block(BlockKind::Paragraph, 0);
    b.words("See ");
    b.open(MarkKind::Link("https://harbour.example/plan".into()));
    b.words("the plan");
    b.close();
    b.words(" or run ");
    b.open(MarkKind::Code);
    b.words("ferry --help");
    b.close();
    b.words(".");
    b.finish()
}

/// The bytes of `words`, which stand in the article once.
fn span(article: &Article, words: &str) -> Span {
    let start = article
        .text
        .find(words)
        .expect("the article has these words");
    Span::new(start, start + words.len())
}

fn notes(article: &Article) -> Notes {
    let speaker = Speaker {
        mention: span(article, "Sean Okafor"),
        entity: Some(EntityId(0)),
        confidence: 0.97,
    };
    let first = Quote {
        parts: vec![span(article, "“eight to one”")],
        kind: QuoteKind::Mixed,
        cue: None,
        act: Act::Said,
        denied: false,
        through: None,
        speakers: vec![Speaker {
            mention: span(article, "The council"),
            entity: None,
            confidence: 0.3,
        }],
        confidence: 0.6,
    };
    let second = Quote {
        parts: vec![
            span(article, "“It is a lifeline, 100%,”"),
            span(article, "“We keep it.”"),
        ],
        kind: QuoteKind::Direct,
        cue: Some(Span::from(
            span(article, "said Sean").start..span(article, " Sean").start,
        )),
        act: Act::Said,
        denied: false,
        through: None,
        speakers: vec![speaker],
        confidence: 0.99,
    };
    let person = Entity {
        kind: EntityKind::Person,
        name: "Sean Okafor".into(),
        role: Some("harbour master".into()),
        mentions: vec![span(article, "Sean Okafor")],
    };
    Notes {
        failed: false,
        unsaid: Vec::new(),
        version: 1,
        sentences: Vec::new(),
        quotes: vec![first, second],
        entities: vec![person],
        ..Notes::default()
    }
}

#[test]
fn an_article_in_every_format() {
    let article = article();
    let check = |name: &str, format| {
        golden::check(
            &format!("tests/export/{name}"),
            &render_article(&article, format),
        )
    };
    check("article.txt", ArticleFormat::Text);
    check("article.md", ArticleFormat::Markdown);
    check("article.html", ArticleFormat::Html);
}

#[test]
fn an_article_as_json() {
    let article = article();
    fn pretty(value: impl serde::Serialize) -> String {
        serde_json::to_string_pretty(&value).expect("a value is JSON") + "\n"
    }
    golden::check(
        "tests/export/extracted.json",
        &pretty(extracted("ferry.html", &article, None)),
    );
    let notes = notes(&article);
    let value = annotated("ferry.html", &article.text, Some(&article.meta), &notes);
    golden::check("tests/export/annotated.json", &pretty(value));
}

#[test]
fn quotes_in_every_format() {
    let article = article();
    let quotes = quotes_of(
        &article,
        &notes(&article),
        Some("2026-11-07T10:00:00Z"),
        0.5,
    );
    let check = |name: &str, format| {
        golden::check(
            &format!("tests/export/{name}"),
            &render_quotes(&quotes, format),
        )
    };
    check("quotes.txt", QuoteFormat::Text);
    check("quotes.md", QuoteFormat::Markdown);
    check("quotes.csv", QuoteFormat::Csv);
    check("quotes.json", QuoteFormat::Json);
    check("quotes.bib", QuoteFormat::Bibtex);
    check("quotes.csl.json", QuoteFormat::CslJson);
    check("quotes.w3c.json", QuoteFormat::W3c);
}

#[test]
fn a_doubtful_speaker_is_left_out() {
    let article = article();
    let speakers = |threshold| -> Vec<Option<String>> {
        quotes_of(&article, &notes(&article), None, threshold)
            .into_iter()
            .map(|quote| quote.speaker)
            .collect()
    };
    assert_eq!(speakers(0.5), [None, Some("Sean Okafor".to_string())]);
    assert_eq!(speakers(0.2)[0].as_deref(), Some("The council"));
}

#[test]
fn names_in_every_format() {
    let article = article();
    let names = Named::all(&article, &notes(&article));
    let check = |name: &str, format| {
        golden::check(
            &format!("tests/export/{name}"),
            &render_entities(&names, format),
        )
    };
    check("names.txt", EntityFormat::Text);
    check("names.csv", EntityFormat::Csv);
    check("names.json", EntityFormat::Json);
}
