//! Whom a pronoun or a word for somebody ("el comunicador") means: the person before who stands out and whom it fits.

use std::ops::Range;

use super::class;
use super::speakers::Speakers;
use crate::annotate::language::lexicon::Gender;
use crate::model::{EntityKind, SortSmall, Span};

/// So many bytes back a pronoun may look.
const NEAR: usize = 1600;
/// What each mention, one at the head of a sentence, and having been named later than another say for who "he" is.
const MENTION: f32 = 0.2;
const HEAD: f32 = 0.4;
const LAST: f32 = 0.5;

/// Whoever is called by a word ("el comunicador") is the one who stands out so much more than the next.
const STANDS_OUT: f32 = 2.0;

impl Speakers<'_> {
    /// "el comunicador": the one person before who stands out, whom the article before the word fits.
    pub(super) fn described(&self, mention: &Range<usize>) -> Option<usize> {
        // What was taken for the end of an adjunct may have its article before it: "afirmó de entrada el comunicador".
        let first = self.layer.tokens.get(mention.start)?;
        let bare = first.is(class::TITLE | class::PERSON);
        let start = mention.start.checked_sub(usize::from(bare))?;
        let tokens = self.layer.tokens.get(start..mention.end)?;
        let [article, rest @ ..] = tokens else {
            return None;
        };
        let known = class::PERSON;
        let head = rest.iter().find(|token| !token.capital)?;
        let named = rest.iter().any(|token| token.capital);
        let wanted = match (article.is(class::ONE_MAN), article.is(class::ONE_WOMAN)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            (true, true) => Gender::Unknown,
            (false, false) => return None,
        };
        if named || rest.len() > 2 || !head.is(known) {
            return None;
        }
        // Whoever has an office is called by that, and whoever is named once does not stand out.
        let other = |entity: usize| {
            let mentions = self.names.entities.get(entity);
            mentions.is_none_or(|entity| entity.mentions.len() < 2)
                || self.offices.iter().any(|office| office.1 == entity)
        };
        let mut seen = self.weighed(article.span.start, wanted);
        seen.retain(|(entity, _)| !other(*entity));
        seen.sort_small_by(|one, other| other.1.total_cmp(&one.1));
        match seen.as_slice() {
            [(entity, _)] => Some(*entity),
            [(entity, most), (_, next), ..] if *most >= STANDS_OUT * next => Some(*entity),
            _ => None,
        }
    }

    /// The last people named before the byte `at` whom a gender fits, and how much each stands out.
    fn weighed(&self, at: usize, wanted: Gender) -> Vec<(usize, f32)> {
        let names = &self.names.names;
        let before = names.partition_point(|name| name.span.start < at);
        // Whoever is named often, stands at the head of a sentence and was named last.
        let mut seen: Vec<(usize, f32)> = Vec::new();
        for name in names.get(..before).unwrap_or_default().iter().rev() {
            if at - name.span.start > NEAR {
                break;
            }
            if name.kind != EntityKind::Person || self.is_quoted(name.span) {
                continue;
            }
            let weight = MENTION + if self.heads(name.span) { HEAD } else { 0.0 };
            let later = seen.len();
            match seen.iter_mut().find(|(entity, _)| *entity == name.entity) {
                Some(known) => known.1 += weight,
                None if later < 4 => {
                    seen.push((name.entity, weight + LAST * (4 - later) as f32));
                }
                None => {}
            }
        }
        seen.retain(|(entity, _)| {
            let gender = self.names.genders.get(*entity);
            let gender = gender.copied().unwrap_or(Gender::Unknown);
            wanted == Gender::Unknown || gender == Gender::Unknown || gender == wanted
        });
        seen
    }

    /// The person whom a pronoun at the token `at` means.
    pub(super) fn antecedent(&self, at: usize) -> Option<usize> {
        let token = self.layer.tokens.get(at)?;
        let wanted = match (token.is(class::HE), token.is(class::SHE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        };
        if token.is(class::THEY) && !token.is(class::HE | class::SHE) {
            return None;
        }
        let names = &self.names.names;
        let before = names.partition_point(|name| name.span.start < token.span.start);
        let fitting = self.weighed(token.span.start, wanted).into_iter();
        let best = fitting.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let (entity, _) = best?;
        // "Die Ministerin hofft … rief sie": somebody without a name is nearer, and fits better.
        let last = self.named_up_to(before).iter().rev();
        let named = last.clone().find(|name| name.entity == entity)?.span.end;
        let role = match wanted {
            Gender::Female => class::FEMALE,
            Gender::Male => class::MALE,
            _ => return Some(entity),
        };
        let from = self
            .layer
            .tokens
            .partition_point(|token| token.span.start < named);
        let between = self.layer.tokens.get(from..at).unwrap_or_default();
        let unnamed = between.iter().any(|token| {
            token.is(role)
                && token.is(class::TITLE | class::PERSON)
                && self
                    .offices
                    .iter()
                    .all(|(_, _, office)| *office != token.span.start)
        });
        let sure = self.gender(entity) == wanted;
        (!unnamed || sure).then_some(entity)
    }

    /// Whether a name stands between marks: whoever is spoken of is seldom who the teller's "he" is.
    fn is_quoted(&self, name: Span) -> bool {
        let regions = &self.layer.regions;
        let at = regions.partition_point(|region| region.span.end <= name.start);
        let region = regions.get(at);
        region
            .is_some_and(|region| region.inner.start <= name.start && name.end <= region.inner.end)
    }

    /// Whether a name stands at the head of a sentence or a line.
    fn heads(&self, name: Span) -> bool {
        let before = self.layer.text.get(..name.start).unwrap_or_default();
        let before = before.trim_end_matches(' ');
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', '”', '“', '»', '"', '…'])
    }
}
