//! Reports by a noun or an adjective: "X's claim that …", "X is sure that …".

use std::ops::Range;

use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::Word;
use super::{content, inner_ends, phrases, subjects};
use crate::annotate::language::tags::Tag;

/// Quoted words of more than so many words are a whole sentence.
const WHOLE: usize = 3;

impl Reader<'_> {
    /// "X's claim that", "the claim that"
    pub(super) fn noun(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        let item = sentence.items.get(at)?;
        if !matches!(item.tag, Tag::Nn | Tag::Nns) {
            return None;
        }
        let cue = self.lexicon.noun(item.entry?)?;
        if self.is_read(at + 1) {
            return None;
        }
        let (rule_end, mut content) = content::complement(sentence, at + 1, cue)?;
        let np = phrases::simple_before(sentence, at + 1)?;
        content.end = self.main_clause(&np, &content);
        let owner = self.owner(&np);
        let by = self.by(at + 1);
        let light = np.start > 0 && sentence.tag(np.start - 1).is_verb();
        let is_clause = sentence.word(content.start) == Word::That;
        // "It was a suggestion that": nobody's.
        let light = light && sentence.word(np.start - 1) != Word::Be;
        let speaker = owner
            .clone()
            .or(by)
            .or_else(|| self.speaking(self.recent.clone()).filter(|_| light));
        if speaker.is_none() && !is_clause {
            return None;
        }
        let theirs = owner
            .as_ref()
            .is_some_and(|owner| sentence.tag(owner.start) == Tag::PrpS);
        let speaker = match &self.recent {
            Some(recent) if theirs && light => Some(recent.clone()),
            _ => speaker,
        };
        let start = match &owner {
            Some(owner) => owner.end,
            None if light => np.start - 1,
            None => np.start,
        };
        Some(Report {
            rule: Rule::Noun,
            cue: start..rule_end,
            speaker,
            content: vec![content],
            mind: false,
        })
    }

    /// Whether a relative clause at `at` gives the words of the paper before it: "sent a message |that read: “…”".
    fn is_read(&self, at: usize) -> bool {
        const READS: [&str; 8] = [
            "began", "begins", "ended", "ends", "read", "reads", "said", "says",
        ];
        let sentence = self.sentence;
        let past = at + 2 + usize::from(matches!(sentence.tag(at + 2), Tag::Comma | Tag::Colon));
        matches!(sentence.word(at), Word::That | Word::Which)
            && READS.iter().any(|word| sentence.is(at + 1, word))
            && sentence.is_quote(past)
    }

    /// Where the clause goes on to which what a noun reports belongs: "The claim that it leaks |is false", "Asked about the
    /// claim that it leaks, |Ruiz laughed".
    fn main_clause(&self, np: &Range<usize>, content: &Range<usize>) -> usize {
        let sentence = self.sentence;
        // "Smith's claim that |“nobody saw a fair one”| is repeated"
        let quoted = content.start + usize::from(sentence.word(content.start) == Word::That);
        let whole =
            sentence.is_quote(quoted) && sentence.text_of(quoted).split(' ').count() > WHOLE;
        if np.start == 0 && whole && sentence.tag(quoted + 1).is_finite() {
            return quoted + 1;
        }
        if np.start == 0 {
            return inner_ends::main_verb(sentence, content).unwrap_or(content.end);
        }
        let opens =
            matches!(sentence.tag(0), Tag::In | Tag::Vbg | Tag::Vbn) || sentence.is(0, "asked");
        let parts =
            |at: usize| sentence.tag(at) == Tag::Comma || at > 0 && sentence.tag(at).is_finite();
        match opens && !(0..np.start).any(parts) {
            true => inner_ends::opening_end(sentence, content),
            false => content.end,
        }
    }

    /// "X is sure that"
    pub(super) fn adjective(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        let item = sentence.items.get(at)?;
        if !matches!(item.tag, Tag::Jj | Tag::Vbn | Tag::Vbd | Tag::Vbg | Tag::Nn) {
            return None;
        }
        let cue = self.lexicon.adjective(item.entry?)?;
        let end = self.tail_end(at, cue)?;
        let group = phrases::group(sentence, at);
        if !group.be {
            return None;
        }
        let (cue_end, content) = content::complement(sentence, end, cue)?;
        let speaker = match group.start.checked_sub(1).map(|left| sentence.word(left)) {
            Some(Word::Who | Word::Which) => Some(self.antecedent(group.start - 1)..group.start),
            Some(Word::And | Word::But) => self.recent.clone(),
            // "sailors are unlikely to be impressed by"
            _ if group.to => self.speaking(self.doer(group.start)),
            _ => subjects::subject_before(sentence, group.start),
        };
        let it = speaker
            .clone()
            .is_some_and(|np| np.len() == 1 && sentence.word(np.start) == Word::It);
        let np = speaker.filter(|_| !it);
        Some(Report {
            rule: Rule::Adjective,
            cue: group.start..cue_end,
            speaker: np.clone(),
            content: vec![self.within(content, np.as_ref())],
            mind: true,
        })
    }

    /// "X's" or "his" in front of a noun phrase.
    fn owner(&self, np: &Range<usize>) -> Option<Range<usize>> {
        let possessive = np
            .clone()
            .rev()
            .find(|&at| matches!(self.sentence.tag(at), Tag::Pos | Tag::PrpS))?;
        Some(np.start..possessive + 1)
    }
}
