//! Reported clauses: which word of a sentence reports, who is its subject, what is its content.
//!
//! Left to right; a cue inside what another reports is part of that content and reports nothing itself.
//! Contents follow the conventions of PolNeAR: the clause with its "that", the object of a verb of
//! opinion, the infinitive of a wish.

use std::ops::Range;

use super::ahead;
use super::boundaries;
use super::content;
use super::found::Found;
use super::occasions;
use super::phrases;
use super::reader::Reader;
use super::report::{Report, Reports};
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::subjects;
use super::verbs::Verb;
use crate::annotate::language::cues::{Form, Frames, lexicon};
use crate::annotate::language::tags::Tag;

/// Every report of a sentence.
pub(crate) fn reports(sentence: &Sentence<'_>) -> Reports {
    let mut reader = Reader {
        sentence,
        lexicon: lexicon(),
        reports: Vec::new(),
        main: None,
        recent: None,
        somebody: None,
        relative: None,
        lead: None,
        until: 0,
        free: 0,
    };
    reader.read();
    Reports {
        reports: reader.reports,
        subject: reader.main,
        lead: reader.lead,
    }
}

/// A report found at `at`, without what it has of words at `from` and after, which are somebody else's.
fn up_to(mut report: Report, at: usize, from: usize) -> Option<Report> {
    if at < from {
        for part in &mut report.content {
            part.end = part.end.min(from - 1);
        }
        report.content.retain(|part| !part.is_empty());
    }
    (!report.content.is_empty()).then_some(report)
}

impl<'s> Reader<'s> {
    fn read(&mut self) {
        if self.is_headline() {
            return self.colon();
        }
        let whole = self.whole();
        let end = whole.as_ref().map_or(0, Report::end);
        // "Ruiz had no doubt that it leaks; “It does,” she said": what stands before the whole's words is read, too.
        let first = |report: &Report| report.content.iter().map(|part| part.start).min();
        let from = whole.as_ref().and_then(first).unwrap_or(0);
        self.until = if from > 0 { 0 } else { end };
        let end = whole.as_ref().map_or(end, |report| report.cue.start);
        let mut at = 0;
        while at < self.sentence.len() {
            if self.sentence.is_quote(at) {
                at += 1;
                continue;
            }
            if at >= from {
                self.until = self.until.max(whole.as_ref().map_or(0, Report::end));
            }
            self.note_subject(at);
            if at == end
                && let Some(report) = &whole
            {
                self.keep(report.clone());
            }
            if at >= self.until {
                let verb = self.verb_at(at);
                self.note_lead(at, verb.as_ref());
                let found = self
                    .according(at)
                    .or_else(|| self.survey(at))
                    .or_else(|| self.as_noted(at))
                    .or_else(|| self.in_words_of(at))
                    .or_else(|| self.hearing(at))
                    .or_else(|| self.like(at))
                    .or_else(|| verb.and_then(|verb| self.verb(&verb)))
                    .or_else(|| self.noun(at))
                    .or_else(|| self.adjective(at));
                if let Some(report) = found.and_then(|report| up_to(report, at, from)) {
                    self.keep(report);
                }
            }
            at += 1;
        }
        if self.reports.is_empty() {
            self.colon();
            self.signed();
        } else if self.answers_after_colon() {
            self.colon();
        }
    }

    /// Whether who was asked answers at the end of the sentence: "Asked if it leaks, Ruiz shook her head: “No.”"
    fn answers_after_colon(&self) -> bool {
        let colon = self.sentence.len().checked_sub(2);
        colon.is_some_and(|colon| {
            let has = |report: &Report| report.content.iter().any(|part| part.end >= colon);
            (self.sentence.is(0, "asked") || self.sentence.is(1, "asked"))
                && self.sentence.is(colon, ":")
                && self.sentence.is_quote(colon + 1)
                && !self.reports.iter().any(has)
        })
    }

    fn keep(&mut self, mut report: Report) {
        let end = report.end();
        self.until = self.until.max(report.cue.end);
        if end > report.cue.start {
            self.until = self.until.max(end);
        }
        if report.speaker.is_some() && (end <= report.cue.start || report.rule == Rule::Inverted) {
            self.main.clone_from(&report.speaker);
        }
        if report.rule == Rule::According {
            let speaker = report.speaker.as_ref().map_or(0, |speaker| speaker.end);
            self.until = self.until.max(speaker);
        }
        self.free = self.until;
        self.lead = None;
        let label = ahead::past_label(self.sentence);
        for part in &mut report.content {
            if part.start == 0 && part.end > label {
                part.start = label;
            }
            // "He told of two; |one, he said, sank."
            let parts = [",", ";"]
                .iter()
                .any(|mark| self.sentence.is(part.start, mark));
            if part.len() > 1 && parts {
                part.start += 1;
            }
        }
        self.reports.push(report);
    }

    /// Remembers the subject of a finite verb at `at`.
    fn note_subject(&mut self, at: usize) {
        let tag = self.sentence.tag(at);
        if !tag.is_finite() && tag != Tag::Vbn {
            return;
        }
        let group = phrases::group(self.sentence, at);
        if group.to || tag == Tag::Vbn && !group.auxiliary && !self.is_past(&group, at) {
            return;
        }
        let start = self.before_adjunct(group.start);
        let left = start.checked_sub(1);
        // "who opened the door |and said"
        let joined = left.is_some_and(|at| {
            self.sentence.word(at) == Word::And && self.sentence.tag(at.max(1) - 1) != Tag::Comma
        });
        if !joined {
            self.relative = left
                .filter(|&at| matches!(self.sentence.word(at), Word::Who | Word::Which))
                .map(|at| self.antecedent(at)..start);
        }
        if let Some(np) = subjects::subject_before(self.sentence, start) {
            // "…, as Ruiz took up the matter, saying": a clause of its own.
            let beside = np.start > 1
                && (self.sentence.word(np.start - 1) == Word::As
                    || self.sentence.is(np.start - 1, "when"))
                && self.sentence.tag(np.start - 2) == Tag::Comma;
            let inner = np.start > 0
                && !beside
                && (matches!(
                    self.sentence.word(np.start - 1),
                    Word::That | Word::Sub | Word::Wh | Word::As | Word::Who | Word::Which
                ) || self.sentence.tag(np.start - 1).is_noun()
                    && self.sentence.word(np.start - 1) != Word::Time
                    && !subjects::is_time_noun(self.sentence, np.start - 1));
            if !inner && at >= self.until && !self.in_brackets(at) {
                self.main = Some(np.clone());
            }
            if at >= self.until && subjects::voice(self.sentence, &np).is_somebody() {
                self.somebody = Some(np.clone());
            }
            self.recent = Some(np);
        }
    }

    /// Whether a round bracket before `at` is still open.
    fn in_brackets(&self, at: usize) -> bool {
        let mark = (0..at)
            .rev()
            .take(30)
            .find(|&at| self.sentence.tag(at) == Tag::Bracket);
        mark.is_some_and(|at| self.sentence.is(at, "("))
    }

    /// Remembers a verb of speech at `at`; a content that it turns out to have makes it forgotten.
    fn note_lead(&mut self, at: usize, verb: Option<&Verb<'_>>) {
        let Some(verb) = verb.filter(|verb| {
            verb.cue.frames.any(Frames::QUOTE)
                && !verb.cue.frames.any(Frames::MIND)
                && verb.form != Form::Participle
                && !verb.group.be
        }) else {
            return;
        };
        // "Her mother told her |to leave": these are her words.
        let hearer = match self.sentence.tag(verb.end) {
            Tag::PrpS => Some(verb.end + 1),
            _ => phrases::simple_from(self.sentence, verb.end),
        };
        let hearer = hearer.filter(|_| verb.cue.frames.any(Frames::HEARER));
        let ordered = hearer.is_some_and(|end| {
            let to = end + usize::from(self.sentence.word(end) == Word::Not);
            self.sentence.word(to) == Word::To && self.sentence.tag(to + 1) == Tag::Vb
        });
        if ordered {
            self.lead = None;
            return;
        }
        let stated = at == 0
            && phrases::from(self.sentence, 1).is_some_and(|end| self.sentence.is(end, ":"));
        let speaker = if stated {
            phrases::from(self.sentence, 1).map(|end| 1..end)
        } else {
            self.speaker(verb)
        };
        self.lead = speaker.map(|speaker| (verb.group.start..verb.end, speaker));
    }

    fn verb(&self, verb: &Verb<'_>) -> Option<Report> {
        // "It is |worth noting that": nobody does.
        let worth =
            (verb.group.start.saturating_sub(1)..verb.end).any(|at| self.sentence.is(at, "worth"));
        if worth || self.only_names(verb) {
            return None;
        }
        if let Some(report) = self.passed_on(verb).or_else(|| self.heard(verb)) {
            return Some(report);
        }
        if verb.group.be && matches!(verb.form, Form::Participle | Form::Past) {
            return self.passive(verb);
        }
        let frames = verb.cue.frames;
        if verb.form == Form::Participle {
            return self.by_whom(verb);
        }
        if frames.any(Frames::QUOTE)
            && matches!(verb.form, Form::Past | Form::Third | Form::Base)
            && let Some(report) = self.inverted(verb)
        {
            return Some(report);
        }
        if verb.cue.lemma == "seem" || verb.cue.lemma == "appear" {
            return self.seems(verb);
        }
        let speaker = self.speaker(verb);
        if let Some(outer) = speaker.as_ref().and_then(|np| self.names_what(np)) {
            return self.called(&outer, verb.end);
        }
        // "We met, like she said, at the quay": she said no more than that.
        let as_said = |np: &Range<usize>| np.start > 0 && self.sentence.is(np.start - 1, "like");
        // "Anything Ruiz writes I read"
        const ALL: [&str; 5] = ["anything", "everything", "nothing", "something", "whatever"];
        let of_all = |np: &Range<usize>| {
            let first = np.start.saturating_sub(1)..np.start + usize::from(np.len() > 1);
            (first.into_iter()).any(|at| ALL.iter().any(|word| self.sentence.is(at, word)))
        };
        // "Everyone but Ruiz said yes"
        let but = |np: &Range<usize>| {
            let all = ["all", "everybody", "everyone", "nobody", "none"];
            np.start > 1
                && (self.sentence).is(np.start - 1, "but")
                && all.iter().any(|word| self.sentence.is(np.start - 2, word))
        };
        if (speaker.as_ref()).is_some_and(|np| as_said(np) || of_all(np) || but(np)) {
            return None;
        }
        // "A merger announced |Monday would cost millions", "so charged |that Ruiz left": nothing is said.
        let degree = |found: &Found| {
            let at = found.content.start;
            let so = verb.form != Form::Ing
                && (verb.group.start.saturating_sub(1)..verb.end)
                    .any(|at| self.sentence.is(at, "so"));
            let thing = self.is_thing(speaker.as_ref());
            let timed = self.sentence.word(at) == Word::Time && thing;
            // "areas that inform |what an office means"
            let inform = verb.cue.lemma == "inform" && thing;
            found.rule == Rule::Clause
                && (self.sentence.word(at) == Word::That && so || timed || inform)
        };
        // "Ruiz recalls |saying, “…”": the saying has the words.
        let said = |found: &Found| {
            let at = found.content.start;
            let past = at + 1 + usize::from(self.sentence.tag(at + 1) == Tag::Comma);
            found.rule == Rule::Object
                && self.sentence.is(at, "saying")
                && self.sentence.is_quote(past)
        };
        let after = content::after(self.sentence, verb);
        if after.as_ref().is_some_and(degree) {
            return None;
        }
        let after = after.filter(|found| !said(found));
        let before = speaker
            .clone()
            .filter(|speaker| {
                frames.any(Frames::QUOTE)
                    && speaker.end + 1 >= verb.group.start
                    && speaker.start > 0
            })
            .and_then(|speaker| {
                ahead::before(self.sentence, self.free_at(speaker.start), speaker.start)
            })
            .filter(|before| self.sentence.is_quote(before.end - 1) || self.states(verb))
            // "They are, however, members of the club, |which wants more", "This year, |the economy added jobs"
            .filter(|before| {
                let which = (speaker.as_ref())
                    .is_some_and(|np| self.sentence.word(np.end - 1) == Word::Which);
                !(which || self.is_thing(speaker.as_ref()))
                    || self.sentence.is_quote(before.end - 1)
            })
            // "And when Ruiz called it “odd,” nobody |moved.", "Asked whether it was “odd,” Ruiz |laughed.": a verb that is none of speech has quoted words alone.
            .filter(|before| {
                let alone = before.clone().all(|at| self.sentence.is_quote(at));
                let when = occasions::opens_when(self.sentence, before.start);
                alone || !(verb.cue.lemma.is_empty() || when && !frames.any(Frames::PLAIN))
            });
        let cue = verb.group.start..verb.end;
        if let Some(speaker) = &speaker
            && let Some(content) = self.parenthetical(verb, speaker)
        {
            return Some(Report {
                rule: Rule::QuoteBefore,
                cue,
                speaker: Some(speaker.clone()),
                content,
                mind: frames.any(Frames::MIND),
            });
        }
        let (rule, content) = match (before, after) {
            (Some(before), after) if self.precedes(&before, after.as_ref()) => {
                let mut content = vec![before.clone()];
                if let Some(after) = after.filter(|after| self.goes_on(&before, after, verb.end)) {
                    content.push(after.content);
                }
                (Rule::QuoteBefore, content)
            }
            // An opinion that nobody holds is no report, nor what a thing does: "the region offers rich soil".
            (_, Some(after))
                if matches!(after.rule, Rule::Object | Rule::Infinitive)
                    && (speaker.is_none()
                        || self.is_thing(speaker.as_ref())
                            && !after.content.clone().any(|at| self.sentence.is_quote(at))) =>
            {
                return None;
            }
            // "The clerk added |old hits including “Rope.”": what is added to the rest is a thing.
            (_, Some(after))
                if after.rule == Rule::Object
                    && verb.cue.lemma == "add"
                    && !self.sentence.is_quote(after.content.start) =>
            {
                return None;
            }
            // "A clip |posted online an hour later has been seen by millions."
            (_, Some(after))
                if after.rule == Rule::Clause
                    && ["post", "publish", "share", "tweet"].contains(&verb.cue.lemma)
                    && (speaker.as_ref())
                        .is_some_and(|np| !subjects::voice(self.sentence, np).is_somebody()) =>
            {
                return None;
            }
            (_, Some(after)) if self.tells_whom(&after, speaker.as_ref()) => return None,
            (_, Some(after)) => (
                after.rule,
                vec![self.named(verb, self.within(after.content, speaker.as_ref()))],
            ),
            (_, None) => return None,
        };
        Some(Report {
            rule,
            cue,
            speaker,
            content,
            mind: frames.any(Frames::MIND),
        })
    }

    /// Whether what looks like a report only tells of whom or what more is said: "The man |Ruiz said she trusted left town."
    fn tells_whom(&self, found: &Found, speaker: Option<&Range<usize>>) -> bool {
        let sentence = self.sentence;
        let start = found.content.start;
        let noun = |at: usize| matches!(sentence.tag(at), Tag::Nn | Tag::Nns);
        let hangs = speaker.is_some_and(|np| {
            let named = sentence.tag(np.end - 1) == Tag::Nnp && np.clone().any(noun);
            np.end <= start && (np.start > 0 && noun(np.start - 1) || named)
        });
        if found.rule != Rule::Clause || sentence.tag(start) != Tag::Prp || !hangs {
            return false;
        }
        let plain = |at: usize| {
            let tag = sentence.tag(at);
            let links = matches!(sentence.word(at), Word::Be | Word::Have);
            matches!(tag, Tag::Vbd | Tag::Vbn) && !links
        };
        let skips = |at: &usize| {
            matches!(sentence.word(*at), Word::Be | Word::Have) || sentence.tag(*at) == Tag::Rb
        };
        let verb = (start + 1..start + 5).find(|at| !skips(at));
        // "she felt |left out"
        let feels = |at: usize| ["felt", "got"].iter().any(|word| sentence.is(at, word));
        verb.is_some_and(|verb| {
            let next = sentence.tag(verb + 1);
            let goes_on = next.is_finite() || next == Tag::Vbn || sentence.is(verb + 1, "left");
            plain(verb) && goes_on && !feels(verb)
        })
    }

    /// Whether a verb may give an unquoted clause before it to its subject: "…, Ruiz argued", but not "Today, after the
    /// talks that ended the strike, Ruiz continues to wait".
    fn states(&self, verb: &Verb<'_>) -> bool {
        let frames = verb.cue.frames;
        let hearer = phrases::simple_from(self.sentence, verb.end)
            .filter(|_| frames.any(Frames::HEARER))
            .unwrap_or(verb.end);
        let end = occasions::adjuncts(self.sentence, hearer);
        // "At the table where we met, Ida and Mary share |old stories."
        let object = (frames.any(Frames::NOUN) || !frames.any(Frames::PLAIN))
            && hearer == verb.end
            && end == hearer
            && self.sentence.tag(end) != Tag::Prp
            && phrases::simple_from(self.sentence, end).is_some();
        frames.any(Frames::THAT | Frames::WH) && self.sentence.word(end) != Word::To && !object
    }

    /// Whether a verb tells the name of whoever speaks: "A man |called Tom said: “…”", "A user |calling himself nightowl wrote".
    fn only_names(&self, verb: &Verb<'_>) -> bool {
        let sentence = self.sentence;
        let himself = usize::from(sentence.tag(verb.end) == Tag::Prp);
        verb.cue.lemma == "call"
            && phrases::simple_from(sentence, verb.end + himself).is_some_and(|end| {
                sentence.tag(end).is_finite()
                    && boundaries::reports(sentence, end, Frames::QUOTE | Frames::THAT)
            })
    }

    /// What something is called, where it is itself the subject of more: "what Ruiz called “a shame” | has ended".
    fn named(&self, verb: &Verb<'_>, mut content: Range<usize>) -> Range<usize> {
        let sentence = self.sentence;
        let what = (0..verb.group.start)
            .rev()
            .take(8)
            .find(|&at| sentence.word(at) == Word::Wh);
        let opens = what.is_some_and(|what| {
            sentence.is(what, "what") && !self.clause_in(&(what..verb.group.start))
        });
        if opens && verb.cue.frames.any(Frames::PRED) {
            let inner = |at: usize| {
                matches!(
                    sentence.word(at),
                    Word::That | Word::Who | Word::Which | Word::Sub
                )
            };
            let ends = |&at: &usize| inner(at) || sentence.tag(at).is_finite();
            if let Some(end) = content.clone().skip(1).find(ends).filter(|&at| !inner(at)) {
                content.end = end;
            }
        }
        content
    }

    /// Whether what stands before a cue is its content, whatever follows.
    fn precedes(&self, before: &Range<usize>, after: Option<&Found>) -> bool {
        let Some(after) = after else {
            return true;
        };
        let quoted = before.len() == 1 && self.sentence.is_quote(before.start);
        // "“Why?” A clerk said: |“Wait.”": the words before the clerk are another's.
        let colon = after.rule == Rule::QuoteAfter
            && (self.sentence).is(after.content.start.saturating_sub(1), ":")
            && !self.sentence.ends_with_comma(before.start);
        quoted
            && !colon
            && (self.sentence.ends_with_comma(before.start)
                || after.rule != Rule::Clause
                || self.sentence.word(after.content.start) != Word::That)
    }

    /// Whether what follows a cue continues what precedes it: "A," she said, "B."
    fn goes_on(&self, before: &Range<usize>, after: &Found, cue_end: usize) -> bool {
        let quoted = self.sentence.is_quote(before.end - 1);
        let parted = self.sentence.tag(cue_end) == Tag::Comma;
        quoted && parted && matches!(after.rule, Rule::QuoteAfter)
    }
}
