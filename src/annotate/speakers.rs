//! Whom a speaker's mention means, and how sure that is.
//!
//! A name inside the mention's head means its entity; a pronoun or "the minister" asks the persons
//! named shortly before, scored by a few weights. The look back is bounded, so the cost is linear.

use super::confidence::{self, Words};
use super::entities::People;
use super::layer::{Layer, Name, Tag};
use super::lexicon::{self, Gender};
use super::quotes::{Mention, Rule, Said};
use crate::model::{EntityId, EntityKind, Quote, QuoteKind, Span, Speaker};

/// How many names a pronoun looks back over.
const LOOK_BACK: usize = 24;

/// The weights of a candidate for a pronoun; points.
mod weight {
    /// For each sentence between.
    pub const SENTENCE: f32 = -1.0;
    /// For each name between.
    pub const NAME: f32 = -0.15;
    /// The candidate is the subject of a verb.
    pub const SUBJECT: f32 = 1.2;
    /// The candidate begins its sentence.
    pub const FIRST: f32 = 0.5;
    /// The candidate said the quotation before.
    pub const SPOKE: f32 = 2.2;
    /// The candidate is named inside quoted words.
    pub const QUOTED: f32 = -2.5;
    /// Its gender is known and agrees.
    pub const AGREES: f32 = 1.0;
    /// Under this many points nobody is meant.
    pub const LEAST: f32 = -4.0;
}

/// A quotation with its speaker, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decided {
    pub quote: Quote,
    pub rule: Rule,
    /// For a pronoun, what spoke for the person chosen: each weight that counted, in points.
    pub points: Vec<(&'static str, f32)>,
}

/// The quotations of a text with their speakers. `layer.names` know their entities.
pub(crate) fn speakers(layer: &Layer<'_>, people: &People, said: Vec<Said>) -> Vec<Decided> {
    let mut resolver = Resolver {
        layer,
        people,
        quoted: quoted_names(layer, &said),
        spoke: None,
    };
    said.into_iter().map(|said| resolver.quote(said)).collect()
}

/// Whom a pronoun means, and why.
#[derive(Clone, Debug)]
struct Person {
    entity: EntityId,
    /// All points.
    sum: f32,
    /// The points by which the next candidate is behind.
    lead: f32,
    points: Vec<(&'static str, f32)>,
}

struct Resolver<'l> {
    layer: &'l Layer<'l>,
    people: &'l People,
    /// For each name, whether it stands inside quoted words.
    quoted: Vec<bool>,
    /// Who said the quotation before.
    spoke: Option<EntityId>,
}

impl Resolver<'_> {
    fn quote(&mut self, said: Said) -> Decided {
        let mut points = Vec::new();
        let speaker = said.mention.as_ref().map(|mention| {
            let person = self.pronoun(mention);
            let entity = match &person {
                Some(person) => Some(person.entity),
                None => self.entity(mention),
            };
            if entity.is_some() {
                self.spoke = entity;
            }
            let sure = confidence::speaker(&said, self.words(mention));
            let lead = person.map_or(1.0, |person| {
                points = person.points;
                confidence::person(person.lead)
            });
            Speaker {
                mention: mention.span,
                entity,
                confidence: sure * lead,
            }
        });
        Decided {
            rule: said.rule,
            points,
            quote: Quote {
                confidence: confidence::said(&said),
                parts: said.parts,
                kind: said.kind,
                cue: said.cue,
                speaker,
            },
        }
    }

    /// What the words of a mention are.
    fn words(&self, mention: &Mention) -> Words {
        let tokens = &self.layer.tokens[mention.tokens.clone()];
        match tokens {
            [only] if matches!(only.tag, Tag::Prp | Tag::PrpS | Tag::Wh | Tag::Dt) => {
                Words::Pronoun
            }
            _ if tokens
                .iter()
                .any(|token| matches!(token.tag, Tag::Nnp | Tag::Nnps)) =>
            {
                Words::Name
            }
            _ => Words::Noun,
        }
    }

    /// Whom "he", "she" or "it" means; None for other words and where nobody fits.
    fn pronoun(&self, mention: &Mention) -> Option<Person> {
        let word = self.layer.word(mention.tokens.start).to_lowercase();
        match word.as_str() {
            _ if mention.tokens.len() > 1 => None,
            "he" | "his" | "him" => self.person(mention, Some(Gender::Male)),
            "she" | "her" | "hers" => self.person(mention, Some(Gender::Female)),
            "it" | "its" => self.person(mention, None),
            _ => None,
        }
    }

    fn entity(&self, mention: &Mention) -> Option<EntityId> {
        let first = mention.tokens.start;
        match self.layer.word(first).to_lowercase().as_str() {
            "he" | "his" | "him" | "she" | "her" | "hers" | "it" | "its" => None,
            "who" | "whom" | "which" | "that" => self.antecedent(first),
            _ => self.named(mention).or_else(|| self.role(mention)),
        }
    }

    /// The entity that the head of the mention names.
    fn named(&self, mention: &Mention) -> Option<EntityId> {
        let tokens = &mention.tokens;
        let head_end = (tokens.start..tokens.end)
            .find(|&at| self.ends_head(at, tokens.end))
            .unwrap_or(tokens.end);
        if let Some(holder) = self.holder(mention, head_end) {
            return holder.entity;
        }
        let names = self.names_from(tokens.start);
        let inside = names.iter().take_while(|name| name.tokens.start < head_end);
        // The last: "Labour's Shadow Home Secretary Yvette Cooper".
        let person = inside
            .clone()
            .filter(|name| name.kind == EntityKind::Person)
            .last();
        if let Some(name) = person.or_else(|| inside.last()) {
            // "Ruiz's lawyer" and "the Ruiz campaign" are not Ruiz.
            let other = self.layer.tokens.get(name.tokens.end).is_some_and(|token| {
                let more = name.tokens.end + 1 < tokens.end;
                let noun = matches!(token.tag, Tag::Nn | Tag::Nns) && name.tokens.end < head_end;
                token.tag == Tag::Pos && more || noun
            });
            return name.entity.filter(|_| !other);
        }
        // "the minister, Ana Ruiz,"
        let comma = self.layer.tokens.get(head_end)?.tag == Tag::Comma;
        let apposed = self.names_from(head_end).first()?;
        let near = apposed.tokens.start <= head_end + 2 && apposed.tokens.end <= tokens.end;
        (comma && near && apposed.kind == EntityKind::Person)
            .then_some(apposed.entity)
            .flatten()
    }

    /// The person after an office that is named with "of": "Secretary of State Ana Ruiz". Not in
    /// "secretary of President Ruiz", where the title is hers.
    fn holder(&self, mention: &Mention, of: usize) -> Option<&Name> {
        let office = of.checked_sub(1).filter(|&at| at >= mention.tokens.start)?;
        if !self.is(of, "of") || lexicon::title(&self.layer.word(office).to_lowercase()).is_none() {
            return None;
        }
        let person = |name: &&Name| name.kind == EntityKind::Person;
        let name = self.names_from(of).iter().find(person)?;
        let between = self.layer.tokens.get(of + 1..name.tokens.start)?;
        let nouns = between
            .iter()
            .all(|token| matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps));
        let before = self.layer.word(name.tokens.start - 1).to_lowercase();
        let titled = lexicon::title(&before).is_some();
        let near = name.tokens.end <= mention.tokens.end && (1..=4).contains(&between.len());
        (nouns && near && !titled).then_some(name)
    }

    /// Whether the head of a mention that goes on to `end` ends before the token at `at`.
    fn ends_head(&self, at: usize, end: usize) -> bool {
        let inside_name = self
            .names_from(at)
            .first()
            .is_some_and(|name| name.tokens.start < at && at < name.tokens.end);
        let tag = self.layer.tokens[at].tag;
        !inside_name
            && match tag {
                Tag::In | Tag::To | Tag::Comma | Tag::Wh | Tag::Colon | Tag::Bracket => true,
                Tag::Vbn | Tag::Vbg => at + 1 == end || self.layer.tokens[at + 1].tag == Tag::In,
                _ => false,
            }
    }

    fn names_from(&self, token: usize) -> &[Name] {
        let first = self
            .layer
            .names
            .partition_point(|name| name.tokens.end <= token);
        &self.layer.names[first..]
    }

    /// "the minister": a person before whose role has that word.
    fn role(&self, mention: &Mention) -> Option<EntityId> {
        let tokens = &mention.tokens;
        if tokens.len() < 2 || tokens.len() > 3 || !self.is(tokens.start, "the") {
            return None;
        }
        let head = self.layer.word(tokens.end - 1).to_lowercase();
        self.before(tokens.start)
            .filter_map(|(_, name)| name.entity)
            .find(|&id| {
                let entity = self.people.entities.get(id.0 as usize);
                let role = entity.and_then(|entity| entity.role.as_deref());
                role.is_some_and(|role| {
                    role.split(' ').any(|word| word.eq_ignore_ascii_case(&head))
                })
            })
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.layer.word(at).eq_ignore_ascii_case(word)
    }

    /// The name that a relative "who" at `at` hangs on.
    fn antecedent(&self, at: usize) -> Option<EntityId> {
        let (_, name) = self.before(at).next()?;
        (name.tokens.end + 2 > at).then_some(name.entity).flatten()
    }

    /// The names before a token, the nearest first, not too far.
    fn before(&self, token: usize) -> impl Iterator<Item = (usize, &Name)> {
        let end = self
            .layer
            .names
            .partition_point(|name| name.tokens.end <= token);
        let start = end.saturating_sub(LOOK_BACK);
        self.layer.names[start..end]
            .iter()
            .enumerate()
            .rev()
            .map(move |(at, name)| (start + at, name))
    }

    /// The person of a gender, or the body for none, that a pronoun means: the one with the most points.
    fn person(&self, mention: &Mention, gender: Option<Gender>) -> Option<Person> {
        let here = self.sentence(mention.tokens.start);
        let mut best: Option<Person> = None;
        let mut next = weight::LEAST;
        for (between, (at, name)) in self.before(mention.tokens.start).enumerate() {
            let fits = match name.kind {
                EntityKind::Person => gender.is_some(),
                EntityKind::Organisation => gender.is_none(),
                _ => false,
            };
            let Some(entity) = name.entity.filter(|_| fits) else {
                continue;
            };
            let known = self.people.genders.get(entity.0 as usize).copied();
            let known = known.unwrap_or_default();
            let agrees = gender == Some(known);
            if gender.is_some() && !agrees && known != Gender::Unknown {
                continue;
            }
            let points = self.points(name, at, between, here, agrees);
            let sum: f32 = points.iter().map(|(_, points)| points).sum();
            match &mut best {
                Some(best) if best.entity == entity => best.sum = best.sum.max(sum),
                Some(best) if sum <= best.sum => next = next.max(sum),
                _ if sum > weight::LEAST => {
                    next = best.map_or(next, |best| next.max(best.sum));
                    best = Some(Person {
                        entity,
                        sum,
                        lead: 0.0,
                        points: points.to_vec(),
                    });
                }
                _ => {}
            }
        }
        let mut person = best?;
        person.lead = person.sum - next;
        person.points.retain(|(_, points)| *points != 0.0);
        Some(person)
    }

    /// What speaks for and against the name at `at` as the person that a pronoun means.
    fn points(
        &self,
        name: &Name,
        at: usize,
        between: usize,
        here: usize,
        agrees: bool,
    ) -> [(&'static str, f32); 7] {
        let there = self.sentence(name.tokens.start);
        let after = self
            .layer
            .tokens
            .get(name.tokens.end)
            .map(|token| token.tag);
        let subject = matches!(after, Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
        let first = self.layer.sentences[there].start + 2 >= name.tokens.start;
        let spoke = name.entity.is_some() && self.spoke == name.entity;
        let when = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        [
            ("names between", weight::NAME * between as f32),
            (
                "sentences between",
                weight::SENTENCE * here.saturating_sub(there).min(8) as f32,
            ),
            ("subject", when(subject, weight::SUBJECT)),
            ("first in its sentence", when(first, weight::FIRST)),
            ("spoke before", when(spoke, weight::SPOKE)),
            ("inside a quotation", when(self.quoted[at], weight::QUOTED)),
            ("gender agrees", when(agrees, weight::AGREES)),
        ]
    }

    /// The number of the sentence of a token.
    fn sentence(&self, token: usize) -> usize {
        let after = self
            .layer
            .sentences
            .partition_point(|range| range.start <= token);
        after.saturating_sub(1)
    }
}

/// For each name, whether it stands inside words that are quoted.
fn quoted_names(layer: &Layer<'_>, said: &[Said]) -> Vec<bool> {
    let mut parts: Vec<Span> = said
        .iter()
        .filter(|said| said.kind == QuoteKind::Direct)
        .flat_map(|said| said.parts.iter().copied())
        .collect();
    parts.sort();
    let mut parts = parts.into_iter().peekable();
    layer
        .names
        .iter()
        .map(|name| {
            let span = layer.span(&name.tokens);
            while parts.peek().is_some_and(|part| part.end <= span.start) {
                parts.next();
            }
            parts.peek().is_some_and(|part| part.overlaps(span))
        })
        .collect()
}
