//! Whole blocks that are somebody's: turns of a transcript, block quotations that the line before them announces.

use std::ops::Range;

use super::joiner::{Joiner, Lead};
use super::letters;
use super::passage::Passage;
use super::rule::Rule;
use super::said::{Mention, Said};
use crate::annotate::language::animacy::{Voice, voice};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{BlockKind, EntityKind, QuoteKind, Span};

impl Joiner<'_> {
    /// A turn of a transcript, a signed block: all its words are one quotation.
    pub(super) fn passage(&mut self, passage: &Passage) {
        let layer = self.layer;
        self.past = passage.tokens.end;
        self.lead = None;
        let mention = passage.mention.as_ref().map(|name| Mention {
            span: layer.span(name),
            tokens: name.clone(),
        });
        let cue = passage.cue.as_ref().map(|cue| layer.span(cue));
        let rule = match passage.turn {
            true => Rule::Transcript,
            false => Rule::Block,
        };
        self.block(&passage.parts, mention, cue, rule, passage.block);
    }

    /// Gives the block quotations from the token `first` on to whom the line before them announces: "Ruiz wrote:"
    pub(super) fn introduced(&mut self, first: usize, block: usize) {
        let layer = self.layer;
        let mut run = letters::announced(layer, block);
        // "In it, Ruiz observed:", and the paragraph below begins in the middle of her sentence.
        let word = layer.word(first);
        let inner = word == "…" || word.starts_with("..") || word.starts_with(char::is_lowercase);
        let lead = self.lead.as_ref().is_some_and(|lead| lead.block == block);
        if inner && lead && layer.kinds.get(block) == Some(&BlockKind::Paragraph) {
            run = block..block + 1;
        }
        let begins = layer
            .blocks
            .get(block)
            .is_some_and(|block| block.start == first);
        let marked = layer.tag(first) == Some(Tag::Quote);
        if run.is_empty() || !begins || marked || self.past > first {
            return;
        }
        let announces = |lead: &Lead| {
            // "The checker stops where the name is old:" leads to code.
            let says =
                !inner || lead.cue.of(layer.text) != ":" || is_somebody(layer, &lead.mention);
            let near = says && lead.block + 1 >= block && announces(layer, &lead.mention);
            // Without a colon only somebody by name is sure to go on.
            near && (lead.block == block || is_named(layer, &lead.mention))
        };
        let Some(lead) = self.lead.take().filter(announces) else {
            return;
        };
        let parts: Vec<Range<usize>> = layer.blocks.get(run).unwrap_or_default().to_vec();
        self.past = parts.last().map_or(first, |part| part.end);
        let writer = owner(layer, lead.mention);
        self.block(&parts, Some(writer), Some(lead.cue), Rule::Block, block);
    }

    fn block(
        &mut self,
        parts: &[Range<usize>],
        mention: Option<Mention>,
        cue: Option<Span>,
        rule: Rule,
        block: usize,
    ) {
        let parts: Vec<Span> = parts.iter().map(|part| self.layer.span(part)).collect();
        if !parts.is_empty() {
            self.all.push(Said {
                parts,
                kind: QuoteKind::Direct,
                cue,
                mention,
                rule,
                mind: false,
                block,
                reply: false,
            });
        }
    }
}

/// Whose the letter is in "Ruiz's letter reads:", "According to a letter from Ruiz:".
fn owner(layer: &Layer<'_>, mention: Mention) -> Mention {
    let mut tokens = mention.tokens.clone();
    let from = |at: &usize| matches!(layer.word(*at), "from" | "by");
    if voice_of(layer, &mention) == Voice::Paper
        && let Some(from) = tokens.clone().find(from)
        && is_somebody(
            layer,
            &Mention {
                span: layer.span(&(from + 1..tokens.end)),
                tokens: from + 1..tokens.end,
            },
        )
    {
        return Mention {
            span: layer.span(&(from + 1..tokens.end)),
            tokens: from + 1..tokens.end,
        };
    }
    match tokens.rfind(|&at| layer.tag(at) == Some(Tag::Pos)) {
        Some(mark) if voice_of(layer, &mention) == Voice::Paper => Mention {
            span: layer.span(&(mention.tokens.start..mark)),
            tokens: mention.tokens.start..mark,
        },
        _ => mention,
    }
}

fn voice_of(layer: &Layer<'_>, mention: &Mention) -> Voice {
    let tokens = layer.tokens.get(mention.tokens.clone()).unwrap_or_default();
    let words = mention.tokens.clone().map(|at| layer.word(at));
    voice(words.zip(tokens.iter().map(|token| token.tag)))
}

/// Whether whom a mention names can write or speak, and is neither the author nor the reader: "You should see:"
pub(super) fn announces(layer: &Layer<'_>, mention: &Mention) -> bool {
    let voice = voice_of(layer, mention);
    let first = layer.word(mention.tokens.start);
    let own = ["i", "we", "you", "one"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    let pronoun = ["he", "she", "they"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    !own && match voice {
        Voice::Name => is_named(layer, mention),
        Voice::Pronoun => pronoun,
        Voice::People => true,
        Voice::Paper => {
            let head = layer.tag(mention.tokens.end.saturating_sub(1));
            mention.tokens.len() > 1 && head != Some(Tag::Nns)
        }
        Voice::It | Voice::Thing => false,
    }
}

/// Whether a person, a body or a place is named in a mention.
fn is_named(layer: &Layer<'_>, mention: &Mention) -> bool {
    let place = |name: &Name| name.kind == EntityKind::Place;
    is_somebody(layer, mention) || layer.names_in(&mention.tokens).iter().any(place)
}

/// Whether a person or a body is named in a mention.
pub(super) fn is_somebody(layer: &Layer<'_>, mention: &Mention) -> bool {
    let somebody = |name: &Name| matches!(name.kind, EntityKind::Person | EntityKind::Organisation);
    layer.names_in(&mention.tokens).iter().any(somebody)
}
