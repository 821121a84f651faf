//! A cleaned document: its words once, and which bytes are what.

use serde::{Deserialize, Serialize};

use super::Span;

/// A cleaned document. `text` is all its words; the rest says which bytes are what.
///
/// Made only by `ingest::builder::ArticleBuilder`, which keeps the promises of each field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// What is known about the article beside its words.
    pub meta: Meta,
    /// The blocks joined by blank lines; no tabs, control characters or markup. The title is not in it.
    pub text: String,
    /// In order; every byte of `text` but the joins is in exactly one.
    pub blocks: Vec<Block>,
    /// Emphasis, code, links, table cells: may nest, never cross a block. By start, then widest first.
    pub marks: Vec<Mark>,
}

impl Article {
    /// The block around a byte, if it has words.
    pub fn block_around(&self, offset: usize) -> Option<Span> {
        let block = self.blocks.get(self.block_at(offset))?;
        (!block.span.is_empty()).then_some(block.span)
    }

    /// The marks that begin in a span; a list in order of its starts is looked through by halves.
    pub fn marks_in(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let from = self
            .marks
            .partition_point(|mark| mark.span.start < span.start);
        let marks = self.marks.get(from..).unwrap_or_default().iter();
        marks.take_while(move |mark| mark.span.start <= span.end)
    }

    /// The words under the picture whose own words stand at `words`; empty where there are none.
    pub fn caption(&self, words: Span) -> &str {
        let behind = self
            .blocks
            .partition_point(|block| block.span.start <= words.start);
        let below = self
            .blocks
            .get(behind.saturating_sub(1)..)
            .unwrap_or_default();
        // A picture may be its own block, or stand in a row of several over one caption.
        let mut below = below
            .iter()
            .skip_while(|block| block.kind == BlockKind::Image);
        let next = below
            .next()
            .filter(|block| block.kind == BlockKind::Caption);
        next.map_or("", |block| block.span.of(&self.text))
    }

    /// The block that the byte at `offset` stands in, or the one before it; 0 where there is none.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks
            .partition_point(|block| block.span.start <= offset)
            .saturating_sub(1)
    }
}

/// What is known about an article beside its words. Every text is one clean line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The headline; empty when the source has none and no line could serve.
    pub title: String,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// The name of the paper or site.
    pub site: Option<String>,
    /// ISO 8601, a date or a UTC time with `Z`, so that text order is time order.
    pub published: Option<String>,
    /// BCP 47 language of the page, as given.
    pub lang: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The source's own summary.
    pub excerpt: Option<String>,
    /// Where the source could not be read as it was meant: one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
}

/// One block of text: a paragraph, a heading, a list item.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// How many lists and block quotes it stands in.
    pub depth: u8,
    /// Whether a block quote begins with it: two that follow each other may be two people's words.
    #[serde(default)]
    pub opens: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text; a `\n` inside is a break that the author made.
    Paragraph,
    /// A list item, with its number in an ordered list.
    Item(Option<u32>),
    /// A paragraph that the page sets off as quoted.
    BlockQuote,
    /// Preformatted text; `\n` and spaces count.
    Code,
    /// A table: a row a line, cells joined by `" | "`; each cell has a [`MarkKind::Cell`] mark.
    Table,
    /// A picture: its alternative text (may be empty), under a [`MarkKind::Image`] mark.
    Image,
    /// The words under a picture or table.
    Caption,
    /// A line across; no text.
    Rule,
}

impl BlockKind {
    /// Whether a block counts as a paragraph when paragraphs are counted.
    pub const fn is_paragraph(self) -> bool {
        !matches!(self, BlockKind::Rule | BlockKind::Heading(_))
    }

    /// Whether it is a heading.
    pub const fn is_heading(self) -> bool {
        matches!(self, BlockKind::Heading(_))
    }
}

/// A stretch of text inside a block that means something more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its bytes in the text.
    pub span: Span,
    /// What it means.
    pub kind: MarkKind,
}

impl Mark {
    /// Where it leads, if it is a link.
    pub fn link(&self) -> Option<&str> {
        match &self.kind {
            MarkKind::Link(address) => Some(address),
            _ => None,
        }
    }

    /// Where the picture is, if it is one.
    pub fn picture(&self) -> Option<&str> {
        match &self.kind {
            MarkKind::Image(address) => Some(address),
            _ => None,
        }
    }
}

/// What a mark means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MarkKind {
    /// Stressed; usually italics.
    Emphasis,
    /// Strongly stressed; usually bold.
    Strong,
    /// Code inside running text.
    Code,
    /// A link, with its absolute address where it could be made absolute.
    Link(String),
    /// A picture, with its address.
    Image(String),
    /// One cell of a table.
    Cell {
        /// Whether it heads its row or column.
        header: bool,
    },
}
