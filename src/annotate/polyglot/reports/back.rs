//! A sentence that only tells who said what stands before it: "Lo ha detto il sindaco.", "Об этом заявил мэр.", "Das sagte X."

use std::ops::Range;

use super::Reader;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{CLAUSE, QUOTE};
use crate::annotate::polyglot::packs::Order;
use crate::model::Act;

/// So many words may stand between the word for what was said and its verb in a language without articles.
const FAR: usize = 8;

impl Reader<'_> {
    /// Whoever said what stands before the sentence, if it tells that and its verb reports nothing in it.
    pub(super) fn points_back(&self) -> Option<Range<usize>> {
        let reports = QUOTE | CLAUSE;
        let mut cues = self.cues.iter();
        let cue = cues.find(|cue| {
            cue.act == Act::Said
                && !cue.denied
                && !cue.guessed
                && cue.frames & reports != 0
                && self.is_of_before(cue)
        })?;
        let span = self.cue_span(cue);
        let own = |report: &super::Report| report.cue == Some(span);
        if self.told.reports.iter().any(own) {
            return None;
        }
        let right = self.right_of(cue);
        let left = self.sentence.subject_left(cue.finite);
        let said =
            |phrase: &Range<usize>| phrase.clone().all(|at| self.sentence.is(at, class::BACK));
        let subject = right.or(left.filter(|left| !said(left)))?;
        if subject.len() == 1 && self.sentence.is(subject.start, class::I) {
            return None;
        }
        let capital = |at: usize| self.sentence.get(at).is_some_and(|token| token.capital);
        let german = self.row.order == Order::German;
        let named = !german && subject.clone().any(capital);
        (named || self.is_somebody(&subject)).then_some(subject)
    }

    /// Whether a word for what was said before is what a verb tells: "lo", "das", "об этом".
    fn is_of_before(&self, cue: &Cue) -> bool {
        let sentence = &self.sentence;
        let back = |at: usize| sentence.is(at, class::BACK);
        let first = cue.start.min(cue.finite);
        let before = first.wrapping_sub(1);
        let relative =
            sentence.is(before, class::THAT | class::RELATIVE) && back(before.wrapping_sub(1));
        if first > sentence.start && first <= sentence.start + 4 && (back(before) || relative) {
            return true;
        }
        let head = sentence.start..(sentence.start + 2).min(first);
        let bare = sentence.order == Order::Bare;
        let far = bare
            && first < sentence.start + FAR
            && head.clone().any(back)
            && (sentence.start..first).all(|at| sentence.is_word(at));
        // "Uvedla to mluvčí", "Poinformował o tym rzecznik"
        let behind = bare && first == sentence.start && (cue.end..cue.end + 2).any(back);
        far || behind
    }
}
