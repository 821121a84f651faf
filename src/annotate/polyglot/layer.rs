//! The blocks of one language as regions, tokens and sentences, shared by the later steps.

use std::ops::Range;

use super::class;
use super::dialogue::dialogue;
use super::marks;
use super::pack::{self, Pack};
use super::packs::Code;
use super::region::{Habits, Region};
use super::words::{self, Token};
use crate::model::{Block, BlockKind, SortSmall, Span};

/// Languages in which a dash opens dialogue.
const DASHES: [&str; 19] = [
    "fr", "es", "pt", "it", "ru", "pl", "sv", "uk", "bg", "ro", "tr", "ca", "da", "no", "fi", "hu",
    "el", "sr", "hr",
];

/// The languages whose newspapers set a dash between a sentence and what somebody says.
const INSIDE: [&str; 8] = ["pl", "sv", "ru", "uk", "be", "da", "no", "fi"];

/// Whether there are words in a block.
fn is_read(block: &Block, text: &str) -> bool {
    let none = matches!(
        block.kind,
        BlockKind::Code | BlockKind::Rule | BlockKind::Image
    );
    !none && !block.span.of(text).is_empty()
}

/// The tokens of blocks, with those between marks, too.
pub fn flat(text: &str, blocks: &[Block], pack: &Pack) -> Vec<Token> {
    let mut tokens = Vec::new();
    for block in blocks.iter().filter(|block| is_read(block, text)) {
        words::tokens(text, block.span, (&[], 0..0), pack, &mut tokens);
    }
    tokens
}

/// The blocks of one language as regions, tokens and sentences.
pub struct Layer<'t> {
    /// All of it.
    pub text: &'t str,
    /// What stands between marks.
    pub regions: Vec<Region>,
    /// In order.
    pub tokens: Vec<Token>,
    /// Ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Ranges of sentences, with the block.
    pub blocks: Vec<(Range<usize>, Block)>,
}

impl<'t> Layer<'t> {
    /// Reads the blocks of a language by a pack. `flat` are their tokens as [`flat`] gives them, or none.
    pub fn read(
        text: &'t str,
        blocks: &[Block],
        code: Code,
        pack: &Pack,
        flat: Vec<Token>,
    ) -> Self {
        let tells = |word: &str, next: &str| {
            let somebody = class::HE | class::SHE | class::THEY | class::TITLE | class::PERSON;
            let named = || {
                next.starts_with(char::is_uppercase)
                    || pack.classes(&next.to_lowercase()) & somebody != 0
            };
            !pack.forms(word).is_empty() || pack.classes(word) == 0 && pack.tells(word) && named()
        };
        let asides = |word: &str, next: &str| {
            let somebody =
                class::HE | class::SHE | class::TITLE | class::PERSON | class::DETERMINER;
            let finite = |form: &pack::Form| !form.participle && form.frames & pack::QUOTE != 0;
            pack.forms(word).iter().any(finite)
                && (next.starts_with(char::is_uppercase)
                    || pack.classes(&next.to_lowercase()) & somebody != 0)
        };
        let habits = Habits {
            dashes: DASHES.contains(&code),
            joins: matches!(code, "ru" | "uk" | "be" | "bg" | "sr" | "mk"),
            inside: INSIDE.contains(&code),
            singles: code == "nl",
            tells: Some(&tells),
            asides: (code == "fr").then_some(&asides),
        };
        let mut layer = Layer {
            text,
            regions: Vec::new(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            blocks: Vec::new(),
        };
        let mut carried = None;
        let mut flat = flat.into_iter().peekable();
        for block in blocks.iter().filter(|block| is_read(block, text)) {
            let first = layer.tokens.len();
            let sentence = layer.sentences.len();
            let regions = layer.regions.len();
            marks::regions(text, block.span, habits, &mut carried, &mut layer.regions);
            // A dash at the beginning of a paragraph opens dialogue; marks in what is spoken are part of it.
            if habits.dashes {
                let mut spoken = Vec::new();
                dialogue(text, block.span, habits, &mut spoken);
                if !spoken.is_empty() {
                    let marked = layer.regions.split_off(regions);
                    let apart =
                        |region: &Region| !spoken.iter().any(|it| it.span.overlaps(region.span));
                    let marked: Vec<Region> = marked.into_iter().filter(apart).collect();
                    layer.regions.extend(marked.into_iter().chain(spoken));
                    layer
                        .regions
                        .get_mut(regions..)
                        .unwrap_or_default()
                        .sort_small_by_key(|region| region.span.start);
                }
            }
            let new = regions..layer.regions.len();
            while let Some(token) = flat.next_if(|it| block.span.covers(it.span)) {
                // Where nothing stands between marks the tokens are the same.
                if new.is_empty() {
                    layer.tokens.push(token);
                }
            }
            if layer.tokens.len() == first {
                let regions = (layer.regions.as_slice(), new);
                words::tokens(text, block.span, regions, pack, &mut layer.tokens);
            }
            words::sentences(
                text,
                &layer.tokens,
                first,
                &layer.regions,
                &mut layer.sentences,
            );
            layer.blocks.push((sentence..layer.sentences.len(), *block));
        }
        layer
    }

    /// The bytes from the first to the last token of `range`.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.tokens.get(range.clone()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The bytes of each sentence.
    pub fn sentence_spans(&self) -> Vec<Span> {
        self.sentences
            .iter()
            .map(|range| self.span(range))
            .collect()
    }
}
