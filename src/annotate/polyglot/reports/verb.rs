//! A verb that reports: its subject on either side, and which of its frames the sentence fills.

use std::ops::Range;

use super::{Reader, Report, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{CLAUSE, INFINITIVE, OBJECT, QUOTE};
use crate::annotate::polyglot::words::Kind;
use crate::model::{Act, Span};

impl Reader<'_> {
    pub(super) fn is_glued(&self, cue: &Cue) -> bool {
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
    pub(super) fn main_subject(&self, cue: &Cue) -> Option<Range<usize>> {
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

    pub(super) fn verb(&mut self, cue: Cue) {
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
    pub(super) fn as_said(
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

    /// A right-hand phrase that is what the verb reports, not who: "critica la …" keeps its subject on the left.
    pub(super) fn is_object(&self, phrase: &Range<usize>) -> bool {
        phrase.is_empty()
    }

    pub(super) fn after_verb(&self, cue: &Cue) -> usize {
        // "hat Müller gesagt": the subject stands behind the auxiliary.
        if cue.finite + 1 < cue.end && cue.start != cue.finite || cue.finite < cue.start {
            cue.finite + 1
        } else {
            cue.end
        }
    }

    pub(super) fn cue_span(&self, cue: &Cue) -> Span {
        self.layer.span(&(cue.start..cue.end))
    }

    /// One past the verb, its subject and what hangs on them.
    pub(super) fn behind(&self, cue: &Cue, subject: Option<&Range<usize>>) -> usize {
        let subject_end = subject
            .filter(|subject| subject.start >= cue.finite)
            .map_or(0, |subject| subject.end);
        let far = cue.particle.map_or(0, |at| at + 1);
        cue.end.max(subject_end).max(far)
    }
}
