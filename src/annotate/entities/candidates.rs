//! Who may be meant by a pronoun: persons and bodies with a name, and in a story people without one.

use std::ops::Range;

use super::pronouns::{Candidate, LOOK_BACK, Pronouns, Who, before};
use super::unnamed::body;
use crate::annotate::language::lexicon::Gender;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

impl Pronouns<'_> {
    /// The persons of a gender, or the bodies for none, that are named before the mention; the nearest first.
    pub(super) fn named(&self, mention: &Range<usize>, gender: Option<Gender>) -> Vec<Candidate> {
        let before = before(self.layer, mention.start).enumerate();
        let fits = |name: &Name| match name.kind {
            EntityKind::Person => gender.is_some(),
            EntityKind::Organisation => gender.is_none(),
            _ => false,
        };
        before
            .filter(|(_, (at, name))| fits(name) && self.signed.get(*at) != Some(&true))
            .filter(|(_, (_, name))| !is_addressed(self.layer, name))
            .filter_map(|(between, (at, name))| {
                let entity = name.entity?;
                let known = self.known(entity);
                let agrees = gender == Some(known);
                let may = gender.is_none() || agrees || known == Gender::Unknown;
                may.then(|| Candidate {
                    who: Who::Named(entity),
                    tokens: name.tokens.clone(),
                    between,
                    quoted: self.is_quoted(at),
                    agrees,
                })
            })
            .collect()
    }

    /// The persons without a name before the mention, in a story.
    pub(super) fn nouns(&self, mention: &Range<usize>, gender: Option<Gender>) -> Vec<Candidate> {
        let start = mention.start;
        let end = self
            .unnamed
            .partition_point(|(tokens, _)| tokens.end <= start);
        let nouns = (self.unnamed.get(end.saturating_sub(LOOK_BACK)..end))
            .unwrap_or_default()
            .iter()
            .rev();
        nouns
            .filter(|(_, known)| Some(*known) == gender)
            .enumerate()
            .map(|(between, (tokens, _))| Candidate {
                who: Who::Unnamed(tokens.clone()),
                tokens: tokens.clone(),
                between,
                quoted: false,
                agrees: true,
            })
            .collect()
    }

    /// The bodies without a name that this sentence, up to the mention, and the one before begin with.
    pub(super) fn bodies(&self, mention: &Range<usize>, here: usize) -> Vec<Candidate> {
        let sentences = self.layer.sentences.get(here.saturating_sub(1)..=here);
        let bodies = sentences.unwrap_or_default().iter().rev();
        bodies
            .filter_map(|sentence| body(self.layer, sentence, mention.start))
            .map(|tokens| Candidate {
                who: Who::Unnamed(tokens.clone()),
                tokens,
                between: 0,
                quoted: false,
                agrees: false,
            })
            .collect()
    }
}

/// Whether a letter is written to whom a name means: "Dear Ms. Ruiz,".
fn is_addressed(layer: &Layer<'_>, name: &Name) -> bool {
    let start = name.tokens.start;
    (start.saturating_sub(3)..start + 1).any(|at| layer.word(at) == "Dear")
}
