//! Who may be the speaker of a report, by the words of a phrase.

use std::ops::Range;

use super::Reader;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::packs::Order;
use crate::model::EntityKind;

/// Words that name somebody who can speak, or stand for one.
const SOMEBODY: u64 = class::TITLE
    | class::PERSON
    | class::BODY
    | class::PAPER
    | class::HE
    | class::SHE
    | class::THEY;

impl Reader<'_> {
    /// Whether a source may be somebody: a name, a pronoun, a word for people, bodies or papers.
    pub(super) fn can_speak(&self, source: &Range<usize>) -> bool {
        let german = self.row.order == Order::German;
        let mut tokens = source.clone().filter_map(|at| self.sentence.get(at));
        tokens.any(|token| {
            // Where nouns have capitals, one that no list knows may be a name.
            let named = token.capital && !(german && token.is(class::NOUN | class::MONTH));
            token.is(SOMEBODY) || token.is_region() || named
        })
    }

    /// Whether a subject is somebody for sure: a pronoun, a word for people or bodies, a name in a language where nouns are small.
    pub(super) fn may_speak(&self, subject: &Range<usize>) -> bool {
        let german = self.row.order == Order::German;
        let sure = SOMEBODY | class::MAN | class::WOMAN;
        let alone = || {
            subject.len() == 1
                && !self.sentence.is(subject.start, class::NOUN)
                && self
                    .sentence
                    .get(subject.end)
                    .is_none_or(|next| !next.is_word())
        };
        let mut tokens = subject.clone().filter_map(|at| self.sentence.get(at));
        let body = || self.people.kind(subject) == Some(EntityKind::Organisation);
        let known = tokens.any(|token| token.is(sure) || token.capital && !german);
        known || german && (alone() || body())
    }
}
