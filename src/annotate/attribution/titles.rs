//! Quoted words that name a work rather than say something.

use super::sentence::Sentence;
use crate::annotate::language::tags::Tag;

/// Whether quoted words look like the title of a work: most of them, small words apart, have a capital.
pub(crate) fn is_title(words: &str) -> bool {
    const SMALL: [&str; 14] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
    ];
    let (mut all, mut capital) = (0, 0);
    for (at, word) in words.split_whitespace().take(12).enumerate() {
        if at > 0 && SMALL.contains(&word) {
            continue;
        }
        all += 1;
        capital += usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    }
    let one =
        all == 1 && words.split_whitespace().count() == 1 && !words.ends_with(['!', '?', '.']);
    capital * 10 >= all * 7 && (all > 1 || one)
}

/// Whether the quoted words at `at` are what somebody or something is called: "known as “the Bear”", "goes by “Tiny”".
pub(super) fn is_nickname(sentence: &Sentence<'_>, at: usize) -> bool {
    const NAMED: [&str; 12] = [
        "a.k.a",
        "a.k.a.",
        "aka",
        "alias",
        "codenamed",
        "dubbed",
        "moniker",
        "named",
        "nickname",
        "nicknamed",
        "pseudonym",
        "titled",
    ];
    const GOES: [&str; 5] = ["go", "goes", "going", "gone", "went"];
    let is = |back: usize, words: &[&str]| {
        at >= back && words.iter().any(|word| sentence.is(at - back, word))
    };
    let words = sentence
        .items
        .get(at)
        .map_or("", |item| item.span.of(sentence.text));
    let few = sentence.is_quote(at) && words.split_whitespace().count() <= MOST_NICKNAME;
    let noun = at > 1
        && matches!(
            sentence.tag(at - 2),
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Comma
        );
    let called = is(1, &["called", "entitled"])
        && (noun || is(2, &["be", "is", "was", "were", "are", "been"]));
    let known = is(1, &["as"]) && (2..=5).any(|back| is(back, &["known"]));
    let goes = is(1, &["by"]) && is(2, &GOES);
    let name = is(1, &["name"]) && (is(3, &["by", "under"]) || is(2, &["by", "under"]))
        || is(1, &["of"]) && is(2, &["name"]);
    let led = is(1, &NAMED) && !sentence.is_quote(at - 1);
    few && (led
        || called
        || known
        || is_styled(sentence, at)
        || goes
        || name
        || is_inside_name(sentence, at))
}

/// Whether the quoted words at `at` are a name that somebody goes by: "the man calling himself “Captain”", but not
/// "called himself “a fighter”".
pub(super) fn is_styled(sentence: &Sentence<'_>, at: usize) -> bool {
    const SELVES: [&str; 4] = ["herself", "himself", "itself", "themselves"];
    const CALLS: [&str; 6] = ["call", "called", "calling", "calls", "styles", "styling"];
    let is = |back: usize, words: &[&str]| {
        at >= back && words.iter().any(|word| sentence.is(at - back, word))
    };
    let words = sentence.text_of(at);
    let inner = words.trim_matches(|c: char| !c.is_alphanumeric());
    sentence.is_quote(at)
        && is(1, &SELVES)
        && is(2, &CALLS)
        && is_title(inner)
        && words.split_whitespace().count() <= MOST_NICKNAME
}

/// Whether the quoted words at `at` stand between first name and surname, `Miles "Moose" Tarrant`, or before a name:
/// `"Big Jim" Tarrant`.
pub(super) fn is_inside_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let name = |at: usize| {
        let word = sentence
            .items
            .get(at)
            .map_or("", |item| item.span.of(sentence.text));
        word.starts_with(char::is_uppercase) && !sentence.is_quote(at)
    };
    let words = sentence
        .items
        .get(at)
        .map_or("", |item| item.span.of(sentence.text));
    let inner = words.trim_matches(|c: char| !c.is_alphanumeric());
    // "Ruiz, “Stop,” Hale said": what is said ends with a mark of its own.
    let bare = words
        .strip_prefix(['"', '“', '‘', '\''])
        .is_some_and(|rest| rest.strip_suffix(['"', '”', '’', '\'']) == Some(inner));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let count = inner.split_whitespace().count();
    let between = at > 0 && name(at - 1) && capital(inner) && count <= 2;
    // "“No” Tarrant said" is said.
    let before = (2..=3).contains(&count) && inner.split_whitespace().all(capital);
    sentence.is_quote(at) && name(at + 1) && bare && (between || before)
}

/// What somebody is called has no more words than this.
const MOST_NICKNAME: usize = 4;
