//! A phrase that gives a source ("selon X", "laut X"), and all that it is the source of.

use std::ops::Range;

use super::{Reader, Report, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::{According, Cue};
use crate::annotate::polyglot::pack::Side;
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::Kind;
use crate::model::{Act, Span};

/// So many tokens behind its first word an apposition is closed.
const APPOSED: usize = 10;

impl Reader<'_> {
    /// A source: selon X, …
    pub(super) fn phrase(&mut self, phrase: According) {
        if matches!(phrase.side, Side::Own | Side::Subject) {
            self.own(&phrase);
            return;
        }
        let source = match phrase.side {
            Side::Own | Side::Subject => None,
            Side::Tail
                if phrase.start == self.sentence.start
                    || !matches!(
                        self.sentence.kind(phrase.start - 1),
                        Some(Kind::Comma | Kind::Colon | Kind::Region(_) | Kind::Break)
                    ) =>
            {
                None
            }
            Side::Named => self
                .sentence
                .phrase(phrase.end)
                .filter(|source| self.is_set_off(phrase.start, source)),
            // "вице-мэр Целикова, по словам которой …": who stands before the comma.
            Side::After
                if self.sentence.is(phrase.end, class::RELATIVE)
                    && self.row.order == Order::Bare =>
            {
                self.source_of_relative(&phrase);
                return;
            }
            // "Según ha explicado Elena Prat": a verb of saying before whoever said it.
            Side::After => self
                .told_by(phrase.end)
                .or_else(|| self.participle_by(phrase.end))
                .or_else(|| self.source_after(phrase.end)),
            Side::Tail => self.source_after(phrase.end),
            Side::Paper => self
                .source_after(phrase.end)
                .filter(|source| self.is_written(phrase.start, source)),
            Side::Before if self.sign(&phrase) => return,
            Side::Before => self.source_before(phrase.start),
        };
        // "…, so dass …": nobody.
        let joint = self
            .sentence
            .is(phrase.end, class::THAT | class::CONJUNCTION)
            && phrase.side != Side::Before;
        let Some(source) = source.filter(|source| !joint && self.can_speak(source)) else {
            return;
        };
        let source = source.start..self.apposed(&source);
        let source = self.all_of(source);
        let cue = self.layer.span(&(phrase.start..phrase.end));
        let end = phrase.end.max(source.end);
        // "según confirmó su hija a este diario", "une étude menée par X": what it was told, or who made it.
        let told = phrase.side == Side::After && self.told_by(phrase.end).is_some();
        let paper = source.clone().any(|at| self.sentence.is(at, class::PAPER));
        let end = match (told, paper && self.sentence.is(end, class::BY)) {
            (true, _) => self.past_words(self.sentence.skip_adjuncts(end, 2), end),
            (_, true) => self.past_words(self.sentence.oblique(end + 1), end),
            // "secondo fonti vicine al dossier, …"
            _ if phrase.side != Side::Before && !self.people.is_named(&source) => {
                self.past_words(self.sentence.skip_adjuncts(end, 1), end)
            }
            _ => end,
        };
        let aside = phrase.start.min(source.start)..end;
        self.aside(aside, source, cue);
    }

    /// `past` if a sign or the end of the sentence follows there, else `end`.
    fn past_words(&self, past: usize, end: usize) -> usize {
        let next = self.sentence.get(past).filter(|_| past < self.sentence.end);
        let last = next.is_none_or(|next| !next.is_word());
        if last { past.max(end) } else { end }
    }

    /// The subject of the reporting verb that begins at `at`, right behind it.
    fn told_by(&self, at: usize) -> Option<Range<usize>> {
        let cue = self.cues.iter().find(|cue| cue.start == at)?;
        let told = self.row.order == Order::Bare;
        if let Some(body) = self.body_behind(cue).filter(|_| told) {
            return Some(body);
        }
        let subject = self.sentence.subject_right(cue.end)?;
        let capital = subject.clone().any(|at| self.has_capital(at));
        let named = self.row.order.subject_first() && capital;
        (named || self.is_somebody(&subject)).then_some(subject)
    }

    /// The comma that closes an apposition which the comma at `comma` opens: "…, responsable del estudio, …".
    fn past_apposition(&self, comma: usize) -> Option<usize> {
        let is_comma = |at: usize| self.sentence.kind(at) == Some(Kind::Comma);
        let role = class::TITLE | class::PERSON | class::BODY;
        let small = class::DETERMINER | class::OBLIQUE | class::OF;
        let head = (comma + 1..comma + 3).find(|&at| !self.sentence.is(at, small))?;
        // "È la posizione di X, sindaco del paese.", "A parlare è X, sindaco del paese: «…»"
        let bare = head == comma + 1 && self.sentence.is(head, class::TITLE | class::PERSON);
        let bare = bare && self.sentence.order == Order::SubjectFirst;
        let ends = |at: usize| {
            let kind = self.sentence.kind(at);
            let last = at == self.sentence.end || matches!(kind, Some(Kind::Stop | Kind::Colon));
            bare && last
        };
        let closing = (head + 1..head + APPOSED).find(|&at| is_comma(at) || ends(at))?;
        let plain = (comma + 1..closing).all(|at| {
            let verb = class::VERB | class::HAVE | class::MOOD | class::COPULA;
            self.sentence.is_word(at)
                && (self.sentence.is(at, small) || !self.sentence.is(at, verb))
        });
        let behind = self.sentence.get(closing + 1);
        let behind = behind.is_some_and(|next| next.is_word() || next.is_region());
        (is_comma(comma)
            && self.sentence.is(head, role)
            && !self.sentence.get(head).is_some_and(|head| head.capital)
            && plain
            && (behind || ends(closing)))
        .then_some(closing)
    }

    /// "A su juicio, …": whoever spoke before, or whom the pronoun in it means.
    fn own(&mut self, phrase: &According) {
        let range = phrase.start..phrase.end;
        let own = class::HE | class::SHE | class::THEY | class::DETERMINER;
        let pronoun = range.clone().find(|&at| self.sentence.is(at, own));
        // "podle svých slov Soňa Rejmanová": whom the sentence names.
        let named = (self.sentence.start..self.sentence.end)
            .find(|&at| self.people.is_named(&(at..at + 1)));
        let subject = self.subject_of_own(phrase);
        if let Some(subject) = subject {
            let cue = self.layer.span(&range);
            self.aside(range, subject, cue);
            return;
        }
        let whose = pronoun.or(named);
        let pronoun = whose.unwrap_or(phrase.start);
        let known = self.told.reports.len();
        let cue = self.layer.span(&range);
        self.aside(range, pronoun..pronoun + 1, cue);
        for report in self.told.reports.iter_mut().skip(known) {
            report.silent = true;
            // "seiner Ansicht nach": whoever spoke before.
            report.mention = report.mention.take().filter(|_| whose.is_some());
        }
    }

    /// "Horák se podle svých slov omluvil", "Орлов, по его словам, извинился": the subject before such a phrase.
    fn subject_of_own(&self, phrase: &According) -> Option<Range<usize>> {
        let sentence = &self.sentence;
        let told = phrase.side == Side::Subject;
        let last = phrase.start.checked_sub(1)?;
        let last = last.checked_sub(usize::from(sentence.kind(last) == Some(Kind::Comma)))?;
        let fits = told || self.row.order == Order::Bare;
        let name = self.people.name_until(last).filter(|_| fits);
        let name = name.filter(|name| name.start == sentence.start);
        name.or_else(|| {
            let first = sentence.first_phrase(sentence.start, phrase.start);
            first.filter(|first| told && self.is_somebody(first))
        })
    }

    /// "Laut Horn, Brandt und Roth ist …", "Selon Horn, Brandt et Roth, …": a source and the names that are listed with it.
    fn all_of(&self, source: Range<usize>) -> Range<usize> {
        let list = self.people.listed(source.clone());
        let list = list.filter(|list| list.end > source.end && list.end <= self.sentence.end);
        let closed = |list: &Range<usize>| {
            let next = self.sentence.get(list.end);
            !self.row.order.subject_first()
                || next.is_none_or(|next| !next.is_word() || next.is(class::DETERMINER))
        };
        list.filter(closed).unwrap_or(source)
    }

    /// The end of a source and of the name that a comma sets off behind it: "selon le maire, Jean Roux, …".
    fn apposed(&self, source: &Range<usize>) -> usize {
        let comma = self.sentence.kind(source.end) == Some(Kind::Comma);
        let office = source
            .clone()
            .any(|at| self.sentence.is(at, class::TITLE | class::PERSON));
        let name = self
            .sentence
            .phrase(source.end + 1)
            .filter(|_| comma && office && !self.people.is_named(source));
        let named = name.filter(|name| {
            self.people.is_named(name)
                && !self
                    .sentence
                    .get(name.end)
                    .is_some_and(|next| next.is_word())
        });
        named.map_or(source.end, |name| name.end)
    }

    /// All of a sentence but the words that tell its source is the source's.
    pub(super) fn aside(&mut self, aside: Range<usize>, source: Range<usize>, cue: Span) {
        let Range { start, end } = aside;
        // What the source is, is nobody's words: "podle Ivy Sýkorové z Masarykovy univerzity".
        let from = self.sentence.is(end, class::OF) && self.has_capital(end + 1);
        let body = self.people.name_end(end + 1).filter(|_| from);
        let end = body
            .filter(|_| self.row.order == Order::Bare)
            .unwrap_or(end);
        let end = self.past_apposition(end).unwrap_or(end);
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
            if self.is_semicolon(at) {
                from = at + 1;
                break;
            }
        }
        for at in end..to {
            // "…, come mostrano gli studi, ma Lee afferma …"
            let opens = self.sentence.is(at, class::CONJUNCTION)
                && self.sentence.kind(at.wrapping_sub(1)) == Some(Kind::Comma);
            let begins = |cue: &Cue| {
                let subject = self.sentence.phrase(at + 1);
                cue.start > at && subject.is_some_and(|it| it.end == cue.start)
            };
            let another = opens && self.cues.iter().any(begins);
            if self.is_semicolon(at) || another {
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
        // "Für Roux ist der Fall klar: „…“": what leads up to marks is the writer's.
        let colon =
            (after.start..after.end).find(|&at| self.sentence.kind(at) == Some(Kind::Colon));
        let colon = colon.filter(|&at| self.is_region(at + 1) && at + 2 == after.end);
        let copula = self.sentence.is(after.start, class::COPULA);
        let after = colon
            .filter(|_| copula)
            .map_or(after.clone(), |at| at + 1..after.end);
        let taken = |range: &Range<usize>| {
            range.clone().any(|at| matches!(self.sentence.kind(at), Some(Kind::Region(number)) if self.told.used.contains(&number)))
        };
        // "«…», è la denuncia di X, che …": what follows marks is told of X.
        let marked = before
            .end
            .checked_sub(1)
            .is_some_and(|at| self.is_region(at));
        let after = if marked && !after.is_empty() && !self.is_region(after.start) {
            after.start..after.start
        } else {
            after
        };
        let ranges: Vec<Range<usize>> = [before, after]
            .into_iter()
            .filter(|range| !range.is_empty() && !taken(range))
            .collect();
        let words = ranges
            .iter()
            .flat_map(Clone::clone)
            .filter(|&at| self.sentence.is_word(at))
            .count();
        let regions: Vec<usize> = ranges
            .iter()
            .flat_map(Clone::clone)
            .filter(|&at| self.sentence.is_region(at))
            .collect();
        if words < 3 && regions.is_empty() {
            // "È la posizione di X.": what stands before the sentence.
            let opens = start <= self.sentence.start + 1;
            self.told.back = Some(source).filter(|_| opens && words == 0);
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
    pub(super) fn is_set_off(&self, start: usize, source: &Range<usize>) -> bool {
        let opens = start == self.sentence.start
            || matches!(
                self.sentence.kind(start - 1),
                // "“Un disastro” per il consigliere Conti, che …"
                Some(Kind::Comma | Kind::Colon | Kind::Region(_))
            );
        // Where nouns have capitals, a capital says nothing.
        let capital = self
            .sentence
            .get(source.end - 1)
            .is_some_and(|last| last.capital && self.row.order != Order::German);
        let named = capital || self.is_somebody(source);
        let set_off = matches!(
            self.sentence.kind(source.end),
            Some(Kind::Comma | Kind::Region(_))
        );
        // "Per il pm è «…»", "Für X ist … „…“"
        let verb = self.sentence.is(source.end, class::COPULA)
            && (self.is_region(source.end + 1) || !self.row.order.subject_first())
            // "Per il giudice ci fu «…»"
            // "Per il perito le ferite sono «…»"
            || self.is_somebody(source)
                && self.row.order.subject_first()
                && start == self.sentence.start
                && self.sentence.is(source.end, class::DETERMINER)
            || self.is_somebody(source) && {
                // "Para la oposición todo es «…»"
                let small = class::CLITIC | class::NEGATION | class::IT | class::ADVERB;
                let past = (source.end..self.sentence.end).find(|&at| !self.sentence.is(at, small));
                past.is_some_and(|at| self.sentence.is(at, class::VERB | class::HAVE | class::MOOD | class::MOOD_WEAK))
            };
        opens && named && self.has_marks() && (set_off || verb)
    }

    /// "Nach einer Mitteilung …": a word for what is written at the head of a sentence or a clause, with marks in it.
    fn is_written(&self, start: usize, source: &Range<usize>) -> bool {
        let opens = start == self.sentence.start
            || self
                .sentence
                .get(start - 1)
                .is_some_and(|token| !token.is_word());
        let paper = source.clone().any(|at| self.sentence.is(at, class::PAPER));
        opens && paper && self.has_marks()
    }

    /// Whether words of the sentence stand between marks.
    fn has_marks(&self) -> bool {
        (self.sentence.start..self.sentence.end).any(|at| self.is_region(at))
    }

    /// The phrase behind the first preposition of what follows `at`, or of the sentence.
    pub(super) fn paper(&self, at: usize) -> Option<Range<usize>> {
        let prepositions = class::PREPOSITION | class::TOWARDS;
        let first = std::iter::once(at + 1)
            .chain(self.sentence.start..at)
            .find(|&at| self.sentence.is(at, prepositions))?;
        // "hieß es am Abend im Saal": when or where is nobody.
        // "napisano na murze ratusza"
        let on = self.sentence.get(first);
        let on = on.is_some_and(|it| matches!(it.lower.as_str(), "na" | "на"));
        self.source_after(first + 1).filter(|paper| {
            let known = class::PAPER | class::TITLE | class::PERSON;
            let known = known | if on { 0 } else { class::BODY };
            let bare = self.row.order == Order::Bare && !on;
            let german = self.row.order == Order::German;
            let named = |at| !german && self.has_capital(at) || self.is_region(at);
            paper
                .clone()
                .any(|at| self.sentence.is(at, known) || named(at))
                || self.people.kind(paper).is_some()
                || bare
        })
    }

    fn is_semicolon(&self, at: usize) -> bool {
        let token = self.sentence.get(at);
        token.is_some_and(|it| it.kind == Kind::Break && it.span.of(self.layer.text) == ";")
    }

    pub(super) fn has_capital(&self, at: usize) -> bool {
        self.sentence.get(at).is_some_and(|token| token.capital)
    }

    pub(super) fn source_after(&self, at: usize) -> Option<Range<usize>> {
        let mut begin = at;
        while self.sentence.is(begin, class::OF | class::OBLIQUE)
            && !self.sentence.is(begin, class::DETERMINER)
            && !self.sentence.begins_phrase(begin)
        {
            begin += 1;
        }
        if let Some(phrase) = self.sentence.phrase(begin) {
            // "la Commissione europea": a name is whole.
            let end = self.people.name_end(phrase.end - 1).unwrap_or(phrase.end);
            return Some(phrase.start..end.max(phrase.end).min(self.sentence.end));
        }
        // A noun alone: "nach Polizeiangaben", "laut dem Bericht".
        let end = self.oblique_end(begin);
        (end > begin).then_some(begin..end)
    }

    pub(super) fn oblique_end(&self, at: usize) -> usize {
        let mut end = at;
        let stop = class::VERB
            | class::HAVE
            | class::THAT
            | class::RELATIVE
            | class::CONJUNCTION
            | class::MOOD
            | class::PREPOSITION
            | class::TOWARDS;
        while let Some(token) = self.sentence.get(end)
            && token.is_word()
            && (!token.is(stop) || end == at)
            && end < at + 8
        {
            let past = end > at
                && matches!(self.sentence.order, Order::German | Order::Bare)
                && !token.capital
                && self.has_capital(end - 1)
                && !token.is(class::OF | class::PARTICLE | class::DETERMINER);
            // "podle policistů řidič": somebody who is in no case begins what is said.
            let next = end > at
                && self.sentence.order == Order::Bare
                && self.is_nominative(end)
                && self.sentence.is(end - 1, class::CASE);
            // "według prokuratury Tylman zawyżała": a body's word, and whom the sentence tells of.
            let person = end > at
                && self.sentence.order == Order::Bare
                && token.capital
                && self.sentence.is(end - 1, class::BODY)
                && !self.has_capital(end - 1)
                && !(at..end).any(|at| self.sentence.is(at, class::TITLE | class::PERSON))
                && self.people.is_named(&(end..end + 1));
            // "podle mluvčího soud nečeká": the sentence's verb.
            let verb = end > at
                && self.sentence.order == Order::Bare
                && !token.capital
                && token.classes == 0
                && self.row.pack().tells(&token.lower);
            if past || verb || next || person {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether a word for people is in the case of subjects, in a language whose nouns have cases.
    fn is_nominative(&self, at: usize) -> bool {
        let token = self.sentence.get(at);
        let known = class::TITLE | class::PERSON | class::BODY;
        token.is_some_and(|it| it.is(known) && !it.is(class::CASE) && !it.capital)
    }

    /// "X, по словам которой …", "X, według której …": the rest of the clause is X's.
    fn source_of_relative(&mut self, phrase: &According) {
        let comma = phrase.start.wrapping_sub(1);
        let named = || self.people.name_until(comma.checked_sub(1)?);
        let bare = self.row.order == Order::Bare && self.sentence.kind(comma) == Some(Kind::Comma);
        let Some(name) = named().filter(|_| bare) else {
            return;
        };
        let from = phrase.end + 1;
        let ends = |at: usize| !self.sentence.is_word(at);
        let to = (from..self.sentence.end).find(|&at| ends(at));
        let words = from..to.unwrap_or(self.sentence.end);
        if words.len() < 3 {
            return;
        }
        let parts = vec![self.layer.span(&words)];
        let cue = Some(self.layer.span(&(phrase.start..phrase.end)));
        self.push(
            Report {
                parts,
                cue,
                mention: Some(name),
                why: Why::According,
                silent: false,
                act: Act::Said,
                denied: false,
            },
            Vec::new(),
        );
    }

    /// "un cartellone di fronte all'azienda con su scritto «…»": what is written speaks, past what tells where it is.
    fn sign(&mut self, phrase: &According) -> bool {
        let sentence = &self.sentence;
        let before = (sentence.start..phrase.start).rev().take(APPOSED);
        let mut same = before.take_while(|&at| sentence.is_word(at));
        let sign = same.find(|&at| sentence.is(at, class::PAPER));
        let first = self.row.order == Order::SubjectFirst && self.is_region(phrase.end);
        let Some(sign) = sign.filter(|_| first) else {
            return false;
        };
        let mut starts = [sign.saturating_sub(1), sign].into_iter();
        let mention = starts.find_map(|at| sentence.phrase(at));
        let parts = self.spans(&[phrase.end]);
        let cue = Some(self.layer.span(&(phrase.start..phrase.end)));
        self.push(
            Report {
                parts,
                cue,
                mention,
                why: Why::According,
                silent: false,
                act: Act::Said,
                denied: false,
            },
            vec![phrase.end],
        );
        true
    }

    pub(super) fn source_before(&self, at: usize) -> Option<Range<usize>> {
        let mut start = at;
        while start > self.sentence.start && at - start < 10 {
            let token = self.sentence.get(start - 1)?;
            let stops = !token.is_word()
                || token.is(class::CONJUNCTION
                    | class::CLITIC
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
                    && self.has_capital(start - 1)
                    && matches!(token.lower.as_str(), "der" | "des"))
            {
                break;
            }
        }
        (start < at).then_some(start..at)
    }
}
