//! What only points to words and tells none: "said so", "said it twice", "said something that nobody heard".

use super::boundaries::clause_end;
use super::phrases;
use super::sentence::{Sentence, Word};
use super::subjects;
use super::verbs::Verb;
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

/// Whether what stands at `at`, behind a verb of speech and its adverbs, is in the place of what is said.
pub(super) fn stands_for_words(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> bool {
    let hearer =
        phrases::simple_from(sentence, verb.end).filter(|_| verb.cue.frames.any(Frames::HEARER));
    let tells = |at: usize| verb.cue.lemma == "tell" && is_story(sentence, at);
    // "tells her something |she knows", "told the board nothing |it had not heard"
    let known = hearer.is_some_and(|end| {
        let end = end + usize::from(is_pronoun(sentence, end));
        is_pronoun(sentence, end - 1) && sentence.tag(end) == Tag::Prp
    });
    known
        || tells(at)
        || hearer.is_some_and(tells)
        || says_so(sentence, verb.end)
        || hearer.is_some_and(|hearer| says_so(sentence, hearer) || says_that(sentence, hearer))
        || says_that(sentence, at)
        || verb.cue.lemma == "say"
            && (says_it(sentence, at)
                || says_something(sentence, at + usize::from(is_almost(sentence, at)))
                || is_thing(sentence, at))
}

/// "said |so in a letter that she wrote", "told the paper |as much in a note that was read", but not "said |so far it holds".
fn says_so(sentence: &Sentence<'_>, at: usize) -> bool {
    let end = match sentence.is(at, "as") && sentence.is(at + 1, "much") {
        true => at + 2,
        false if sentence.is(at, "so") => at + 1,
        false => return false,
    };
    let goes_on = sentence.tag(end) == Tag::In || sentence.word(end) == Word::That;
    goes_on && !sentence.is(end, "as") && !(end..sentence.len()).any(|at| sentence.is_quote(at))
}

/// Whether "that" or "this" at `at` only points to what was told before: "repeated |that on Monday", "said |that with a smile, and left", but
/// not "said |that on Monday the ferry sank".
fn says_that(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut end = at + 1;
    while sentence.tag(end) == Tag::In
        && let Some(phrase) = phrases::simple_from(sentence, end + 1)
    {
        end = phrase;
    }
    let acts = |at: usize| sentence.tag(at).is_finite() || sentence.is_quote(at);
    let next = end + usize::from(sentence.tag(end) == Tag::Comma);
    // "and left", "and she left", ", and nobody left", but not "|and June the ferry"
    let joined = sentence.tag(next) == Tag::Cc
        && (sentence.tag(next + 1).is_finite()
            || sentence.tag(next + 1) == Tag::Prp
            || next > end && sentence.tag(next + 1) != Tag::In);
    let ends = sentence.tag(next) == Tag::Stop
        || next >= sentence.len()
        || joined
        || next > end && !(next..sentence.len()).any(acts);
    (sentence.word(at) == Word::That || sentence.is(at, "this")) && end > at + 1 && ends
}

/// Whether "it" at `at` only points to what somebody says: "said |it best", "said |it with flowers", "said |it in a whisper".
fn says_it(sentence: &Sentence<'_>, at: usize) -> bool {
    const HOW: [&str; 15] = [
        "all", "aloud", "because", "best", "better", "first", "loud", "loudest", "loudly", "out",
        "plainly", "simply", "twice", "well", "with",
    ];
    let manner = sentence.is(at + 1, "in") && matches!(sentence.tag(at + 2), Tag::Dt | Tag::PrpS);
    sentence.is(at, "it") && (manner || HOW.iter().any(|word| sentence.is(at + 1, word)))
}

/// "said |almost nothing about the sea"
fn is_almost(sentence: &Sentence<'_>, at: usize) -> bool {
    ["almost", "nearly", "virtually"]
        .iter()
        .any(|word| sentence.is(at, word))
}

/// Whether all that is told of what somebody says is that it was something: "said |something about the sea", "|nothing I
/// believed", but not "said |nothing was lost".
fn says_something(sentence: &Sentence<'_>, at: usize) -> bool {
    // "Mine said |the same thing."
    if sentence.is(at, "the") && sentence.is(at + 1, "same") {
        let end = at + 2 + usize::from(sentence.is(at + 2, "thing"));
        return !sentence.tag(end).is_noun() && !sentence.tag(end).is_finite();
    }
    // "said |most of what she knew"
    if sentence.word(at + 1) == Word::Of && sentence.is(at + 2, "what") {
        return !sentence.tag(at).is_noun();
    }
    is_pronoun(sentence, at)
        && (matches!(sentence.tag(at + 1), Tag::Prp | Tag::In | Tag::To)
            || ["else", "when", "while"]
                .iter()
                .any(|word| sentence.is(at + 1, word)))
}

/// Whether what is told is a thing alone and no clause: "said |the words that everyone feared", but not "said |the boat that
/// sank was old".
fn is_thing(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(end) = phrases::from(sentence, at) else {
        return false;
    };
    // "said |this week that"
    let timed = subjects::is_time_noun(sentence, end - 1);
    let relative = (sentence.tag(at) == Tag::Dt || is_pronoun(sentence, at))
        && !timed
        && matches!(sentence.word(end), Word::That | Word::Which | Word::Who);
    let acts = |at: &usize| sentence.tag(*at).is_finite() || sentence.is_quote(*at);
    relative && (end + 1..clause_end(sentence, at)).filter(acts).count() < 2
}

/// Whether all that is told is whose story it is: "tells |the story of two sailors who met".
fn is_story(sentence: &Sentence<'_>, at: usize) -> bool {
    const STORIES: [&str; 4] = ["history", "stories", "story", "tale"];
    phrases::simple_from(sentence, at).is_some_and(|end| {
        sentence.word(end) == Word::Of && STORIES.iter().any(|word| sentence.is(end - 1, word))
    })
}

/// Whether the word at `at` stands for any thing.
fn is_pronoun(sentence: &Sentence<'_>, at: usize) -> bool {
    const THINGS: [&str; 6] = [
        "anything",
        "everything",
        "little",
        "nothing",
        "something",
        "things",
    ];
    THINGS.iter().any(|word| sentence.is(at, word))
}
