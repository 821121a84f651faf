//! Several who speak together: "Lena Horn und Karl Brandt sagten".

use std::ops::Range;

use super::class;
use super::speakers::Speakers;
use super::words::{Kind, Token};
use crate::model::Span;

/// So many tokens beside a mention its verb is looked for.
const BESIDE: usize = 4;
/// So many names a list has at most.
const LISTED: usize = 8;

impl Speakers<'_> {
    /// The mentions of everybody whom the words of `span` join; none where they name one, or where the verb beside them
    /// is that of one. A `source` has no verb.
    pub fn joint(&self, span: Span, source: bool) -> Vec<Range<usize>> {
        let tokens = &self.layer.tokens;
        let start = tokens.partition_point(|token| token.span.start < span.start);
        let end = tokens.partition_point(|token| token.span.end <= span.end);
        // A source has its list already.
        let list = self.listed(start..end).filter(|_| !source);
        let range = list.unwrap_or(start..end);
        let joins = |at: usize, comma: bool| {
            let joint = |it: &Token| it.is(class::AND) || comma && it.kind == Kind::Comma;
            tokens.get(at).is_some_and(joint)
        };
        let inside = range.start + 1..range.end.saturating_sub(1);
        let many = inside.clone().any(|at| joins(at, false));
        if !many || !source && !self.are_many(range.clone()) {
            return Vec::new();
        }
        // "le président, Jean Roux, et …": a comma may tell who somebody is.
        let named = range.clone().any(|at| {
            let last = at.wrapping_sub(1);
            joins(at, true) && !joins(at, false) && self.name_until(last).is_none()
        });
        let joints: Vec<usize> = inside.filter(|&at| joins(at, !named)).collect();
        let starts = std::iter::once(range.start).chain(joints.iter().map(|at| at + 1));
        let ends = joints.iter().copied().chain([range.end]);
        let parts: Vec<Range<usize>> = starts.zip(ends).map(|(from, to)| from..to).collect();
        match parts.iter().all(|part| self.is_one(part)) {
            true => parts,
            false => Vec::new(),
        }
    }

    /// The whole of a list of names of which a mention is the first ("sagten Lena Horn, Karl Brandt und Eva Roth") or the
    /// last two ("Lena Horn, Karl Brandt und Eva Roth sagten").
    pub fn listed(&self, mention: Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.layer.tokens;
        let comma = |at: usize| tokens.get(at).is_some_and(|it| it.kind == Kind::Comma);
        let and = |at: usize| tokens.get(at).is_some_and(|it| it.is(class::AND));
        let name = |at: usize| {
            let named = self.is_named(&(at..at + 1));
            self.name_end(at).filter(|_| named)
        };
        self.name_until(mention.end.checked_sub(1)?)?;
        let Range { mut start, mut end } = mention;
        if (start..end).any(and) {
            let before = |start: usize| {
                let comma = start.checked_sub(1).filter(|&at| comma(at))?;
                self.name_until(comma.checked_sub(1)?)
            };
            for _ in 0..LISTED {
                let Some(name) = before(start) else { break };
                start = name.start;
            }
            // "Für Lena Horn, Karl Brandt und Eva Roth": in no phrase of a preposition.
            let led = class::PREPOSITION | class::TOWARDS | class::WITH | class::OF;
            let led = led | class::OBLIQUE | class::AS;
            let before = start.checked_sub(1).and_then(|at| tokens.get(at));
            let fits = before.is_none_or(|it| !it.is(led));
            return fits.then_some(start..end);
        }
        for _ in 0..LISTED {
            match name(end + 1) {
                Some(next) if comma(end) => end = next,
                Some(next) if and(end) && end > mention.end => return Some(start..next),
                _ => return None,
            }
        }
        None
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
