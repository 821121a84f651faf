//! The linguistic layer: tokens, sentences, tags and names over one text, shared by all later steps.
//!
//! Made once for a text by the first steps of [`crate::annotate::annotate_text`], read by the others, never
//! stored. Ranges count tokens; tokens know their bytes.

use std::ops::Range;

use super::{sentences, tokens};
use crate::annotate::tagger;
use crate::annotate::tagger::Memory;
use crate::annotate::tagger::model::SHIPPED;
use crate::model::{Block, BlockKind, EntityId, EntityKind, Span};

/// What is known of a text before anybody asks who speaks.
#[derive(Clone, Debug, Default)]
pub struct Layer<'t> {
    /// The text itself.
    pub text: &'t str,
    /// In order, not overlapping; white space is in none.
    pub tokens: Vec<Token>,
    /// In order; every token is in exactly one, none crosses a block.
    pub sentences: Vec<Range<usize>>,
    /// The tokens of each block; a paragraph, a heading, an item.
    pub blocks: Vec<Range<usize>>,
    /// In order, not overlapping.
    pub names: Vec<Name>,
}

/// A word, a number, a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
}

/// A name as the tagger saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens; titles ("Mr.") are not inside.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// 0 to 1.
    pub confidence: f32,
    /// Whom it means, once the mentions are grouped.
    pub entity: Option<EntityId>,
}

/// Part of speech: the Penn Treebank's tags, with the rare ones folded together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Common noun, singular or mass.
    Nn,
    /// Common noun, plural.
    Nns,
    /// Proper noun, singular.
    Nnp,
    /// Proper noun, plural.
    Nnps,
    /// Personal pronoun.
    Prp,
    /// Possessive pronoun.
    PrpS,
    /// Determiner, predeterminer.
    Dt,
    /// Adjective, any degree.
    Jj,
    /// Adverb, any degree, particle.
    Rb,
    /// Verb, base form.
    Vb,
    /// Verb, past tense.
    Vbd,
    /// Verb, gerund or present participle.
    Vbg,
    /// Verb, past participle.
    Vbn,
    /// Verb, present, not third person singular.
    Vbp,
    /// Verb, present, third person singular.
    Vbz,
    /// Modal.
    Md,
    /// Preposition or subordinating conjunction.
    In,
    /// "to".
    To,
    /// Coordinating conjunction.
    Cc,
    /// Cardinal number.
    Cd,
    /// Wh-determiner, wh-pronoun, wh-adverb, possessive wh-pronoun.
    Wh,
    /// Possessive ending.
    Pos,
    /// Existential "there".
    Ex,
    /// Interjection, foreign word, list marker.
    Uh,
    /// A mark that ends a sentence.
    Stop,
    /// A comma.
    Comma,
    /// Colon, semicolon, dash, ellipsis.
    Colon,
    /// A quotation mark.
    Quote,
    /// A bracket.
    Bracket,
    /// Any other sign.
    #[default]
    Sym,
}

impl Tag {
    /// How many there are.
    pub const COUNT: usize = Tag::ALL.len();

    /// All of them, in order.
    pub const ALL: [Tag; 30] = [
        Tag::Nn,
        Tag::Nns,
        Tag::Nnp,
        Tag::Nnps,
        Tag::Prp,
        Tag::PrpS,
        Tag::Dt,
        Tag::Jj,
        Tag::Rb,
        Tag::Vb,
        Tag::Vbd,
        Tag::Vbg,
        Tag::Vbn,
        Tag::Vbp,
        Tag::Vbz,
        Tag::Md,
        Tag::In,
        Tag::To,
        Tag::Cc,
        Tag::Cd,
        Tag::Wh,
        Tag::Pos,
        Tag::Ex,
        Tag::Uh,
        Tag::Stop,
        Tag::Comma,
        Tag::Colon,
        Tag::Quote,
        Tag::Bracket,
        Tag::Sym,
    ];
}

impl<'t> Layer<'t> {
    /// Tokens, sentences, tags and names of a text; code, tables' rules and pictures without words
    /// have none. Blocks that do not fit the text are left out.
    pub fn read(text: &'t str, blocks: &[Block]) -> Self {
        Layer::read_on(text, blocks, &mut Memory::default())
    }

    /// As [`Layer::read`], with what is remembered of the texts before.
    pub fn read_on(text: &'t str, blocks: &[Block], memory: &mut Memory) -> Self {
        let mut layer = Layer::split(text, blocks);
        tagger::tag(&SHIPPED, &mut layer, memory);
        layer.names = tagger::names::names(&SHIPPED, &layer, memory);
        layer
    }

    /// Tokens and sentences alone; words are tagged [`Tag::Nn`].
    pub fn split(text: &'t str, blocks: &[Block]) -> Self {
        let mut layer = Layer {
            text,
            ..Layer::default()
        };
        let mut end = 0;
        for block in blocks {
            let span = block.span;
            let fits = end <= span.start && !span.of(text).is_empty();
            if !fits || matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
                continue;
            }
            end = span.end;
            let begin = layer.tokens.len();
            // No sentence goes on from one cell of a table to the next.
            let is_edge = |c: char| block.kind == BlockKind::Table && (c == '\n' || c == '|');
            let mut start = span.start;
            for cell in span.of(text).split_inclusive(is_edge) {
                let words = cell.trim_end_matches(is_edge).len();
                let first = layer.tokens.len();
                let cell_span = Span::new(start, start + words);
                tokens::tokens(text, cell_span, &mut layer.tokens);
                let range = first..layer.tokens.len();
                sentences::sentences(text, &layer.tokens, range, &mut layer.sentences);
                start += cell.len();
            }
            layer.blocks.push(begin..layer.tokens.len());
        }
        layer
    }

    /// The words of the token at `index`; empty past the end.
    pub fn word(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| token.span.of(self.text))
    }

    /// What the token at `index` is; none past the end.
    pub fn tag(&self, index: usize) -> Option<Tag> {
        self.tokens.get(index).map(|token| token.tag)
    }

    /// The bytes from the first to the last token of `range`; empty for an empty range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.tokens.get(range.clone()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotate::{annotate_on, annotate_text, blocks_of};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
        #[test]
        fn tokens_and_sentences_tile_any_text(text in "\\PC{0,200}|([A-Z'\"“”.,!?’ \n-]|Mr\\. |U\\.S\\. |Ana |said ){0,80}") {
            let layer = Layer::read(&text, &blocks_of(&text));
            let mut end = 0;
            for token in &layer.tokens {
                prop_assert!(end <= token.span.start && !token.span.of(&text).is_empty());
                prop_assert!(text[end..token.span.start].trim().is_empty());
                end = token.span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
            let mut next = 0;
            for sentence in &layer.sentences {
                prop_assert!(sentence.start == next && !sentence.is_empty());
                next = sentence.end;
            }
            prop_assert_eq!(next, layer.tokens.len());
            let mut next = 0;
            for name in &layer.names {
                prop_assert!(name.tokens.start >= next && !name.tokens.is_empty());
                prop_assert!((0.0..=1.0).contains(&name.confidence));
                next = name.tokens.end;
            }
        }

        #[test]
        fn notes_are_the_same_each_time(text in "([A-Z][a-z]{1,6}|[a-z]{1,5}|[.,\"“”]| ){0,60}") {
            let blocks = blocks_of(&text);
            let notes = annotate_text(&text, &blocks);
            for entity in &notes.entities {
                for mention in &entity.mentions {
                    prop_assert!(!mention.of(&text).is_empty());
                }
            }
            let mut memory = Memory::default();
            let other = "ANA RUIZ SAID SO. Said Hale: “Ana was in York.”";
            annotate_on(other, &blocks_of(other), &mut memory);
            annotate_on(&text, &blocks, &mut memory);
            prop_assert_eq!(&notes, &annotate_on(&text, &blocks, &mut memory));
            prop_assert_eq!(notes, annotate_text(&text, &blocks));
        }
    }

    #[test]
    fn a_cell_of_a_table_is_a_sentence() {
        let text = "Year | What she says | Fee\n2024 | it rises | 10";
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Table,
            depth: 0,
        };
        let layer = Layer::split(text, &[block]);
        let cells: Vec<&str> = (layer.sentences.iter())
            .map(|sentence| layer.span(sentence).of(text))
            .collect();
        assert_eq!(
            cells,
            ["Year", "What she says", "Fee", "2024", "it rises", "10"]
        );
        assert_eq!(layer.blocks.len(), 1);
        assert_eq!(layer.blocks[0].len(), layer.tokens.len());
    }
}
