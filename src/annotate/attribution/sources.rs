//! Who is the subject of a reporting word.

use std::ops::Range;

use super::reader::Reader;
use super::sentence::Word;
use super::verbs::Verb;
use super::{occasions, phrases, relatives, subjects};
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::Form;
use crate::annotate::language::tags::Tag;

impl Reader<'_> {
    /// Who is the subject of a verb.
    pub(super) fn speaker(&self, verb: &Verb<'_>) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let participle = verb.form == Form::Ing && !verb.group.be;
        let start = match verb.group.start {
            start if participle || verb.group.to => start,
            start => self.before_adjunct(start),
        };
        if verb.group.to {
            return self.speaking(self.doer(verb.group.start));
        }
        let Some(left) = start.checked_sub(1) else {
            return self.next_subject(verb.end).filter(|_| participle);
        };
        match sentence.word(left) {
            Word::Who | Word::Which => return Some(self.antecedent(left)..start),
            Word::That if !participle && left > 0 && sentence.tag(left - 1).is_noun() => {
                let np = self.antecedent(left)..start;
                return self.issuer(&np).or(Some(np));
            }
            Word::And | Word::But if participle => {
                return (self.beside_and(left))
                    .or_else(|| self.doing_before(left))
                    .or_else(|| self.main.clone());
            }
            Word::And | Word::But => {
                let joined = self.joined(left);
                let thing = |np: &Range<usize>| {
                    let voice = subjects::voice(sentence, np);
                    voice == Voice::Thing || np.clone().all(|at| sentence.tag(at) == Tag::Cd)
                };
                return match joined {
                    Some(np) if !thing(&np) => Some(np),
                    joined => self.first_somebody().or(joined),
                };
            }
            _ => {}
        }
        if participle {
            let subject = self.speaking(self.main.clone());
            return match sentence.tag(left) {
                // "who stirred the race by questioning"
                Tag::In if sentence.word(left) == Word::By && self.relative.is_some() => {
                    self.relative.clone()
                }
                // "Ruiz, hoping to win, …"
                Tag::Comma if subject.is_none() => phrases::before(sentence, left)
                    .filter(|np| np.start == 0)
                    .or_else(|| self.next_subject(verb.end)),
                Tag::In | Tag::Comma | Tag::Colon | Tag::Rb => {
                    subject.or_else(|| self.next_subject(verb.end).filter(|_| self.main.is_none()))
                }
                // "The keeper |remembers saying", which looks like a plural
                Tag::Nns if REMEMBERING.iter().any(|word| sentence.is(left, word)) => {
                    subjects::subject_before(sentence, left)
                }
                tag if tag.is_noun() || tag == Tag::Prp => self.beside(verb, start, subject),
                _ => subject,
            };
        }
        if sentence.tag(left).is_verb() && sentence.tag(left) != Tag::Vbn {
            return relatives::relative_before(sentence, start).or_else(|| self.recent.clone());
        }
        relatives::relative_before(sentence, start)
            .or_else(|| subjects::subject_before(sentence, start))
            // "Ruiz, the mayor, has said": the subject needs no modifier where a comma parts it from its verb.
            .or_else(|| {
                (verb.group.auxiliary && sentence.tag(left) == Tag::Comma)
                    .then(|| phrases::before(sentence, left).filter(|np| np.start == 0))
                    .flatten()
            })
            .filter(|np| {
                // "“She never lived here,” one said."
                let one = |at: usize| {
                    let after = verb.end + usize::from(sentence.tag(verb.end) == Tag::Comma);
                    let beside = sentence.is_quote(after);
                    sentence.is(at, "one") && (beside || at > 0 && sentence.ends_with_comma(at - 1))
                };
                let counts = |at: usize| matches!(sentence.tag(at), Tag::Cd | Tag::Comma);
                np.clone().any(|at| !counts(at) || one(at))
            })
            .or_else(|| {
                // "He said her tone was wrong, called it rude": a tone calls nothing.
                (sentence.tag(left) == Tag::Comma)
                    .then(|| self.speaking(self.recent.clone()))
                    .flatten()
            })
            // "Ruiz sent a letter in which |she said": nobody who was named before the letter.
            .map(|np| {
                let which = np.start > 1
                    && np.len() == 1
                    && sentence.tag(np.start) == Tag::Prp
                    && sentence.word(np.start - 1) == Word::Which
                    && sentence.tag(np.start - 2) == Tag::In;
                let main = (self.main.clone())
                    .filter(|np| which && subjects::voice(sentence, np).is_somebody());
                main.unwrap_or(np)
            })
            // "|Critics such as Ruiz| say"
            .map(|np| {
                let such = np.start > 2
                    && sentence.word(np.start - 1) == Word::As
                    && sentence.is(np.start - 2, "such");
                let all = such
                    .then(|| phrases::before(sentence, np.start - 2))
                    .flatten();
                all.map_or(np.start, |all| all.start)..np.end
            })
            .map(|np| subjects::past_object(sentence, np))
            .map(|np| match subjects::voice(sentence, &np) {
                Voice::Thing => relatives::over_clause(sentence, &np).unwrap_or(np),
                _ => np,
            })
            .map(|np| subjects::list_before(sentence, np))
            .map(|np| self.with_holder(np, verb))
    }

    /// What somebody is, which no comma parts from the verb, with the name before it: "|Ana Ruiz, a clerk at the port| told the
    /// News that".
    fn with_holder(&self, np: Range<usize>, verb: &Verb<'_>) -> Range<usize> {
        let sentence = self.sentence;
        let is_name = |at: usize| sentence.tag(at) == Tag::Nnp && sentence.word(at) != Word::Time;
        let any = ["a", "an"].iter().any(|word| sentence.is(np.start, word));
        let said = matches!(sentence.tag(verb.end), Tag::Comma | Tag::Stop);
        let comma = np
            .start
            .checked_sub(1)
            .filter(|&at| any && !said && sentence.tag(at) == Tag::Comma);
        let holder = comma
            .and_then(|at| phrases::before(sentence, at))
            .filter(|name| {
                let opens = name.start == 0 || phrases::opens_clause(sentence, name.start - 1);
                opens && is_name(name.start)
            });
        holder.map_or(np.start, |name| name.start)..np.end
    }

    /// Who is named by the words that the sentence begins with, whatever tells of them: "|The man who had run the port
    /// turned and said".
    fn first_somebody(&self) -> Option<Range<usize>> {
        let end = phrases::simple_from(self.sentence, 0)?;
        let speaks = subjects::voice(self.sentence, &(0..end)).is_somebody();
        speaks.then_some(0..end)
    }

    /// Who speaks where the nearest subject is `subject`: a thing does not, but who acted before it may. "The row began
    /// after |Ruiz took the floor, calling".
    pub(super) fn speaking(&self, subject: Option<Range<usize>>) -> Option<Range<usize>> {
        let Some(np) = &subject else {
            return self.somebody.clone();
        };
        match subjects::voice(self.sentence, np) {
            Voice::It if !self.is_empty(np) => self.somebody.clone().or(subject),
            Voice::Thing | Voice::It => self.somebody.clone(),
            _ => subject,
        }
    }

    /// Who gave out the paper of `np`: "|Ruiz posted a letter that| compared".
    fn issuer(&self, np: &Range<usize>) -> Option<Range<usize>> {
        let verb = np.start.checked_sub(1)?;
        // "sent |out a notice"
        let verb = verb - usize::from(verb > 0 && self.sentence.is(verb, "out"));
        let paper = subjects::voice(self.sentence, &(np.start..np.end - 1)) == Voice::Paper;
        // "posted the clip under a headline that said"
        let another = np.end > 1 && self.sentence.is(np.end - 2, "headline");
        // "sent |the council a letter that said"
        let hearer = || {
            let np = phrases::simple_before(self.sentence, np.start)?;
            np.start.checked_sub(1)
        };
        let issues = self.issues(verb) || hearer().is_some_and(|verb| self.issues(verb));
        (paper && !another && issues)
            .then(|| self.somebody.clone())
            .flatten()
    }

    /// Whether the word at `at` is a verb after which a paper says what its subject says: "released".
    pub(super) fn issues(&self, at: usize) -> bool {
        let mut buffer = [0; 12];
        let word = self.sentence.lower(at, &mut buffer).unwrap_or_default();
        ISSUING.binary_search(&word).is_ok()
    }

    /// Whether the "it" of `np` stands for no one: "it is hard to say", "it falls to Ruiz to".
    fn is_empty(&self, np: &Range<usize>) -> bool {
        let falls = ["falls", "fell", "makes", "means", "takes", "took"];
        (np.end..np.end + 3).any(|at| self.sentence.word(at) == Word::Be)
            || falls.iter().any(|word| self.sentence.is(np.end, word))
    }

    /// Where a verb group begins that a phrase of time or occasion parts from the verb at `start`: "has in the past
    /// |said", "and in a statement |called".
    pub(super) fn before_adjunct(&self, start: usize) -> usize {
        let sentence = self.sentence;
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
            && sentence.tag(start - 2) == Tag::In
            && MANNERS.iter().any(|word| sentence.is(start - 1, word));
        if manner {
            return phrases::group(sentence, start - 2).start;
        }
        let time = subjects::strip_time(sentence, start);
        let link = match phrases::simple_before(sentence, start) {
            Some(np) if time == start && occasions::is_occasion_noun(sentence, start - 1) => {
                np.start.saturating_sub(1)
            }
            _ if time < start => time,
            _ => return start,
        };
        let parts = link > 0
            && (phrases::is_link(sentence, link) || time < start)
            && matches!(
                sentence.word(link - 1),
                Word::Have | Word::And | Word::But | Word::Who | Word::Which
            );
        match parts {
            true => phrases::group(sentence, link).start,
            false => time,
        }
    }

    /// Where the phrase begins that a relative pronoun at `at` modifies: "Ruiz, |who".
    pub(super) fn antecedent(&self, at: usize) -> usize {
        let comma = at > 0 && self.sentence.tag(at - 1) == Tag::Comma;
        let end = at - usize::from(comma);
        let np = phrases::before(self.sentence, end);
        // "a reply to the mayor who"
        let near = np.as_ref().filter(|np| {
            self.sentence.word(at) == Word::Who && !subjects::voice(self.sentence, np).is_somebody()
        });
        let near = near.and_then(|_| phrases::simple_before(self.sentence, end));
        let start = near.or(np).map_or(at, |np| np.start);
        // "|Hale, the commissioner, who conceded"
        let name = start
            .checked_sub(1)
            .filter(|&left| comma && self.sentence.tag(left) == Tag::Comma)
            .filter(|_| self.sentence.tag(start) == Tag::Dt)
            .and_then(|left| phrases::simple_before(self.sentence, left));
        let named = |np: &Range<usize>| np.clone().all(|at| self.sentence.tag(at) == Tag::Nnp);
        let name = name.filter(named).map(|name| {
            // "|Hale of Port Sel, the commissioner, who conceded"
            let of = name.start.checked_sub(1);
            let of = of.filter(|&at| self.sentence.word(at) == Word::Of);
            let whole = of.and_then(|of| phrases::simple_before(self.sentence, of));
            whole.filter(named).unwrap_or(name)
        });
        name.map_or(start, |name| name.start)
    }

    /// The subject that a verb after "and" at `at` shares: that of the report which ends there, else the nearest.
    pub(super) fn joined(&self, at: usize) -> Option<Range<usize>> {
        // "told Ruiz, |who opened the door and said"
        let who = self.relative.clone().filter(|np| {
            let comma = np.end > 1 && self.sentence.tag(np.end - 2) == Tag::Comma;
            let parted = at > 0 && self.sentence.tag(at - 1) == Tag::Comma;
            comma && !parted && self.sentence.word(np.end - 1) == Word::Who
        });
        if who.is_some() {
            return who;
        }
        let report = self.reports.last().filter(|report| {
            report
                .content
                .iter()
                .any(|part| part.end == at || part.end + 1 == at)
        });
        // "Ruiz regretted that the port had shrunk, and blamed"
        let parted = at > 0 && matches!(self.sentence.tag(at - 1), Tag::Comma | Tag::Colon);
        let main = self
            .main
            .clone()
            .filter(|np| parted && subjects::voice(self.sentence, np).is_somebody());
        report
            .and_then(|report| report.speaker.clone())
            .or(main)
            .or_else(|| self.speaking(self.recent.clone()))
            .or_else(|| self.recent.clone())
            .or_else(|| self.main.clone())
    }

    /// The subject that follows an opening participle: "Citing delays, Ruiz …"
    pub(super) fn next_subject(&self, from: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let comma = (from..sentence.len())
            .find(|&at| sentence.tag(at) == Tag::Comma || sentence.ends_with_comma(at))?;
        let end = phrases::from(self.sentence, comma + 1)?;
        Some(comma + 1..end)
    }

    /// "by X" at `at`.
    pub(super) fn by(&self, at: usize) -> Option<Range<usize>> {
        if self.sentence.word(at) != Word::By {
            return None;
        }
        let sentence = self.sentence;
        let end = phrases::from(sentence, at + 1)?;
        // "was told by the master, |a Mr Hale,| that"
        let comma = |at: usize| sentence.tag(at) == Tag::Comma;
        let apposed = phrases::from(sentence, end + 1).filter(|&past| {
            let leads = matches!(sentence.word(past + 1), Word::That | Word::Wh | Word::To);
            comma(end) && comma(past) && leads
        });
        Some(at + 1..apposed.map_or(end, |past| past + 1))
    }
}

/// What one does with what one says oneself.
const REMEMBERING: [&str; 5] = ["admits", "denies", "recalls", "regrets", "remembers"];

/// Verbs after which a paper says what their subject says; sorted.
const ISSUING: &[&str] = &[
    "aired",
    "airing",
    "delivered",
    "gave",
    "issued",
    "issuing",
    "launched",
    "launching",
    "left",
    "posted",
    "published",
    "publishing",
    "ran",
    "released",
    "releasing",
    "running",
    "sending",
    "sent",
    "shared",
    "signed",
    "tweeted",
    "wrote",
];
