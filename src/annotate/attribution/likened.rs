//! Speech as people tell of it: "He was like, “…”", "Everyone's like “…”".

use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::Word;
use super::subjects;
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::tags::Tag;

impl Reader<'_> {
    /// "X was like, “…”", at the verb: what is quoted is an utterance, not what somebody resembles ("was like “a father”").
    pub(super) fn like(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        if sentence.word(at) != Word::Be {
            return None;
        }
        let adverbs = (at + 1..at + 3)
            .take_while(|&at| sentence.tag(at) == Tag::Rb && !sentence.is(at, "like"))
            .count();
        let like = at + 1 + adverbs;
        let comma = usize::from(matches!(sentence.tag(like + 1), Tag::Comma | Tag::Colon));
        let quoted = like + 1 + comma;
        if !sentence.is(like, "like") || !sentence.is_quote(quoted) {
            return None;
        }
        let words = sentence.text_of(quoted);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric() && !"?!.".contains(c));
        let uttered = comma == 1
            || words.starts_with(char::is_uppercase)
            || words.ends_with(['?', '!', '.'])
            || is_call(words);
        let subject = subjects::subject_before(sentence, at)?;
        let somebody = match subjects::voice(sentence, &subject) {
            Voice::Thing | Voice::It | Voice::Paper => false,
            _ => !["it", "that", "this", "there"]
                .iter()
                .any(|word| sentence.is(subject.start, word)),
        };
        let content = quoted..quoted + 1;
        (uttered && somebody).then(|| Report {
            rule: Rule::QuoteAfter,
            cue: at..like + 1,
            speaker: Some(subject),
            content: vec![content],
            mind: false,
        })
    }
}

/// Whether words begin as an utterance does: "no way", "I'm not going".
fn is_call(words: &str) -> bool {
    const CALLS: [&str; 14] = [
        "hey", "hi", "i", "i'm", "i’m", "no", "oh", "ok", "okay", "wait", "well", "why", "yeah",
        "yes",
    ];
    let first = words.split([' ', ',']).next().unwrap_or_default();
    CALLS.iter().any(|call| first.eq_ignore_ascii_case(call))
}
