//! Whom a description means that names nobody: "the striker", "the Oregon Democrat", "the 24-year-old".
//!
//! Somebody is meant of whom the text says so beside the name: "striker Nils Berg", "Sen. Ana Ruiz", "Kyle Orr, 26,", "Ida
//! Hale, a plumber". What tells of an age, a home or a party alone, where the text does not say whose it is, means the one
//! person whom its paragraph names, or else the paragraph before. The look back is bounded, so the cost is linear.

use std::ops::Range;

use super::descriptions::{Description, is_age, means};
use super::speakers::Resolver;
use crate::annotate::attribution::Mention;
use crate::annotate::entities::unnamed;
use crate::annotate::entities::{is_roll, pronouns};
use crate::annotate::language::lexicon::Gender;
use crate::annotate::language::tags::Tag;
use crate::model::{EntityId, EntityKind};

/// That a person is meant of whom the text says what the description says.
const TOLD: f32 = 0.96;

/// That the only person named near is meant.
const ALONE: f32 = 0.9;

/// What a person is called stands so many tokens before the name, or behind it, at most.
const BEFORE: usize = 4;
const BEHIND: usize = 10;

/// What somebody does, or says of another, is sought so many tokens around a name.
const NEAR: usize = 100;

/// Somebody of whom the text says what a description says.
struct Told {
    entity: EntityId,
    /// How many of its other words stand beside a name, too.
    others: usize,
    /// The block of the nearest name.
    block: usize,
}

impl Resolver<'_> {
    /// Whom a description means, and how sure that is: 0 to 1.
    pub(super) fn described(&self, mention: &Mention) -> Option<(EntityId, f32)> {
        let description = self.description(&mention.tokens)?;
        let mut told: Vec<Told> = Vec::new();
        let mut near: Vec<EntityId> = Vec::new();
        let blocks = &self.layer.blocks;
        let block = |at: usize| blocks.partition_point(|block| block.end <= at);
        let here = block(mention.tokens.start);
        let asked = self.asked(mention.tokens.start);
        // The block of the nearest person.
        let mut latest = None;
        for (at, name) in pronouns::before(self.layer, mention.tokens.start) {
            let Some(entity) = name.entity.filter(|_| name.kind == EntityKind::Person) else {
                continue;
            };
            if asked.contains(&name.tokens.start) {
                continue;
            }
            let its = block(name.tokens.start);
            let known = told.iter().any(|told| told.entity == entity);
            if !known
                && self.agrees(&description, entity)
                && let Some(others) = self.says(&description, &name.tokens, entity)
            {
                told.push(Told {
                    entity,
                    others,
                    block: its,
                });
            }
            let close = its + 1 >= here && latest.is_none_or(|latest| latest == its);
            if close && !self.pronouns.is_quoted(at) && self.acts(&name.tokens) {
                latest = Some(its);
                if !near.contains(&entity) {
                    near.push(entity);
                }
            }
        }
        // "The Norwegian journalist" is no journalist of another part, of whom nothing says that she is from Norway.
        let told = self.without_far(&description, told, here);
        // Of two senators, the one of whom the text says more; or else the nearer one, if they share no paragraph and the
        // other is not whom the text is about.
        let most = told.iter().map(|told| told.others).max();
        let mut fits = told.iter().filter(|told| Some(told.others) == most);
        match (fits.next(), near.as_slice()) {
            (Some(first), _) => fits
                .all(|other| {
                    // "Judge Moll" is named alone; of two judges "the judge" is sooner the one who speaks.
                    let silent = self.has_spoken(other.entity) && !self.has_spoken(first.entity);
                    !silent
                        && other.block < first.block
                        && self.mentions(other.entity) <= self.mentions(first.entity)
                })
                .then_some((first.entity, TOLD)),
            (None, &[one]) => {
                let meant = description.open
                    && self.agrees(&description, one)
                    && !self.is_told_of(&description, one, mention.tokens.start);
                meant.then_some((one, ALONE))
            }
            _ => None,
        }
    }

    /// Those of whom the text says what a description says, but nobody of another part who lacks a part of it with a
    /// capital.
    fn without_far(
        &self,
        description: &Description<'_>,
        mut told: Vec<Told>,
        here: usize,
    ) -> Vec<Told> {
        let capital = |&at: &usize| self.layer.word(at).starts_with(char::is_uppercase);
        let capitals = description.others.clone().filter(capital).count();
        told.retain(|told| told.block + 1 >= here || told.others >= capitals);
        told
    }

    /// Whether somebody is named in a sentence with a verb: not under a picture.
    fn acts(&self, name: &Range<usize>) -> bool {
        let sentence = self.sentence_of(name.start);
        let near = name.start.saturating_sub(NEAR).max(sentence.start)..sentence.end;
        let mut tags = near.take(2 * NEAR).filter_map(|at| self.layer.tag(at));
        tags.any(Tag::is_finite)
    }

    /// What somebody is asked at the head of a sentence, up to the token at `end`, who answers: whoever is named there is
    /// another. "Asked whether Hale would play, |the Scot laughed."
    fn asked(&self, end: usize) -> Range<usize> {
        const ASKED: [&str; 6] = [
            "Asked",
            "Challenged",
            "Pressed",
            "Questioned",
            "Quizzed",
            "Reminded",
        ];
        let start = self.sentence_of(end).start;
        let when = usize::from(self.layer.word(start) == "When");
        let word = self.layer.word(start + when);
        let asks = ASKED.contains(&word)
            || when == 1 && ASKED.iter().any(|ask| ask.eq_ignore_ascii_case(word));
        start..if asks { end } else { start }
    }

    fn sentence_of(&self, token: usize) -> Range<usize> {
        let sentences = &self.layer.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= token);
        sentences.get(at).cloned().unwrap_or_default()
    }

    /// Whether somebody speaks of the one described, and so is another: "Hart said |the Swede was a proper nine."
    fn is_told_of(&self, description: &Description<'_>, entity: EntityId, end: usize) -> bool {
        let block = self.layer.blocks.partition_point(|block| block.end <= end);
        let start = (self.layer.blocks.get(block)).map_or(end, |block| block.start);
        let start = start.max(end.saturating_sub(2 * NEAR));
        let head = |at: &usize| self.layer.word(*at).eq_ignore_ascii_case(&description.head);
        let Some(before) = (start..end).find(head).and_then(|at| at.checked_sub(1)) else {
            return false;
        };
        let sentence = self.sentence_of(before);
        let start = sentence.start.max(before.saturating_sub(NEAR));
        let names = self.names_in(&(start..before));
        names.iter().any(|name| name.entity == Some(entity))
    }

    /// Whether nothing that is known of somebody speaks against a description: an age, a gender, a party.
    fn agrees(&self, description: &Description<'_>, entity: EntityId) -> bool {
        let known = self.pronouns.known(entity);
        let gender = match description.head.as_str() {
            "actress" | "congresswoman" | "councilwoman" | "spokeswoman" => Some(Gender::Female),
            "congressman" | "councilman" | "spokesman" => Some(Gender::Male),
            head if head.starts_with("mother-of-") => Some(Gender::Female),
            head if head.starts_with("father-of-") => Some(Gender::Male),
            head => unnamed::noun(head),
        };
        if gender.is_some_and(|gender| known != Gender::Unknown && known != gender) {
            return false;
        }
        let Some(first) = self.first_mention(entity) else {
            return true;
        };
        let other_age = description.age.is_some_and(|age| {
            let behind = self.layer.word(first.end + 1);
            let told = self.layer.word(first.end) == "," && is_age(behind);
            told && behind != age
        });
        let party = match description.head.as_str() {
            "democrat" => Some("R-"),
            "republican" => Some("D-"),
            _ => None,
        };
        let behind = first.end..first.end + 3;
        let other_party = party.is_some_and(|party| {
            behind
                .clone()
                .any(|at| self.layer.word(at).starts_with(party))
        });
        !other_age && !other_party && !self.is_elsewhere(description, &first)
    }

    /// Whether the text says that somebody is of another place than a description does: "the Florida senator" is not "Sen.
    /// Ida Orr, R-Iowa".
    fn is_elsewhere(&self, description: &Description<'_>, name: &Range<usize>) -> bool {
        let Some(place) = (description.others.clone())
            .find(|&at| self.layer.tag(at) == Some(Tag::Nnp))
            .map(|at| self.layer.word(at))
        else {
            return false;
        };
        let other = |word: &str| word.get(..1) != place.get(..1);
        let state = (name.end..name.end + 3).find_map(|at| {
            let word = self.layer.word(at);
            word.strip_prefix("D-").or_else(|| word.strip_prefix("R-"))
        });
        let before = self.names_in(&(name.start.saturating_sub(BEFORE)..name.start));
        let home = before.iter().find(|name| name.kind == EntityKind::Place);
        let home = home.map(|home| self.layer.word(home.tokens.start));
        state.is_some_and(other) || home.is_some_and(|home| home != place)
    }

    /// Whether the text says of somebody what a description says, beside this name or the first one, and how many of its
    /// other words.
    fn says(
        &self,
        description: &Description<'_>,
        name: &Range<usize>,
        entity: EntityId,
    ) -> Option<usize> {
        let role = self.people.entities.get(entity.0 as usize);
        let role = role.and_then(|entity| entity.role.as_deref()).unwrap_or("");
        let first = self.first_mention(entity);
        let places = [Some(name.clone()), first];
        let beside = |fits: &dyn Fn(&str) -> bool| {
            role.split(' ').any(fits)
                || (places.iter().flatten()).any(|name| self.stands_beside(name, fits))
        };
        let others = description.others.clone().filter(|&at| {
            let word = self.layer.word(at);
            beside(&|other| other.eq_ignore_ascii_case(word))
        });
        // "The deputy mayor" is not the mayor, nor "the president" the vice president.
        let ranked = |word: &str| {
            let said = description.others.clone().any(|at| self.is(at, word));
            let stands = beside(&|other| other.eq_ignore_ascii_case(word));
            said != stands && (said || word != "former")
        };
        if ["assistant", "deputy", "former", "vice"]
            .into_iter()
            .any(ranked)
        {
            return None;
        }
        // "Republican National Committee Chairman Ida Orr" need not be "the Republican"; "Ida Orr, R-Iowa," is.
        let party = matches!(description.head.as_str(), "democrat" | "republican");
        let fits = |word: &str| means(word, description);
        let told = match party {
            true => (places.iter().flatten()).any(|name| self.stands_behind(name, &fits)),
            false => beside(&fits),
        };
        told.then(|| others.count())
    }

    /// Whether a word stands beside a name as what somebody is called.
    fn stands_beside(&self, name: &Range<usize>, fits: &dyn Fn(&str) -> bool) -> bool {
        let word = |at: usize| fits(self.layer.word(at));
        let noun = |at: &usize| {
            matches!(
                self.layer.tag(*at),
                Some(Tag::Nn | Tag::Nnp | Tag::Jj | Tag::Vbn)
            )
        };
        let before = (name.start.saturating_sub(BEFORE)..name.start).rev();
        before.take_while(noun).any(word)
            || self.office_before(name).any(word)
            || self.stands_behind(name, fits)
    }

    fn stands_behind(&self, name: &Range<usize>, fits: &dyn Fn(&str) -> bool) -> bool {
        let fits = |at: usize| fits(self.layer.word(at));
        // ", a plumber from Rye,", "(D-Ore.)", "is a plumber"
        let told = matches!(self.layer.word(name.end), "," | "(" | "is" | "was");
        let inside = |at: &usize| {
            !matches!(
                self.layer.tag(*at),
                None | Some(
                    Tag::Comma
                        | Tag::Stop
                        | Tag::Colon
                        | Tag::Wh
                        | Tag::Quote
                        | Tag::Vbd
                        | Tag::Vbz
                )
            )
        };
        // ", Orr |and the plumber": another.
        let list = |at: &usize| {
            self.layer.tag(*at) != Some(Tag::Cc)
                || self.layer.tag(*at - 1) != Some(Tag::Nnp)
                || self.layer.tag(*at + 1) != Some(Tag::Dt)
        };
        let inside = |at: &usize| inside(at) && list(at);
        let start = name.end + 1;
        let listed = self.is(name.end, ",") && is_roll(self.layer, &self.sentence_of(name.start));
        // "Orr, 26, a plumber, …"
        let past = start + 2 * usize::from(is_age(self.layer.word(start)));
        told && !listed
            && (start..start + BEHIND)
                .take_while(inside)
                .chain((past..start + BEHIND).take_while(inside))
                .any(fits)
    }

    fn has_spoken(&self, entity: EntityId) -> bool {
        self.spoke
            .get(entity.0 as usize)
            .copied()
            .unwrap_or_default()
    }

    /// How often somebody is named.
    fn mentions(&self, entity: EntityId) -> usize {
        let entity = self.people.entities.get(entity.0 as usize);
        entity.map_or(0, |entity| entity.mentions.len())
    }

    /// The words of an office that a comma parts from the name that follows: "|the bishop| of Larton, the Rev. Ida Orr,".
    fn office_before(&self, name: &Range<usize>) -> impl Iterator<Item = usize> {
        let tag = |at: usize| self.layer.tag(at);
        let titled = |at: &usize| matches!(tag(*at), Some(Tag::Nnp | Tag::Dt));
        let back = |end: usize, most: usize| (end.saturating_sub(most)..end).rev();
        let comma = back(name.start, BEFORE)
            .take_while(titled)
            .last()
            .unwrap_or(name.start)
            .checked_sub(1);
        let comma = comma.filter(|&at| tag(at) == Some(Tag::Comma)).unwrap_or(0);
        let inside = |at: &usize| {
            matches!(tag(*at), Some(Tag::Nn | Tag::Nnp | Tag::Jj | Tag::Pos))
                || self.layer.word(*at) == "of"
        };
        let start = back(comma, BEHIND)
            .take_while(inside)
            .last()
            .unwrap_or(comma);
        let opens = start.checked_sub(1).and_then(tag) == Some(Tag::Dt);
        let end = (start..comma)
            .find(|&at| self.layer.word(at) == "of")
            .unwrap_or(comma);
        start..if opens { end } else { start }
    }

    /// The tokens of the name under which somebody comes in.
    fn first_mention(&self, entity: EntityId) -> Option<Range<usize>> {
        let first = self
            .people
            .entities
            .get(entity.0 as usize)?
            .mentions
            .first()?;
        let tokens = &self.layer.tokens;
        let start = tokens.partition_point(|token| token.span().end <= first.start);
        let end = tokens.partition_point(|token| token.span().start < first.end);
        Some(start..end)
    }
}
