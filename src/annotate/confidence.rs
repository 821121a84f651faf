//! How sure a quotation and its speaker are: shares by rule, read off texts and rounded by hand.
//!
//! Two numbers: that the words are somebody's at all, and, given that, that the speaker is right. A
//! pronoun takes its person's share too: the further ahead of the next candidate, the surer.

use super::quotes::{Rule, Said};
use crate::model::QuoteKind;

/// What the words of a mention are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// With a name in them.
    Name,
    /// A pronoun.
    Pronoun,
    /// Common nouns: "two officials".
    Noun,
}

/// That the words are somebody's: 0 to 1.
pub(crate) fn said(said: &Said) -> f32 {
    match (said.rule, said.kind) {
        (Rule::QuoteBefore | Rule::Inverted, QuoteKind::Direct) => 0.98,
        (Rule::QuoteBefore, QuoteKind::Mixed) => 0.85,
        (Rule::QuoteBefore, QuoteKind::Indirect) => 0.8,
        (Rule::Inverted, QuoteKind::Mixed) => 0.75,
        (Rule::Inverted, QuoteKind::Indirect) => 0.5,
        (Rule::Clause, QuoteKind::Indirect) => 0.88,
        (Rule::Clause, _) => 0.95,
        (Rule::QuoteAfter, QuoteKind::Direct) => 0.9,
        (Rule::QuoteAfter, _) => 0.8,
        (Rule::Object | Rule::Infinitive, QuoteKind::Indirect) => 0.68,
        (Rule::Object | Rule::Infinitive, _) => 0.88,
        (Rule::Colon | Rule::Carried, QuoteKind::Direct) => 0.9,
        (Rule::According | Rule::Colon | Rule::Carried, _) => 0.78,
        (Rule::Adjective, _) => 0.68,
        (Rule::Noun | Rule::Passive, _) => 0.58,
        (Rule::Transcript, _) => 0.95,
        (Rule::Fragment, _) => 0.6,
    }
}

/// That the speaker is right, given that the words are somebody's: 0 to 1.
pub(crate) fn speaker(said: &Said, words: Words) -> f32 {
    let direct = said.kind == QuoteKind::Direct;
    match (said.rule, words) {
        (Rule::QuoteBefore | Rule::Inverted, _) if direct => 0.98,
        (Rule::QuoteBefore | Rule::Inverted, _) => 0.94,
        (Rule::According | Rule::Adjective, Words::Name) => 0.96,
        (Rule::Clause | Rule::Object, Words::Name) => 0.93,
        (Rule::QuoteAfter | Rule::Colon, Words::Name) => 0.92,
        (Rule::Clause | Rule::QuoteAfter | Rule::Colon, Words::Pronoun) => 0.87,
        (Rule::Adjective | Rule::Object | Rule::According, _) => 0.82,
        (Rule::Passive, _) => 0.9,
        (Rule::Clause | Rule::QuoteAfter | Rule::Colon, Words::Noun) => 0.82,
        (Rule::Infinitive, Words::Noun) => 0.6,
        (Rule::Infinitive, _) => 0.82,
        (Rule::Carried, _) => 0.78,
        (Rule::Noun, _) => 0.58,
        (Rule::Transcript, _) => 0.97,
        (Rule::Fragment, _) => 0.5,
    }
}

/// That a pronoun means the person chosen, from the points by which it leads the next: 0 to 1.
pub(crate) fn person(lead: f32) -> f32 {
    match lead {
        lead if lead >= 3.0 => 0.97,
        lead if lead >= 1.5 => 0.92,
        lead if lead >= 0.5 => 0.8,
        _ => 0.6,
    }
}
