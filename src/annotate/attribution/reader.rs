//! What is known of a sentence while its reports are read.

use std::ops::Range;

use super::inner_ends;
use super::report::Report;
use super::sentence::{Sentence, Word};
use super::subjects;
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::Lexicon;
use crate::annotate::language::tags::Tag;

/// So many items may open a sentence before the subject of the clause that opens it.
const OPENING: usize = 24;

pub(super) struct Reader<'s> {
    pub(super) sentence: &'s Sentence<'s>,
    pub(super) lexicon: &'static Lexicon,
    pub(super) reports: Vec<Report>,
    /// The subject of the last main clause, and of the last clause of any sort.
    pub(super) main: Option<Range<usize>>,
    pub(super) recent: Option<Range<usize>>,
    /// The last subject that can speak by itself.
    pub(super) somebody: Option<Range<usize>>,
    /// Who does what the last verb says, where that is a relative clause: "Ruiz, who".
    pub(super) relative: Option<Range<usize>>,
    /// The last verb of speech without a content, and its subject.
    pub(super) lead: Option<(Range<usize>, Range<usize>)>,
    /// Where the last content ends: no cue before it counts.
    pub(super) until: usize,
    /// Where content that precedes a cue may begin.
    pub(super) free: usize,
}

impl Reader<'_> {
    /// Whether a subject can hold no opinion.
    pub(super) fn is_thing(&self, subject: Option<&Range<usize>>) -> bool {
        subject.is_some_and(|np| subjects::voice(self.sentence, np) == Voice::Thing)
    }

    /// A content after its cue, no further than the clause of its speaker goes.
    pub(super) fn within(
        &self,
        mut content: Range<usize>,
        speaker: Option<&Range<usize>>,
    ) -> Range<usize> {
        let sentence = self.sentence;
        // "Ruling that it came too late, |the court sent it back"
        if let Some(later) = speaker.filter(|speaker| content.contains(&speaker.start))
            && later.start > content.start + 1
            && sentence.tag(later.start - 1) == Tag::Comma
        {
            content.end = later.start - 1;
            return content;
        }
        let Some(speaker) = speaker.filter(|speaker| speaker.end <= content.start) else {
            return content;
        };
        let last = sentence.word(speaker.end.saturating_sub(1));
        // "While almost everyone agrees"
        let adverb = speaker.start > 1 && sentence.tag(speaker.start - 1) == Tag::Rb;
        let first = speaker.start - usize::from(adverb);
        let opens = first > 0 && sentence.word(first - 1) == Word::Sub
            || first == 1 && sentence.word(0) == Word::As;
        // "Ruiz, hoping to win, called …"
        let doing = speaker.start == 0
            && sentence.tag(speaker.end) == Tag::Comma
            && sentence.tag(speaker.end + 1) == Tag::Vbg;
        // "In a clip that Ruiz called “odd,” Hale …", "Although in May she said no, she …"
        let hangs = |at: usize| {
            matches!(sentence.word(at), Word::Sub | Word::Wh | Word::That)
                && sentence.tag(at + 1) != Tag::Comma
        };
        // "But when Ruiz said …, I left"
        let start = usize::from(sentence.tag(0) == Tag::Cc);
        let inner = speaker.start < OPENING + start
            && matches!(sentence.tag(start), Tag::In | Tag::Wh | Tag::Rb)
            && (0..speaker.start).any(hangs)
            && !(0..speaker.start).any(|at| sentence.tag(at) == Tag::Comma);
        // "A day after Ruiz said …, Hale left"
        let timed = first > 1
            && (0..first - 1).all(|at| {
                matches!(sentence.tag(at), Tag::Dt | Tag::Cd | Tag::Rb | Tag::Jj)
                    || subjects::is_time_noun(sentence, at)
            });
        if let Some(end) = inner_ends::gap_end(sentence, speaker, &content) {
            content.end = end;
        } else if speaker.start <= 1
            && sentence.tag(speaker.end) == Tag::Vbg
            && let Some(end) = inner_ends::main_verb(sentence, &content)
        {
            // "A report stating that Ruiz was on board | was denied"
            content.end = end;
        } else if doing || matches!(last, Word::Who | Word::Which) {
            content.end = inner_ends::relative_end(sentence, &content);
        } else if inner
            || opens
                && (first == 1
                    || timed
                    || sentence.tag(first - 2) == Tag::Comma
                    || sentence.is_quote(first - 2)
                    || first == 2 && matches!(sentence.tag(0), Tag::Rb | Tag::Cc))
        {
            content.end = inner_ends::opening_end(sentence, &content);
        }
        content
    }

    /// Where content that precedes the item at `at` may begin: after the reports that end before it.
    pub(super) fn free_at(&self, at: usize) -> usize {
        self.reports
            .iter()
            .map(|report| report.end().max(report.cue.end))
            .filter(|&end| end <= at)
            .max()
            .unwrap_or(0)
    }

    pub(super) fn clause_in(&self, content: &Range<usize>) -> bool {
        content.clone().any(|at| self.sentence.tag(at).is_finite())
    }

    /// Whether a whole clause stands between the free start and `end`.
    pub(super) fn clause_before(&self, end: usize) -> bool {
        (self.free..end).any(|at| self.sentence.tag(at).is_finite())
    }
}
