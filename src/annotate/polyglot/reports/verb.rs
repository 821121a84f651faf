//! A verb that reports: which of its frames the sentence fills, the marks and clauses beside it.

use std::ops::Range;

use super::subject::Sides;
use super::{Reader, Report, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{CLAUSE, INFINITIVE, OBJECT, QUOTE, VOICED, WRITTEN};
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::Kind;
use crate::model::{Act, Span};

impl Reader<'_> {
    /// Reads a verb: the first of its frames that the sentence fills.
    pub(super) fn verb(&mut self, cue: Cue) {
        let before = self.region_before(cue.start);
        let Some(sides) = self.sides(&cue) else {
            self.own_words(&cue);
            return;
        };
        if self.as_said(&cue, &sides) {
            return;
        }
        let before = before.filter(|(regions, _)| {
            self.is_apart(regions, cue.start) || self.is_answer(regions, &cue, &sides)
        });
        if self.marks_before(&cue, before, &sides) || self.named_so(&cue, &sides) {
            return;
        }
        let subject = self.chosen(&cue, &sides);
        let joined = self.sentence.is(cue.finite.wrapping_sub(1), class::AND);
        let subject = subject.or_else(|| self.body_behind(&cue));
        let subject = subject.or_else(|| self.at_head(&cue));
        if cue.guessed || subject.is_none() && !self.row.silent && !joined {
            return;
        }
        self.subjects.push((cue.start, subject.clone()));
        if cue.act == Act::Said && !cue.denied {
            self.told.speaks = subject.clone().or(self.told.speaks.take());
        }
        if cue.act == Act::Thought {
            self.told.thinks = subject.clone().or(self.told.thinks.take());
        }
        let _ = self.marks_after(&cue, subject.as_ref())
            || self.clause_after(&cue, subject.as_ref())
            || self.clause_first(&cue, &sides)
            || self.marks_inside(&cue, subject.as_ref());
    }

    /// "Ich sagte: „…“": what the writer says is no other's.
    fn own_words(&mut self, cue: &Cue) {
        let left = self.sentence.subject_left(cue.finite);
        let beside = left.map_or(cue.finite.wrapping_sub(1), |left| left.start);
        let mut own = [beside, cue.finite.wrapping_sub(1), cue.end].into_iter();
        let own = own.find(|&at| self.sentence.is(at, class::I));
        let marks = self.region_after(cue, None).filter(|_| own.is_some());
        let marks = marks.unwrap_or_default();
        let first = marks.first().and_then(|&at| self.sentence.get(at));
        if first.is_some_and(|marks| self.leads(marks.span.start)) {
            let parts = self.spans(&marks);
            let own = own.map(|at| at..at + 1);
            self.report(cue, parts, own.as_ref(), Why::After, marks);
        }
    }

    /// A report of a verb, of words that the tokens `regions` are or hold.
    pub(super) fn report(
        &mut self,
        cue: &Cue,
        parts: Vec<Span>,
        subject: Option<&Range<usize>>,
        why: Why,
        regions: Vec<usize>,
    ) {
        let voiced = cue.frames & VOICED != 0;
        let act = if voiced { Act::Said } else { cue.act };
        self.push(
            Report {
                parts,
                cue: Some(self.cue_span(cue)),
                mention: subject.cloned(),
                why,
                silent: subject.is_none() && cue.frames & WRITTEN == 0,
                act,
                denied: cue.denied,
            },
            regions,
        );
    }

    /// Whether a verb without a subject is whoever's spoke before.
    pub(super) fn is_silent(&self, cue: &Cue, subject: Option<&Range<usize>>) -> bool {
        subject.is_none() && cue.frames & WRITTEN == 0 && !self.is_impersonal(cue)
    }

    /// X dit : "…".
    fn marks_after(&mut self, cue: &Cue, subject: Option<&Range<usize>>) -> bool {
        if cue.frames & QUOTE == 0 {
            return false;
        }
        let Some(regions) = self.region_after(cue, subject) else {
            return false;
        };
        let parts = self.spans(&regions);
        self.report(cue, parts, subject, Why::After, regions);
        true
    }

    /// X dit que …; X assure avoir ….
    fn clause_after(&mut self, cue: &Cue, subject: Option<&Range<usize>>) -> bool {
        let behind = self.behind(cue, subject, true);
        // "racconta la storia di un paese che …": what follows the object tells of it.
        let modifies = subject.is_some_and(|subject| {
            let object = subject.end == behind && subject.start > cue.start;
            // "Non la pensa così Lucia, che gestisce un bar: «…»": it tells of her.
            let comma = self.sentence.kind(subject.end) == Some(Kind::Comma);
            let told = subject.start >= cue.end && comma && self.row.order == Order::SubjectFirst;
            object && self.sentence.is(behind, class::RELATIVE) && !self.is_somebody(subject)
                || told && self.sentence.is(subject.end + 1, class::RELATIVE)
        });
        // "…, matizó el edil, que se mostró …": it tells of whoever spoke.
        let comma = |at: usize| self.sentence.kind(at) == Some(Kind::Comma);
        let behind_said = comma(cue.start.wrapping_sub(1)) && self.row.order.subject_first();
        let modifies = modifies
            || behind_said && comma(behind) && self.sentence.is(behind + 1, class::RELATIVE);
        let clause = Some(cue).filter(|cue| cue.frames & CLAUSE != 0 && !modifies);
        let clause = clause.and_then(|cue| self.clause(cue, behind));
        let infinitive = || {
            let at = (cue.frames & INFINITIVE != 0).then(|| self.infinitive(behind))?;
            at.map(|from| (from, Why::Infinitive))
        };
        let Some((from, why)) = clause.or_else(infinitive) else {
            return false;
        };
        let to = self.clause_end(from, cue);
        let silent = self.is_silent(cue, subject);
        self.stretch(cue, from..to, subject.cloned(), why, silent);
        true
    }

    /// A clause before: …, sagte X.
    fn clause_first(&mut self, cue: &Cue, sides: &Sides) -> bool {
        let both = QUOTE | CLAUSE;
        let sign = cue
            .start
            .checked_sub(1)
            .and_then(|at| self.sentence.kind(at));
        // "Szpital nie zostanie zamknięty – zapewniła minister"
        let dash = self.row.order == Order::Bare && sign == Some(Kind::Break);
        let comma = sign == Some(Kind::Comma) || dash;
        let right = sides.right.clone();
        let Some(right) = right.filter(|_| comma && cue.frames & both == both && !cue.denied)
        else {
            return false;
        };
        // "Rivas, maire de Lens, qualifie …": no clause, and the marks may be its object.
        self.clause_before(cue, right) || cue.frames & OBJECT == 0
    }

    /// X critique la "…".
    fn marks_inside(&mut self, cue: &Cue, subject: Option<&Range<usize>>) -> bool {
        let fits = cue.frames & (OBJECT | QUOTE) != 0 && cue.act != Act::Finding;
        let behind = self.behind(cue, subject, false);
        // "X hatte von einem „…“ gesprochen": between the auxiliary and the participle.
        let inside = subject
            .filter(|it| it.start >= cue.finite)
            .map_or(cue.finite + 1, |it| it.end);
        let behind = if inside < cue.start { inside } else { behind };
        let object = subject
            .filter(|_| fits)
            .and_then(|_| self.object(cue, behind));
        let Some(at) = object else { return false };
        let (from, to) = self.around(
            behind,
            at,
            cue.frames & OBJECT != 0 && self.row.order.subject_first(),
        );
        let to = cue
            .particle
            .filter(|&far| far > at)
            .map_or(to, |far| to.min(far));
        let regions = (from..to).filter(|&at| self.is_region(at)).collect();
        let parts = vec![self.layer.span(&(from..to))];
        self.report(cue, parts, subject, Why::Object, regions);
        true
    }

    /// "Wie X sagte, …", "…, comme l'a dit X, …": the rest of the sentence is X's.
    fn as_said(&mut self, cue: &Cue, sides: &Sides) -> bool {
        let begins = (self.sentence.start..cue.start).rev().take(16);
        let same = begins.take_while(|&at| {
            let kind = self.sentence.kind(at);
            matches!(
                kind,
                Some(Kind::Word | Kind::Opens | Kind::Closes | Kind::Region(_))
            )
        });
        let Some(from) = same.filter(|&at| self.sentence.is(at, class::AS)).last() else {
            return false;
        };
        // "X, som kallar den „…“": it tells of X, and nobody stands between.
        let relative = self.sentence.is(from, class::RELATIVE) && cue.start == from + 1;
        // "como una niña que saludó a Chirac": it tells of her.
        let last = cue.start - 1;
        let told = self.sentence.is(last, class::RELATIVE)
            && last > from
            && !self.sentence.is(
                last,
                class::DETERMINER | class::HE | class::SHE | class::CLITIC,
            );
        if told && self.row.order.subject_first() {
            return false;
        }
        if relative && self.sentence.kind(from.wrapping_sub(1)) == Some(Kind::Comma) {
            return false;
        }
        // "Tal y como recordó X, …"
        let head = self.sentence.start..from;
        let somebody = class::TITLE | class::PERSON | class::BODY | class::DETERMINER;
        let opens = head.len() <= 2
            && !head.clone().any(|at| self.sentence.is(at, somebody))
            && !self.people.is_named(&head)
            || from == self.sentence.start
            || self
                .sentence
                .get(from - 1)
                .is_some_and(|token| !token.is_word());
        let left = sides.left.clone().filter(|left| left.start > from);
        let subject = left
            .or_else(|| self.sentence.first_phrase(from + 1, cue.start))
            .or_else(|| sides.right.clone())
            // "Как сообщили «Вестнику» в мэрии"
            .or_else(|| self.body_behind(cue))
            // "Wie t-online.de berichtet", "Wie „heise online“ berichtet"
            .or_else(|| {
                let site = (from + 1..cue.start).find(|&at| {
                    self.is_region(at)
                        || self
                            .sentence
                            .get(at)
                            .is_some_and(|token| token.lower.contains('.'))
                })?;
                Some(site..site + 1)
            });
        let Some(subject) = subject.filter(|_| opens) else {
            return false;
        };
        let behind = self.behind(cue, Some(&subject), true);
        let to = (behind..self.sentence.end)
            .find(|&at| {
                matches!(
                    self.sentence.kind(at),
                    Some(Kind::Comma | Kind::Stop | Kind::Break | Kind::Region(_))
                )
            })
            .unwrap_or(self.sentence.end);
        let span = self.cue_span(cue);
        // "Tal y como": all of it.
        let from = if from <= self.sentence.start + 2 {
            self.sentence.start
        } else {
            from
        };
        self.aside(from..to, subject, span);
        true
    }

    /// The bytes of some tokens.
    pub(super) fn spans(&self, tokens: &[usize]) -> Vec<Span> {
        let spans = tokens.iter().filter_map(|&at| self.sentence.get(at));
        spans.map(|token| token.span).collect()
    }

    /// Whether words between marks stand at `at`.
    pub(super) fn is_region(&self, at: usize) -> bool {
        self.sentence.is_region(at)
    }
}
