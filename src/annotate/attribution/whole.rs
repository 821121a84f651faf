//! Sentences that are somebody's as a whole, whatever else reports in them: "…, the paper reported.", "…, said X.",
//! "Talks, she said, were over."

use std::ops::Range;

use super::boundaries;
use super::quoted::is_whole_behind;
use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::Word;
use super::verbs::Verb;
use super::{ahead, occasions, phrases, subjects};
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::{Form, Frames};
use crate::annotate::language::tags::Tag;

impl Reader<'_> {
    /// What the end of a sentence, or words put into its middle, give to somebody as a whole.
    pub(super) fn whole(&self) -> Option<Report> {
        let sentence = self.sentence;
        if sentence.is_quote(0)
            && let Some(report) = self.summed_up()
        {
            return Some(report);
        }
        if sentence.closes_clause(0) {
            return self.verbless();
        }
        self.trailing_according()
            .or_else(|| self.trailing_inverted())
            .or_else(|| self.trailing_subject())
            .or_else(|| self.inserted())
    }

    /// "“For ever,” he to Hale."
    #[expect(clippy::single_range_in_vec_init, reason = "one part")]
    fn verbless(&self) -> Option<Report> {
        let sentence = self.sentence;
        let end = phrases::simple_from(sentence, 1).filter(|_| sentence.ends_with_comma(0))?;
        let somebody = matches!(sentence.tag(1), Tag::Prp | Tag::Nnp);
        let hearer = phrases::simple_from(sentence, end + 1)?;
        let named = (end + 1..hearer).all(|at| matches!(sentence.tag(at), Tag::Nnp | Tag::Prp));
        let ends = sentence.tag(hearer) == Tag::Stop && hearer + 1 >= sentence.len();
        (somebody && named && ends && sentence.word(end) == Word::To).then(|| Report {
            rule: Rule::QuoteBefore,
            cue: end..end + 1,
            speaker: Some(1..end),
            content: vec![0..1],
            mind: false,
        })
    }

    /// "…, the paper reported."
    fn trailing_subject(&self) -> Option<Report> {
        let sentence = self.sentence;
        let comma = (1..sentence.len()).rev().take(16).find(|&at| {
            let ends = |end: usize| {
                // "Ruiz said as she turned around."
                let when = matches!(sentence.word(end), Word::As | Word::Sub)
                    && !(end..sentence.len()).any(|at| {
                        sentence.is_quote(at) || matches!(sentence.tag(at), Tag::Comma | Tag::Colon)
                    });
                // "Ruiz told |the Quay News."
                let told = sentence.is(end - 1, "told") && !sentence.is_quote(at);
                let hearer = phrases::simple_from(sentence, end).filter(|_| told);
                let end = occasions::adjuncts(sentence, hearer.unwrap_or(end));
                sentence.tag(end) == Tag::Stop && end + 1 >= sentence.len() || when
            };
            let quoted = sentence.closes_clause(at);
            if sentence.tag(at) != Tag::Comma && !quoted {
                return false;
            }
            let subject = phrases::whole_from(sentence, at + 1);
            subject.is_some_and(|end| self.speaks(end).is_some_and(&ends))
        })?;
        // "Standing on the mole, |“It is cold,” Ruiz said": the quotation alone.
        if comma > 1
            && is_whole_behind(sentence, comma - 1)
            && !self.clause_in(&(0..comma))
            && !(0..comma).any(|at| sentence.is_quote(at))
        {
            return None;
        }
        // "Hale had his doubts; |“It leaks,” he said": the same; but not "Hale said: “It leaks,” the paper wrote."
        let parted = comma > 1
            && sentence.is_quote(comma)
            && [":", ";"].iter().any(|mark| sentence.is(comma - 1, mark))
            && !boundaries::reports(sentence, comma - 2, Frames::QUOTE);
        // "Hale is not so sure: |it “could be the frost”, he writes"
        let start = if parted {
            comma
        } else {
            ahead::past_lead(sentence, 0..comma)
        };
        let content = start..comma + usize::from(sentence.is_quote(comma));
        let subject = comma + 1..phrases::whole_from(sentence, comma + 1)?;
        let subject = subjects::past_object(sentence, subject);
        let headline = sentence.block == 0;
        let told = (content.clone()).any(|at| {
            let tag = sentence.tag(at);
            // "Ruiz likely drew notice": a verb after its subject, whatever its tag.
            let past = tag.is_verb()
                && tag != Tag::Vbg
                && at > 0
                && matches!(sentence.tag(at - 1), Tag::Rb | Tag::Prp);
            tag.is_finite() || past || sentence.is_quote(at) || headline && tag.is_verb()
        });
        let apposed = !sentence.is_quote(comma)
            && subjects::subject_before(sentence, comma + 1).is_some_and(|np| np.start == 0);
        // "When Ruiz spoke of the fire, the crowd applauded."
        let when = occasions::opens_when(sentence, 0);
        let alone = when && !(content.clone()).any(|at| sentence.tag(at) == Tag::Comma);
        if alone {
            return None;
        }
        let cue = subject.end..self.speaks(subject.end)?;
        // "…, as the day went on."
        let thing = self.is_thing(Some(&subject));
        (told && !thing && !apposed && (parted || content.len() > 3)).then(|| Report {
            rule: Rule::QuoteBefore,
            cue,
            speaker: Some(subject),
            content: vec![content],
            mind: false,
        })
    }

    /// "Like her talk about Hale, Ruiz said, his jabs were wrong.": the whole sentence, whatever reports in its beginning.
    fn inserted(&self) -> Option<Report> {
        let sentence = self.sentence;
        let opens = matches!(sentence.tag(0), Tag::In | Tag::Rb | Tag::Vbg | Tag::Vbn);
        let comma =
            (2..sentence.len().min(24)).find(|&at| opens && sentence.tag(at) == Tag::Comma)?;
        let subject = comma + 1..phrases::from(sentence, comma + 1)?;
        let verb = self.verb_at(subject.end).filter(|verb| {
            let says = verb.cue.frames.any(Frames::QUOTE) && !verb.group.auxiliary;
            says && verb.group.start == subject.end && sentence.tag(verb.end) == Tag::Comma
        })?;
        if (0..verb.end + 2).any(|at| sentence.is_quote(at)) {
            return None;
        }
        Some(Report {
            rule: Rule::QuoteBefore,
            cue: subject.end..verb.end,
            content: self.parenthetical(&verb, &subject)?,
            speaker: Some(subject),
            mind: false,
        })
    }

    /// "…, said X.": the whole sentence, whatever else reports in it.
    fn trailing_inverted(&self) -> Option<Report> {
        let sentence = self.sentence;
        let mut commas = (3..sentence.len()).rev().take(24);
        // "When Ruiz said that the port was shut, “they lost a day,” said Hale, a clerk, the board's own."
        let opens = sentence.word(0) == Word::Sub || sentence.is(0, "when");
        let (comma, verb, end) = commas.find_map(|comma| {
            let verb = self.verb_at(comma + 1).filter(|verb| {
                let told = matches!(verb.form, Form::Past | Form::Third);
                let says = verb.cue.frames.any(Frames::QUOTE) && verb.cue.lemma != "tell";
                let parted =
                    sentence.tag(comma) == Tag::Comma || opens && sentence.ends_with_comma(comma);
                parted && told && says && !verb.group.auxiliary
            })?;
            let end = phrases::whole_from(sentence, verb.end)?;
            let past = occasions::adjuncts(sentence, end);
            let apposed = opens && sentence.is_quote(comma) && sentence.tag(end) == Tag::Comma;
            let ends = sentence.tag(past) == Tag::Stop && past + 1 >= sentence.len() || apposed;
            // "the mayor concluded this year"
            let thing = self.is_thing(Some(&(verb.end..end)));
            (ends && !thing && !self.takes_object(&verb, end)).then_some((comma, verb, end))
        })?;
        let content = 0..comma + usize::from(sentence.is_quote(comma));
        let told = self.clause_in(&content);
        // "Ruiz, who swam first, called Hale.", but not "The lamps, which the port bought, were never lit, said Hale."
        let apposed = verb.cue.lemma != "say"
            && subjects::subject_before(sentence, comma + 1).is_some_and(|np| np.start == 0);
        (told && !apposed).then(|| Report {
            rule: Rule::Inverted,
            cue: comma + 1..verb.end,
            speaker: Some(verb.end..end),
            content: vec![content],
            mind: false,
        })
    }

    /// Whether the phrase up to `end` after a verb is its object rather than its subject: "Ruiz, a lawyer, tweeted a warning."
    pub(super) fn takes_object(&self, verb: &Verb<'_>, end: usize) -> bool {
        let sentence = self.sentence;
        let frames = Frames::NOUN | Frames::PRED | Frames::HEARER;
        let person = (verb.end..end).any(|at| matches!(sentence.tag(at), Tag::Nnp | Tag::Prp));
        let named = || {
            subjects::subject_before(sentence, verb.group.start)
                .is_some_and(|np| sentence.tag(np.start) == Tag::Nnp)
        };
        // "It had refused the claim, ordered |a survey of the wreck| and named Ruiz in a letter."
        let paper = (sentence.is(verb.end, "a") || sentence.is(verb.end, "an"))
            && subjects::voice(sentence, &(verb.end..end)) == Voice::Paper;
        (paper || !person) && (verb.cue.frames.any(frames) || named())
    }

    /// "Talks, she said, were over": what stands around a subject and its verb.
    pub(super) fn parenthetical(
        &self,
        verb: &Verb<'_>,
        speaker: &Range<usize>,
    ) -> Option<Vec<Range<usize>>> {
        let sentence = self.sentence;
        let left = self.free..speaker.start.checked_sub(1)?;
        let parted = !left.is_empty()
            && sentence.tag(left.end) == Tag::Comma
            && speaker.end == verb.group.start
            && !sentence.is_quote(left.end - 1);
        // "Set on a quay, The Lamp tells |of the storm, the ferry, …"
        let tells_of = verb.cue.lemma == "tell" && sentence.word(verb.end) == Word::Of;
        if !verb.cue.frames.any(Frames::QUOTE) || !parted || tells_of {
            return None;
        }
        // "After the vote, Ruiz said, “We …”": an adjunct and a whole sentence. "with the nets torn" is no clause in it.
        // "However, after …"
        let adverb =
            sentence.tag(left.start) == Tag::Rb && sentence.tag(left.start + 1) == Tag::Comma;
        let first = left.start + 2 * usize::from(adverb);
        let opens = matches!(sentence.tag(first), Tag::In | Tag::Vbg | Tag::Vbn | Tag::Wh)
            || sentence.word(first) == Word::Sub;
        // "When I asked, she said, “We …”"
        let adjunct =
            (opens || !self.clause_in(&left)) && !left.clone().any(|at| sentence.is_quote(at));
        // "The hall fell still when, after a pause, Ruiz said, “We …”"
        let hangs = |at: usize| {
            let when = sentence.word(at) == Word::Sub || sentence.is(at, "when");
            when && sentence.tag(at + 1) == Tag::Comma
        };
        let mut end = verb.end;
        if verb.cue.frames.any(Frames::HEARER) {
            end = phrases::simple_from(sentence, end).unwrap_or(end);
        }
        let hears = end > verb.end;
        // "At the hearing, Ruiz asked questions about ropes, all of them long": nobody hears anything.
        if hears && adjunct && !subjects::voice(sentence, &(verb.end..end)).is_somebody() {
            return None;
        }
        let end = occasions::adjuncts(sentence, end);
        if (adjunct || left.clone().any(hangs)) && is_whole_behind(sentence, end) {
            return None;
        }
        let start = end + 1;
        let right = start..boundaries::clause_end(sentence, start.min(sentence.len()));
        // "They need the port, she told the board, |in the wake of the fire": told then, not said.
        let apart = hears
            && sentence.tag(start) == Tag::In
            && self.clause_in(&left)
            && !self.clause_in(&right)
            && !right.clone().any(|at| sentence.is_quote(at))
            && !opens;
        if apart && sentence.tag(end) == Tag::Comma {
            return Some(vec![left]);
        }
        let goes_on = sentence.tag(end) == Tag::Comma
            && !matches!(sentence.tag(start), Tag::Cc | Tag::Wh)
            // "she said, wiping her brow" goes nowhere; "she said, closing the mole would be harsh" does.
            && (sentence.tag(start) != Tag::Vbg
                || self.verb_at(start).is_none() && self.clause_in(&right))
            && (left.clone().chain(right.clone()))
                .any(|at| sentence.tag(at).is_finite() || sentence.is_quote(at));
        (goes_on && !right.is_empty()).then(|| vec![left, right])
    }
}
