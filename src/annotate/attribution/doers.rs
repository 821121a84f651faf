//! Who does what a participle or an infinitive says: "with Ruiz saying", "led Ruiz to announce".

use std::ops::Range;

use super::reader::Reader;
use super::sentence::Word;
use super::verbs::Verb;
use super::{phrases, subjects};
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

impl Reader<'_> {
    /// Who is doing what stands before the "and" at `at`: "|we are pushing back and saying".
    pub(super) fn doing_before(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let verb = (at.saturating_sub(4)..at).rfind(|&at| sentence.tag(at) == Tag::Vbg)?;
        let group = phrases::group(sentence, verb);
        let near = !(verb..at).any(|at| sentence.tag(at).is_finite());
        subjects::subject_before(sentence, group.start).filter(|_| group.be && near)
    }

    /// Who says what the participle before the "and" at `at` says: "with |Ruiz calling it a shame and asking".
    pub(super) fn beside_and(&self, at: usize) -> Option<Range<usize>> {
        let before = self.reports.last()?;
        let ends = matches!(at.checked_sub(before.end()), Some(0 | 1));
        let participle = self.sentence.tag(before.cue.start) == Tag::Vbg;
        before.speaker.clone().filter(|_| ends && participle)
    }

    /// Who does what a participle right after a noun says: "with Ruiz saying", "gave money to a group backing", but "gave
    /// a speech denouncing" and "sent a message to voters saying". `start` is where its group begins, `subject` who else speaks.
    pub(super) fn beside(
        &self,
        verb: &Verb<'_>,
        start: usize,
        subject: Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let sentence = self.sentence;
        // "released a statement |Wednesday saying"
        let past = subjects::strip_time(sentence, start);
        let paper = phrases::simple_before(sentence, past)
            .is_some_and(|np| subjects::voice(sentence, &np) == Voice::Paper);
        let start = if paper { past } else { start };
        // "with many sailors and clerks chanting"
        let whole = phrases::before(sentence, start).map(|np| {
            let joined = np.start > 0 && sentence.word(np.start - 1) == Word::And;
            let first = phrases::simple_before(sentence, np.start.saturating_sub(1));
            let first = first
                .filter(|first| joined && first.start > 0 && sentence.is(first.start - 1, "with"));
            first.map_or(np.start, |first| first.start)..np.end
        });
        let with = whole.as_ref().is_some_and(|np| {
            np.start > 0
                && (["with", "including"]
                    .iter()
                    .any(|word| sentence.is(np.start - 1, word))
                    || sentence.word(np.start - 1) == Word::By
                    || SEEING.iter().any(|word| sentence.is(np.start - 1, word)))
        });
        let heard = whole.as_ref().map(|np| subjects::voice(sentence, np));
        // "The forms come late, |the council recommending"
        let parted = whole.as_ref().is_some_and(|np| {
            let article = matches!(sentence.tag(np.start), Tag::Dt | Tag::PrpS);
            np.start > 1 && sentence.tag(np.start - 1) == Tag::Comma && article
        });
        // "Ruiz wore a cap reading “Stay.”"
        let worn = verb.cue.lemma == "read";
        // "Ruiz began a new row, with spots casting …": spots do not speak.
        let thing = heard == Some(Voice::Thing) && subject.is_some();
        if (with || parted && heard.is_some_and(Voice::is_somebody)) && !thing || worn {
            return whole;
        }
        // "The town released |a statement Wednesday saying"
        let issued = (whole.as_ref()).is_some_and(|np| {
            let verb = np.start.checked_sub(1);
            heard == Some(Voice::Paper) && verb.is_some_and(|verb| self.issues(verb))
        });
        if issued && self.main.is_some() {
            return self.main.clone();
        }
        if subject.is_none() && self.relative.is_none() {
            // "Holding signs calling it “a shame,” |the sailors chanted"
            let held =
                sentence.tag(0) == Tag::Vbg && heard.is_some_and(|heard| !heard.is_somebody());
            let holder = self.next_subject(verb.end).filter(|_| held);
            return holder.or(whole);
        }
        // "Clerks got calls saying …"
        let got = whole.as_ref().is_some_and(|np| {
            let mut buffer = [0; 12];
            let word = np
                .start
                .checked_sub(1)
                .and_then(|at| sentence.lower(at, &mut buffer));
            word.is_some_and(|word| RECEIVING.binary_search(&word).is_ok())
        });
        if got && verb.cue.frames.any(Frames::QUOTE) {
            return whole;
        }
        let near = phrases::simple_before(sentence, start).filter(|np| {
            let hears = np.start > 0 && sentence.word(np.start - 1) == Word::To;
            match subjects::voice(sentence, np) {
                Voice::Paper => SHOWING.binary_search(&verb.cue.lemma).is_ok(),
                _ => self.is_people(start - 1) && !(hears && verb.cue.frames.any(Frames::QUOTE)),
            }
        });
        near.or_else(|| self.relative.clone()).or(subject)
    }

    /// Whether the noun at `at` means people, who may themselves do what a participle after it says.
    fn is_people(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let one = [
            "anyone", "everyone", "group", "man", "someone", "those", "woman",
        ];
        match sentence.tag(at) {
            Tag::Nnps => true,
            Tag::Nns => subjects::voice(sentence, &(at..at + 1)) == Voice::People,
            _ => one.iter().any(|word| sentence.is(at, word)),
        }
    }

    /// Who does what the infinitive says whose "to" stands at `to`: "led Ruiz to announce", "failed to respond".
    pub(super) fn doer(&self, to: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        // "Hale, who has a boat, |likes to say", which looks like a plural
        let likes = to > 1
            && sentence.tag(to - 1) == Tag::Nns
            && ["likes", "loves"]
                .iter()
                .any(|word| sentence.is(to - 1, word));
        if likes && let Some(np) = subjects::subject_before(sentence, to - 1) {
            return Some(np);
        }
        let her = (to > 1 && sentence.tag(to - 1) == Tag::PrpS).then(|| to - 1..to);
        let made = her.or_else(|| phrases::before(sentence, to)).filter(|np| {
            let verb = np.start.checked_sub(1);
            verb.is_some_and(|verb| self.makes(verb))
        });
        let plain = to > 0 && sentence.tag(to - 1).is_verb();
        let near = self.recent.clone().filter(|_| plain);
        made.or(near)
            .or_else(|| self.main.clone())
            .or_else(|| self.recent.clone())
    }

    /// Whether whoever stands after the word at `at` does what the "to" after it says: "led Ruiz to".
    fn makes(&self, at: usize) -> bool {
        let mut buffer = [0; 12];
        let word = self.sentence.lower(at, &mut buffer).unwrap_or_default();
        MAKING.binary_search(&word).is_ok()
    }
}

/// Words that make whoever follows do something; sorted.
const MAKING: &[&str] = &[
    "allow",
    "allowed",
    "allowing",
    "allows",
    "asked",
    "asking",
    "caused",
    "causing",
    "drove",
    "enabled",
    "enabling",
    "encouraged",
    "encouraging",
    "force",
    "forced",
    "forcing",
    "helped",
    "helping",
    "lead",
    "leading",
    "leads",
    "led",
    "persuaded",
    "prompted",
    "prompting",
    "pushed",
    "pushing",
    "urged",
    "urging",
];

/// Verbs of seeing: whoever stands after one does what the participle after it says, "saw Ruiz denouncing".
const SEEING: [&str; 8] = [
    "caught", "found", "hear", "heard", "saw", "see", "seeing", "watched",
];

/// Verbs whose object is another's words, and may say so itself; sorted.
const RECEIVING: &[&str] = &[
    "get", "gets", "got", "obtained", "receive", "received", "receives",
];

/// What a paper does by itself; sorted.
const SHOWING: &[&str] = &["indicate", "list", "show"];
