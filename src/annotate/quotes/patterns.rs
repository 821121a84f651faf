//! Reports that are more than a subject, a verb and an object: inversion, passives, "according to", nouns, adjectives.

use std::ops::Range;

use super::edges;
use super::reports::{Reader, Report, Rule};
use super::stretch::Word;
use super::verbs::Verb;
use super::{content, phrases, subjects};
use crate::annotate::cues::Frames;
use crate::annotate::layer::Tag;

impl Reader<'_> {
    /// What the end of the sentence gives to somebody as a whole: "…, the paper reported."
    pub(super) fn trailing(&mut self) -> Option<Report> {
        let stretch = self.stretch;
        if stretch.closes_clause(0) {
            return None;
        }
        if let Some(report) = self.trailing_according() {
            return Some(report);
        }
        let comma = (1..stretch.len()).rev().take(16).find(|&at| {
            let ends = |end: usize| {
                let end = edges::adjuncts(stretch, end);
                matches!(stretch.tag(end), Tag::Stop | Tag::Quote) && end + 1 >= stretch.len()
            };
            let quoted = stretch.closes_clause(at);
            if stretch.tag(at) != Tag::Comma && !quoted {
                return false;
            }
            let subject = phrases::whole_from(stretch, at + 1);
            subject.is_some_and(|end| self.speaks(end).is_some_and(&ends))
        })?;
        let content = 0..comma + usize::from(stretch.is_quote(comma));
        let subject = comma + 1..phrases::whole_from(stretch, comma + 1)?;
        let headline = stretch.block == 0;
        let told = (content.clone()).any(|at| {
            let tag = stretch.tag(at);
            phrases::is_finite(tag) || stretch.is_quote(at) || headline && phrases::is_verb(tag)
        });
        let apposed = subjects::subject_before(stretch, comma + 1).is_some_and(|np| np.start == 0);
        let cue = subject.end..self.speaks(subject.end)?;
        (told && !apposed && content.len() > 3).then(|| Report {
            rule: Rule::QuoteBefore,
            cue,
            speaker: Some(subject),
            content: vec![content],
            mind: false,
        })
    }

    /// "…, according to X."
    fn trailing_according(&self) -> Option<Report> {
        let stretch = self.stretch;
        let at = (3..stretch.len())
            .rfind(|&at| stretch.word(at + 1) == Word::To && stretch.is(at, "according"))?;
        let end = phrases::whole_from(stretch, at + 2)?;
        let goes_on = (end..stretch.len()).any(|at| {
            phrases::is_finite(stretch.tag(at)) || matches!(stretch.tag(at), Tag::Colon | Tag::Cc)
        });
        let content = 0..at - usize::from(stretch.tag(at - 1) == Tag::Comma);
        let told = (content.clone()).any(|at| phrases::is_finite(stretch.tag(at)));
        (told && !goes_on).then(|| Report {
            rule: Rule::According,
            cue: at..at + 2,
            speaker: Some(at + 2..end),
            content: vec![content],
            mind: false,
        })
    }

    /// "…," said X
    pub(super) fn inverted(&self, verb: &Verb<'_>) -> Option<Report> {
        let start = verb.group.start;
        if verb.group.auxiliary || start == 0 {
            return None;
        }
        let stretch = self.stretch;
        let left = start - 1;
        let quoted = stretch.is_quote(left);
        if !quoted && stretch.tag(left) != Tag::Comma && stretch.tag(left) != Tag::Colon {
            return None;
        }
        let end = phrases::whole_from(stretch, verb.end)?;
        let named = (verb.end..end)
            .any(|at| phrases::is_noun(stretch.tag(at)) || stretch.tag(at) == Tag::Prp)
            || ["one", "another", "others", "some"]
                .iter()
                .any(|word| stretch.is(verb.end, word));
        let closes = matches!(
            stretch.tag(end),
            Tag::Stop | Tag::Comma | Tag::Colon | Tag::In | Tag::Cc | Tag::Bracket
        ) || stretch.word(end) == Word::Time
            || stretch.is_quote(end)
            || matches!(stretch.word(end), Word::Who | Word::Sub);
        if !named || !closes || stretch.word(verb.end) == Word::That {
            return None;
        }
        let before_quote = !quoted
            && left > 0
            && stretch.is_quote(left - 1)
            && (stretch.closes_clause(left - 1) || left - 1 == self.free);
        if !quoted && !before_quote {
            // "Ruiz, a lawyer, said critics": the comma closes an apposition.
            if subjects::subject_before(stretch, start).is_some() && !self.clause_before(start) {
                return None;
            }
        }
        let before = content::before(stretch, self.free, start);
        let content: Vec<Range<usize>> = before
            .into_iter()
            .chain(content::quote_on(stretch, end))
            .collect();
        if content.is_empty() {
            return None;
        }
        Some(Report {
            rule: Rule::Inverted,
            cue: start..verb.end,
            speaker: Some(verb.end..end),
            content,
            mind: false,
        })
    }

    /// "was told that", "is expected to": the speaker is unnamed, or follows "by".
    pub(super) fn passive(&self, verb: &Verb<'_>) -> Option<Report> {
        let stretch = self.stretch;
        let cue = verb.group.start..verb.end;
        let by = self.by(verb.end);
        let after = by.as_ref().map_or(verb.end, |by| by.end);
        let subject = subjects::subject_before(stretch, verb.group.start);
        let mind = verb.cue.frames.any(Frames::MIND);
        let frames = verb.cue.frames;
        let mut content = Vec::new();
        if let Some(clause) = content::that(stretch, after, frames) {
            content.push(clause);
        } else if stretch.word(after) == Word::To && frames.any(Frames::INF | Frames::THAT) {
            content.extend(subject);
            content.push(after..edges::clause_end(stretch, after));
        } else if by.is_some()
            || frames.any(Frames::NOUN | Frames::AS) && stretch.word(after) == Word::As
        {
            content.extend(subject);
            if stretch.word(after) == Word::As {
                content.push(after..edges::clause_end(stretch, after));
            }
        }
        if content.is_empty() {
            return None;
        }
        Some(Report {
            rule: Rule::Passive,
            cue,
            speaker: by,
            content,
            mind,
        })
    }

    /// "The plan seems to fail": nobody says who thinks so.
    pub(super) fn seems(&self, verb: &Verb<'_>) -> Option<Report> {
        let stretch = self.stretch;
        if stretch.word(verb.end) != Word::To && stretch.tag(verb.end) != Tag::Jj {
            return None;
        }
        let mut content: Vec<Range<usize>> = Vec::new();
        content.extend(subjects::subject_before(stretch, verb.group.start));
        content.push(verb.end..edges::clause_end(stretch, verb.end));
        Some(Report {
            rule: Rule::Passive,
            cue: verb.group.start..verb.end,
            speaker: None,
            content,
            mind: true,
        })
    }

    /// "the plan proposed by X"
    pub(super) fn by_whom(&self, verb: &Verb<'_>) -> Option<Report> {
        let stretch = self.stretch;
        let by = self.by(verb.end);
        let after = by.as_ref().map_or(verb.end, |by| by.end);
        let opens = verb.group.start == 0
            || stretch.tag(verb.group.start - 1) == Tag::Comma
            || stretch.word(verb.group.start - 1) == Word::Sub;
        if opens && let Some(content) = content::that(stretch, after, verb.cue.frames) {
            // "Asked by reporters whether …"
            return Some(Report {
                rule: Rule::Passive,
                cue: verb.group.start..verb.end,
                speaker: by,
                content: vec![content],
                mind: false,
            });
        }
        let speaker = by?;
        let np = phrases::before(stretch, verb.group.start)?;
        Some(Report {
            rule: Rule::Passive,
            cue: verb.group.start..verb.end,
            speaker: Some(speaker),
            content: vec![np],
            mind: verb.cue.frames.any(Frames::MIND),
        })
    }

    /// "In a poll released on Monday, …"
    pub(super) fn survey(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        if at > 0 || !stretch.is(0, "in") {
            return None;
        }
        let head = phrases::simple_from(stretch, 1)?;
        let polls = ["poll", "survey", "study", "ruling", "polls", "surveys"];
        let comma =
            (head..stretch.len().min(head + 12)).find(|&at| stretch.tag(at) == Tag::Comma)?;
        if !polls.iter().any(|word| stretch.is(head - 1, word)) {
            return None;
        }
        let content = comma + 1..edges::clause_end(stretch, comma + 1);
        Some(Report {
            rule: Rule::According,
            cue: 0..1,
            speaker: Some(1..comma),
            content: vec![content],
            mind: false,
        })
    }

    /// "As X noted, …"
    pub(super) fn as_noted(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        if at > 0 || stretch.word(0) != Word::As {
            return None;
        }
        let speaker = 1..phrases::from(stretch, 1)?;
        let end = self.speaks(speaker.end)?;
        let comma = edges::adjuncts(stretch, end);
        let content = comma + 1..edges::clause_end(stretch, (comma + 1).min(stretch.len()));
        let told = stretch.tag(comma) == Tag::Comma && self.clause_in(&content);
        told.then(|| Report {
            rule: Rule::According,
            cue: speaker.end..end,
            speaker: Some(speaker),
            content: vec![content],
            mind: false,
        })
    }

    /// "according to X", before or after what X says.
    pub(super) fn according(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        if stretch.word(at + 1) != Word::To || !self.stretch.is(at, "according") {
            return None;
        }
        let start = at + 2;
        // At the beginning a comma leads to the content, not to an apposition.
        let end = if at == 0 && stretch.word(phrases::from(stretch, start)? + 1) != Word::Who {
            phrases::from(stretch, start)?
        } else {
            phrases::whole_from(stretch, start)?
        };
        let speaker = start..end;
        let mut content = Vec::new();
        let before = if at > self.free && stretch.tag(at - 1) == Tag::Comma {
            at - 1
        } else {
            at
        };
        let quoted = before > self.free && stretch.closes_clause(before - 1);
        if quoted
            || before > self.free + 1
                && !(before <= self.free + 2 && stretch.tag(self.free) == Tag::Cc)
        {
            content.push(self.free..before);
        }
        let comma = stretch.tag(end) == Tag::Comma;
        let rest = end + usize::from(comma);
        if (content.is_empty() || comma) && rest < stretch.len() {
            let stop = edges::clause_end(stretch, rest);
            if stop > rest {
                content.push(rest..stop);
            }
        }
        if content.is_empty() {
            return None;
        }
        Some(Report {
            rule: Rule::According,
            cue: at..at + 2,
            speaker: Some(speaker),
            content,
            mind: false,
        })
    }

    /// "X's claim that", "the claim that"
    pub(super) fn noun(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        let item = &stretch.items[at];
        if !matches!(item.tag, Tag::Nn | Tag::Nns) {
            return None;
        }
        let mut buffer = [0; 20];
        let cue = self.lexicon.noun(self.stretch.lower(at, &mut buffer)?)?;
        let (rule_end, content) = content::complement(stretch, at + 1, cue)?;
        let np = phrases::simple_before(stretch, at + 1)?;
        let owner = self.owner(&np);
        let by = self.by(at + 1);
        let light = np.start > 0 && phrases::is_verb(stretch.tag(np.start - 1));
        let is_clause = stretch.word(content.start) == Word::That;
        let speaker = owner
            .clone()
            .or(by)
            .or_else(|| light.then(|| self.recent.clone()).flatten());
        if speaker.is_none() && !is_clause {
            return None;
        }
        let theirs = owner
            .as_ref()
            .is_some_and(|owner| stretch.tag(owner.start) == Tag::PrpS);
        let speaker = match &self.recent {
            Some(recent) if theirs && light => Some(recent.clone()),
            _ => speaker,
        };
        let start = match &owner {
            Some(owner) => owner.end,
            None if light => np.start - 1,
            None => np.start,
        };
        Some(Report {
            rule: Rule::Noun,
            cue: start..rule_end,
            speaker,
            content: vec![content],
            mind: false,
        })
    }

    /// "X is sure that"
    pub(super) fn adjective(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        let item = &stretch.items[at];
        if !matches!(item.tag, Tag::Jj | Tag::Vbn | Tag::Vbd | Tag::Vbg | Tag::Nn) {
            return None;
        }
        let mut buffer = [0; 20];
        let cue = self
            .lexicon
            .adjective(self.stretch.lower(at, &mut buffer)?)?;
        let end = self.tail_end(at, cue)?;
        let group = phrases::group(stretch, at);
        if !group.be {
            return None;
        }
        let (cue_end, content) = content::complement(stretch, end, cue)?;
        let speaker = match group.start.checked_sub(1).map(|left| stretch.word(left)) {
            Some(Word::Who | Word::Which) => Some(self.antecedent(group.start - 1)..group.start),
            Some(Word::And | Word::But) => self.recent.clone(),
            _ => subjects::subject_before(stretch, group.start),
        };
        let it = speaker
            .clone()
            .is_some_and(|np| np.len() == 1 && stretch.word(np.start) == Word::It);
        let np = speaker.filter(|_| !it);
        Some(Report {
            rule: Rule::Adjective,
            cue: group.start..cue_end,
            speaker: np.clone(),
            content: vec![self.within(content, np.as_ref())],
            mind: true,
        })
    }
}
