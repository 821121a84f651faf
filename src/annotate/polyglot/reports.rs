//! Who said what in one sentence: each verb and phrase that reports, its subject, and the words that it gives.

use std::ops::Range;

use super::class;
use super::cues::{self, According, Cue};
use super::layer::Layer;
use super::nouns::Sentence;
use super::pack::{CLAUSE, INFINITIVE, OBJECT, QUOTE, Side};
use super::packs::{Order, Row};
use super::words::{Kind, Token};
use crate::model::{Act, Span};

/// Why a piece of text is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// "…", dit X
    Before,
    /// X dit : "…"
    After,
    /// X dit que …
    Clause,
    /// …, sagte X
    ClauseBefore,
    /// X sagte, er sei …
    Mood,
    /// X assure avoir …
    Infinitive,
    /// X critique le "…"
    Object,
    /// Selon X, …
    According,
    /// X : "…"
    Colon,
    /// A quotation alone, or a sentence whose verbs report: its speaker is the one before.
    Carried,
    /// A quotation alone before its speaker is named.
    Ahead,
    /// Quoted words in a sentence that has no reporting word.
    Fragment,
}

impl Why {
    /// The rule in words.
    pub const fn words(self) -> &'static str {
        match self {
            Why::Before => "marks before a reporting verb and its subject",
            Why::After => "marks after a reporting verb and its subject",
            Why::Clause => "a clause after a reporting verb",
            Why::ClauseBefore => "a clause before a reporting verb and its subject",
            Why::Mood => "a clause in the mood of reports after a reporting verb",
            Why::Infinitive => "an infinitive after a reporting verb",
            Why::Object => "marks in the object of a reporting verb",
            Why::According => "a phrase that gives a source",
            Why::Colon => "a name, a colon, marks",
            Why::Carried => "words that go on with the report before",
            Why::Ahead => "marks before the sentence that names who speaks",
            Why::Fragment => "marks in a sentence without a reporting verb",
        }
    }
}

/// Words and the report that gives them to somebody.
#[derive(Clone, Debug)]
pub struct Report {
    /// In order.
    pub parts: Vec<Span>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// The tokens that name who spoke; none where nobody is named.
    pub mention: Option<Range<usize>>,
    /// Why.
    pub why: Why,
    /// The verb needs no subject and has none: whoever spoke before.
    pub silent: bool,
    /// Said, thought, found.
    pub act: Act,
    /// The sentence says that it was not said.
    pub denied: bool,
}

/// What a sentence says.
#[derive(Debug, Default)]
pub struct Told {
    /// By start.
    pub reports: Vec<Report>,
    /// The regions that belong to a report, by number.
    pub used: Vec<usize>,
    /// Whether the sentence has a reporting verb or phrase at all.
    pub reporting: bool,
    /// Whose verb reports nothing in this sentence: "Der Bürgermeister widersprach."
    pub speaks: Option<Range<usize>>,
}

/// Reads one sentence.
pub struct Reader<'a> {
    layer: &'a Layer<'a>,
    sentence: Sentence<'a>,
    row: &'a Row,
    cues: Vec<Cue>,
    told: Told,
}

/// The reports of a sentence.
pub fn reports<'a>(layer: &'a Layer<'a>, range: Range<usize>, row: &'a Row) -> Told {
    let sentence = Sentence {
        tokens: &layer.tokens,
        start: range.start,
        end: range.end,
        order: row.order,
        pack: row.pack(),
    };
    let pack = row.pack();
    let phrases = cues::phrases(&sentence, pack);
    let cues = cues::verbs(&sentence, pack);
    let mut reader = Reader {
        layer,
        sentence,
        row,
        cues,
        told: Told::default(),
    };
    reader.told.reporting = !phrases.is_empty() || !reader.cues.is_empty();
    // What stands right behind marks has them first: «…», disse X.
    let (glued, others): (Vec<Cue>, Vec<Cue>) =
        reader.cues.iter().partition(|cue| reader.is_glued(cue));
    for cue in glued.into_iter().chain(others) {
        reader.verb(cue);
    }
    for phrase in phrases {
        reader.phrase(phrase);
    }
    reader
        .told
        .reports
        .sort_by_key(|report| report.parts.first().map(|part| part.start));
    reader.told
}

impl Reader<'_> {
    fn is_glued(&self, cue: &Cue) -> bool {
        let mut at = cue.start;
        while at > self.sentence.start
            && matches!(self.sentence.kind(at - 1), Some(Kind::Comma | Kind::Break))
            || self.sentence.is(at.wrapping_sub(1), class::CLITIC)
        {
            at -= 1;
        }
        at > self.sentence.start && self.sentence.tokens[at - 1].is_region()
    }

    /// The subject of the whole sentence: the first phrase, or that behind the comma of what leads it.
    fn main_subject(&self, cue: &Cue) -> Option<Range<usize>> {
        let commas = (self.sentence.start..cue.start)
            .filter(|&at| self.sentence.kind(at) == Some(Kind::Comma))
            .map(|comma| comma + 1);
        let mut starts = std::iter::once(self.sentence.start).chain(commas);
        let first = starts.find_map(|start| self.sentence.first_phrase(start, cue.start));
        first.or_else(|| {
            let comma = (cue.end..self.sentence.end)
                .find(|&at| self.sentence.kind(at) == Some(Kind::Comma))?;
            self.sentence.phrase(comma + 1)
        })
    }

    fn verb(&mut self, cue: Cue) {
        let before = self.region_before(cue.start);
        let (right, left) = if cue.gerund {
            (None, self.main_subject(&cue))
        } else {
            (
                self.sentence.subject_right(self.after_verb(&cue)),
                self.sentence.subject_left(cue.finite),
            )
        };
        // "una de las que planteó": whoever that is.
        let relative = cue.finite > self.sentence.start
            && self.sentence.is(cue.finite - 1, class::RELATIVE)
            && self.row.order.subject_first();
        if relative && left.is_none() {
            return;
        }
        let is_author = |phrase: &Option<Range<usize>>| {
            phrase.as_ref().is_some_and(|phrase| {
                phrase.len() == 1
                    && self.sentence.is(phrase.start, class::I)
                    && !self
                        .sentence
                        .is(phrase.start, class::HE | class::SHE | class::THEY)
            })
        };
        if is_author(&right) || is_author(&left) {
            return;
        }
        let right = right.filter(|phrase| !self.is_object(phrase));
        // "In der Mitteilung heißt es": what is written speaks.
        let (left, right) = match cue.particle.filter(|&at| self.sentence.is(at, class::IT)) {
            Some(particle) => (self.paper(particle), None),
            None => (left, right),
        };
        if self.as_said(&cue, left.as_ref(), right.as_ref()) {
            return;
        }
        // "…, sagte er": a pronoun right behind the verb is its subject where the verb comes second.
        let follows = right.as_ref().is_some_and(|right| {
            right.len() == 1
                && right.start == cue.finite + 1
                && self.sentence.is(right.start, class::HE | class::SHE)
        });
        let left = left.filter(|_| !follows || self.row.order.subject_first());
        // Words between marks stand before: "…", dit X.
        let before = before.filter(|(regions, _)| self.is_apart(regions, cue.start));
        if let Some((regions, glued)) = &before
            && cue.frames & QUOTE != 0
        {
            let subject = if *glued {
                right.clone().or(left.clone())
            } else {
                left.clone()
            };
            let colon_after = self.region_after(&cue, subject.as_ref()).filter(|after| {
                // «…», disse X do «Público»: what a word leads is no part of it.
                after
                    .first()
                    .is_some_and(|&at| !self.sentence.tokens[at - 1].is_word())
            });
            if *glued || colon_after.is_none() {
                let mut parts: Vec<Span> = regions
                    .iter()
                    .map(|&at| self.sentence.tokens[at].span)
                    .collect();
                // What the sentence said before the marks is reported, too: … la question est de savoir « … » affirme-t-il.
                let mut used = regions.clone();
                if let Some(after) = &colon_after {
                    parts.extend(after.iter().map(|&at| self.sentence.tokens[at].span));
                    used.extend(after);
                }
                // "Cravinho alinhou pela mesma ideia: «…», advertiu."
                let subject = subject.or_else(|| {
                    let first = parts.first()?.start;
                    self.leads(first)
                        .then(|| self.sentence.first_phrase(self.sentence.start, cue.start))?
                });
                let silent = subject.is_none();
                if silent && !self.row.silent {
                    return;
                }
                self.push(
                    Report {
                        parts,
                        cue: Some(self.cue_span(&cue)),
                        mention: subject,
                        why: Why::Before,
                        silent,
                        act: cue.act,
                        denied: cue.denied,
                    },
                    used,
                );
                return;
            }
        }
        let subject = match (&left, &right) {
            (Some(left), _) => Some(left.clone()),
            (None, right) => right.clone(),
        };
        let silent = subject.is_none();
        if silent && !self.row.silent && !self.sentence.is(cue.finite.wrapping_sub(1), class::AND) {
            return;
        }
        if cue.act == Act::Said && !cue.denied {
            self.told.speaks = subject.clone().or(self.told.speaks.take());
        }
        let behind = self.behind(&cue, subject.as_ref());
        // Marks after: X dit : "…".
        if cue.frames & QUOTE != 0
            && let Some(regions) = self.region_after(&cue, subject.as_ref())
        {
            let parts = regions
                .iter()
                .map(|&at| self.sentence.tokens[at].span)
                .collect();
            self.push(
                Report {
                    parts,
                    cue: Some(self.cue_span(&cue)),
                    mention: subject,
                    why: Why::After,
                    silent,
                    act: cue.act,
                    denied: cue.denied,
                },
                regions,
            );
            return;
        }
        if cue.frames & CLAUSE != 0
            && let Some((from, why)) = self.clause(&cue, behind)
        {
            let to = self.clause_end(from, &cue);
            self.stretch(&cue, from..to, subject, why, silent);
            return;
        }
        if cue.frames & INFINITIVE != 0
            && let Some(from) = self.infinitive(behind)
        {
            let to = self.clause_end(from, &cue);
            self.stretch(&cue, from..to, subject, Why::Infinitive, silent);
            return;
        }
        // A clause before: …, sagte X.
        if cue.frames & QUOTE != 0
            && cue.frames & CLAUSE != 0
            && !cue.denied
            && right.is_some()
            && cue.start > self.sentence.start
            && self.sentence.kind(cue.start - 1) == Some(Kind::Comma)
            && let Some(right) = right.clone()
        {
            self.clause_before(&cue, right);
            return;
        }
        if cue.frames & (OBJECT | QUOTE) != 0
            && !silent
            && cue.act != Act::Finding
            && let Some(at) = self.object(&cue, behind)
        {
            let (from, to) = self.around(behind, at, cue.frames & OBJECT != 0);
            let regions = (from..to)
                .filter(|&at| self.sentence.tokens[at].is_region())
                .collect();
            let parts = vec![self.layer.span(&(from..to))];
            self.push(
                Report {
                    parts,
                    cue: Some(self.cue_span(&cue)),
                    mention: subject,
                    why: Why::Object,
                    silent,
                    act: cue.act,
                    denied: cue.denied,
                },
                regions,
            );
        }
    }

    /// "Wie X sagte, …", "…, comme l'a dit X, …": the rest of the sentence is X's.
    fn as_said(
        &mut self,
        cue: &Cue,
        left: Option<&Range<usize>>,
        right: Option<&Range<usize>>,
    ) -> bool {
        let begins = (self.sentence.start..cue.start).rev().take(16);
        let same = begins.take_while(|&at| {
            self.sentence.tokens[at].is_word()
                || matches!(self.sentence.kind(at), Some(Kind::Opens | Kind::Closes))
        });
        let Some(from) = same.filter(|&at| self.sentence.is(at, class::AS)).last() else {
            return false;
        };
        let opens = from == self.sentence.start || !self.sentence.tokens[from - 1].is_word();
        let subject = left
            .filter(|left| left.start > from)
            .cloned()
            .or_else(|| self.sentence.first_phrase(from + 1, cue.start))
            .or_else(|| right.cloned());
        let Some(subject) = subject.filter(|_| opens) else {
            return false;
        };
        let behind = self.behind(cue, Some(&subject));
        let to = (behind..self.sentence.end)
            .find(|&at| {
                matches!(
                    self.sentence.kind(at),
                    Some(Kind::Comma | Kind::Stop | Kind::Break | Kind::Region(_))
                )
            })
            .unwrap_or(self.sentence.end);
        let span = self.cue_span(cue);
        self.aside(from..to, subject, span);
        true
    }

    /// Whether marks are apart from the verb behind them: by a sign, by their own last sign, or by their length in a
    /// language that may leave the sign out.
    fn is_apart(&self, regions: &[usize], verb: usize) -> bool {
        let Some(&last) = regions.last() else {
            return false;
        };
        let Kind::Region(number) = self.sentence.tokens[last].kind else {
            return false;
        };
        let region = self.layer.regions[number];
        let inner = region.inner.of(self.layer.text);
        let sign = (last + 1..verb)
            .any(|at| matches!(self.sentence.kind(at), Some(Kind::Comma | Kind::Break)));
        let long = self.row.order.subject_first() && inner.split_whitespace().count() >= 4;
        sign || long || region.dash || inner.ends_with(['.', ',', '!', '?', '…'])
    }

    /// Whether a colon stands before the byte `at`.
    fn leads(&self, at: usize) -> bool {
        self.layer.text[..at].trim_end().ends_with(':')
    }

    /// The phrase behind the first preposition of the sentence, or of what follows `at`.
    fn paper(&self, at: usize) -> Option<Range<usize>> {
        let prepositions = class::PREPOSITION | class::TOWARDS;
        let first = (self.sentence.start..at)
            .chain(at + 1..self.sentence.end.min(at + 3))
            .find(|&at| self.sentence.is(at, prepositions))?;
        self.source_after(first + 1)
    }

    /// A right-hand phrase that is what the verb reports, not who: "critica la …" keeps its subject on the left.
    fn is_object(&self, phrase: &Range<usize>) -> bool {
        phrase.is_empty()
    }

    fn after_verb(&self, cue: &Cue) -> usize {
        // "hat Müller gesagt": the subject stands behind the auxiliary.
        if cue.finite + 1 < cue.end && cue.start != cue.finite || cue.finite < cue.start {
            cue.finite + 1
        } else {
            cue.end
        }
    }

    fn cue_span(&self, cue: &Cue) -> Span {
        self.layer.span(&(cue.start..cue.end))
    }

    /// The regions before a verb, and whether nothing but a sign stands between.
    fn region_before(&self, start: usize) -> Option<(Vec<usize>, bool)> {
        let mut at = start;
        let mut words = 0;
        while at > self.sentence.start {
            let token = self.sentence.get(at - 1)?;
            match token.kind {
                Kind::Region(_) => break,
                Kind::Comma | Kind::Break | Kind::Sign | Kind::Stop => {}
                Kind::Word
                    if token.is(class::ADVERB | class::CLITIC | class::HAVE | class::AND) =>
                {
                    words += 1
                }
                Kind::Word => {
                    // "…", Sánchez dijo.
                    let phrase_start = self
                        .sentence
                        .subject_left(start)
                        .map_or(at, |phrase| phrase.start);
                    if phrase_start < at && words < 8 {
                        words += at - phrase_start;
                        at = phrase_start + 1;
                    } else if words < 4 {
                        words += 1;
                    } else {
                        return None;
                    }
                }
                _ => return None,
            }
            at -= 1;
        }
        if at == self.sentence.start {
            return None;
        }
        let last = at - 1;
        let mut regions = vec![last];
        // "…" und "…", sagte X: what leads up to them is no other report's.
        let mut earlier = last;
        while earlier > self.sentence.start {
            let token = self.sentence.get(earlier - 1)?;
            match token.kind {
                Kind::Region(number) if !self.told.used.contains(&number) => {
                    regions.insert(0, earlier - 1)
                }
                Kind::Comma | Kind::Break | Kind::Sign => {}
                Kind::Word if token.is(class::AND) => {}
                _ => break,
            }
            earlier -= 1;
        }
        let number = match self.sentence.kind(last) {
            Some(Kind::Region(number)) => number,
            _ => return None,
        };
        (!self.told.used.contains(&number)).then_some((regions, words <= 2))
    }

    /// One past the verb, its subject and what hangs on them.
    fn behind(&self, cue: &Cue, subject: Option<&Range<usize>>) -> usize {
        let subject_end = subject
            .filter(|subject| subject.start >= cue.finite)
            .map_or(0, |subject| subject.end);
        let far = cue.particle.map_or(0, |at| at + 1);
        cue.end.max(subject_end).max(far)
    }

    /// The regions after a verb: behind a colon wherever it stands, or right behind the verb.
    fn region_after(&self, cue: &Cue, subject: Option<&Range<usize>>) -> Option<Vec<usize>> {
        let behind = self.behind(cue, subject);
        let mut at = behind;
        let mut colon = false;
        let mut gap = 0;
        while let Some(token) = self.sentence.get(at) {
            match token.kind {
                Kind::Region(number) if colon || gap <= 1 => {
                    if self.told.used.contains(&number) {
                        return None;
                    }
                    let one = self.layer.regions[number]
                        .inner
                        .of(self.layer.text)
                        .split_whitespace()
                        .count()
                        < 2;
                    if one && !colon {
                        return None;
                    }
                    // «…» as an object goes on with words: that is another rule's.
                    let goes_on = self.sentence.get(at + 1).is_some_and(|next| {
                        next.is_word() && !next.capital && !next.is(class::AND)
                    });
                    if !colon && (goes_on || cue.frames & CLAUSE == 0) {
                        return None;
                    }
                    return Some(self.run_of_regions(at));
                }
                Kind::Region(_) => return None,
                Kind::Colon => colon = true,
                Kind::Comma if gap == 0 => {}
                Kind::Break if self.sentence.get(at + 1).is_some_and(Token::is_region) => {}
                Kind::Comma | Kind::Opens | Kind::Closes | Kind::Sign => gap += 2,
                Kind::Stop | Kind::Break => return None,
                Kind::Word if colon => return None,
                Kind::Word if token.is(class::THAT) => {
                    // que « … »: the clause takes it.
                    return None;
                }
                Kind::Word
                    if self
                        .cues
                        .iter()
                        .any(|other| other.start == at && other.start > cue.start) =>
                {
                    return None;
                }
                Kind::Word => gap += 1,
            }
            at += 1;
        }
        None
    }

    fn run_of_regions(&self, first: usize) -> Vec<usize> {
        let mut regions = vec![first];
        let mut at = first + 1;
        while let Some(token) = self.sentence.get(at) {
            match token.kind {
                Kind::Region(_) => regions.push(at),
                Kind::Comma | Kind::Break | Kind::Sign | Kind::Stop => {}
                Kind::Word
                    if token.is(class::AND)
                        && self.sentence.get(at + 1).is_some_and(Token::is_region) => {}
                _ => break,
            }
            at += 1;
        }
        regions
    }

    /// Where a reported clause begins behind a verb.
    fn clause(&self, cue: &Cue, behind: usize) -> Option<(usize, Why)> {
        let mut at = behind;
        let mut commas = 0;
        let mut steps = 0;
        // "que" behind a noun hangs on the noun: "narra la historia que …".
        let adjuncts = self.sentence.skip_adjuncts(behind, 4);
        while let Some(token) = self.sentence.get(at) {
            match token.kind {
                Kind::Word => {
                    if token.is(class::THAT | class::QUESTION) {
                        let far = steps > 7 && !token.is(class::THAT);
                        let after_noun =
                            steps > 0 && commas == 0 && token.is(class::RELATIVE) && adjuncts < at;
                        if !far && !after_noun {
                            return Some((at, Why::Clause));
                        }
                    }
                    if self
                        .cues
                        .iter()
                        .any(|other| other.start == at && other.start > cue.start)
                    {
                        return None;
                    }
                    steps += 1;
                    if steps > 16 {
                        return None;
                    }
                }
                Kind::Comma => {
                    commas += 1;
                    let next = self.sentence.get(at + 1)?;
                    if next.is(class::THAT | class::QUESTION) {
                        return Some((at + 1, Why::Clause));
                    }
                    let relative = next.is(class::RELATIVE) && !self.begins_clause(at + 1);
                    if !relative && self.has_mood(at + 1, true) && !next.is(class::CONJUNCTION) {
                        return Some((at + 1, Why::Mood));
                    }
                    if !relative
                        && self.has_mood(at + 1, true)
                        && next.is(class::CONJUNCTION)
                        && steps < 6
                    {
                        return Some((at + 1, Why::Mood));
                    }
                }
                Kind::Colon => {
                    let rest = self.sentence.end.saturating_sub(at);
                    return (rest > 4 && self.sentence.get(at + 1)?.is_word())
                        .then_some((at + 1, Why::Clause));
                }
                Kind::Region(_) if steps < 3 => return None,
                Kind::Region(_) | Kind::Sign | Kind::Opens | Kind::Closes => {}
                Kind::Stop | Kind::Break => return None,
            }
            at += 1;
        }
        None
    }

    /// "der Bericht sei …": a determiner that may be a relative begins a clause of its own where its verb comes second.
    fn begins_clause(&self, at: usize) -> bool {
        let Some(phrase) = self.sentence.phrase(at) else {
            return false;
        };
        self.sentence
            .is(phrase.end, class::MOOD | class::MOOD_WEAK | class::VERB)
    }

    fn has_mood(&self, from: usize, weak: bool) -> bool {
        let classes = if weak {
            class::MOOD | class::MOOD_WEAK
        } else {
            class::MOOD
        };
        (from..self.sentence.end).any(|at| self.sentence.is(at, classes))
    }

    fn infinitive(&self, behind: usize) -> Option<usize> {
        let at = self.skip_small(behind);
        let token = self.sentence.get(at)?;
        if token.is(class::INFINITIVE) {
            return Some(behind.max(at));
        }
        // ", … zu"
        if token.kind == Kind::Comma && !self.row.order.subject_first() {
            let rest = at + 1..self.sentence.end;
            return rest
                .clone()
                .any(|at| self.sentence.is(at, class::INFINITIVE))
                .then_some(at + 1);
        }
        None
    }

    fn skip_small(&self, mut at: usize) -> usize {
        while self
            .sentence
            .is(at, class::ADVERB | class::NEGATION | class::CLITIC)
            && !self.sentence.is(at, class::INFINITIVE)
        {
            at += 1;
        }
        at
    }

    /// Where the words that begin at `from` end: with the sentence, or before another report beside them.
    fn clause_end(&self, from: usize, cue: &Cue) -> usize {
        let mut end = self.sentence.end;
        for at in from..end {
            let token = &self.sentence.tokens[at];
            if token.kind == Kind::Break
                && token.span.len() == 1
                && at > from + 1
                && self.sentence.order != Order::German
            {
                end = at;
                break;
            }
            // "… scharf: So sagte Rehn": the colon leads another report.
            if token.kind == Kind::Colon
                && self
                    .cues
                    .iter()
                    .any(|other| other.start > at && other.start < at + 6)
            {
                end = at;
                break;
            }
            // ", und kündigte an": another verb of the same speaker.
            let joins = token.is(class::AND | class::CONJUNCTION)
                && self.cues.iter().any(|other| {
                    other.start > at && other.start <= at + 3 && other.start > cue.end
                });
            if joins && at > from + 2 {
                end = at;
                break;
            }
        }
        while end > from
            && !self.sentence.tokens[end - 1].is_word()
            && !self.sentence.tokens[end - 1].is_region()
            && self.sentence.kind(end - 1) != Some(Kind::Closes)
        {
            end -= 1;
        }
        end
    }

    /// A report of the tokens `words`, and the regions in it.
    fn stretch(
        &mut self,
        cue: &Cue,
        words: Range<usize>,
        subject: Option<Range<usize>>,
        why: Why,
        silent: bool,
    ) {
        let count = words
            .clone()
            .filter(|&at| self.sentence.tokens[at].is_word())
            .count();
        let regions: Vec<usize> = words
            .clone()
            .filter(|&at| self.sentence.tokens[at].is_region())
            .collect();
        // What somebody only thinks, or did not say, is worth showing where its words stand between marks.
        let speech = cue.act == Act::Said && !cue.denied;
        if (count < 2 || !speech) && regions.is_empty() {
            return;
        }
        let parts = vec![self.layer.span(&words)];
        let span = Some(self.cue_span(cue));
        self.push(
            Report {
                parts,
                cue: span,
                mention: subject,
                why,
                silent,
                act: cue.act,
                denied: cue.denied,
            },
            regions,
        );
    }

    fn clause_before(&mut self, cue: &Cue, subject: Range<usize>) {
        let comma = cue.start - 1;
        let mut from = self.sentence.start;
        for at in self.sentence.start..comma {
            if matches!(self.sentence.kind(at), Some(Kind::Break))
                && self.sentence.tokens[at].span.len() == 1
            {
                from = at + 1;
            }
        }
        // "Wie X sagte, …": what follows is said.
        let as_said =
            self.sentence.is(from, class::QUESTION) && self.sentence.is(from, class::CONJUNCTION);
        let rest = subject.end.max(cue.end);
        let goes_on = self.sentence.kind(rest) == Some(Kind::Comma)
            && self.has_verb(rest + 1, (rest + 8).min(self.sentence.end));
        if !self.has_verb(from, comma) && !goes_on
            || !self.may_speak(&subject) && !self.has_mood(from, false)
        {
            return;
        }
        if as_said
            || comma < from + 2
            || self.sentence.is(from, class::CONJUNCTION)
                && !self.sentence.is(from, class::AND)
                && self.row.order.subject_first()
        {
            return;
        }
        let mut parts = vec![self.layer.span(&(from..comma))];
        let mut regions: Vec<usize> = (from..comma)
            .filter(|&at| self.sentence.tokens[at].is_region())
            .collect();
        // "…, sagte X, …": the rest of it.
        if self.sentence.kind(rest) == Some(Kind::Comma)
            && !self.sentence.is(rest + 1, class::RELATIVE)
        {
            let to = self.clause_end(rest + 1, cue);
            let apposed = self.sentence.subject_left(to).is_none()
                && to - rest < 8
                && self.sentence.begins_phrase(rest + 1);
            if to > rest + 3 && !apposed && (self.has_verb(rest + 1, to)) {
                parts.push(self.layer.span(&(rest + 1..to)));
                regions.extend((rest + 1..to).filter(|&at| self.sentence.tokens[at].is_region()));
            }
        }
        self.push(
            Report {
                parts,
                cue: Some(self.cue_span(cue)),
                mention: Some(subject),
                why: Why::ClauseBefore,
                silent: false,
                act: cue.act,
                denied: cue.denied,
            },
            regions,
        );
    }

    fn has_verb(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.sentence.is(
                at,
                class::VERB | class::HAVE | class::MOOD | class::MOOD_WEAK,
            ) || self.sentence.tokens[at].is_region()
        })
    }

    /// The first region of a verb's object.
    fn object(&self, cue: &Cue, behind: usize) -> Option<usize> {
        let mut steps = 0;
        for at in behind..self.sentence.end {
            let token = self.sentence.get(at)?;
            match token.kind {
                Kind::Region(number) => {
                    let inner = self.layer.regions[number].inner.of(self.layer.text);
                    let title = self.row.order != Order::German
                        && inner.starts_with(char::is_uppercase)
                        && !inner.ends_with(['.', '!', '?']);
                    let short = inner.split_whitespace().count() < 2 && cue.frames & OBJECT == 0;
                    return (!title && !short && !self.told.used.contains(&number)).then_some(at);
                }
                Kind::Word if token.is(class::RELATIVE) && !token.is(class::DETERMINER) => {
                    return None;
                }
                Kind::Word => steps += 1,
                Kind::Sign => {}
                _ => return None,
            }
            if steps > 12 {
                return None;
            }
        }
        None
    }

    /// The object around the region at `at`.
    fn around(&self, behind: usize, at: usize, whole: bool) -> (usize, usize) {
        if !whole || at == behind {
            return (at, at + 1);
        }
        let mut end = at + 1;
        while self.sentence.get(end).is_some_and(|token| {
            token.is_word()
                && !token.is(class::RELATIVE | class::CONJUNCTION | class::VERB | class::HAVE)
                || token.is_region()
        }) {
            end += 1;
        }
        (self.skip_small(behind).min(at), end)
    }

    /// A source: selon X, …
    fn phrase(&mut self, phrase: According) {
        let source = match phrase.side {
            Side::Tail
                if phrase.start == self.sentence.start
                    || !matches!(
                        self.sentence.kind(phrase.start - 1),
                        Some(Kind::Comma | Kind::Region(_) | Kind::Break)
                    ) =>
            {
                None
            }
            Side::Named => self
                .sentence
                .phrase(phrase.end)
                .filter(|source| self.is_set_off(phrase.start, source)),
            Side::After | Side::Tail => self.source_after(phrase.end),
            Side::Before => self.source_before(phrase.start),
        };
        let Some(source) = source.filter(|source| self.can_speak(source)) else {
            return;
        };
        let cue = self.layer.span(&(phrase.start..phrase.end));
        let aside = phrase.start.min(source.start)..phrase.end.max(source.end);
        self.aside(aside, source, cue);
    }

    /// All of a sentence but the words that tell its source is the source's.
    fn aside(&mut self, aside: Range<usize>, source: Range<usize>, cue: Span) {
        let Range { start, end } = aside;
        let mut from = self.sentence.start;
        let mut to = self.sentence.end;
        for report in &self.told.reports {
            // Another report of the sentence keeps its words.
            let span = report.parts.first().copied().unwrap_or_default();
            let last = report.parts.last().copied().unwrap_or_default();
            let source_span = self.layer.span(&(start..end));
            if Span::new(span.start, last.end).covers(source_span) {
                return;
            }
        }
        for at in (from..start).rev() {
            if matches!(self.sentence.kind(at), Some(Kind::Break))
                && self.sentence.tokens[at].span.of(self.layer.text) == ";"
            {
                from = at + 1;
                break;
            }
        }
        for at in end..to {
            if self.sentence.kind(at) == Some(Kind::Break)
                && self.sentence.tokens[at].span.of(self.layer.text) == ";"
            {
                to = at;
                break;
            }
        }
        let trim = |mut range: Range<usize>| {
            while !range.is_empty()
                && !matches!(
                    self.sentence.kind(range.start),
                    Some(Kind::Word | Kind::Region(_))
                )
            {
                range.start += 1;
            }
            while !range.is_empty()
                && !matches!(
                    self.sentence.kind(range.end - 1),
                    Some(Kind::Word | Kind::Region(_) | Kind::Closes)
                )
            {
                range.end -= 1;
            }
            range
        };
        let before = trim(from..start);
        let after = trim(end..to);
        let taken = |range: &Range<usize>| {
            range.clone().any(|at| matches!(self.sentence.kind(at), Some(Kind::Region(number)) if self.told.used.contains(&number)))
        };
        let ranges: Vec<Range<usize>> = [before, after]
            .into_iter()
            .filter(|range| !range.is_empty() && !taken(range))
            .collect();
        let words = ranges
            .iter()
            .flat_map(Clone::clone)
            .filter(|&at| self.sentence.tokens[at].is_word())
            .count();
        let regions: Vec<usize> = ranges
            .iter()
            .flat_map(Clone::clone)
            .filter(|&at| self.sentence.tokens[at].is_region())
            .collect();
        if words < 3 && regions.is_empty() {
            return;
        }
        let parts = ranges.iter().map(|range| self.layer.span(range)).collect();
        let cue = Some(cue);
        self.push(
            Report {
                parts,
                cue,
                mention: Some(source),
                why: Why::According,
                silent: false,
                act: Act::Said,
                denied: false,
            },
            regions,
        );
    }

    /// "Pour Roux, …": a name at the head of a sentence or behind a comma, a comma after it, and marks beside it.
    fn is_set_off(&self, start: usize, source: &Range<usize>) -> bool {
        let opens = start == self.sentence.start
            || matches!(
                self.sentence.kind(start - 1),
                Some(Kind::Comma | Kind::Colon)
            );
        let named = self.sentence.tokens[source.end - 1].capital;
        let marks =
            (self.sentence.start..self.sentence.end).any(|at| self.sentence.tokens[at].is_region());
        opens
            && named
            && marks
            && matches!(
                self.sentence.kind(source.end),
                Some(Kind::Comma | Kind::Region(_))
            )
    }

    fn source_after(&self, at: usize) -> Option<Range<usize>> {
        let mut begin = at;
        while self.sentence.is(begin, class::OF | class::OBLIQUE)
            && !self.sentence.is(begin, class::DETERMINER)
            && !self.sentence.begins_phrase(begin)
        {
            begin += 1;
        }
        if let Some(phrase) = self.sentence.phrase(begin) {
            return Some(phrase);
        }
        // A noun alone: "nach Polizeiangaben", "laut dem Bericht".
        let end = self.oblique_end(begin);
        (end > begin).then_some(begin..end)
    }

    fn oblique_end(&self, at: usize) -> usize {
        let mut end = at;
        let stop = class::VERB
            | class::HAVE
            | class::THAT
            | class::RELATIVE
            | class::CONJUNCTION
            | class::MOOD
            | class::PREPOSITION
            | class::TOWARDS;
        while self
            .sentence
            .get(end)
            .is_some_and(|token| token.is_word() && (!token.is(stop) || end == at))
            && end < at + 8
        {
            let token = &self.sentence.tokens[end];
            let past = end > at
                && self.sentence.order == Order::German
                && !token.capital
                && self.sentence.tokens[end - 1].capital
                && !token.is(class::OF | class::PARTICLE | class::DETERMINER);
            if past {
                break;
            }
            end += 1;
        }
        end
    }

    fn source_before(&self, at: usize) -> Option<Range<usize>> {
        let mut start = at;
        while start > self.sentence.start && at - start < 10 {
            let token = self.sentence.get(start - 1)?;
            let stops = !token.is_word()
                || token.is(class::CONJUNCTION
                    | class::THAT
                    | class::PREPOSITION
                    | class::TOWARDS
                    | class::VERB
                    | class::HAVE);
            if stops {
                break;
            }
            start -= 1;
            if token.is(class::DETERMINER | class::OBLIQUE)
                && !self.sentence.is(start.wrapping_sub(1), class::OF)
                && !(start > self.sentence.start
                    && self.sentence.tokens[start - 1].capital
                    && matches!(token.lower.as_str(), "der" | "des"))
            {
                break;
            }
        }
        (start < at).then_some(start..at)
    }

    /// Whether a source may be somebody: a name, a pronoun, a word for people, bodies or papers.
    fn can_speak(&self, source: &Range<usize>) -> bool {
        let known = class::TITLE
            | class::PERSON
            | class::BODY
            | class::PAPER
            | class::HE
            | class::SHE
            | class::THEY;
        source.clone().any(|at| {
            let token = &self.sentence.tokens[at];
            token.is(known)
                || token.is_region()
                || token.capital && self.sentence.order != Order::German
        }) || self.sentence.order == Order::German
            && source.clone().any(|at| {
                let token = &self.sentence.tokens[at];
                token.capital && !token.is(class::NOUN | class::MONTH)
            })
    }

    /// Whether a subject is somebody for sure: a pronoun, a word for people or bodies, a name in a language where nouns are small.
    fn may_speak(&self, subject: &Range<usize>) -> bool {
        let known = class::TITLE
            | class::PERSON
            | class::BODY
            | class::PAPER
            | class::HE
            | class::SHE
            | class::THEY
            | class::MAN
            | class::WOMAN;
        let german = self.sentence.order == Order::German;
        subject.clone().any(|at| {
            let token = &self.sentence.tokens[at];
            token.is(known) || token.capital && !german
        }) || german
            && subject.len() == 1
            && !self.sentence.is(subject.start, class::NOUN)
            && self
                .sentence
                .get(subject.end)
                .is_none_or(|next| !next.is_word())
    }

    fn push(&mut self, report: Report, regions: Vec<usize>) {
        for at in regions {
            if let Some(Kind::Region(number)) = self.sentence.kind(at) {
                self.told.used.push(number);
            }
        }
        self.told.reports.push(report);
    }
}
