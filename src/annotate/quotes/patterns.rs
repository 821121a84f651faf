//! Reports that are more than a subject, a verb and an object: inversion, passives, the end of a sentence.

use std::ops::Range;

use super::edges;
use super::reports::{Reader, Report};
use super::rule::Rule;
use super::stretch::{Stretch, Word};
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
        let found = self
            .trailing_according()
            .or_else(|| self.trailing_inverted());
        if found.is_some() {
            return found;
        }
        self.trailing_subject().or_else(|| self.inserted())
    }

    /// "…, the paper reported."
    fn trailing_subject(&self) -> Option<Report> {
        let stretch = self.stretch;
        let comma = (1..stretch.len()).rev().take(16).find(|&at| {
            let ends = |end: usize| {
                // "Ruiz said as she turned around."
                let when = matches!(stretch.word(end), Word::As | Word::Sub)
                    && !(end..stretch.len()).any(|at| {
                        stretch.is_quote(at) || matches!(stretch.tag(at), Tag::Comma | Tag::Colon)
                    });
                let end = edges::adjuncts(stretch, end);
                stretch.tag(end) == Tag::Stop && end + 1 >= stretch.len() || when
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
            let past =
                tag == Tag::Vbn && at > 0 && matches!(stretch.tag(at - 1), Tag::Rb | Tag::Prp);
            phrases::is_finite(tag)
                || past
                || stretch.is_quote(at)
                || headline && phrases::is_verb(tag)
        });
        let apposed = !stretch.is_quote(comma)
            && subjects::subject_before(stretch, comma + 1).is_some_and(|np| np.start == 0);
        let cue = subject.end..self.speaks(subject.end)?;
        (told && !apposed && content.len() > 3).then(|| Report {
            rule: Rule::QuoteBefore,
            cue,
            speaker: Some(subject),
            content: vec![content],
            mind: false,
        })
    }

    /// "Like her talk about Hale, Ruiz said, his jabs were wrong.": the whole sentence, whatever reports in its beginning.
    fn inserted(&self) -> Option<Report> {
        let stretch = self.stretch;
        let opens = matches!(stretch.tag(0), Tag::In | Tag::Rb | Tag::Vbg | Tag::Vbn);
        let comma =
            (2..stretch.len().min(24)).find(|&at| opens && stretch.tag(at) == Tag::Comma)?;
        let subject = comma + 1..phrases::from(stretch, comma + 1)?;
        let verb = self.verb_at(subject.end).filter(|verb| {
            let says = verb.cue.frames.any(Frames::QUOTE) && !verb.group.auxiliary;
            says && verb.group.start == subject.end && stretch.tag(verb.end) == Tag::Comma
        })?;
        if (0..stretch.len()).any(|at| stretch.is_quote(at)) {
            return None;
        }
        Some(Report {
            rule: Rule::QuoteBefore,
            cue: subject.end..verb.end,
            content: self.parenthetical(&verb, &subject)?,
            speaker: Some(subject),
            mind: false,
        })
    }

    /// "…, said X.": the whole sentence, whatever else reports in it.
    fn trailing_inverted(&self) -> Option<Report> {
        let stretch = self.stretch;
        let mut commas = (3..stretch.len()).rev().take(24);
        let (comma, verb, end) = commas.find_map(|comma| {
            let verb = self.verb_at(comma + 1).filter(|verb| {
                let told = matches!(verb.form, Form::Past | Form::Third);
                let says = verb.cue.frames.any(Frames::QUOTE) && verb.cue.lemma != "tell";
                stretch.tag(comma) == Tag::Comma && told && says && !verb.group.auxiliary
            })?;
            let end = phrases::whole_from(stretch, verb.end)?;
            let past = edges::adjuncts(stretch, end);
            let ends = stretch.tag(past) == Tag::Stop && past + 1 >= stretch.len();
            (ends && !self.takes_object(&verb, end)).then_some((comma, verb, end))
        })?;
        let content = 0..comma;
        let told = self.clause_in(&content);
        let apposed = subjects::subject_before(stretch, comma + 1).is_some_and(|np| np.start == 0);
        (told && !apposed).then(|| Report {
            rule: Rule::Inverted,
            cue: comma + 1..verb.end,
            speaker: Some(verb.end..end),
            content: vec![content],
            mind: false,
        })
    }

    /// Whether the phrase up to `end` after a verb is its object rather than its subject: "Ruiz, a lawyer, tweeted a warning."
    fn takes_object(&self, verb: &Verb<'_>, end: usize) -> bool {
        let stretch = self.stretch;
        let frames = Frames::NOUN | Frames::PRED | Frames::HEARER;
        let person = (verb.end..end).any(|at| matches!(stretch.tag(at), Tag::Nnp | Tag::Prp));
        let named = || {
            subjects::subject_before(stretch, verb.group.start)
                .is_some_and(|np| stretch.tag(np.start) == Tag::Nnp)
        };
        !person && (verb.cue.frames.any(frames) || named())
    }

    /// "…," said X
    pub(super) fn inverted(&self, verb: &Verb<'_>) -> Option<Report> {
        let start = verb.group.start;
        if start == 0 {
            return self.opening(verb);
        }
        // Whoever stands after "told" hears it.
        if verb.group.auxiliary || verb.cue.lemma == "tell" {
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
        // After words that end with a comma inside the marks nothing else can follow.
        let spoken =
            quoted && stretch.ends_with_comma(left) && !phrases::is_finite(stretch.tag(end));
        if !named || !(closes || spoken) || stretch.word(verb.end) == Word::That {
            return None;
        }
        if !quoted && self.takes_object(verb, end) {
            return None;
        }
        let goes_on = end + 1..edges::clause_end(stretch, (end + 1).min(stretch.len()));
        let clause = || {
            let opens = matches!(stretch.tag(self.free), Tag::In | Tag::Rb | Tag::Vbg);
            opens
                && !self.clause_in(&(self.free..left))
                && phrases::from(stretch, end + 1)
                    .is_some_and(|end| phrases::is_finite(stretch.tag(end)))
        };
        if !quoted
            && stretch.tag(end) == Tag::Comma
            && (phrases::is_finite(stretch.tag(end + 1)) || clause())
        {
            // "The port, said Ruiz, would close.", "Rather than wait, said Ruiz, the port would close."
            return (left > self.free).then(|| Report {
                rule: Rule::Inverted,
                cue: start..verb.end,
                speaker: Some(verb.end..end),
                content: vec![self.free..left, goes_on],
                mind: false,
            });
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
            .chain(content::quote_on(stretch, end).filter(|_| !told_in(stretch, verb.end..end)))
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
        // "is described on its cover as"
        let past = edges::adjuncts(stretch, after);
        let after = match stretch.word(past) {
            Word::As => past,
            _ => after,
        };
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
        let subject = subjects::subject_before(stretch, verb.group.start);
        // "Ruiz seemed hopeful that …": her hope.
        let mut buffer = [0; 20];
        let feels = stretch.lower(verb.end, &mut buffer).and_then(|word| {
            let cue = self.lexicon.adjective(word)?;
            content::complement(stretch, self.tail_end(verb.end, cue)?, cue)
                .filter(|(_, content)| stretch.word(content.start) == Word::That)
        });
        if let Some((cue_end, content)) = feels {
            return Some(Report {
                rule: Rule::Adjective,
                cue: verb.group.start..cue_end,
                speaker: subject,
                content: vec![content],
                mind: true,
            });
        }
        let mut content: Vec<Range<usize>> = Vec::new();
        content.extend(subject);
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
}

/// Whether a relative clause of a speaker runs into quoted words: "said Hale, who called it “a shame”".
fn told_in(stretch: &Stretch<'_>, speaker: Range<usize>) -> bool {
    stretch.is_quote(speaker.end) && speaker.into_iter().any(|at| stretch.word(at) == Word::Who)
}
