//! Reports that are more than a subject, a verb and an object: inversion, passives, "according to".

use std::ops::Range;

use super::edges;
use super::reports::{Reader, Report};
use super::rule::Rule;
use super::stretch::Word;
use super::verbs::Verb;
use super::{clauses, content, phrases, subjects};
use crate::annotate::cues::{Form, Frames};
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
        if start == 0 {
            return self.opening(verb);
        }
        if verb.group.auxiliary {
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

    /// Said X, "…"
    fn opening(&self, verb: &Verb<'_>) -> Option<Report> {
        let stretch = self.stretch;
        let end = phrases::whole_from(stretch, verb.end)?;
        let named = (verb.end..end).any(|at| stretch.tag(at) == Tag::Nnp);
        let quotation = end + 1..end + 2;
        let leads = matches!(stretch.tag(end), Tag::Comma | Tag::Colon)
            && stretch.is_quote(quotation.start);
        (named && leads).then(|| Report {
            rule: Rule::Inverted,
            cue: 0..verb.end,
            speaker: Some(verb.end..end),
            content: vec![quotation],
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
        if let Some(report) = self.quoted_as(verb, after, subject.as_ref()) {
            return Some(report);
        }
        let mind = verb.cue.frames.any(Frames::MIND);
        let frames = verb.cue.frames;
        let mut content = Vec::new();
        if let Some(clause) = clauses::that(stretch, after, frames) {
            content.push(clause);
        } else if stretch.word(after) == Word::To
            && frames.any(Frames::INF | Frames::THAT)
            // "was supposed to": nobody's.
            && verb.cue.lemma != "suppose"
        {
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

    /// "X was quoted as saying …": the words are X's.
    fn quoted_as(
        &self,
        verb: &Verb<'_>,
        after: usize,
        subject: Option<&Range<usize>>,
    ) -> Option<Report> {
        let stretch = self.stretch;
        let subject = subject.filter(|_| stretch.word(after) == Word::As)?;
        let saying = self
            .verb_at(after + 1)
            .filter(|verb| verb.form == Form::Ing)?;
        let quoted = content::before(stretch, self.free_at(subject.start), subject.start)
            .filter(|before| stretch.is_quote(before.end - 1));
        let rule = match quoted {
            Some(_) => Rule::QuoteBefore,
            None => Rule::Clause,
        };
        let content = quoted.or_else(|| Some(content::after(stretch, &saying)?.content))?;
        Some(Report {
            rule,
            cue: verb.group.start..saying.end,
            speaker: Some(subject.clone()),
            content: vec![content],
            mind: false,
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
        if opens && let Some(content) = clauses::that(stretch, after, verb.cue.frames) {
            // "Asked by reporters whether …, Ruiz said"
            let content = content.start..edges::opening_end(stretch, &content);
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

    /// "As X noted, …", "However, as X told the paper, …"
    pub(super) fn as_noted(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        let opens = at == 0 || at <= 2 && stretch.tag(at - 1) == Tag::Comma;
        if !opens || stretch.word(at) != Word::As {
            return None;
        }
        let speaker = at + 1..phrases::from(stretch, at + 1)?;
        let end = self.speaks(speaker.end)?;
        let hearer = phrases::from(stretch, end).unwrap_or(end);
        let comma = [
            edges::adjuncts(stretch, end),
            edges::adjuncts(stretch, hearer),
        ]
        .into_iter()
        .find(|&at| stretch.tag(at) == Tag::Comma)?;
        let content = comma + 1..edges::clause_end(stretch, (comma + 1).min(stretch.len()));
        let told = self.clause_in(&content) || stretch.is_quote(comma + 1);
        told.then(|| Report {
            rule: Rule::According,
            cue: speaker.end..end,
            speaker: Some(speaker),
            content: vec![content],
            mind: false,
        })
    }

    /// "in X's words", "in the words of X": the clause around it.
    pub(super) fn in_words_of(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        let words = |at: usize| stretch.is(at, "words") || stretch.is(at, "view");
        if !stretch.is(at, "in") {
            return None;
        }
        let np = phrases::simple_from(stretch, at + 1)?;
        let (speaker, cue) = if words(np - 1) && stretch.word(np) == Word::Of {
            (np + 1..phrases::from(stretch, np + 1)?, at..np + 1)
        } else {
            let owner =
                (at + 1..np).rfind(|&at| matches!(stretch.tag(at), Tag::Pos | Tag::PrpS))?;
            let noun = words(np - 1);
            noun.then_some((at + 1..owner + 1, owner + 1..np))?
        };
        let end = speaker.end.max(cue.end);
        let rest = end + usize::from(stretch.tag(end) == Tag::Comma);
        let after = rest..edges::clause_end(stretch, rest.min(stretch.len()));
        let left = at - usize::from(at > 0 && stretch.tag(at - 1) == Tag::Comma);
        let before = self.free.min(left)..left;
        let content: Vec<Range<usize>> = [before, after]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let told = content.iter().any(|part| self.clause_in(part));
        told.then_some(Report {
            rule: Rule::According,
            cue,
            speaker: Some(speaker),
            content,
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
}
