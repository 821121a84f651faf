//! The notes of an article as layers of spans.

use super::code::{self, Token};
use super::runs::Layer;
use crate::model::{Article, EntityKind, Notes, QuoteKind, Span};

/// The notes, laid out so that those on a row are found fast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layers {
    /// Parts of quotes: the number of the quote.
    pub quotes: Layer<usize>,
    /// Parts of what was not said: thoughts, findings, words that are denied.
    pub thoughts: Layer<usize>,
    /// What stands between quotation marks inside reported words.
    pub pieces: Layer<()>,
    /// Where a bar stands beside the text: quotes with what lies between their parts.
    pub bars: Layer<usize>,
    /// Words that report: the number of the quote.
    pub cues: Layer<usize>,
    /// What stands in listings of code.
    pub code: Layer<Token>,
    /// Names: entity, mention, and whether it is the first of that entity in its paragraph.
    pub names: Layer<Name>,
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The number of the entity.
    pub entity: usize,
    /// The number of the mention.
    pub mention: usize,
    /// No mention of it stands before this one in the same paragraph.
    pub first: bool,
}

impl Layers {
    /// Lays out the notes on an article.
    pub fn new(article: &Article, notes: &Notes) -> Self {
        let quotes = notes.quotes.iter().enumerate();
        // Dates stand in the notes for who counts them; nobody reads from one to the next.
        let named = notes.entities.iter().enumerate();
        let named = named.filter(|(_, it)| it.kind != EntityKind::Date);
        let mentions = named.flat_map(|(entity, it)| {
            let mut paragraph = None;
            let spans = it.mentions.iter().enumerate();
            spans.map(move |(mention, span)| {
                let block = article.block_at(span.start);
                let first = paragraph != Some(block);
                paragraph = Some(block);
                let name = Name {
                    entity,
                    mention,
                    first,
                };
                (*span, name)
            })
        });
        Layers {
            quotes: Layer::new(
                quotes
                    .clone()
                    .flat_map(|(index, quote)| quote.parts.iter().map(move |part| (*part, index))),
            ),
            thoughts: Layer::new(
                (notes.unsaid.iter().enumerate())
                    .flat_map(|(index, quote)| quote.parts.iter().map(move |part| (*part, index))),
            ),
            pieces: Layer::new(
                quotes
                    .clone()
                    .filter(|(_, quote)| quote.kind == QuoteKind::Mixed)
                    .flat_map(|(_, quote)| quote.parts.iter())
                    .flat_map(|part| pieces(&article.text, *part))
                    .map(|span| (span, ())),
            ),
            bars: Layer::new(quotes.clone().flat_map(|(index, quote)| {
                let stretches = stretches(&quote.parts).into_iter();
                stretches.map(move |span| (span, index))
            })),
            cues: Layer::new(quotes.filter_map(|(index, quote)| Some((quote.cue?, index)))),
            code: code::tokens(article),
            names: Layer::new(mentions),
        }
    }

    /// All spans that share a byte with a row.
    pub fn edges(&self, row: Span) -> impl Iterator<Item = Span> {
        let quotes = self.quotes.over(row).map(|(span, _)| *span);
        let thoughts = self.thoughts.over(row).map(|(span, _)| *span);
        let pieces = self.pieces.over(row).map(|(span, ())| *span);
        let cues = self.cues.over(row).map(|(span, _)| *span);
        let code = self.code.over(row).map(|(span, _)| *span);
        let names = self.names.over(row).map(|(span, _)| *span);
        let said = quotes.chain(thoughts).chain(pieces).chain(cues);
        said.chain(code).chain(names)
    }

    /// The kind of voice on a row, for the bar in its margin: the chosen quote first, then direct
    /// speech, then indirect; only those of a kind that is shown.
    pub fn voice(
        &self,
        notes: &Notes,
        row: Span,
        chosen: Option<usize>,
        is_shown: impl Fn(QuoteKind) -> bool,
    ) -> Option<(usize, QuoteKind)> {
        let kind = |index: usize| {
            let kind = notes.quotes.get(index)?.kind;
            is_shown(kind).then_some((index, kind))
        };
        let mut best = None;
        for (_, index) in self.bars.over(row) {
            if Some(*index) == chosen {
                return kind(*index);
            }
            if best.is_none_or(|(_, kind)| kind == QuoteKind::Indirect) {
                best = kind(*index);
            }
        }
        best
    }
}

/// What stands between quotation marks in a part of a quote, the marks with it.
fn pieces(text: &str, part: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut open = None;
    for (at, c) in part.of(text).char_indices() {
        let at = part.start + at;
        match (c, open) {
            ('“' | '„' | '«' | '"', None) => open = Some(at),
            ('”' | '“' | '»' | '"', Some(start)) => {
                pieces.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    pieces.extend(open.map(|start| Span::new(start, part.end)));
    pieces
}

/// The parts of a quote, joined where only its attribution stands between them.
fn stretches(parts: &[Span]) -> Vec<Span> {
    /// An attribution of more bytes than this is a text of its own.
    const ATTRIBUTION: usize = 400;
    let mut joined: Vec<Span> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start.saturating_sub(last.end) <= ATTRIBUTION => last.end = part.end,
            _ => joined.push(*part),
        }
    }
    joined
}
