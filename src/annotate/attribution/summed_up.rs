//! Quoted words and whose they were: "“It leaks” was how X put it", "“It leaks,” were the words of X", "“No” was X's answer".

use super::phrases;
use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::Word;
use super::subjects;
use crate::annotate::language::tags::Tag;

/// What words in marks may be called.
const WORDS: [&str; 10] = [
    "advice",
    "answer",
    "assessment",
    "explanation",
    "message",
    "reply",
    "response",
    "verdict",
    "warning",
    "words",
];

/// How one puts something.
const PUTS: [&str; 6] = ["described", "phrased", "put", "puts", "saw", "summed"];

impl Reader<'_> {
    /// A quotation at the beginning, and whose words it was.
    #[expect(clippy::single_range_in_vec_init, reason = "one part")]
    pub(super) fn summed_up(&self) -> Option<Report> {
        let sentence = self.sentence;
        let be = 1 + usize::from(sentence.tag(1) == Tag::Comma);
        if !sentence.is_quote(0) || sentence.word(be) != Word::Be {
            return None;
        }
        let is = |at: usize, words: &[&str]| words.iter().any(|word| sentence.is(at, word));
        let (cue, speaker) = if sentence.is(be + 1, "how") {
            let end = phrases::from(sentence, be + 2)?;
            is(end, &PUTS).then_some((end..end + 1, be + 2..end))?
        } else if is(be + 2, &WORDS) && sentence.word(be + 3) == Word::Of {
            let end = phrases::whole_from(sentence, be + 4)?;
            (be + 1..be + 3, be + 4..end)
        } else {
            let end = phrases::simple_from(sentence, be + 1)?;
            let owner = (be + 1..end).rfind(|&at| sentence.tag(at) == Tag::Pos)?;
            is(end - 1, &WORDS).then_some((owner + 1..end, be + 1..owner + 1))?
        };
        let somebody = subjects::voice(sentence, &speaker).is_somebody();
        somebody.then(|| Report {
            rule: Rule::QuoteBefore,
            cue,
            speaker: Some(speaker),
            content: vec![0..1],
            mind: false,
        })
    }
}
