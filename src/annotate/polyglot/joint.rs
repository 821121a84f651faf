//! Several who speak together: "Lena Horn und Karl Brandt sagten".

use std::ops::Range;

use super::class;
use super::speakers::Speakers;
use super::words::Token;
use crate::model::Span;

/// So many tokens beside a mention its verb is looked for.
const BESIDE: usize = 4;

impl Speakers<'_> {
    /// The mentions of everybody whom the words of `span` join; none where they name one, or where the verb beside them
    /// is that of one.
    pub fn joint(&self, span: Span) -> Vec<Range<usize>> {
        let tokens = &self.layer.tokens;
        let start = tokens.partition_point(|token| token.span.start < span.start);
        let end = tokens.partition_point(|token| token.span.end <= span.end);
        let is = |at: usize, classes: u64| tokens.get(at).is_some_and(|token| token.is(classes));
        let joints: Vec<usize> = (start..end)
            .filter(|&at| is(at, class::AND) && at > start && at + 1 < end)
            .collect();
        if joints.is_empty() || !self.are_many(start..end) {
            return Vec::new();
        }
        let starts = std::iter::once(start).chain(joints.iter().map(|at| at + 1));
        let ends = joints.iter().copied().chain([end]);
        let parts: Vec<Range<usize>> = starts.zip(ends).map(|(from, to)| from..to).collect();
        match parts.iter().all(|part| self.is_one(part)) {
            true => parts,
            false => Vec::new(),
        }
    }

    /// Whether a part of a mention is somebody by itself: a name behind nothing but an office ("die Köchin Lena Horn", not
    /// "Soziales Lena Horn"), or an office behind an article.
    fn is_one(&self, part: &Range<usize>) -> bool {
        let tokens = self.layer.tokens.get(part.clone()).unwrap_or_default();
        let office = class::TITLE | class::PERSON;
        let led = class::OF | class::PREPOSITION | class::TOWARDS | class::WITH;
        let small = |token: &Token| {
            token.is(office | class::DETERMINER | class::OBLIQUE)
                || !token.capital && !token.is(led)
        };
        let named = part.clone().find(|&at| self.is_named(&(at..at + 1)));
        match (named, tokens) {
            // "der Historiker Karl Brandt"
            (Some(name), [article, rest @ ..]) if article.is(class::DETERMINER) => rest
                .iter()
                .take(name - part.start - 1)
                .all(|it| !it.is(led)),
            (Some(name), _) => tokens.iter().take(name - part.start).all(small),
            (None, [article, rest @ ..]) if article.is(class::DETERMINER) => {
                rest.iter().take(2).any(|it| it.is(office))
            }
            // A name that no list has.
            (None, [_, _, ..]) => {
                let thing = class::BODY | class::PAPER | class::PLACE | class::NOUN;
                tokens.iter().all(|it| it.capital && !it.is(thing | office))
            }
            (None, [_]) => false,
            (None, []) => false,
        }
    }

    /// Whether the verb beside a mention is one of many, as far as the language tells.
    fn are_many(&self, mention: Range<usize>) -> bool {
        let tokens = &self.layer.tokens;
        let before = mention.start.saturating_sub(BESIDE)..mention.start;
        let after = mention.end..(mention.end + BESIDE).min(tokens.len());
        let mut beside = before.chain(after).filter_map(|at| tokens.get(at));
        !self.pack.tells_many()
            || beside.any(|token| {
                let verb = class::VERB | class::HAVE | class::COPULA;
                let known = token.is(verb) || !self.pack.forms(&token.lower).is_empty();
                token.is_word() && known && self.pack.is_plural(&token.lower)
            })
    }
}
