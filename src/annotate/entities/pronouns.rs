//! Whom "he", "she" or "it" means: every person named shortly before is scored by a few weights.
//!
//! In a story persons without a name count too ("the boy"). The look back is bounded, so the cost is linear.

use std::ops::Range;

use super::People;
use super::unnamed::{inside, unnamed};
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{EntityId, EntityKind, Span};

/// How many names a pronoun looks back over.
pub(super) const LOOK_BACK: usize = 24;

/// The weights of a candidate for a pronoun; points.
pub(super) mod weight {
    /// For each sentence between.
    pub const SENTENCE: f32 = -1.0;
    /// For each sentence between, in a story, whose sentences are short.
    pub const STORY_SENTENCE: f32 = -0.4;
    /// For each name between.
    pub const NAME: f32 = -0.15;
    /// The candidate is the subject of a verb.
    pub const SUBJECT: f32 = 1.2;
    /// The candidate begins its sentence.
    pub const FIRST: f32 = 0.5;
    /// The candidate said the quotation before.
    pub const SPOKE: f32 = 2.2;
    /// The candidate said the quotation that this one answers.
    pub const ANSWERED: f32 = -3.0;
    /// The candidate was asked what this answers: "Ruiz asked |Hale whether it was over. “Yes,” he replied."
    pub const ASKED: f32 = 2.5;
    /// The candidate is named inside quoted words.
    pub const QUOTED: f32 = -2.5;
    /// The candidate is named in the very words whose speaker is asked for: "“Hale would be glad,” he said."
    pub const NAMED: f32 = -3.0;
    /// Before the candidate in its sentence stands the same pronoun as a subject: "She gave me the number of |Ida." who is
    /// somebody else, and mostly goes on.
    pub const OBJECT: f32 = -2.0;
    /// The candidate stands in what somebody was asked, who answers: "Asked about |Ida, she said".
    pub const ASKED_ABOUT: f32 = -4.0;
    /// The candidate is the subject of the sentence right before, and nobody has spoken since.
    pub const LATEST: f32 = 2.6;
    /// The same in a story, where its gender must be known.
    pub const STORY_LATEST: f32 = 0.8;
    /// Its gender is known and agrees.
    pub const AGREES: f32 = 1.0;
    /// The candidate is the subject of a verb in the paragraph of the pronoun.
    pub const WITHIN: f32 = 0.8;
    /// The candidate agrees or replies in the sentence before: "Ruth Sato, the cook, |disagreed. She said".
    pub const REPLIED: f32 = 1.5;
    /// Only something of the candidate's is named, or somebody: "|Kroll's mother, Ida Orr, kept bees."
    pub const OWNER: f32 = -0.7;
    /// The candidate opens the paragraph of the pronoun, outside of stories.
    pub const PARAGRAPH: f32 = 2.2;
    /// The candidate opens the paragraph before that of the pronoun, as the subject of its verb.
    pub const PARAGRAPH_BEFORE: f32 = 1.5;
    /// The candidate has no name.
    pub const UNNAMED: f32 = -1.0;
    /// Under this many points nobody is meant.
    pub const LEAST: f32 = -4.0;
}

/// The words for [`weight::SPOKE`].
pub(super) const SPOKE: &str = "spoke before";

/// What spoke for or against somebody, in words and points.
pub(crate) type Points = Vec<(&'static str, f32)>;

/// Who is meant: an entity, or in a story somebody without a name, by the words that say who.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    Named(EntityId),
    Unnamed(Range<usize>),
}

/// Whom a pronoun means, and why.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub who: Who,
    /// All points.
    sum: f32,
    /// The points by which the next candidate is behind.
    pub lead: f32,
    /// Whether the person is known to be a man, or a woman, as the pronoun says, or spoke last.
    pub agrees: bool,
    pub points: Points,
}

/// The persons of a text, and who spoke so far.
pub(crate) struct Pronouns<'l> {
    pub(super) layer: &'l Layer<'l>,
    pub(super) people: &'l People,
    /// For each name, whether it stands inside quoted words.
    pub(super) quoted: Vec<bool>,
    /// For each name, whether it only signs words: nobody that the text speaks of.
    pub(super) signed: Vec<bool>,
    /// Persons without a name, in a story: their words, in order, none from inside a quotation.
    pub(super) unnamed: Vec<(Range<usize>, Gender)>,
    /// Whether the text is a story, where people take turns.
    pub story: bool,
    /// Who said the quotation before, and the one before that.
    pub(super) spoke: Option<Who>,
    pub(super) spoke_before: Option<Who>,
    /// Whether a pronoun named them that may have meant somebody else as well.
    spoke_unsure: bool,
    /// The sentence in which they are said to have said it.
    pub(super) spoke_in: usize,
    /// A man, a woman, or not known, for each entity: by name or title, or by a pronoun that surely meant them before.
    genders: Vec<Gender>,
}

/// One who may be meant.
pub(super) struct Candidate {
    pub(super) who: Who,
    pub(super) tokens: Range<usize>,
    /// Names between it and the pronoun.
    pub(super) between: usize,
    pub(super) quoted: bool,
    pub(super) agrees: bool,
}

impl<'l> Pronouns<'l> {
    /// `quoted` and `signed`: the quoted words of the text and who signs any, in order. `story`: people take turns in it.
    pub fn new(
        layer: &'l Layer<'l>,
        people: &'l People,
        (quoted, signed): (&[Span], &[Span]),
        story: bool,
    ) -> Self {
        let names = || layer.names.iter().map(|name| name.tokens.clone());
        Pronouns {
            layer,
            people,
            quoted: inside(layer, quoted, names()),
            signed: inside(layer, signed, names()),
            unnamed: if story {
                unnamed(layer, quoted)
            } else {
                Vec::new()
            },
            story,
            spoke: None,
            spoke_before: None,
            spoke_unsure: false,
            spoke_in: 0,
            genders: people.genders.clone(),
        }
    }

    /// Remembers who said a quotation; None for one whose speaker is nobody known. `unsure`: whom a pronoun meant there
    /// was as good as open. `at`: the words that say who, if any do.
    pub fn note_speaker(&mut self, who: Option<Who>, unsure: bool, at: Option<&Range<usize>>) {
        if who.is_some() || self.story {
            self.spoke_in = at.map_or(0, |at| self.sentence(at.start));
            self.spoke_before = self.spoke.take();
            self.spoke = who;
            self.spoke_unsure = unsure;
        }
    }

    /// Remembers that the pronoun of a mention surely means somebody of whom it was not known: "Hale said …, |he added".
    pub fn learn(&mut self, mention: &Range<usize>, who: &Who) {
        let gender = self.gender(mention).flatten();
        if let (Who::Named(entity), Some(gender)) = (who, gender)
            && !self.story
            && let Some(known) = self.genders.get_mut(entity.0 as usize)
            && *known == Gender::Unknown
        {
            *known = gender;
        }
    }

    /// Whether the name at a place in [`Layer::names`] stands inside quoted words.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or_default()
    }

    /// What is known of a person so far.
    pub fn known(&self, entity: EntityId) -> Gender {
        self.genders
            .get(entity.0 as usize)
            .copied()
            .unwrap_or_default()
    }

    /// What the pronoun of a mention says: a man, a woman, or (Some(None)) neither; None where it is no pronoun.
    fn gender(&self, mention: &Range<usize>) -> Option<Option<Gender>> {
        match self.layer.word(mention.start).to_lowercase().as_str() {
            _ if mention.len() > 1 => None,
            "he" | "his" | "him" => Some(Some(Gender::Male)),
            "she" | "her" | "hers" => Some(Some(Gender::Female)),
            "it" | "its" => Some(None),
            _ => None,
        }
    }

    /// Whom the mention means, if it is a pronoun and somebody fits. `reply`: it says whose an answer to the
    /// quotation before is.
    /// `words`: what it says.
    pub fn person(&self, mention: &Range<usize>, reply: bool, words: &[Span]) -> Option<Person> {
        let gender = self.gender(mention)?;
        let here = self.first_of_run(mention);
        let inside = self.named_in(words);
        let hears = hearer(self.layer, mention);
        let heard = (self.layer.names_in(&hears).first()).and_then(|name| name.entity);
        let mut best: Option<Person> = None;
        let mut joined = false;
        let mut guessed = 0.0;
        let mut next = weight::LEAST;
        let named = self.named(mention, gender);
        let nouns = match gender {
            Some(_) => self.nouns(mention, gender),
            None => self.bodies(mention, here),
        };
        let who = |tokens: &Range<usize>| self.layer.word(tokens.end.saturating_sub(1));
        for candidate in named.into_iter().chain(nouns) {
            let unnamed = matches!(candidate.who, Who::Unnamed(_));
            if unnamed && !hears.is_empty() && who(&candidate.tokens) == who(&hears) {
                continue;
            }
            let mut points = self.points(&candidate, here, reply);
            if let Who::Named(entity) = candidate.who {
                // "Lauren sold the boat. “No,” he said.": nobody of whom no more is known.
                if self.sounds_other(entity, gender) || heard == Some(entity) {
                    continue;
                }
                let [.., named, object] = &mut points;
                if inside.contains(&entity) {
                    named.1 = weight::NAMED;
                }
                if self.is_object(&candidate.tokens, mention) {
                    object.1 = weight::OBJECT;
                }
                if self.is_asked_about(&candidate.tokens, mention) {
                    object.1 = weight::ASKED_ABOUT;
                }
            }
            let sum: f32 = points.iter().map(|(_, points)| points).sum();
            let spoke = (points.iter()).any(|(what, points)| *what == SPOKE && *points > 0.0);
            match &mut best {
                Some(best) if self.same(&best.who, &candidate.who) => best.sum = best.sum.max(sum),
                Some(best) if sum <= best.sum => next = next.max(sum),
                _ if sum > weight::LEAST => {
                    next = best.map_or(next, |best| next.max(best.sum));
                    joined = self.is_joined(&candidate.tokens)
                        || self.is_met(&candidate.tokens, mention);
                    guessed = if spoke && self.spoke_unsure {
                        weight::SPOKE
                    } else {
                        0.0
                    };
                    best = Some(Person {
                        who: candidate.who,
                        sum,
                        lead: 0.0,
                        agrees: candidate.agrees || gender.is_none() || spoke,
                        points: points.to_vec(),
                    });
                }
                _ => {}
            }
        }
        let mut person = best?;
        // "Ana Ruiz and her sister, Eva, watched. “…” she said.": that one is named first tells nothing. "Ruiz told Kroll
        // that it was over. “I know,” she said." may be either. Nor does it tell anything that somebody spoke before,
        // where that was a guess.
        let either = joined || self.may_answer(mention.start, gender, words);
        person.lead = match either {
            true => 0.0,
            false => person.sum - guessed - next,
        };
        person.points.retain(|(_, points)| *points != 0.0);
        Some(person)
    }

    /// The sentence of a mention, or the first of those right before it that begin with the same pronoun as their subject:
    /// they tell of the same person. "Ida Orr owns a boat. |She saw the wave. “It came fast,” she said."
    fn first_of_run(&self, mention: &Range<usize>) -> usize {
        /// More sentences than these are not looked through.
        const RUN: usize = 4;
        let pronoun = self.layer.word(mention.start);
        let here = self.sentence(mention.start);
        // "She saw the wave. |Hale fled because she": of another.
        let start = (self.layer.sentences.get(here)).map_or(0, |range| range.start);
        let other = before(self.layer, mention.start)
            .find(|&(at, name)| !self.is_quoted(at) && name.kind == EntityKind::Person)
            .is_some_and(|(_, name)| name.tokens.start >= start);
        if other || self.story {
            return here;
        }
        let run = (here.saturating_sub(RUN)..here).rev().take_while(|&at| {
            let first = self.layer.sentences.get(at).map_or(0, |range| range.start);
            self.layer.word(first).eq_ignore_ascii_case(pronoun)
                && self.layer.tag(first + 1).is_some_and(Tag::is_finite)
        });
        here - run.count()
    }

    /// Whether words are an answer of a few, and somebody who may be meant was told something in the sentence before.
    fn may_answer(&self, at: usize, gender: Option<Gender>, words: &[Span]) -> bool {
        const TELLS: [&str; 5] = ["asked", "assured", "reminded", "told", "warned"];
        /// More words than these begin no answer but a statement.
        const FEW: usize = 4;
        let [words] = words else {
            return false;
        };
        let count = words.of(self.layer.text).split_whitespace().take(FEW + 1);
        if count.count() > FEW {
            return false;
        }
        let tokens = &self.layer.tokens;
        let first = tokens.partition_point(|token| token.span().end <= words.start);
        let before = self.sentence(first.min(at)).checked_sub(1);
        let Some(sentence) = before.and_then(|before| self.layer.sentences.get(before)) else {
            return false;
        };
        let hears = |name: &Name| {
            let known = self.gender_of(name);
            let told = name.tokens.start.checked_sub(1);
            name.kind == EntityKind::Person
                && gender.is_some_and(|gender| known == Gender::Unknown || known == gender)
                && told.is_some_and(|at| TELLS.contains(&self.layer.word(at)))
        };
        let names = self.layer.names_in(sentence).iter().rev();
        names.take(LOOK_BACK).any(hears)
    }

    /// Whether all that is known of a person is a first name that the other gender bears.
    fn sounds_other(&self, entity: EntityId, gender: Option<Gender>) -> bool {
        let name = self.people.entities.get(entity.0 as usize);
        let name = name.map_or("", |entity| entity.name.as_str());
        let sounds = match name.contains(' ') {
            true => Gender::Unknown,
            false => lexicon::first_name(name),
        };
        sounds != Gender::Unknown && gender.is_some_and(|gender| gender != sounds)
    }

    /// The persons named in some words.
    fn named_in(&self, words: &[Span]) -> Vec<EntityId> {
        let tokens = &self.layer.tokens;
        let names = words.iter().flat_map(|part| {
            let first = tokens.partition_point(|token| token.span().end <= part.start);
            let last = tokens.partition_point(|token| token.span().start < part.end);
            self.layer.names_in(&(first..last.max(first)))
        });
        names
            .filter(|name| name.kind == EntityKind::Person)
            .filter_map(|name| name.entity)
            .collect()
    }

    /// Whether two are one: the same entity, or called by the same noun.
    pub(super) fn same(&self, one: &Who, other: &Who) -> bool {
        let noun = |tokens: &Range<usize>| self.layer.word(tokens.end.saturating_sub(1));
        match (one, other) {
            (Who::Unnamed(one), Who::Unnamed(other)) => noun(one).eq_ignore_ascii_case(noun(other)),
            _ => one == other,
        }
    }

    /// The number of the sentence of a token.
    pub(crate) fn sentence(&self, token: usize) -> usize {
        let after = self
            .layer
            .sentences
            .partition_point(|range| range.start <= token);
        after.saturating_sub(1)
    }
}

/// Whom somebody tells what they say, who is somebody else: "“No,” he told |Ana Ruiz", "She asked |the old keeper".
pub(crate) fn hearer(layer: &Layer<'_>, mention: &Range<usize>) -> Range<usize> {
    const TELLS: [&str; 10] = [
        "asked",
        "asks",
        "assured",
        "informed",
        "reassured",
        "reminded",
        "tells",
        "told",
        "warned",
        "warns",
    ];
    /// A name or a noun with what stands before it is no longer than this.
    const LONGEST: usize = 5;
    let from = mention.end;
    let verb = (from..from + 3).find(|&at| TELLS.contains(&layer.word(at)));
    let Some(start) = verb.map(|verb| verb + 1) else {
        return from..from;
    };
    let part = |at: &usize| {
        let tag = layer.tag(*at);
        let noun = tag.is_some_and(Tag::is_noun);
        noun || matches!(tag, Some(Tag::Dt | Tag::PrpS | Tag::Jj))
    };
    let count = (start..start + LONGEST).take_while(part).count();
    start..start + count
}

/// The names before a token with their places, the nearest first, not too far.
pub(crate) fn before<'l>(
    layer: &'l Layer<'_>,
    token: usize,
) -> impl Iterator<Item = (usize, &'l Name)> {
    let end = layer.names.partition_point(|name| name.tokens.end <= token);
    let start = end.saturating_sub(LOOK_BACK);
    let names = layer.names.get(start..end).unwrap_or_default();
    let names = names.iter().enumerate().rev();
    names.map(move |(at, name)| (start + at, name))
}
