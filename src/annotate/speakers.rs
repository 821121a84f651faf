//! Whom a speaker's mention means, and how sure that is.
//!
//! A name inside the mention's head means its entity; a pronoun or "the minister" asks the persons
//! named shortly before, scored by a few weights. The look back is bounded, so the cost is linear.

use super::entities::People;
use super::layer::{Layer, Name, Tag};
use super::lexicon::Gender;
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

struct Resolver<'l> {
    layer: &'l Layer<'l>,
    people: &'l People,
    /// For each name, whether it stands inside quoted words.
    quoted: Vec<bool>,
    /// Who said the quotation before, and where it ended.
    spoke: Option<(EntityId, usize)>,
}

impl Resolver<'_> {
    fn quote(&mut self, said: Said) -> Decided {
        let sure = sureness(&said);
        let mut points = Vec::new();
        let speaker = said.mention.as_ref().map(|mention| {
            let (entity, why) = self.entity(mention);
            points = why;
            if let (Some(entity), Some(part)) = (entity, said.parts.last()) {
                self.spoke = Some((entity, part.end));
            }
            Speaker {
                mention: mention.span,
                entity,
                confidence: sure,
            }
        });
        Decided {
            rule: said.rule,
            points,
            quote: Quote {
                parts: said.parts,
                kind: said.kind,
                cue: said.cue,
                speaker,
                confidence: sure,
            },
        }
    }

    fn entity(&self, mention: &Mention) -> (Option<EntityId>, Vec<(&'static str, f32)>) {
        let first = mention.tokens.start;
        let word = self.layer.word(first).to_lowercase();
        let gender = match word.as_str() {
            "he" | "his" | "him" => Gender::Male,
            "she" | "her" | "hers" => Gender::Female,
            "who" | "whom" | "which" | "that" => return (self.antecedent(first), Vec::new()),
            _ => {
                let entity = self.named(mention).or_else(|| self.role(mention));
                return (entity, Vec::new());
            }
        };
        match self.person(mention, gender) {
            Some((entity, points)) => (Some(entity), points),
            None => (None, Vec::new()),
        }
    }

    /// The entity that the head of the mention names.
    fn named(&self, mention: &Mention) -> Option<EntityId> {
        let tokens = &mention.tokens;
        let head_end = (tokens.start..tokens.end)
            .find(|&at| self.ends_head(at, tokens.end))
            .unwrap_or(tokens.end);
        let names = self.names_from(tokens.start);
        let inside = names.iter().take_while(|name| name.tokens.start < head_end);
        let person = inside.clone().find(|name| name.kind == EntityKind::Person);
        if let Some(name) = person.or_else(|| inside.last()) {
            let possessed = self
                .layer
                .tokens
                .get(name.tokens.end)
                .is_some_and(|token| token.tag == Tag::Pos && name.tokens.end + 1 < tokens.end);
            return name.entity.filter(|_| !possessed);
        }
        // "the minister, Ana Ruiz,"
        let comma = self.layer.tokens.get(head_end)?.tag == Tag::Comma;
        let apposed = self.names_from(head_end).first()?;
        let near = apposed.tokens.start <= head_end + 2 && apposed.tokens.end <= tokens.end;
        (comma && near && apposed.kind == EntityKind::Person)
            .then_some(apposed.entity)
            .flatten()
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

    /// The person that "he" or "she" means, and the points that decided.
    fn person(
        &self,
        mention: &Mention,
        gender: Gender,
    ) -> Option<(EntityId, Vec<(&'static str, f32)>)> {
        let here = self.sentence(mention.tokens.start);
        let mut best: Option<(f32, usize, EntityId)> = None;
        for (between, (at, name)) in self.before(mention.tokens.start).enumerate() {
            let Some(id) = name.entity.filter(|_| name.kind == EntityKind::Person) else {
                continue;
            };
            let known = self.people.genders.get(id.0 as usize).copied();
            let known = known.unwrap_or_default();
            if known != gender && known != Gender::Unknown {
                continue;
            }
            let points: f32 = self
                .points(name, at, between, here, known == gender)
                .map(|(_, points)| points)
                .iter()
                .sum();
            if points > weight::LEAST && best.is_none_or(|(most, ..)| points > most) {
                best = Some((points, between, id));
            }
        }
        let (_, between, id) = best?;
        let (at, name) = self.before(mention.tokens.start).nth(between)?;
        let known = self.people.genders.get(id.0 as usize) == Some(&gender);
        let counted = self.points(name, at, between, here, known);
        Some((
            id,
            counted
                .into_iter()
                .filter(|(_, points)| *points != 0.0)
                .collect(),
        ))
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
        let spoke = name.entity.is_some() && self.spoke.map(|(id, _)| id) == name.entity;
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

fn sureness(said: &Said) -> f32 {
    match said.rule {
        Rule::Fragment => 0.5,
        Rule::Carried => 0.8,
        _ => 0.9,
    }
}
