//! Verbs without a subject beside them: past a relative, at the head of a sentence, or nobody's.

use std::ops::Range;

use super::Reader;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::{Kind, Token};

/// So many words before a verb its relative may stand.
const RELATED: usize = 8;

impl Reader<'_> {
    /// The relative behind a comma whose verb this is, with nothing but adjuncts between.
    pub(super) fn far_relative(&self, cue: &Cue) -> Option<usize> {
        let first = self.row.order == Order::SubjectFirst && !cue.gerund;
        let mut near = (self.sentence.start..cue.start.checked_sub(1)?)
            .rev()
            .take(RELATED);
        let relative = near
            .find(|&at| self.sentence.is(at, class::RELATIVE))
            .filter(|_| first)?;
        let comma = self.sentence.kind(relative.checked_sub(1)?) == Some(Kind::Comma);
        let past = self.sentence.skip_adjuncts(relative + 1, 4);
        (comma && past == cue.finite.min(cue.start)).then_some(relative)
    }

    /// "Il sindaco, Piero Celani, dopo aver parlato dei danni ha affermato": somebody whom a comma sets off at the head of
    /// a sentence without another verb.
    pub(super) fn at_head(&self, cue: &Cue) -> Option<Range<usize>> {
        let may = self.row.silent && self.row.order == Order::SubjectFirst && !cue.gerund;
        let sentence = &self.sentence;
        let phrase = sentence
            .first_phrase(sentence.start, cue.start)
            .filter(|_| may)?;
        let stops = class::VERB
            | class::HAVE
            | class::COPULA
            | class::THAT
            | class::RELATIVE
            | class::CONJUNCTION
            | class::MOOD;
        let plain = |at: usize| {
            let sign = matches!(sentence.kind(at), Some(Kind::Word | Kind::Comma));
            let small = sentence.is(at, class::DETERMINER) || !sentence.is(at, stops);
            sign && small && !sentence.reports(at)
        };
        let comma = sentence.kind(phrase.end) == Some(Kind::Comma);
        let between = phrase.end..cue.finite.min(cue.start);
        (comma && self.is_somebody(&phrase) && between.clone().all(plain)).then_some(phrase)
    }

    /// "si afferma che", "se dice que", "diz-se que": a verb without a subject that nobody is the subject of.
    pub(super) fn is_impersonal(&self, cue: &Cue) -> bool {
        let own = |at: usize| {
            let token = self.sentence.get(at);
            token.is_some_and(|it| it.is(class::CLITIC) && matches!(it.lower.as_str(), "si" | "se"))
        };
        let first = cue.finite.min(cue.start);
        let beside = own(first.wrapping_sub(1)) || own(cue.finite + 1);
        let end = cue.end + usize::from(own(cue.end));
        let that = self.sentence.is(self.skip_small(end), class::THAT);
        that && self.row.silent && self.row.order == Order::SubjectFirst && !cue.reflexive && beside
    }

    /// "schreiben Sie", "schreef u": whoever the text is written to.
    pub(super) fn is_addressed(&self, at: usize) -> bool {
        let capital = |it: &Token| it.capital && at > self.sentence.start;
        self.sentence
            .get(at)
            .is_some_and(|it| match self.row.order {
                Order::German => it.lower == "sie" && capital(it),
                Order::VerbSecond => it.lower == "u",
                _ => false,
            })
    }

    /// "ha attaccato gli organizzatori": several behind a verb of one are its object where it needs no subject.
    pub(super) fn is_object(&self, cue: &Cue, right: &Range<usize>) -> bool {
        const MANY: [&str; 8] = ["gli", "i", "le", "los", "las", "os", "as", "unos"];
        let lower = |at: usize| self.sentence.get(at).map_or("", |it| it.lower.as_str());
        let pack = self.row.pack();
        self.row.silent
            && self.row.order == Order::SubjectFirst
            && MANY.contains(&lower(right.start))
            && !pack.is_plural(lower(cue.finite))
    }
}
