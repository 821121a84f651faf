//! Whom a mention means: the name in it, the name beside it, the person of that office, the person before a pronoun.

use std::ops::Range;

use super::class;
use super::layer::Layer;
use super::names::Names;
use super::words::Kind;
use crate::annotate::language::lexicon::Gender;
use crate::model::{EntityId, EntityKind, Span};

/// What a mention comes to.
#[derive(Clone, Copy, Debug)]
pub struct Resolved {
    /// Its bytes.
    pub span: Span,
    /// Whom it means.
    pub entity: Option<EntityId>,
    /// How sure that is, 0 to 1, given that the mention is right.
    pub sure: f32,
}

/// All mentions of a text.
pub struct Speakers<'a> {
    layer: &'a Layer<'a>,
    names: &'a Names,
    /// Words of offices beside names, each with the person.
    offices: Vec<(String, usize, usize)>,
}

/// So many bytes back a pronoun may look.
const NEAR: usize = 1200;
/// What each mention, one at the head of a sentence, and having been named later than another say for who "he" is.
const MENTION: f32 = 0.2;
const HEAD: f32 = 0.4;
const LAST: f32 = 0.5;

/// A word for people, bodies or papers.
const SOMEBODY: u64 = class::TITLE | class::PERSON | class::BODY | class::PAPER;

const PRONOUN: u64 = class::HE | class::SHE | class::THEY | class::IT;

impl<'a> Speakers<'a> {
    /// Reads which offices stand beside which names.
    pub fn new(layer: &'a Layer<'a>, names: &'a Names) -> Self {
        let mut speakers = Speakers {
            layer,
            names,
            offices: Vec::new(),
        };
        let mut offices = Vec::new();
        for (at, token) in layer.tokens.iter().enumerate() {
            if !token.is(class::TITLE | class::PERSON) {
                continue;
            }
            let end = layer.tokens[at..]
                .iter()
                .take(9)
                .take_while(|token| {
                    token.is_word()
                        || token.kind == Kind::Comma
                        || token.kind == Kind::Opens
                        || token.kind == Kind::Closes
                        || token.kind == Kind::Sign
                })
                .last();
            let Some(end) = end else { continue };
            let span = Span::new(token.span.start, end.span.end);
            if let Some(entity) = speakers.person_in(span) {
                offices.push((token.lower.clone(), entity, token.span.start));
            }
        }
        speakers.offices = offices;
        speakers
    }

    /// Whether a mention may be a person or a body that speaks.
    pub fn is_person(&self, mention: &Range<usize>) -> bool {
        let known = class::TITLE | class::PERSON | class::BODY | class::HE | class::SHE;
        let span = self.layer.span(mention);
        mention.clone().any(|at| self.layer.tokens[at].is(known)) || self.person_in(span).is_some()
    }

    /// Whether a person's name stands in some tokens.
    pub fn is_named(&self, tokens: &Range<usize>) -> bool {
        self.person_in(self.layer.span(tokens)).is_some()
    }

    /// What the first name in some tokens names.
    pub fn kind(&self, tokens: &Range<usize>) -> Option<EntityKind> {
        let name = self.within(self.layer.span(tokens)).next();
        name.map(|name| name.kind)
    }

    fn within(&self, span: Span) -> impl Iterator<Item = &super::names::Name> {
        let first = self
            .names
            .names
            .partition_point(|name| name.span.end <= span.start);
        self.names.names[first..]
            .iter()
            .take_while(move |name| name.span.start < span.end)
    }

    /// The last person named before the byte `at`, not far from it.
    pub fn last_person(&self, at: usize) -> Option<Resolved> {
        let before = self.names.names.partition_point(|name| name.span.end <= at);
        let near = self.names.names[..before].iter().rev();
        let mut near = near.take_while(|name| at - name.span.end < 600);
        let name = near.find(|name| name.kind == EntityKind::Person)?;
        Some(Resolved {
            span: name.span,
            entity: id(name.entity),
            sure: 1.0,
        })
    }

    fn person_in(&self, span: Span) -> Option<usize> {
        self.within(span)
            .find(|name| name.kind == EntityKind::Person)
            .map(|name| name.entity)
    }

    /// Whom a mention means.
    pub fn resolve(&self, mention: &Range<usize>) -> Resolved {
        let mut span = self.layer.span(mention);
        let tokens = &self.layer.tokens[mention.clone()];
        if tokens.len() == 1 && tokens[0].is(PRONOUN) {
            let entity = self.antecedent(mention.start);
            return Resolved {
                span,
                entity: entity.and_then(id),
                // "er" after a name that may be a woman's is a guess.
                sure: match entity.map(|entity| self.names.genders[entity]) {
                    Some(Gender::Unknown) | None => 0.8,
                    Some(_) => 0.86,
                },
            };
        }
        if let Some(entity) = self.person_in(span) {
            return Resolved {
                span,
                entity: id(entity),
                sure: 1.0,
            };
        }
        // "der Präsident des Verbands, Siegfried Russ, …"; "le maire (Jean Roux)"; "o organista, Lucas Reis"
        let office = tokens
            .iter()
            .any(|token| token.is(class::TITLE | class::PERSON));
        let small = tokens.iter().all(|token| !token.capital) && tokens.len() < 4;
        let determined = tokens
            .first()
            .is_some_and(|first| first.is(class::DETERMINER) && !first.is(PRONOUN));
        if office || small && determined {
            let comma = matches!(
                self.layer.tokens.get(mention.end).map(|token| token.kind),
                Some(Kind::Comma | Kind::Opens)
            );
            if comma && let Some(next) = self.layer.tokens.get(mention.end + 1) {
                let far = self
                    .layer
                    .tokens
                    .get(mention.end + 3)
                    .map_or(next.span.end, |token| token.span.end);
                let near = self.within(Span::new(next.span.start, far)).find(|name| {
                    name.kind == EntityKind::Person && name.span.start <= next.span.end + 1
                });
                if let Some(name) = near {
                    span.end = name.span.end;
                    return Resolved {
                        span,
                        entity: id(name.entity),
                        sure: 1.0,
                    };
                }
            }
            let by_office = self.by_office(mention);
            if by_office.is_some() {
                return Resolved {
                    span,
                    entity: by_office.and_then(id),
                    sure: 0.9,
                };
            }
        }
        // "une source du Quai d'Orsay" is not the Quai: a name is whom it means where only small words stand before it.
        let small = class::DETERMINER | class::OBLIQUE | class::OF;
        let leads = |name: &&super::names::Name| {
            let before = tokens
                .iter()
                .take_while(|token| token.span.end <= name.span.start);
            before
                .into_iter()
                .all(|token| token.is(small) || !token.is_word())
        };
        let any = self
            .within(span)
            .next()
            .filter(leads)
            .map(|name| name.entity);
        // A word that no list knows and no name is in may be anything: "Passend dazu sagte …".
        let known = any.is_some() || tokens.iter().any(|token| token.is(SOMEBODY));
        Resolved {
            span,
            entity: any.filter(|_| !office).and_then(id),
            sure: if known { 0.98 } else { 0.8 },
        }
    }

    /// "the minister": the last person before whose office has that word.
    fn by_office(&self, mention: &Range<usize>) -> Option<usize> {
        let tokens = &self.layer.tokens[mention.clone()];
        let start = tokens.first()?.span.start;
        let short = tokens.len() <= 3;
        let words: Vec<&str> = tokens
            .iter()
            .filter(|token| token.is(class::TITLE | class::PERSON))
            .map(|token| token.lower.as_str())
            .collect();
        let mut before = self
            .offices
            .iter()
            .filter(|(word, _, at)| *at < start && words.contains(&word.as_str()));
        let last = before.next_back()?;
        let one = before.all(|(_, entity, _)| *entity == last.1);
        (short && one).then_some(last.1)
    }

    /// The person whom a pronoun at the token `at` means.
    fn antecedent(&self, at: usize) -> Option<usize> {
        let token = self.layer.tokens.get(at)?;
        let wanted = match (token.is(class::HE), token.is(class::SHE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        };
        if token.is(class::THEY) && !token.is(class::HE | class::SHE) {
            return None;
        }
        let before = self
            .names
            .names
            .partition_point(|name| name.span.start < token.span.start);
        // Whoever is named often, stands at the head of a sentence and was named last.
        let mut seen: Vec<(usize, f32)> = Vec::new();
        for name in self.names.names[..before].iter().rev() {
            if token.span.start - name.span.start > NEAR {
                break;
            }
            if name.kind != EntityKind::Person {
                continue;
            }
            let weight = MENTION + if self.heads(name.span) { HEAD } else { 0.0 };
            match seen.iter().position(|(entity, _)| *entity == name.entity) {
                Some(known) => seen[known].1 += weight,
                None if seen.len() < 4 => {
                    let last = LAST * (4 - seen.len()) as f32;
                    seen.push((name.entity, weight + last));
                }
                None => {}
            }
        }
        let fits = |entity: usize| {
            let gender = self.names.genders[entity];
            wanted == Gender::Unknown || gender == Gender::Unknown || gender == wanted
        };
        let fitting = seen.into_iter().filter(|(entity, _)| fits(*entity));
        let best = fitting.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let (entity, _) = best?;
        // "Die Ministerin hofft … rief sie": somebody without a name is nearer, and fits better.
        let last = self.names.names.get(..before)?.iter().rev();
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
        let sure = self
            .names
            .genders
            .get(entity)
            .is_some_and(|gender| *gender == wanted);
        (!unnamed || sure).then_some(entity)
    }

    /// Whether a name stands at the head of a sentence or a line.
    fn heads(&self, name: Span) -> bool {
        let before = self.layer.text[..name.start].trim_end_matches(' ');
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', '”', '“', '»', '"', '…'])
    }
}

fn id(entity: usize) -> Option<EntityId> {
    u32::try_from(entity).ok().map(EntityId)
}
