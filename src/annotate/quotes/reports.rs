//! Reported clauses: which word of a stretch reports, who is its subject, what is its content.
//!
//! Left to right; a cue inside what another reports is part of that content and reports nothing itself.
//! Contents follow the conventions of PolNeAR: the clause with its "that", the object of a verb of
//! opinion, the infinitive of a wish.

use std::ops::Range;

use super::content::{self, Found};
use super::phrases::{self, Group};
use super::stretch::{Stretch, Word};
use crate::annotate::cues::{Cue, Form, Frames, Lexicon, Reading, lexicon};
use crate::annotate::layer::Tag;

/// Why a piece of text is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Rule {
    /// X said that …
    Clause,
    /// X wants to …
    Infinitive,
    /// X criticized …
    Object,
    /// X said, "…"
    QuoteAfter,
    /// "…," X said
    QuoteBefore,
    /// "…," said X
    Inverted,
    /// According to X, …
    According,
    /// X: "…"
    Colon,
    /// X's claim that …
    Noun,
    /// X is sure that …
    Adjective,
    /// … is expected to …
    Passive,
    /// A quotation alone, carried from the one before it.
    Carried,
    /// Quoted words in a clause that has no reporting verb.
    Fragment,
}

impl Rule {
    /// The rule in words.
    pub const fn words(self) -> &'static str {
        match self {
            Rule::Clause => "a clause after a reporting word: X said that …",
            Rule::Infinitive => "an infinitive after a reporting word: X wants to …",
            Rule::Object => "the object of a reporting word: X criticized …",
            Rule::QuoteAfter => "quoted words after a reporting word: X said, “…”",
            Rule::QuoteBefore => "words before a subject and a reporting word: “…,” X said",
            Rule::Inverted => "words before a reporting word and its subject: “…,” said X",
            Rule::According => "according to X",
            Rule::Colon => "a name or a lead, a colon, the words: X: “…”",
            Rule::Noun => "a reporting noun: X's claim that …",
            Rule::Adjective => "an adjective of thinking: X is sure that …",
            Rule::Passive => "a passive: … is expected to",
            Rule::Carried => "a quotation alone, carried from the speaker before",
            Rule::Fragment => "quoted words in a clause without a reporting word",
        }
    }
}

/// One reported piece, in items of its stretch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Report {
    pub rule: Rule,
    pub cue: Range<usize>,
    pub speaker: Option<Range<usize>>,
    /// In order, not overlapping.
    pub content: Vec<Range<usize>>,
    /// A thought or wish.
    pub mind: bool,
}

/// What a stretch holds.
pub(crate) struct Reports {
    /// In order.
    pub reports: Vec<Report>,
    /// The subject of its last main clause.
    pub subject: Option<Range<usize>>,
    /// Who is about to speak: the cue and the subject of a verb of speech that has no content here.
    pub lead: Option<(Range<usize>, Range<usize>)>,
}

/// Every report of a stretch.
pub(crate) fn reports(stretch: &Stretch<'_>) -> Reports {
    let mut reader = Reader {
        stretch,
        lexicon: lexicon(),
        reports: Vec::new(),
        main: None,
        recent: None,
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

struct Reader<'s> {
    stretch: &'s Stretch<'s>,
    lexicon: &'static Lexicon,
    reports: Vec<Report>,
    /// The subject of the last main clause, and of the last clause of any sort.
    main: Option<Range<usize>>,
    recent: Option<Range<usize>>,
    /// The last verb of speech without a content, and its subject.
    lead: Option<(Range<usize>, Range<usize>)>,
    /// Where the last content ends: no cue before it counts.
    until: usize,
    /// Where content that precedes a cue may begin.
    free: usize,
}

/// A verb that reports, where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Verb<'l> {
    /// After the words that belong to it ("out" of "point out").
    pub end: usize,
    pub form: Form,
    pub group: Group,
    pub cue: &'l Cue,
}

impl<'s> Reader<'s> {
    fn read(&mut self) {
        let trailing = self.trailing();
        let end = trailing.as_ref().map_or(0, |report| {
            report
                .content
                .iter()
                .map(|part| part.end)
                .max()
                .unwrap_or(0)
        });
        self.until = end;
        let mut at = 0;
        while at < self.stretch.len() {
            if self.stretch.is_quote(at) {
                at += 1;
                continue;
            }
            self.note_subject(at);
            if at == end
                && let Some(report) = &trailing
            {
                self.keep(report.clone());
            }
            if at >= self.until {
                self.note_lead(at);
                let found = self
                    .according(at)
                    .or_else(|| self.survey(at))
                    .or_else(|| self.verb_at(at).and_then(|verb| self.verb(&verb)))
                    .or_else(|| self.noun(at))
                    .or_else(|| self.adjective(at));
                if let Some(report) = found {
                    self.keep(report);
                }
            }
            at += 1;
        }
        if self.reports.is_empty() {
            self.colon();
            self.signed();
        }
    }

    /// What the end of the sentence gives to somebody as a whole: "…, the paper reported."
    fn trailing(&mut self) -> Option<Report> {
        let stretch = self.stretch;
        if stretch.closes_clause(0) {
            return None;
        }
        let comma = (1..stretch.len()).rev().take(16).find(|&at| {
            let ends = |end: usize| {
                let end = content::adjuncts(stretch, end);
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
        let told =
            (content.clone()).any(|at| phrases::is_finite(stretch.tag(at)) || stretch.is_quote(at));
        let apposed = phrases::subject_before(stretch, comma + 1).is_some_and(|np| np.start == 0);
        let cue = subject.end..self.speaks(subject.end)?;
        (told && !apposed && content.len() > 3).then(|| Report {
            rule: Rule::QuoteBefore,
            cue,
            speaker: Some(subject),
            content: vec![content],
            mind: false,
        })
    }

    /// The end of a verb of speech at `at`, past its auxiliaries.
    fn speaks(&self, at: usize) -> Option<usize> {
        let head = (at..at + 3).find(|&at| {
            !matches!(self.stretch.word(at), Word::Have) && self.stretch.tag(at) != Tag::Rb
        })?;
        let verb = self.verb_at(head)?;
        let speech = verb.cue.frames.any(Frames::QUOTE | Frames::THAT)
            && !verb.cue.frames.any(Frames::MIND)
            && !verb.group.be
            && verb.group.start <= at;
        speech.then_some(verb.end)
    }

    fn keep(&mut self, report: Report) {
        let end = report
            .content
            .iter()
            .map(|part| part.end)
            .max()
            .unwrap_or(0);
        self.until = self.until.max(report.cue.end);
        if end > report.cue.start {
            self.until = self.until.max(end);
        } else if report.speaker.is_some() {
            self.main.clone_from(&report.speaker);
        }
        self.free = self.until;
        self.lead = None;
        self.reports.push(report);
    }

    /// Remembers the subject of a finite verb at `at`.
    fn note_subject(&mut self, at: usize) {
        let tag = self.stretch.tag(at);
        if !phrases::is_finite(tag) && tag != Tag::Vbn {
            return;
        }
        let group = phrases::group(self.stretch, at);
        if group.to || tag == Tag::Vbn && !group.auxiliary && !self.is_past(&group, at) {
            return;
        }
        if let Some(np) = phrases::subject_before(self.stretch, group.start) {
            let inner = np.start > 0
                && (matches!(
                    self.stretch.word(np.start - 1),
                    Word::That | Word::Sub | Word::Wh | Word::As | Word::Who | Word::Which
                ) || phrases::is_noun(self.stretch.tag(np.start - 1))
                    && self.stretch.word(np.start - 1) != Word::Time);
            if !inner && at >= self.until {
                self.main = Some(np.clone());
            }
            self.recent = Some(np);
        }
    }

    /// Remembers a verb of speech at `at`; a content that it turns out to have makes it forgotten.
    fn note_lead(&mut self, at: usize) {
        let Some(verb) = self.verb_at(at).filter(|verb| {
            verb.cue.frames.any(Frames::QUOTE)
                && !verb.cue.frames.any(Frames::MIND)
                && verb.form != Form::Participle
                && !verb.group.be
        }) else {
            return;
        };
        let stated =
            at == 0 && phrases::from(self.stretch, 1).is_some_and(|end| self.stretch.is(end, ":"));
        let speaker = if stated {
            phrases::from(self.stretch, 1).map(|end| 1..end)
        } else {
            self.speaker(&verb)
        };
        self.lead = speaker.map(|speaker| (verb.group.start..verb.end, speaker));
    }

    /// The reporting verb at `at`, with its group.
    fn verb_at(&self, at: usize) -> Option<Verb<'static>> {
        let item = self.stretch.items.get(at)?;
        let noun_place = at > 0
            && matches!(
                self.stretch.tag(at - 1),
                Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Jj
            )
            && self.stretch.word(at - 1) != Word::That
            && item.tag != Tag::Vbd;
        let verbal = phrases::is_verb(item.tag);
        let nominal = matches!(item.tag, Tag::Nn | Tag::Nns | Tag::Jj);
        if !verbal && !nominal || noun_place {
            return None;
        }
        let mut buffer = [0; 20];
        let lower = self.stretch.lower(at, &mut buffer)?;
        let readings = self.lexicon.verb(lower);
        let group = phrases::group(self.stretch, at);
        if readings.is_empty() {
            let plain = matches!(item.tag, Tag::Vbd | Tag::Vbz | Tag::Vbn);
            return (plain && self.beside_quote(&group, at)).then(|| Verb {
                end: at + 1,
                form: Form::Past,
                group,
                cue: self.lexicon.other(),
            });
        }
        // A past that cannot be a noun ("wrote"), or that stands beside quoted words.
        let past = readings.iter().all(|reading| reading.form == Form::Past);
        let irregular = past && !lower.ends_with("ed");
        let may_be_past = readings.iter().any(|reading| reading.form == Form::Past);
        if nominal && !irregular && !(may_be_past && self.beside_quote(&group, at)) {
            return None;
        }
        let form = self.form(at, &group, readings)?;
        let reading = readings
            .iter()
            .find(|reading| self.tail_end(at, self.lexicon.cue(reading.cue)).is_some())?;
        let cue = self.lexicon.cue(reading.cue);
        let end = self.tail_end(at, cue)?;
        Some(Verb {
            end,
            form,
            group,
            cue,
        })
    }

    /// Whether nothing but a subject stands between the verb at `at` and quoted words before it, or
    /// quoted words follow.
    fn beside_quote(&self, group: &Group, at: usize) -> bool {
        let stretch = self.stretch;
        if group.auxiliary || group.start == 0 {
            return false;
        }
        let speech = |at: usize| stretch.is_quote(at) && stretch.items[at].span.len() > 20;
        speech(group.start - 1)
            || phrases::subject_before(stretch, group.start)
                .is_some_and(|np| np.start > 0 && speech(np.start - 1) && np.end == group.start)
            || matches!(stretch.tag(at + 1), Tag::Comma | Tag::Colon) && speech(at + 2)
    }

    /// The form of a verb from its tag, its neighbours and the forms that its spelling allows.
    fn form(&self, at: usize, group: &Group, readings: &[Reading]) -> Option<Form> {
        let stretch = self.stretch;
        let may = |form: Form| readings.iter().any(|reading| reading.form == form);
        let form = match stretch.tag(at) {
            Tag::Vbg => Form::Ing,
            Tag::Vbz => Form::Third,
            Tag::Vb | Tag::Vbp => Form::Base,
            Tag::Vbn if group.auxiliary || !may(Form::Past) => {
                if group.auxiliary {
                    Form::Past
                } else {
                    Form::Participle
                }
            }
            Tag::Vbn if self.is_past(group, at) => Form::Past,
            Tag::Vbn => Form::Participle,
            Tag::Vbd => Form::Past,
            _ => readings.first()?.form,
        };
        Some(match form {
            Form::Base if !may(Form::Base) => Form::Past,
            other => other,
        })
    }

    /// Whether what may be a participle at `at` is a past: it has a subject or takes an object.
    fn is_past(&self, group: &Group, at: usize) -> bool {
        let stretch = self.stretch;
        let Some(left) = group.start.checked_sub(1) else {
            return false;
        };
        let next = stretch.tag(at + 1);
        let subject = stretch.tag(left) == Tag::Prp
            || stretch.is_quote(left)
            || stretch.word(left) == Word::Who
            || stretch.tag(left) == Tag::Comma
                && phrases::subject_before(stretch, group.start).is_some();
        let object = matches!(next, Tag::Prp | Tag::Nnp | Tag::Dt | Tag::PrpS)
            || stretch.word(at + 1) == Word::That
            || stretch.is_quote(at + 1)
            || stretch.is_quote(at + 2) && next == Tag::Comma
            || next == Tag::To && phrases::is_noun(stretch.tag(left)) && self.never_passive(at);
        let alone = || {
            let nominal = phrases::is_noun(stretch.tag(left)) || stretch.tag(left) == Tag::Rb;
            nominal
                && !self.clause_in(&(self.free..group.start))
                && !self.clause_in(&(at + 1..stretch.len().min(at + 12)))
        };
        (stretch.word(at + 1) != Word::By || stretch.is(at, "said"))
            && (subject
                || object
                || stretch.is(at, "said")
                || self.beside_quote(group, at)
                || alone())
    }

    /// Whether the verb at `at` has no hearer, so that its past before "to" is no participle: "declined to".
    fn never_passive(&self, at: usize) -> bool {
        let mut buffer = [0; 20];
        let word = self.stretch.lower(at, &mut buffer).unwrap_or_default();
        let wishes = |reading: &Reading| {
            let frames = self.lexicon.cue(reading.cue).frames;
            frames.any(Frames::INF) && !frames.any(Frames::HEARER)
        };
        self.lexicon.verb(word).iter().any(wishes)
    }

    /// The item after the words that must follow the cue's head at `at`.
    fn tail_end(&self, at: usize, cue: &Cue) -> Option<usize> {
        let mut end = at + 1;
        for word in &cue.tail {
            if !self.stretch.is(end, word) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    fn verb(&self, verb: &Verb<'_>) -> Option<Report> {
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
        let after = content::after(self.stretch, verb);
        let before = speaker
            .clone()
            .filter(|speaker| {
                frames.any(Frames::QUOTE)
                    && speaker.end + 1 >= verb.group.start
                    && speaker.start > 0
            })
            .and_then(|speaker| {
                content::before(self.stretch, self.free_at(speaker.start), speaker.start)
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
            // An opinion that nobody holds is no report.
            (_, Some(after))
                if speaker.is_none() && matches!(after.rule, Rule::Object | Rule::Infinitive) =>
            {
                return None;
            }
            (_, Some(after)) => (after.rule, vec![after.content]),
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

    /// "Talks, she said, were over": what stands around a subject and its verb.
    fn parenthetical(&self, verb: &Verb<'_>, speaker: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let stretch = self.stretch;
        let left = self.free..speaker.start.checked_sub(1)?;
        let parted = !left.is_empty()
            && stretch.tag(left.end) == Tag::Comma
            && speaker.end == verb.group.start
            && !stretch.is_quote(left.end - 1);
        if !verb.cue.frames.any(Frames::QUOTE) || !parted {
            return None;
        }
        let mut end = verb.end;
        if verb.cue.frames.any(Frames::HEARER) {
            end = phrases::simple_from(stretch, end).unwrap_or(end);
        }
        let end = content::adjuncts(stretch, end);
        let start = end + 1;
        let right = start..content::clause_end(stretch, start.min(stretch.len()));
        let goes_on = stretch.tag(end) == Tag::Comma
            && !matches!(stretch.tag(start), Tag::Vbg | Tag::Cc | Tag::Wh)
            && (left.clone().chain(right.clone()))
                .any(|at| phrases::is_finite(stretch.tag(at)) || stretch.is_quote(at));
        (goes_on && !right.is_empty()).then(|| vec![left, right])
    }

    /// Whether what stands before a cue is its content, whatever follows.
    fn precedes(&self, before: &Range<usize>, after: Option<&Found>) -> bool {
        let Some(after) = after else {
            return true;
        };
        let quoted = before.len() == 1 && self.stretch.is_quote(before.start);
        quoted
            && (after.rule != Rule::Clause || self.stretch.word(after.content.start) != Word::That)
    }

    /// Whether what follows a cue continues what precedes it: "A," she said, "B."
    fn goes_on(&self, before: &Range<usize>, after: &Found, cue_end: usize) -> bool {
        let quoted = self.stretch.is_quote(before.end - 1);
        let parted = self.stretch.tag(cue_end) == Tag::Comma;
        quoted && parted && matches!(after.rule, Rule::QuoteAfter)
    }

    /// Where content that precedes the item at `at` may begin: after the reports that end before it.
    fn free_at(&self, at: usize) -> usize {
        let ends = |report: &Report| {
            let content = report.content.iter().map(|part| part.end);
            content.chain([report.cue.end]).max().unwrap_or(0)
        };
        self.reports
            .iter()
            .map(ends)
            .filter(|&end| end <= at)
            .max()
            .unwrap_or(0)
    }

    /// "…," said X
    fn inverted(&self, verb: &Verb<'_>) -> Option<Report> {
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
            .any(|at| phrases::is_noun(stretch.tag(at)) || stretch.tag(at) == Tag::Prp);
        let closes = matches!(
            stretch.tag(end),
            Tag::Stop | Tag::Comma | Tag::Colon | Tag::In | Tag::Cc | Tag::Bracket
        ) || stretch.word(end) == Word::Time
            || stretch.is_quote(end)
            || matches!(stretch.word(end), Word::Who | Word::Sub);
        if !named || !closes || stretch.word(verb.end) == Word::That {
            return None;
        }
        let before_quote = !quoted && left > 0 && stretch.is_quote(left - 1);
        if !quoted && !before_quote {
            // "Ruiz, a lawyer, said critics": the comma closes an apposition.
            if phrases::subject_before(stretch, start).is_some() && !self.clause_before(start) {
                return None;
            }
        }
        let before = content::before(stretch, self.free, start)?;
        let mut content = vec![before];
        if let Some(after) = content::quote_on(stretch, end) {
            content.push(after);
        }
        Some(Report {
            rule: Rule::Inverted,
            cue: start..verb.end,
            speaker: Some(verb.end..end),
            content,
            mind: false,
        })
    }

    fn clause_in(&self, content: &Range<usize>) -> bool {
        content
            .clone()
            .any(|at| phrases::is_finite(self.stretch.tag(at)))
    }

    /// Whether a whole clause stands between the free start and `end`.
    fn clause_before(&self, end: usize) -> bool {
        (self.free..end).any(|at| phrases::is_finite(self.stretch.tag(at)))
    }

    /// Who is the subject of a verb.
    fn speaker(&self, verb: &Verb<'_>) -> Option<Range<usize>> {
        let stretch = self.stretch;
        let participle = verb.form == Form::Ing && !verb.group.be;
        let start = match verb.group.start {
            start if participle || verb.group.to => start,
            start => phrases::strip_time(stretch, start),
        };
        if verb.group.to {
            return self.main.clone().or_else(|| self.recent.clone());
        }
        let left = start.checked_sub(1)?;
        match stretch.word(left) {
            Word::Who | Word::Which => return Some(left..start),
            Word::That if !participle && left > 0 && phrases::is_noun(stretch.tag(left - 1)) => {
                return Some(left..start);
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
            return phrases::relative_before(stretch, start).or_else(|| self.recent.clone());
        }
        phrases::relative_before(stretch, start)
            .or_else(|| phrases::subject_before(stretch, start))
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

    /// The subject that a verb after "and" at `at` shares: that of the report which ends there, else the nearest.
    fn joined(&self, at: usize) -> Option<Range<usize>> {
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
    fn next_subject(&self, from: usize) -> Option<Range<usize>> {
        let comma = (from..self.stretch.len()).find(|&at| self.stretch.tag(at) == Tag::Comma)?;
        let end = phrases::from(self.stretch, comma + 1)?;
        Some(comma + 1..end)
    }

    /// "was told that", "is expected to": the speaker is unnamed, or follows "by".
    fn passive(&self, verb: &Verb<'_>) -> Option<Report> {
        let stretch = self.stretch;
        let cue = verb.group.start..verb.end;
        let by = self.by(verb.end);
        let after = by.as_ref().map_or(verb.end, |by| by.end);
        let subject = phrases::subject_before(stretch, verb.group.start);
        let mind = verb.cue.frames.any(Frames::MIND);
        let frames = verb.cue.frames;
        let mut content = Vec::new();
        if let Some(clause) = content::that(stretch, after, frames) {
            content.push(clause);
        } else if stretch.word(after) == Word::To && frames.any(Frames::INF | Frames::THAT) {
            content.extend(subject);
            content.push(after..content::clause_end(stretch, after));
        } else if by.is_some()
            || frames.any(Frames::NOUN | Frames::AS) && stretch.word(after) == Word::As
        {
            content.extend(subject);
            if stretch.word(after) == Word::As {
                content.push(after..content::clause_end(stretch, after));
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
    fn seems(&self, verb: &Verb<'_>) -> Option<Report> {
        let stretch = self.stretch;
        if stretch.word(verb.end) != Word::To && stretch.tag(verb.end) != Tag::Jj {
            return None;
        }
        let mut content: Vec<Range<usize>> = Vec::new();
        content.extend(phrases::subject_before(stretch, verb.group.start));
        content.push(verb.end..content::clause_end(stretch, verb.end));
        Some(Report {
            rule: Rule::Passive,
            cue: verb.group.start..verb.end,
            speaker: None,
            content,
            mind: true,
        })
    }

    /// "by X" at `at`.
    fn by(&self, at: usize) -> Option<Range<usize>> {
        if self.stretch.word(at) != Word::By {
            return None;
        }
        let end = phrases::from(self.stretch, at + 1)?;
        Some(at + 1..end)
    }

    /// "the plan proposed by X"
    fn by_whom(&self, verb: &Verb<'_>) -> Option<Report> {
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
    fn survey(&self, at: usize) -> Option<Report> {
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
        let content = comma + 1..content::clause_end(stretch, comma + 1);
        Some(Report {
            rule: Rule::According,
            cue: 0..1,
            speaker: Some(1..comma),
            content: vec![content],
            mind: false,
        })
    }

    /// "according to X", before or after what X says.
    fn according(&self, at: usize) -> Option<Report> {
        let stretch = self.stretch;
        if stretch.word(at + 1) != Word::To || !self.stretch.is(at, "according") {
            return None;
        }
        let start = at + 2;
        let end = phrases::whole_from(stretch, start)?;
        let speaker = start..end;
        let mut content = Vec::new();
        let before = if at > self.free && stretch.tag(at - 1) == Tag::Comma {
            at - 1
        } else {
            at
        };
        if before > self.free + 1 && !(before <= self.free + 2 && stretch.tag(self.free) == Tag::Cc)
        {
            content.push(self.free..before);
        }
        let comma = stretch.tag(end) == Tag::Comma;
        let rest = end + usize::from(comma);
        if (content.is_empty() || comma) && rest < stretch.len() {
            let stop = content::clause_end(stretch, rest);
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
    fn noun(&self, at: usize) -> Option<Report> {
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

    /// "X's" or "his" in front of a noun phrase.
    fn owner(&self, np: &Range<usize>) -> Option<Range<usize>> {
        let possessive = np
            .clone()
            .rev()
            .find(|&at| matches!(self.stretch.tag(at), Tag::Pos | Tag::PrpS))?;
        Some(np.start..possessive + 1)
    }

    /// "X is sure that"
    fn adjective(&self, at: usize) -> Option<Report> {
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
            Some(Word::Who | Word::Which) => Some(group.start - 1..group.start),
            Some(Word::And | Word::But) => self.recent.clone(),
            _ => phrases::subject_before(stretch, group.start),
        };
        let it = speaker
            .clone()
            .is_some_and(|np| np.len() == 1 && stretch.word(np.start) == Word::It);
        Some(Report {
            rule: Rule::Adjective,
            cue: group.start..cue_end,
            speaker: speaker.filter(|_| !it),
            content: vec![content],
            mind: true,
        })
    }

    /// "…" — X
    fn signed(&mut self) {
        let stretch = self.stretch;
        let Some(dash) = (1..stretch.len()).find(|&at| stretch.is_dash(at)) else {
            return;
        };
        let end = phrases::whole_from(stretch, dash + 1);
        let closes = end.is_some_and(|end| {
            end == stretch.len() || matches!(stretch.tag(end), Tag::Comma | Tag::Stop)
        });
        if dash == 1 && stretch.closes_clause(0) && closes {
            self.reports.push(Report {
                rule: Rule::Colon,
                cue: dash..dash + 1,
                speaker: end.map(|end| dash + 1..end),
                content: vec![0..1],
                mind: false,
            });
        }
    }

    /// Whether a label stands before the colon at `colon`, not a speaker: "The Latest:", "Watch:".
    fn is_label(&self, colon: usize) -> bool {
        let mut buffer = [0; 12];
        const LABELS: &[&str] = &[
            "analysis",
            "exclusive",
            "h/t",
            "latest",
            "more",
            "opinion",
            "photos",
            "poll",
            "related",
            "report",
            "review",
            "source",
            "sources",
            "transcript",
            "twitter",
            "update",
            "video",
            "watch",
        ];
        let word = self.stretch.lower(colon - 1, &mut buffer);
        word.is_some_and(|word| LABELS.binary_search(&word).is_ok())
    }

    /// "X: words", where nothing else in the stretch reports.
    fn colon(&mut self) {
        let stretch = self.stretch;
        let Some(colon) = (1..stretch.len()).find(|&at| self.stretch.is(at, ":")) else {
            return;
        };
        let content = colon + 1..content::clause_end(stretch, colon + 1);
        if content.is_empty() {
            return;
        }
        let quoted = stretch.is_quote(content.start);
        let headline = stretch.block == 0 || stretch.tag(stretch.len() - 1) != Tag::Stop;
        let named = (0..colon).any(|at| stretch.tag(at) == Tag::Nnp);
        let whole = phrases::from(stretch, 0).is_some_and(|end| end == colon)
            && (quoted
                || headline
                    && (self.clause_in(&content)
                        || named && stretch.block == 0 && content.len() > 2)
                    && !self.is_label(colon));
        let speaker = match &self.lead {
            _ if whole => Some(0..colon),
            Some((_, speaker)) => Some(speaker.clone()),
            None => self
                .main
                .clone()
                .or_else(|| phrases::before(stretch, colon)),
        };
        if speaker.is_none() || !(quoted || whole && colon <= 5) {
            return;
        }
        self.reports.push(Report {
            rule: Rule::Colon,
            cue: colon..colon + 1,
            speaker,
            content: vec![content],
            mind: false,
        });
    }
}
