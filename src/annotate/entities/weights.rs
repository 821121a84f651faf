//! What speaks for and against each person whom a pronoun may mean, in points.

use std::ops::Range;

use super::pronouns::{Candidate, Pronouns, SPOKE, Who, weight};
use crate::annotate::language::lexicon::Gender;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Name;
use crate::model::EntityKind;

/// An apposition between a name and its verb has fewer tokens than this.
const APPOSED: usize = 16;

/// What somebody is, and whose, is told in fewer tokens than this before their name.
const LED: usize = 10;

/// So many names behind one are looked at for the subject of another verb.
const NEXT: usize = 6;

/// Whether a word with this tag may be part of what somebody is, before their name.
const fn leads(tag: Option<Tag>) -> bool {
    matches!(
        tag,
        Some(
            Tag::Nn | Tag::Nnp | Tag::Nnps | Tag::Jj | Tag::Pos | Tag::PrpS | Tag::Dt | Tag::Comma
        )
    )
}

/// What somebody does who answers.
const REPLIES: [&str; 18] = [
    "agreed",
    "agrees",
    "concurred",
    "countered",
    "demurred",
    "differed",
    "disagreed",
    "disagrees",
    "laughed",
    "laughs",
    "nodded",
    "nods",
    "objected",
    "replied",
    "shrugged",
    "shrugs",
    "sighed",
    "sighs",
];

impl Pronouns<'_> {
    /// What speaks for and against a candidate for a pronoun in the sentence `here`; the last two are left to
    /// [`Self::person`].
    pub(super) fn points(
        &self,
        candidate: &Candidate,
        here: usize,
        reply: bool,
    ) -> [(&'static str, f32); 18] {
        let there = self.sentence(candidate.tokens.start);
        let after = self.layer.tokens.get(candidate.tokens.end);
        let finite =
            |tag: Option<Tag>| matches!(tag, Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
        // "Kroll, a sailor, |laughs at that": what looks like a plural.
        let does = |at: usize| {
            // "Kroll, her lawyer, |called no witnesses": a past with an object, whatever its tag.
            let object = matches!(
                self.layer.tag(at + 1),
                Some(Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Nnp)
            );
            // "Ida Kroll |lives by the port": what looks like a plural.
            let third = self.layer.tag(at) == Some(Tag::Nns)
                && !self.story
                && self.is_person(&candidate.who)
                && matches!(
                    self.layer.tag(at + 1),
                    Some(Tag::In | Tag::To | Tag::Dt | Tag::PrpS)
                );
            finite(self.layer.tag(at))
                || third
                || REPLIES.contains(&self.layer.word(at))
                || self.layer.tag(at) == Some(Tag::Vbn) && object
        };
        // "Ida Kroll, her partner, disagrees."
        let apposed = || {
            let end = candidate.tokens.end;
            let comma = |at: &usize| self.layer.tag(*at) == Some(Tag::Comma);
            let next = (end + 1..end + APPOSED).find(comma);
            let who = next.is_some_and(|next| (end..next).any(|at| self.layer.word(at) == "who"));
            comma(&end)
                && next.is_some_and(|next| {
                    let plain = (end..next).all(|at| !finite(self.layer.tag(at)));
                    (plain || who) && does(next + 1)
                })
        };
        // "Her husband, |Al|, disagrees.", "The other captain, |Ida Kroll|, felt"
        let closes = || {
            let start = candidate.tokens.start;
            start > 1
                && self.layer.word(start - 1) == ","
                && self.layer.tag(start - 2).is_some_and(Tag::is_noun)
                && self.layer.tag(candidate.tokens.end) == Some(Tag::Comma)
                && (does(candidate.tokens.end + 1)
                    // "Her husband, |Al|, who bakes bread, stayed out of it."
                    || self.layer.word(candidate.tokens.end + 1) == "who" && apposed())
                // "Crane |and his son, Piet|, came": one of two.
                && !(start.saturating_sub(5)..start - 1).any(|at| self.layer.word(at) == "and")
        };
        let subject =
            (does(candidate.tokens.end) || apposed() || closes()) && !self.opens_asked(there);
        let replies = subject && there + 1 >= here && self.replies(candidate.tokens.end);
        let owner = after.is_some_and(|token| token.tag == Tag::Pos);
        let first = (self.layer.sentences.get(there))
            .is_some_and(|sentence| sentence.start + 2 >= candidate.tokens.start);
        let is = |who: &Option<Who>| {
            who.as_ref()
                .is_some_and(|who| self.same(who, &candidate.who))
        };
        // "Kroll spoke. One, Hale said, sank; another, |he said": whoever spoke since is nearer.
        let since = self.spoke_in > there && !is(&self.spoke);
        let near = match self.story {
            true => candidate.agrees && here == there + 1,
            false => here <= there + 1 && !since,
        };
        let opens_last = (first || self.opens_clause(candidate.tokens.start))
            && !self.is_followed(candidate, there);
        let latest = subject && (opens_last || closes()) && near;
        // "Mary Reid, her deputy, was less sure. “…” she asked."
        let block = self
            .layer
            .blocks
            .partition_point(|block| block.end <= candidate.tokens.start);
        let within = !self.story
            && (self.layer.blocks.get(block)).is_some_and(|block| {
                let sentence = self.layer.sentences.get(here);
                sentence.is_some_and(|sentence| sentence.start < block.end)
            });
        let opens = within
            && (self.layer.blocks.get(block)).is_some_and(|block| {
                let start = candidate.tokens.start;
                // "|Kroll's deputy, Dr Ida Orr|, laughs."
                let led = || {
                    subject
                        && self.is_person(&candidate.who)
                        && there < here
                        && start - block.start < LED
                        && (block.start..start).all(|at| leads(self.layer.tag(at)))
                };
                block.start == start || block.start < start && led()
            });
        // "Ida Orr lives by the port. They saw the wave. [new paragraph] “It came fast,” she said."
        let before = !self.story
            && !within
            && subject
            && (self.layer.blocks.get(block))
                .is_some_and(|block| block.start + 2 >= candidate.tokens.start)
            && (self.layer.blocks.get(block + 1)).is_some_and(|next| {
                let sentence = self.layer.sentences.get(here);
                sentence.is_some_and(|sentence| next.contains(&sentence.start))
            });
        let answered = reply && is(&self.spoke);
        let verb = candidate.tokens.start.checked_sub(1);
        // "Outside, Kroll |was asked whether it was over. “Yes,” she said."
        let end = candidate.tokens.end;
        let was_asked = there + 1 == here
            && ["is", "was"].contains(&self.layer.word(end))
            && (end + 1..end + 3).any(|at| self.layer.word(at) == "asked");
        let asked = was_asked || reply && verb.is_some_and(|verb| self.layer.word(verb) == "asked");
        let spoke = is(if reply {
            &self.spoke_before
        } else {
            &self.spoke
        });
        // "Ida Orr said …. She saw …. “…” she said.": as near as the last words that were hers.
        let last = match is(&self.spoke) && !self.story {
            true => there.max(self.spoke_in.min(here)),
            false => there,
        };
        let sentence = if self.story {
            weight::STORY_SENTENCE
        } else {
            weight::SENTENCE
        };
        let when = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        [
            ("names between", weight::NAME * candidate.between as f32),
            (
                "sentences between",
                sentence * here.saturating_sub(last).min(8) as f32,
            ),
            ("is answered", when(answered, weight::ANSWERED)),
            ("was asked", when(asked, weight::ASKED)),
            ("subject", when(subject, weight::SUBJECT)),
            ("first in its sentence", when(first, weight::FIRST)),
            (
                "subject in the paragraph",
                when(within && subject && !opens, weight::WITHIN),
            ),
            (
                "opens the paragraph",
                when(opens && !answered && !owner, weight::PARAGRAPH),
            ),
            (
                "subject in the paragraph before",
                when(before, weight::PARAGRAPH_BEFORE),
            ),
            (SPOKE, when(spoke, weight::SPOKE)),
            ("inside a quotation", when(candidate.quoted, weight::QUOTED)),
            (
                "has no name",
                when(matches!(candidate.who, Who::Unnamed(_)), weight::UNNAMED),
            ),
            (
                "subject of the sentence before",
                when(
                    latest,
                    if self.story {
                        weight::STORY_LATEST
                    } else {
                        weight::LATEST
                    },
                ),
            ),
            ("gender agrees", when(candidate.agrees, weight::AGREES)),
            (
                "agreed or replied before",
                when(replies || was_asked, weight::REPLIED),
            ),
            ("only owns what is named", when(owner, weight::OWNER)),
            ("named in the words", 0.0),
            ("object before the same pronoun", 0.0),
        ]
    }

    /// Whether a name at `at` begins a clause after another: "Berg wants it; |Reid is less sure", "…, but |Reid is".
    fn opens_clause(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or("", |at| self.layer.word(at));
        word(1) == ";" || matches!(word(1), "and" | "but" | "while" | "whereas") && word(2) == ","
    }

    /// Whether another who may be meant is the subject of a verb later in the sentence: "Kroll likes it and |Orr hates it".
    fn is_followed(&self, candidate: &Candidate, sentence: usize) -> bool {
        let own = match &candidate.who {
            Who::Named(entity) => self.known(*entity),
            Who::Unnamed(_) => Gender::Unknown,
        };
        let end = self
            .layer
            .sentences
            .get(sentence)
            .map_or(0, |range| range.end);
        let rest = candidate.tokens.end..end.max(candidate.tokens.end);
        self.layer.names_in(&rest).iter().take(NEXT).any(|name| {
            let other = name.entity.map_or(Gender::Unknown, |it| self.known(it));
            let may = own == Gender::Unknown || other == Gender::Unknown || own == other;
            name.kind == EntityKind::Person
                && may
                && self.layer.tag(name.tokens.end).is_some_and(Tag::is_finite)
        })
    }

    /// Whether one who may be meant is a person rather than a body.
    fn is_person(&self, who: &Who) -> bool {
        let Who::Named(entity) = who else {
            return true;
        };
        let entity = self.people.entities.get(entity.0 as usize);
        entity.is_some_and(|entity| entity.kind == EntityKind::Person)
    }

    /// Whether somebody named up to a token is said to reply before any mark that ends a sentence: "Kroll |disagreed."
    fn replies(&self, end: usize) -> bool {
        (end..end + APPOSED)
            .take_while(|&at| self.layer.tag(at) != Some(Tag::Stop))
            .any(|at| REPLIES.contains(&self.layer.word(at)))
    }

    /// Whether the pronoun of `mention` stands as a subject before a name in the same clause, and the mention itself in a
    /// later sentence.
    pub(super) fn is_object(&self, name: &Range<usize>, mention: &Range<usize>) -> bool {
        let sentence = self.sentence(name.start);
        let first = (self.layer.sentences.get(sentence)).map_or(name.start, |range| range.start);
        let pronoun = self.layer.word(mention.start);
        let subject = |at: usize| {
            let next = self.layer.tag(at + 1);
            let next = match next {
                Some(Tag::Rb) => self.layer.tag(at + 2),
                next => next,
            };
            self.layer.word(at).eq_ignore_ascii_case(pronoun) && next.is_some_and(Tag::is_finite)
        };
        let own = self.layer.tag(name.end).is_some_and(Tag::is_finite);
        let clause = (first..name.start)
            .rfind(|&at| {
                matches!(
                    self.layer.tag(at),
                    Some(Tag::Comma | Tag::Quote | Tag::Colon)
                )
            })
            .map_or(first, |at| at + 1);
        self.sentence(mention.start) > sentence
            && !own
            && matches!(pronoun.to_ascii_lowercase().as_str(), "he" | "she")
            && (clause..name.start).any(subject)
    }

    /// Whether a name stands in what the pronoun of the same sentence was asked: "Asked about |Ida Orr, she said".
    pub(super) fn is_asked_about(&self, name: &Range<usize>, mention: &Range<usize>) -> bool {
        let sentence = self.sentence(name.start);
        name.start < mention.start
            && sentence == self.sentence(mention.start)
            && self.opens_asked(sentence)
    }

    /// Whether a sentence begins with what somebody was asked: "Asked whether", "When asked about".
    pub(crate) fn opens_asked(&self, sentence: usize) -> bool {
        let first = (self.layer.sentences.get(sentence)).map_or(0, |range| range.start);
        (first..first + 3).any(|at| self.layer.word(at).eq_ignore_ascii_case("asked"))
            && !self.layer.tag(first).is_some_and(Tag::is_noun)
    }

    /// Whether the sentence of a mention, or one of the two before it, begins with somebody named who meets or asks another, who
    /// may be meant as well: "|Carol Wynn met Joan Ebert. She said".
    pub(super) fn is_met(&self, first: &Range<usize>, mention: &Range<usize>) -> bool {
        const MEETS: [&str; 8] = [
            "asked", "faced", "greeted", "joined", "married", "meets", "met", "visited",
        ];
        const NEAR: usize = 6;
        let near = self.sentence(mention.start) <= self.sentence(first.start) + 2;
        let names = self.layer.names_in(&(first.start..first.end + NEAR));
        let [own, others @ ..] = names else {
            return false;
        };
        let other = others.first().filter(|name| {
            let (own, other) = (self.gender_of(own), self.gender_of(name));
            let may = own == Gender::Unknown || other == Gender::Unknown || own == other;
            name.kind == EntityKind::Person && may
        });
        near && MEETS.contains(&self.layer.word(first.end))
            && other
                .is_some_and(|name| name.tokens.end <= mention.start && name.entity != own.entity)
    }

    pub(super) fn gender_of(&self, name: &Name) -> Gender {
        name.entity
            .map_or(Gender::Unknown, |entity| self.known(entity))
    }

    /// Whether another person is joined to the one named at the beginning of a sentence, as the subject of its verb: one
    /// who may be meant as well.
    pub(super) fn is_joined(&self, first: &Range<usize>) -> bool {
        let sentence = self.sentence(first.start);
        let end = (self.layer.sentences.get(sentence)).map_or(0, |sentence| sentence.end);
        let gender = |name: &Name| self.gender_of(name);
        let [own, others @ ..] = self.layer.names_in(&(first.start..end)) else {
            return false;
        };
        let may = |other: &&Name| {
            let (own, other) = (gender(own), gender(other));
            own == Gender::Unknown || other == Gender::Unknown || own == other
        };
        let person = |name: &&Name| name.kind == EntityKind::Person && name.entity != own.entity;
        others
            .iter()
            .filter(person)
            .filter(may)
            .take(2)
            .any(|name| {
                let before = (first.end..name.tokens.start).rev().take(6);
                let mut between = before.take_while(|&at| {
                    let tag = self.layer.token(at).tag;
                    !matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Stop)
                });
                let and = between.any(|at| self.layer.word(at) == "and");
                let comma = usize::from(self.layer.tag(name.tokens.end) == Some(Tag::Comma));
                let verb = self.layer.token(name.tokens.end + comma).tag;
                and && matches!(verb, Tag::Vbd | Tag::Vbn | Tag::Vbp | Tag::Md)
            })
    }
}
