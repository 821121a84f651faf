//! Words that one hears, quotes or recalls and another said: "The paper quoted Ruiz as saying", "Hale was heard to say".

use std::ops::Range;

use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::Word;
use super::verbs::Verb;
use super::{ahead, content, phrases, subjects};
use crate::annotate::language::cues::{Form, Frames};
use crate::annotate::language::tags::Tag;

/// An apposition behind whom a paper quotes has fewer items than this.
const APPOSED: usize = 10;

impl Reader<'_> {
    /// The verb that calls something what `np` said: "|calling what Ruiz said “a lie”".
    pub(super) fn names_what(&self, np: &Range<usize>) -> Option<Verb<'static>> {
        let verb = np.start.checked_sub(2)?;
        let what = self.sentence.is(verb + 1, "what");
        (self.verb_at(verb)).filter(|verb| what && verb.cue.frames.any(Frames::PRED))
    }

    /// The quoted words at `at`, by which whoever does `verb` calls what somebody else said.
    #[expect(clippy::single_range_in_vec_init, reason = "one part")]
    pub(super) fn called(&self, verb: &Verb<'_>, at: usize) -> Option<Report> {
        self.sentence.is_quote(at).then(|| Report {
            rule: Rule::Object,
            cue: verb.group.start..verb.end,
            speaker: self.speaker(verb),
            content: vec![at..at + 1],
            mind: false,
        })
    }

    /// "The paper quoted X as saying …": the words are X's.
    pub(super) fn passed_on(&self, verb: &Verb<'_>) -> Option<Report> {
        let sentence = self.sentence;
        // "quoted |her as saying", where "her" looks like whose it is
        let her = sentence.tag(verb.end) == Tag::PrpS && sentence.word(verb.end + 1) == Word::As;
        let end = match her {
            true => verb.end + 1,
            false => phrases::from(sentence, verb.end)?,
        };
        let np = verb.end..end;
        let named = |words: &[&str]| words.iter().any(|word| sentence.is(verb.end - 1, word));
        let before = || {
            let subject = subjects::subject_before(sentence, verb.group.start)?;
            ahead::before(sentence, self.free_at(subject.start), subject.start)
                .filter(|before| sentence.is_quote(before.end - 1))
        };
        // "quoted Mia Dorn, the mate, |as saying"
        let comma = (np.end + 1..np.end + APPOSED).find(|&at| sentence.tag(at) == Tag::Comma);
        let as_ = match comma.filter(|_| sentence.tag(np.end) == Tag::Comma) {
            Some(comma) => comma + 1,
            None => np.end,
        };
        if named(&["quoted", "quotes", "cited", "cites"]) && sentence.word(as_) == Word::As {
            let saying = self
                .verb_at(as_ + 1)
                .filter(|verb| verb.form == Form::Ing)?;
            // "“…,” the paper quoted Hale as saying."
            let (rule, content) = match content::after(sentence, &saying) {
                Some(found) => (found.rule, found.content),
                None => (Rule::QuoteBefore, before()?),
            };
            // "quoted an engineer, |Bea Orr, as saying"
            let named = as_ > np.end
                && sentence.tag(np.end + 1) == Tag::Nnp
                && sentence.tag(np.end - 1) != Tag::Nnp;
            let speaker = np.start..if named { as_ - 1 } else { np.end };
            return Some(Report {
                rule,
                cue: as_..saying.end,
                speaker: Some(speaker),
                content: vec![content],
                mind: false,
            });
        }
        None
    }

    /// "“…,” Hale heard X say", "recalled X saying: “…”", at the verb of hearing: the words are X's.
    pub(super) fn hearing(&self, at: usize) -> Option<Report> {
        const HEARS: [&str; 5] = ["had", "heard", "hears", "let", "saw"];
        const RECALLS: [&str; 12] = [
            "captured",
            "caught",
            "had",
            "has",
            "have",
            "heard",
            "overheard",
            "recalled",
            "recalls",
            "remembered",
            "remembers",
            "shows",
        ];
        const SAY: [&str; 10] = [
            "add", "ask", "cry", "declare", "reply", "say", "shout", "tell", "whisper", "yell",
        ];
        const SAYING: [&str; 6] = [
            "asking",
            "saying",
            "shouting",
            "telling",
            "whispering",
            "yelling",
        ];
        let sentence = self.sentence;
        let is = |at: usize, words: &[&str]| words.iter().any(|word| sentence.is(at, word));
        if !is(at, &HEARS) && !is(at, &RECALLS) {
            return None;
        }
        let reach = sentence.len().min(at + APPOSED);
        let verb = (at + 2..reach).find(|&verb| {
            is(at, &HEARS) && is(verb, &SAY) || is(at, &RECALLS) && is(verb, &SAYING)
        })?;
        let np = at + 1..verb;
        let whole =
            phrases::from(sentence, np.start).is_some_and(|end| (verb..=verb + 1).contains(&end));
        if !whole {
            return None;
        }
        let subject = subjects::subject_before(sentence, phrases::group(sentence, at).start)?;
        let quoted = ahead::before(sentence, self.free_at(subject.start), subject.start)
            .filter(|before| sentence.is_quote(before.end - 1));
        // "recalled her father telling |her, “…”"
        let hearer = (sentence.is(verb, "telling") || sentence.is(verb, "tell"))
            .then(|| match sentence.tag(verb + 1) {
                Tag::PrpS => Some(verb + 2),
                _ => phrases::simple_from(sentence, verb + 1),
            })
            .flatten()
            .unwrap_or(verb + 1);
        let after = hearer + usize::from(matches!(sentence.tag(hearer), Tag::Comma | Tag::Colon));
        let (rule, content) = match quoted {
            Some(content) => (Rule::QuoteBefore, content),
            None if sentence.is_quote(after) => (Rule::QuoteAfter, after..after + 1),
            None => return None,
        };
        Some(Report {
            rule,
            cue: verb..verb + 1,
            speaker: Some(np),
            content: vec![content],
            mind: false,
        })
    }

    /// "X was quoted as saying …": the words are X's.
    pub(super) fn quoted_as(
        &self,
        verb: &Verb<'_>,
        after: usize,
        subject: Option<&Range<usize>>,
    ) -> Option<Report> {
        let sentence = self.sentence;
        let subject = subject.filter(|_| sentence.word(after) == Word::As)?;
        let saying = self
            .verb_at(after + 1)
            .filter(|verb| verb.form == Form::Ing)?;
        let quoted = ahead::before(sentence, self.free_at(subject.start), subject.start)
            .filter(|before| sentence.is_quote(before.end - 1));
        let rule = match quoted {
            Some(_) => Rule::QuoteBefore,
            None => Rule::Clause,
        };
        let content = quoted.or_else(|| Some(content::after(sentence, &saying)?.content))?;
        Some(Report {
            rule,
            cue: verb.group.start..saying.end,
            speaker: Some(subject.clone()),
            content: vec![content],
            mind: false,
        })
    }

    /// "X was heard to say, “…”", "“…,” X was heard saying": the words are X's.
    pub(super) fn heard(&self, verb: &Verb<'_>) -> Option<Report> {
        const HEARD: [&str; 3] = ["caught", "heard", "overheard"];
        let sentence = self.sentence;
        let heard = verb.group.start.checked_sub(1)?;
        let hearing = phrases::group(sentence, heard);
        let says = verb.cue.frames.any(Frames::QUOTE) && !verb.cue.frames.any(Frames::MIND);
        let formed = verb.group.to || verb.form == Form::Ing;
        if !HEARD.iter().any(|word| sentence.is(heard, word)) || !hearing.be || !says || !formed {
            return None;
        }
        let subject = subjects::subject_before(sentence, hearing.start)?;
        let quoted = ahead::before(sentence, self.free_at(subject.start), subject.start)
            .filter(|before| sentence.is_quote(before.end - 1));
        let rule = match quoted {
            Some(_) => Rule::QuoteBefore,
            None => Rule::QuoteAfter,
        };
        let after = || {
            let found = content::after(sentence, verb)?;
            sentence
                .is_quote(found.content.start)
                .then_some(found.content)
        };
        Some(Report {
            rule,
            cue: verb.end - 1..verb.end,
            speaker: Some(subject),
            content: vec![quoted.or_else(after)?],
            mind: false,
        })
    }
}
