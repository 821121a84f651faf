//! Who is the subject of a reporting word.

use std::ops::Range;

use super::reports::Reader;
use super::stretch::Word;
use super::verbs::Verb;
use super::{edges, phrases, subjects};
use crate::annotate::cues::{Form, Frames};
use crate::annotate::layer::Tag;

impl Reader<'_> {
    /// Who is the subject of a verb.
    pub(super) fn speaker(&self, verb: &Verb<'_>) -> Option<Range<usize>> {
        let stretch = self.stretch;
        let participle = verb.form == Form::Ing && !verb.group.be;
        let start = match verb.group.start {
            start if participle || verb.group.to => start,
            start => self.before_adjunct(start),
        };
        if verb.group.to {
            return self.doer(verb.group.start);
        }
        let Some(left) = start.checked_sub(1) else {
            return self.next_subject(verb.end).filter(|_| participle);
        };
        match stretch.word(left) {
            Word::Who | Word::Which => return Some(self.antecedent(left)..start),
            Word::That if !participle && left > 0 && phrases::is_noun(stretch.tag(left - 1)) => {
                return Some(self.antecedent(left)..start);
            }
            Word::And | Word::But if participle => return self.main.clone(),
            Word::And | Word::But => return self.joined(left),
            _ => {}
        }
        if participle {
            return match stretch.tag(left) {
                // "who stirred the race by questioning"
                Tag::In if stretch.word(left) == Word::By && self.relative.is_some() => {
                    self.relative.clone()
                }
                // "Ruiz, hoping to win, …"
                Tag::Comma if self.main.is_none() => phrases::before(stretch, left)
                    .filter(|np| np.start == 0)
                    .or_else(|| self.next_subject(verb.end)),
                Tag::In | Tag::Comma | Tag::Colon | Tag::Rb => {
                    self.main.clone().or_else(|| self.next_subject(verb.end))
                }
                tag if phrases::is_noun(tag) || tag == Tag::Prp => self.beside(verb, start),
                _ => self.main.clone(),
            };
        }
        if phrases::is_verb(stretch.tag(left)) && stretch.tag(left) != Tag::Vbn {
            return subjects::relative_before(stretch, start).or_else(|| self.recent.clone());
        }
        subjects::relative_before(stretch, start)
            .or_else(|| subjects::subject_before(stretch, start))
            // "Ruiz, the mayor, has said": nothing need hang on a subject that a comma parts from its verb.
            .or_else(|| {
                (verb.group.auxiliary && stretch.tag(left) == Tag::Comma)
                    .then(|| phrases::before(stretch, left).filter(|np| np.start == 0))
                    .flatten()
            })
            .filter(|np| {
                np.clone()
                    .any(|at| !matches!(stretch.tag(at), Tag::Cd | Tag::Comma))
            })
            .or_else(|| {
                (stretch.tag(left) == Tag::Comma)
                    .then(|| self.recent.clone())
                    .flatten()
            })
    }

    /// Who does what a participle right after a noun says: "with Ruiz saying", "gave money to a group backing", but "gave
    /// a speech denouncing" and "sent a message to voters saying". `start` is where its group begins.
    fn beside(&self, verb: &Verb<'_>, start: usize) -> Option<Range<usize>> {
        let stretch = self.stretch;
        // "with many sailors and clerks chanting"
        let whole = phrases::before(stretch, start).map(|np| {
            let joined = np.start > 0 && stretch.word(np.start - 1) == Word::And;
            let first = phrases::simple_before(stretch, np.start.saturating_sub(1));
            let first = first
                .filter(|first| joined && first.start > 0 && stretch.is(first.start - 1, "with"));
            first.map_or(np.start, |first| first.start)..np.end
        });
        let with = whole.as_ref().is_some_and(|np| {
            np.start > 0
                && (stretch.is(np.start - 1, "with")
                    || stretch.word(np.start - 1) == Word::By
                    || SEEING.iter().any(|word| stretch.is(np.start - 1, word)))
        });
        if with || self.main.is_none() {
            return whole;
        }
        let people = phrases::simple_before(stretch, start).filter(|np| {
            let hears = np.start > 0 && stretch.word(np.start - 1) == Word::To;
            self.is_people(start - 1) && !(hears && verb.cue.frames.any(Frames::QUOTE))
        });
        people
            .or_else(|| self.relative.clone())
            .or_else(|| self.main.clone())
    }

    /// Whether the noun at `at` means people, who may themselves do what a participle after it says.
    fn is_people(&self, at: usize) -> bool {
        let mut buffer = [0; 20];
        let noun = self.stretch.lower(at, &mut buffer).unwrap_or_default();
        PEOPLE.binary_search(&noun).is_ok()
    }

    /// Who does what the infinitive says whose "to" stands at `to`: "led Ruiz to announce", "failed to respond".
    fn doer(&self, to: usize) -> Option<Range<usize>> {
        let stretch = self.stretch;
        let her = (to > 1 && stretch.tag(to - 1) == Tag::PrpS).then(|| to - 1..to);
        let made = her.or_else(|| phrases::before(stretch, to)).filter(|np| {
            let verb = np.start.checked_sub(1);
            verb.is_some_and(|verb| self.makes(verb))
        });
        let plain = to > 0 && phrases::is_verb(stretch.tag(to - 1));
        let near = self.recent.clone().filter(|_| plain);
        made.or(near)
            .or_else(|| self.main.clone())
            .or_else(|| self.recent.clone())
    }

    /// Whether whoever stands after the word at `at` does what the "to" after it says: "led Ruiz to".
    fn makes(&self, at: usize) -> bool {
        let mut buffer = [0; 12];
        let word = self.stretch.lower(at, &mut buffer).unwrap_or_default();
        MAKING.binary_search(&word).is_ok()
    }

    /// Where a verb group begins that a phrase of time or occasion parts from the verb at `start`: "has in the past
    /// |said", "and in a statement |called".
    pub(super) fn before_adjunct(&self, start: usize) -> usize {
        let stretch = self.stretch;
        // "have in fact |reported"
        const MANNERS: [&str; 8] = [
            "course",
            "effect",
            "fact",
            "general",
            "part",
            "particular",
            "short",
            "turn",
        ];
        let manner = start > 2
            && stretch.tag(start - 2) == Tag::In
            && MANNERS.iter().any(|word| stretch.is(start - 1, word));
        if manner {
            return phrases::group(stretch, start - 2).start;
        }
        let time = subjects::strip_time(stretch, start);
        let link = match phrases::simple_before(stretch, start) {
            Some(np) if time == start && edges::is_occasion_noun(stretch, start - 1) => {
                np.start.saturating_sub(1)
            }
            _ if time < start => time,
            _ => return start,
        };
        let parts = link > 0
            && (phrases::is_link(stretch, link) || time < start)
            && matches!(
                stretch.word(link - 1),
                Word::Have | Word::And | Word::But | Word::Who | Word::Which
            );
        match parts {
            true => phrases::group(stretch, link).start,
            false => time,
        }
    }

    /// Where the phrase begins that a relative pronoun at `at` hangs on: "Ruiz, |who".
    pub(super) fn antecedent(&self, at: usize) -> usize {
        let comma = at > 0 && self.stretch.tag(at - 1) == Tag::Comma;
        let np = phrases::before(self.stretch, at - usize::from(comma));
        np.map_or(at, |np| np.start)
    }

    /// The subject that a verb after "and" at `at` shares: that of the report which ends there, else the nearest.
    pub(super) fn joined(&self, at: usize) -> Option<Range<usize>> {
        let report = self.reports.last().filter(|report| {
            report
                .content
                .iter()
                .any(|part| part.end == at || part.end + 1 == at)
        });
        report
            .and_then(|report| report.speaker.clone())
            .or_else(|| self.recent.clone())
            .or_else(|| self.main.clone())
    }

    /// The subject that follows an opening participle: "Citing delays, Ruiz …"
    pub(super) fn next_subject(&self, from: usize) -> Option<Range<usize>> {
        let stretch = self.stretch;
        let comma = (from..stretch.len())
            .find(|&at| stretch.tag(at) == Tag::Comma || stretch.ends_with_comma(at))?;
        let end = phrases::from(self.stretch, comma + 1)?;
        Some(comma + 1..end)
    }

    /// "by X" at `at`.
    pub(super) fn by(&self, at: usize) -> Option<Range<usize>> {
        if self.stretch.word(at) != Word::By {
            return None;
        }
        let end = phrases::from(self.stretch, at + 1)?;
        Some(at + 1..end)
    }
}

/// Words that make whoever follows do something; sorted.
const MAKING: &[&str] = &[
    "allow",
    "allowed",
    "allowing",
    "allows",
    "asked",
    "asking",
    "caused",
    "causing",
    "drove",
    "enabled",
    "enabling",
    "encouraged",
    "encouraging",
    "force",
    "forced",
    "forcing",
    "helped",
    "helping",
    "leading",
    "led",
    "persuaded",
    "prompted",
    "prompting",
    "pushed",
    "pushing",
    "urged",
    "urging",
];

/// Verbs of seeing: whoever stands after one does what the participle after it says, "saw Ruiz denouncing".
const SEEING: [&str; 8] = [
    "caught", "found", "hear", "heard", "saw", "see", "seeing", "watched",
];

/// Nouns for people; sorted.
const PEOPLE: &[&str] = &[
    "activists",
    "analysts",
    "anyone",
    "candidates",
    "companies",
    "critics",
    "donors",
    "everyone",
    "experts",
    "group",
    "groups",
    "lawmakers",
    "lawyers",
    "leaders",
    "man",
    "members",
    "men",
    "officials",
    "opponents",
    "others",
    "parents",
    "people",
    "politicians",
    "protesters",
    "residents",
    "someone",
    "students",
    "supporters",
    "those",
    "voters",
    "woman",
    "women",
    "workers",
];
