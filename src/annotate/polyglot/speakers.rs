//! Whom a mention means: the name in it, the name beside it, the person of that office, the person before a pronoun.

use std::collections::HashSet;
use std::ops::Range;

use super::class;
use super::layer::Layer;
use super::names::{Name, Names};
use super::offices::Offices;
use super::pack::Pack;
use super::words::{Kind, Token};
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
    pub(super) layer: &'a Layer<'a>,
    pub(super) names: &'a Names,
    pub(super) pack: &'a Pack,
    /// Offices that stand beside names.
    pub(super) offices: Offices,
    /// People's names, where a name may be a genitive without a word before it: "Anhänger Ruth Amanns".
    people: HashSet<&'a str>,
}

/// So many bytes may stand between a comma and an office that is said of the name before it.
const APART: usize = 16;
/// A name that a comma sets off is no longer than this, in tokens.
const APPOSED: usize = 8;
/// A word for people, bodies or papers.
const SOMEBODY: u64 = class::TITLE | class::PERSON | class::BODY | class::PAPER;

/// So many tokens back a pronoun may mean somebody without a name.
const UNNAMED: usize = 40;

/// How sure it is whom a name means that two bear.
const SHARED: f32 = 0.5;

/// What may stand behind a name that a comma sets off: "…, dit le maire, Jean Roux, à l'AFP", "… Jean Roux hier".
const FOLLOWS: u64 = class::PREPOSITION
    | class::TOWARDS
    | class::WITH
    | class::OF
    | class::OBLIQUE
    | class::ADVERB
    | class::MONTH
    | class::AND
    | class::CONJUNCTION;

const PRONOUN: u64 = class::HE | class::SHE | class::THEY | class::IT;

impl<'a> Speakers<'a> {
    /// Reads which offices stand beside which names.
    pub fn new(layer: &'a Layer<'a>, names: &'a Names, pack: &'a Pack) -> Self {
        let mut speakers = Speakers {
            layer,
            names,
            pack,
            offices: Offices::default(),
            people: HashSet::new(),
        };
        if !pack.doers.is_empty() {
            let people = names.entities.iter();
            let people = people.filter(|it| it.kind == EntityKind::Person);
            speakers.people = people.map(|it| it.name.as_str()).collect();
        }
        let mut offices = Offices::default();
        for (at, token) in layer.tokens.iter().enumerate() {
            let office = class::TITLE | class::PERSON;
            if !token.is(office) {
                continue;
            }
            // "zdaniem gości sędzia Lis": another's office follows.
            let next = layer.tokens.get(at + 1);
            if token.is(class::CASE) && next.is_some_and(|it| it.is(office) && !it.is(class::CASE))
            {
                continue;
            }
            let end = layer
                .tokens
                .iter()
                .skip(at)
                .take(9)
                .take_while(|token| {
                    // "дед сказал Дзержинскому"
                    token.is_word() && pack.forms(&token.lower).is_empty()
                        || token.kind == Kind::Comma
                        || token.kind == Kind::Opens
                        || token.kind == Kind::Closes
                        || token.kind == Kind::Sign
                })
                .last();
            let Some(end) = end else { continue };
            let span = Span::new(token.span.start, end.span.end);
            let before = || speakers.set_off_by(at);
            if let Some(entity) = speakers.bearer_in(span).or_else(before) {
                offices.push(&token.lower, entity, token.span.start);
            }
        }
        speakers.offices = offices;
        speakers
    }

    /// The first person named in `span`, if no preposition leads up to the name: "die Leute vor dem Haus von Emil Schroth" is
    /// not Schroth.
    fn bearer_in(&self, span: Span) -> Option<usize> {
        let mut people = self.within(span);
        let name = people.find(|name| name.kind == EntityKind::Person)?;
        let tokens = &self.layer.tokens;
        let start = tokens.partition_point(|token| token.span.start < name.span.start);
        let before = tokens.get(start.checked_sub(1)?)?;
        let led = class::OF | class::PREPOSITION | class::TOWARDS | class::WITH;
        let office = class::TITLE | class::PERSON | class::DETERMINER;
        (!before.is(led) || before.is(office)).then_some(name.entity)
    }

    /// "Nora Sosa, actriz, …", "Nora Sosa (la actriz …)": the person whom the office at the token `at` is said of.
    fn set_off_by(&self, at: usize) -> Option<usize> {
        let before = self.layer.tokens.get(..at)?.iter().rev();
        let mut before = before.skip_while(|token| token.is_word() && !token.capital);
        let apart = before.next()?;
        let near = self.layer.tokens.get(at)?.span.start < apart.span.end + APART;
        let apart = near && matches!(apart.kind, Kind::Comma | Kind::Opens);
        let last = before.next().filter(|_| apart)?;
        self.person_in(last.span)
    }

    /// One past the last token of the name that the token at `at` is in.
    pub fn name_end(&self, at: usize) -> Option<usize> {
        let token = self.layer.tokens.get(at)?.span;
        let name = self.within(token).last()?;
        let tokens = &self.layer.tokens;
        Some(tokens.partition_point(|token| token.span.start < name.span.end))
    }

    /// The tokens of the person's name that ends with the token at `at`.
    pub fn name_until(&self, at: usize) -> Option<Range<usize>> {
        let last = self.layer.tokens.get(at)?.span;
        let name = self
            .within(last)
            .find(|name| name.kind == EntityKind::Person && name.span.end == last.end)?;
        let tokens = &self.layer.tokens;
        let first = tokens.partition_point(|token| token.span.start < name.span.start);
        Some(first..at + 1)
    }

    /// Whether a mention may be a person or a body that speaks.
    pub fn is_person(&self, mention: &Range<usize>) -> bool {
        let known = class::TITLE | class::PERSON | class::BODY | class::HE | class::SHE;
        let span = self.layer.span(mention);
        self.tokens(mention).iter().any(|token| token.is(known)) || self.person_in(span).is_some()
    }

    /// Whether a mention is a person: by a name, an office, a pronoun.
    pub fn is_somebody(&self, mention: &Range<usize>) -> bool {
        let known = class::TITLE | class::PERSON | class::HE | class::SHE;
        self.is_named(mention) || self.tokens(mention).iter().any(|token| token.is(known))
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

    fn within(&self, span: Span) -> impl Iterator<Item = &Name> {
        let first = self
            .names
            .names
            .partition_point(|name| name.span.end <= span.start);
        self.names
            .names
            .iter()
            .skip(first)
            .take_while(move |name| name.span.start < span.end)
    }

    fn tokens(&self, range: &Range<usize>) -> &'a [Token] {
        self.layer.tokens.get(range.clone()).unwrap_or_default()
    }

    /// The first so many names.
    pub(super) fn named_up_to(&self, count: usize) -> &'a [Name] {
        self.names.names.get(..count).unwrap_or_default()
    }

    pub(super) fn gender(&self, entity: usize) -> Gender {
        let known = self.names.genders.get(entity);
        known.copied().unwrap_or(Gender::Unknown)
    }

    /// The last person named before the byte `at`, not far from it.
    pub fn last_person(&self, at: usize) -> Option<Resolved> {
        let before = self.names.names.partition_point(|name| name.span.end <= at);
        let near = self.named_up_to(before).iter().rev();
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

    /// Whether a mention is the writer: "ich", "nous".
    pub fn is_writer(&self, mention: &Range<usize>) -> bool {
        let one = |it: &Token| it.is(class::I) && !it.is(class::HE | class::SHE | class::THEY);
        matches!(self.tokens(mention), [only] if one(only))
    }

    /// Whom a mention means.
    pub fn resolve(&self, mention: &Range<usize>) -> Resolved {
        let mut span = self.layer.span(mention);
        let tokens = self.tokens(mention);
        if let [only] = tokens
            && only.is(PRONOUN)
        {
            // "Ich sagte": the writer.
            if self.is_writer(mention) {
                return Resolved {
                    span,
                    entity: None,
                    sure: 1.0,
                };
            }
            let entity = self.antecedent(mention.start);
            let role = match (only.is(class::HE), only.is(class::SHE)) {
                (true, false) => class::MALE,
                (false, true) => class::FEMALE,
                _ => 0,
            };
            let near = mention.start.saturating_sub(UNNAMED)..mention.start;
            if entity.is_none()
                && role != 0
                && let Some(unnamed) = self.unnamed(near, role)
            {
                return Resolved {
                    span: self.layer.span(&unnamed),
                    entity: None,
                    sure: 0.8,
                };
            }
            return Resolved {
                span,
                entity: entity.and_then(id),
                // "er" after a name that may be a woman's is a guess.
                sure: match entity.map(|entity| self.gender(entity)) {
                    Some(Gender::Unknown) | None => 0.8,
                    Some(_) => 0.86,
                },
            };
        }
        let person = |name: &&Name| name.kind == EntityKind::Person;
        let of_another = self.is_of_another(mention) || self.is_bodys(mention);
        let mut named = self.within(span).filter(person);
        let named = named.find(|name| !self.is_owner(name, tokens));
        if let Some(name) = named.filter(|_| !of_another) {
            return Resolved {
                span,
                entity: id(name.entity),
                sure: if name.shared { SHARED } else { 1.0 },
            };
        }
        // "der Präsident des Verbands, Siegfried Russ, …"; "le maire (Jean Roux)"; "o organista, Lucas Reis"
        let office = tokens
            .iter()
            .any(|token| token.is(class::TITLE | class::PERSON));
        let small = tokens.iter().all(|token| !token.capital) && tokens.len() < 7;
        let determined = tokens
            .first()
            .is_some_and(|first| first.is(class::DETERMINER) && !first.is(PRONOUN));
        let any = tokens.first().is_some_and(|first| first.is(class::ANY));
        if office || small && determined || of_another {
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
                // "selon le maire, Jean Roux se montre": a name that a verb follows is another's.
                let closed = |name: &Name| {
                    let behind = self.layer.tokens.get(mention.end + 1..).unwrap_or_default();
                    let mut behind = behind
                        .iter()
                        .take(APPOSED)
                        .skip_while(|it| it.span.start < name.span.end);
                    behind
                        .next()
                        .is_none_or(|it| !it.is_word() || it.capital || it.is(FOLLOWS))
                };
                let near = self.within(Span::new(next.span.start, far)).find(|name| {
                    name.kind == EntityKind::Person
                        && name.span.start <= next.span.end + 1
                        && closed(name)
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
            // "eine Sprecherin": nobody who was named before.
            let by_office = self.by_office(mention).filter(|_| !any && !of_another);
            if by_office.is_some() {
                return Resolved {
                    span,
                    entity: by_office.and_then(id),
                    // "глава государства" need not be the head of the railways who was named.
                    sure: if self.pack.declines() && tokens.len() > 1 {
                        0.75
                    } else {
                        0.9
                    },
                };
            }
            if let Some(entity) = self.described(mention).filter(|_| !any) {
                return Resolved {
                    span,
                    entity: id(entity),
                    sure: 0.65,
                };
            }
        }
        // "une source du Quai d'Orsay" is not the Quai: a name is whom it means where only small words stand before it.
        let small = class::DETERMINER | class::OBLIQUE | class::OF;
        let leads = |name: &&Name| {
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

    /// "Córka Skały", "vdova po Skálovi", "Urbans hustru": whether a name in a mention tells whose daughter speaks, by its
    /// case or by the word for kin beside it.
    fn is_owner(&self, name: &Name, mention: &[Token]) -> bool {
        let Some(head) = mention.first() else {
            return false;
        };
        if !self.pack.declines() {
            let mut behind = mention.iter();
            let next = behind.find(|token| token.span.start >= name.span.end);
            let owns = name.span.of(self.layer.text).ends_with('s');
            return owns && next.is_some_and(|next| next.is(class::KIN));
        }
        // "Żona Urbańca": one word that is no first name.
        let second = mention.get(1).filter(|it| it.span == name.span);
        if head.is(class::KIN)
            && second.is_some_and(|it| !it.is(class::MAN | class::WOMAN))
            && mention.len() == 2
        {
            return true;
        }
        // "podle mluvčí Jany Novákové": a word that is the same in all cases.
        let office = head.is(class::TITLE | class::PERSON) && !head.is(class::CASE);
        let office = office && (head.is(class::KIN) || !head.lower.ends_with('í'));
        if !office || name.span.start <= head.span.start {
            return false;
        }
        let words = name.span.of(self.layer.text).to_lowercase();
        let last = |words: &str| words.rsplit(' ').next().unwrap_or_default().to_owned();
        let first = words.split(' ').next().unwrap_or_default();
        let known = self.names.entities.get(name.entity);
        let known = known.map_or("", |entity| &entity.name).to_lowercase();
        let given = self.pack.classes(first);
        given & class::CASE != 0 && given & (class::MAN | class::WOMAN) != 0
            || self.pack.is_case_of(&last(&known), &last(&words))
    }

    /// "die Reederei Hansen", "la société Morel": whether a mention is a word for a body and a name that it bears.
    fn is_bodys(&self, mention: &Range<usize>) -> bool {
        let small = class::DETERMINER | class::OBLIQUE;
        let mut tokens = self.tokens(mention).iter().skip_while(|it| it.is(small));
        let head = tokens.next().filter(|it| it.is(class::BODY));
        let head = head.filter(|it| !it.is(class::TITLE | class::PERSON | class::PLACE));
        let name = tokens.next().map(|it| it.span.start);
        let mut people = self.within(self.layer.span(mention));
        let person = people.find(|name| name.kind == EntityKind::Person);
        head.is_some() && person.is_some_and(|it| Some(it.span.start) == name)
    }

    /// "il navigatore di Barsotti", "De vader van Brands": whether the name in a mention says whose somebody is. An office
    /// before it is its own ("la nuora del sindaco Righi"); another noun between may be part of what stands before ("il
    /// sindaco di Fano Righi").
    fn is_of_another(&self, mention: &Range<usize>) -> bool {
        let person = |name: &&Name| name.kind == EntityKind::Person;
        let tokens = self.tokens(mention);
        let span = self.layer.span(mention);
        let Some(name) = self.within(span).find(person) else {
            return false;
        };
        let before = tokens.partition_point(|token| token.span.start < name.span.start);
        let before = tokens.get(..before).unwrap_or_default();
        let genitive = name.span.of(self.layer.text).strip_suffix('s');
        if genitive.is_some_and(|it| self.people.contains(it)) && before.iter().any(Token::is_word)
        {
            return true;
        }
        let own = class::TITLE | class::PERSON | class::DETERMINER;
        let joint = |token: &Token| token.is(class::OF | class::BY);
        let small =
            |token: &Token| !token.is_word() || token.is(class::DETERMINER | class::OBLIQUE);
        let speaks =
            own & !class::DETERMINER | class::BODY | class::PAPER | class::REMARK | class::WORDS;
        let said = class::PAPER | class::REMARK | class::WORDS;
        let Some(last) = before.iter().rposition(joint) else {
            return false;
        };
        let (head, rest) = before.split_at(last);
        let beside = rest.iter().skip(1).all(|token| token.is(own));
        // "der Geschäftsführer der Union Rolf Lind": a German noun for whoever does something.
        let does = |token: &Token| {
            let mut ends = self.pack.doers.iter();
            token.capital && ends.any(|end| token.lower.ends_with(end))
        };
        let joint_names = head.iter().any(|token| token.is(class::AND));
        let somebody = head.iter().any(|token| token.is(speaks) || does(token)) || joint_names;
        !head.iter().all(small) && !head.iter().any(|it| it.is(said)) && (beside || !somebody)
    }

    /// "the minister": the person whose office has that word.
    fn by_office(&self, mention: &Range<usize>) -> Option<usize> {
        let tokens = self.tokens(mention);
        let start = tokens.first()?.span.start;
        if tokens.len() > 3 {
            return None;
        }
        let words: Vec<&str> = tokens
            .iter()
            .filter(|token| token.is(class::TITLE | class::PERSON))
            .map(|token| token.lower.as_str())
            .collect();
        self.offices.bearer(&words, start)
    }
}

fn id(entity: usize) -> Option<EntityId> {
    u32::try_from(entity).ok().map(EntityId)
}
