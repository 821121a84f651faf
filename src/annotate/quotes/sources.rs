//! Who is the subject of a reporting word.

use std::ops::Range;

use super::reports::Reader;
use super::stretch::Word;
use super::verbs::Verb;
use super::{phrases, subjects};
use crate::annotate::cues::Form;
use crate::annotate::layer::Tag;

impl Reader<'_> {
    /// Who is the subject of a verb.
    pub(super) fn speaker(&self, verb: &Verb<'_>) -> Option<Range<usize>> {
        let stretch = self.stretch;
        let participle = verb.form == Form::Ing && !verb.group.be;
        let start = match verb.group.start {
            start if participle || verb.group.to => start,
            start => subjects::strip_time(stretch, start),
        };
        if verb.group.to {
            return self.main.clone().or_else(|| self.recent.clone());
        }
        let left = start.checked_sub(1)?;
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
                Tag::In | Tag::Comma | Tag::Colon | Tag::Rb => {
                    self.main.clone().or_else(|| self.next_subject(verb.end))
                }
                tag if phrases::is_noun(tag) || tag == Tag::Prp => {
                    let np = phrases::before(stretch, start);
                    let own = np.as_ref().is_some_and(|np| {
                        np.start > 0
                            && (stretch.is(np.start - 1, "with")
                                || stretch.word(np.start - 1) == Word::By)
                    });
                    self.main.clone().filter(|_| !own).or(np)
                }
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
        let comma = (from..self.stretch.len()).find(|&at| self.stretch.tag(at) == Tag::Comma)?;
        let end = phrases::from(self.stretch, comma + 1)?;
        Some(comma + 1..end)
    }

    /// "X's" or "his" in front of a noun phrase.
    pub(super) fn owner(&self, np: &Range<usize>) -> Option<Range<usize>> {
        let possessive = np
            .clone()
            .rev()
            .find(|&at| matches!(self.stretch.tag(at), Tag::Pos | Tag::PrpS))?;
        Some(np.start..possessive + 1)
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
