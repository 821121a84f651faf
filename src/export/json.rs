//! The JSON that scripts read: articles as extracted, and everything that was annotated.
//!
//! Offsets count Unicode code points. Characters that could harm a terminal are written as `\u`
//! escapes, so the output may be looked at.

use std::borrow::Cow;
use std::rc::Rc;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::CodePoints;
use super::inline::rows;
use crate::model::{
    Act, Article, Block, BlockKind, Entity, EntityKind, FeedItem, Meta, Notes, Quote, QuoteKind,
    Span, Speaker, is_unsafe,
};

/// One JSON value on one line, with a line feed.
pub fn to_line(value: &impl Serialize) -> String {
    let written = serde_json::to_string(value).unwrap_or_else(|_| "null".to_string());
    let mut out = escaped(written);
    out.push('\n');
    out
}

/// One JSON value over several lines, with a line feed.
pub fn pretty(value: &impl Serialize) -> String {
    let written = serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_string());
    let mut out = escaped(written);
    out.push('\n');
    out
}

/// Writes what serde leaves as it is (it escapes C0 only) as `\u` escapes.
fn escaped(written: String) -> String {
    let harmful = |c: char| c != '\n' && is_unsafe(c);
    if !written.chars().any(harmful) {
        return written;
    }
    let mut out = String::with_capacity(written.len() + 16);
    for c in written.chars() {
        if harmful(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The line of `extract --format jsonl` for an article and, in a feed, its item.
pub fn extracted<'a>(
    id: &'a str,
    article: &'a Article,
    item: Option<&'a FeedItem>,
) -> impl Serialize + use<'a> {
    // What a picture shows is not among the article's words; the blocks have it.
    let lines: Vec<&str> = article
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Image)
        .map(|b| b.span.of(&article.text))
        .filter(|s| !s.is_empty())
        .collect();
    let meta = &article.meta;
    ArticleLine {
        id,
        ok: true,
        title: &meta.title,
        byline: meta.byline.as_deref(),
        published: meta.published.as_deref(),
        site: meta.site.as_deref(),
        lang: meta.lang.as_deref(),
        url: meta.url.as_deref(),
        excerpt: meta.excerpt.as_deref(),
        text: lines.join("\n"),
        blocks: article
            .blocks
            .iter()
            .flat_map(|block| block_lines(article, block))
            .collect(),
        damage: meta.damage.as_deref(),
        item: item.map(|item| ItemLine {
            item: &item.id,
            updated: item.updated.as_deref(),
            tags: &item.tags,
            enclosures: &item.enclosures,
        }),
    }
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    id: &'a str,
    ok: bool,
    title: &'a str,
    byline: Option<&'a str>,
    published: Option<&'a str>,
    site: Option<&'a str>,
    lang: Option<&'a str>,
    url: Option<&'a str>,
    excerpt: Option<&'a str>,
    text: String,
    blocks: Vec<BlockLine<'a>>,
    damage: Option<&'a str>,
    #[serde(flatten)]
    item: Option<ItemLine<'a>>,
}

#[derive(Serialize)]
struct ItemLine<'a> {
    item: &'a str,
    updated: Option<&'a str>,
    tags: &'a [String],
    enclosures: &'a [String],
}

#[derive(Serialize)]
struct BlockLine<'a> {
    kind: &'static str,
    text: &'a str,
}

/// The line of `extract --format jsonl` for an input that could not be read.
pub fn failed(id: &str, error: &str) -> Value {
    json!({ "id": id, "ok": false, "err": error })
}

/// One line a block, but one for each cell of a table that is not empty, and one for each line that breaks part: but for code
/// and tables, the lines of an article's `text` are its blocks.
fn block_lines<'a>(article: &'a Article, block: &Block) -> Vec<BlockLine<'a>> {
    let kind = match block.kind {
        BlockKind::Heading(_) => "heading",
        // All paragraphs of an item are of the list, as those of a block quote are of the quote.
        BlockKind::Paragraph if block.depth > 0 => "item",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Item(_) => "item",
        BlockKind::BlockQuote => "quote",
        BlockKind::Code => "code",
        BlockKind::Table => "table",
        BlockKind::Image => "image",
        BlockKind::Caption => "caption",
        BlockKind::Rule => return Vec::new(),
    };
    let line = |text| BlockLine { kind, text };
    let text = block.span.of(&article.text);
    match block.kind {
        BlockKind::Code => vec![line(text)],
        BlockKind::Table => {
            let cells = rows(article, block).into_iter().flatten();
            let lines = cells.flat_map(|(text, _)| text.split('\n'));
            lines.filter(|text| !text.is_empty()).map(line).collect()
        }
        _ => text.split('\n').map(line).collect(),
    }
}

/// Everything that was found in one text. `meta` is left out for a text that came without.
pub fn annotated<'a>(
    id: &'a str,
    text: &'a str,
    meta: Option<&'a Meta>,
    notes: &'a Notes,
) -> impl Serialize + use<'a> {
    let noted = Rc::new(Noted {
        text,
        notes,
        points: CodePoints::new(text),
    });
    AnnotatedLine {
        id,
        text,
        title: meta.map(|meta| meta.title.as_str()),
        byline: meta.map(|meta| meta.byline.as_deref()),
        published: meta.map(|meta| meta.published.as_deref()),
        url: meta.map(|meta| meta.url.as_deref()),
        lang: notes.lang.as_deref(),
        pack: notes.pack,
        quotes: Quotes(Rc::clone(&noted)),
        entities: Entities(noted),
    }
}

/// Notes, as they are written: one quote or name after another, for a text may have very many.
struct Noted<'a> {
    text: &'a str,
    notes: &'a Notes,
    points: CodePoints<'a>,
}

impl<'a> Noted<'a> {
    fn spans(&self, spans: &[Span]) -> Vec<[usize; 2]> {
        spans.iter().map(|span| self.points.pair(*span)).collect()
    }

    fn speaker(&self, speaker: &Speaker) -> SpeakerLine<'a> {
        SpeakerLine {
            mention: self.points.pair(speaker.mention),
            name: self.notes.name_of(self.text, speaker),
            confidence: rounded(speaker.confidence),
        }
    }

    fn quote(&self, quote: &Quote) -> QuoteLine<'a> {
        QuoteLine {
            content: self.spans(&quote.parts),
            kind: quote.kind,
            act: quote.act,
            denied: quote.denied,
            cue: self.spans(quote.cue.as_slice()),
            speaker: self.spans(quote.speaker().map(|s| s.mention).as_slice()),
            speaker_name: self.notes.speaker_name(self.text, quote),
            confidence: rounded(quote.sure().unwrap_or(quote.confidence)),
            quote_confidence: rounded(quote.confidence),
            speakers: quote.speakers.iter().map(|it| self.speaker(it)).collect(),
            through: quote.through.as_ref().map(|it| self.speaker(it)),
        }
    }

    fn entity(&self, entity: &'a Entity) -> EntityLine<'a> {
        EntityLine {
            name: &entity.name,
            kind: entity.kind,
            role: entity.role.as_deref(),
            mentions: self.spans(&entity.mentions),
        }
    }
}

struct Quotes<'a>(Rc<Noted<'a>>);

impl Serialize for Quotes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.notes.told().map(|quote| self.0.quote(quote)))
    }
}

struct Entities<'a>(Rc<Noted<'a>>);

impl Serialize for Entities<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let entities = self.0.notes.entities.iter();
        to.collect_seq(entities.map(|entity| self.0.entity(entity)))
    }
}

/// What [`annotated`] writes, in that order.
#[derive(Serialize)]
struct AnnotatedLine<'a> {
    id: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Option<&'a str>>,
    lang: Option<&'a str>,
    pack: bool,
    quotes: Quotes<'a>,
    entities: Entities<'a>,
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    content: Vec<[usize; 2]>,
    kind: QuoteKind,
    act: Act,
    denied: bool,
    cue: Vec<[usize; 2]>,
    speaker: Vec<[usize; 2]>,
    speaker_name: Option<Cow<'a, str>>,
    confidence: f64,
    quote_confidence: f64,
    speakers: Vec<SpeakerLine<'a>>,
    through: Option<SpeakerLine<'a>>,
}

#[derive(Serialize)]
struct SpeakerLine<'a> {
    mention: [usize; 2],
    name: Option<Cow<'a, str>>,
    confidence: f64,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    name: &'a str,
    kind: EntityKind,
    role: Option<&'a str>,
    mentions: Vec<[usize; 2]>,
}

/// Two decimals: more would claim a sureness that is not there.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}
