//! Marks that somebody is told to have used by a participle alone: "qualifié de "…" par X", "von X als „…“ bezeichnet".

use std::ops::Range;

use super::{Reader, Report, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{CLAUSE, OBJECT, QUOTE};
use crate::annotate::polyglot::words::Kind;
use crate::model::Act;

/// So many tokens from the participle the one who speaks and the marks are looked for.
const NEAR: usize = 14;

impl Reader<'_> {
    /// Reads the participles that are no verbs of their own.
    pub(super) fn passives(&mut self) {
        for at in self.sentence.start..self.sentence.end {
            // "wurde von X als „…“ bezeichnet": a finite form, too, by which nobody speaks.
            let own = self.cues.iter().any(|cue| {
                cue.start <= at && at < cue.end && (cue.finite != at || self.reported(cue))
            });
            let Some(token) = self.sentence.get(at).filter(|_| !own) else {
                continue;
            };
            let forms = self.row.pack().forms(&token.lower);
            let wanted = OBJECT | QUOTE;
            let passive = forms
                .iter()
                .any(|form| form.participle && form.frames & wanted != 0 && form.act == Act::Said);
            if passive {
                self.passive(at);
            }
        }
    }

    /// "Come ricordato da X, …", "Comme annoncé par X, …": the rest of the sentence is X's.
    pub(super) fn participles(&mut self) {
        for at in self.sentence.start..self.sentence.end {
            let opens = at == self.sentence.start
                || self.sentence.get(at - 1).is_some_and(|it| !it.is_word());
            if !opens || !self.sentence.is(at, class::AS) {
                continue;
            }
            if let Some(source) = self.participle_by(at + 1) {
                let cue = self.layer.span(&(at..source.start - 1));
                self.aside(at..source.end, source, cue);
            }
        }
    }

    /// Whoever is told to have said what a participle at `at` leads to: "riferito da X", "quanto dichiarato da X".
    pub(super) fn participle_by(&self, at: usize) -> Option<Range<usize>> {
        let small = class::RELATIVE
            | class::IT
            | class::BACK
            | class::ADVERB
            | class::PASSIVE
            | class::COPULA;
        let participle = (at..at + 4).find(|&at| !self.sentence.is(at, small))?;
        let token = self.sentence.get(participle)?;
        let tells = self.row.pack().forms(&token.lower).iter().any(|form| {
            form.participle && form.act == Act::Said && form.frames & (QUOTE | CLAUSE) != 0
        });
        let adverb = usize::from(self.sentence.is(participle + 1, class::ADVERB));
        let by = participle + 1 + adverb;
        let agent = self
            .source_after(by + 1)
            .filter(|_| tells && self.sentence.is(by, class::BY))?;
        let capital = |at: usize| self.sentence.get(at).is_some_and(|token| token.capital);
        let named = self.row.order.subject_first() && agent.clone().any(capital);
        (named || self.is_somebody(&agent)).then_some(agent)
    }

    /// Whether a verb reports something by itself.
    fn reported(&self, cue: &Cue) -> bool {
        let span = self.cue_span(cue);
        self.told
            .reports
            .iter()
            .any(|report| report.cue == Some(span))
    }

    fn passive(&mut self, at: usize) {
        let clause = self.clause_around(at);
        let mut by = clause.clone().filter(|&by| self.sentence.is(by, class::BY));
        let Some((by, agent)) = by.find_map(|by| {
            let agent = self.source_after(by + 1)?;
            // "qualifié de « … » par un …": between the participle and its agent stand the marks.
            let between = (at.min(by)..by).any(|at| self.is_region(at))
                && self.sentence.is(agent.start, class::DETERMINER)
                && !agent
                    .clone()
                    .any(|at| self.sentence.is(at, class::MONTH | class::ADVERB));
            (self.is_somebody(&agent) || between).then_some((by, agent))
        }) else {
            return;
        };
        let mut marks = clause.clone().filter(|&near| {
            !agent.contains(&near)
                && matches!(self.sentence.kind(near), Some(Kind::Region(number)) if !self.told.used.contains(&number))
        });
        // What stands before both is what is spoken of.
        let Some(marks) = marks.find(|&marks| marks > at.min(by)) else {
            return;
        };
        self.push(
            Report {
                parts: self.spans(&[marks]),
                cue: Some(self.layer.span(&(at..at + 1))),
                mention: Some(agent),
                why: Why::Passive,
                silent: false,
                act: Act::Said,
                denied: false,
            },
            vec![marks],
        );
    }

    /// The tokens of the clause around a participle, as far as they are near.
    fn clause_around(&self, at: usize) -> Range<usize> {
        let ends = |at: usize| {
            matches!(
                self.sentence.kind(at),
                None | Some(Kind::Comma | Kind::Stop | Kind::Colon | Kind::Break)
            )
        };
        let mut start = at;
        while start > self.sentence.start && at - start < NEAR && !ends(start - 1) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < self.sentence.end && end - at < NEAR && !ends(end) {
            end += 1;
        }
        start..end
    }
}
