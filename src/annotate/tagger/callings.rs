//! What somebody does, or where they are from, beside a name: "Baker Tilda Marsh", "its chief executive, Ida Orr,", "the Dane".

use std::iter::once;

use super::neighbours::is_title;
use super::words::Words;
use crate::annotate::language::animacy::{Voice, voice};
use crate::annotate::language::lexicon;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// "Baker Tilda Marsh" at the beginning of a sentence is Tilda Marsh, who bakes.
pub(super) fn without_calling(layer: &Layer<'_>, name: &mut Name) {
    let start = name.tokens.start;
    let begins = (layer.sentences).binary_search_by_key(&start, |sentence| sentence.start);
    let capital = |at: usize| {
        let word = layer.word(at);
        word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
    };
    let last = layer.word(name.tokens.end - 1);
    let body = lexicon::voice(last).is_some() || lexicon::event(last) || last.ends_with('s');
    let acts = matches!(
        layer.tag(name.tokens.end),
        Some(Tag::Vbd | Tag::Vbz | Tag::Md)
    );
    let calls = voice(once((layer.word(start).to_lowercase().as_str(), Tag::Nn))) == Voice::People
        && lexicon::first_name(layer.word(start)) == lexicon::Gender::Unknown;
    if begins.is_ok()
        && name.tokens.len() == 3
        && calls
        && acts
        && !body
        && name.tokens.clone().all(capital)
    {
        name.tokens.start += 1;
        name.kind = EntityKind::Person;
    }
}

/// Whether a name is no more than where somebody is from: "the Dane".
pub(super) fn is_native(layer: &Layer<'_>, words: &Words, name: &Name) -> bool {
    let start = name.tokens.start;
    let article = start.checked_sub(1).map_or("", |at| layer.word(at));
    name.tokens.len() == 1 && article.eq_ignore_ascii_case("the") && words.get(start).is_demonym()
}

/// Whether a name stands between commas behind an office that one person holds, and is written like a person's.
pub(super) fn is_holder(layer: &Layer<'_>, name: &Name) -> bool {
    const OFFICES: [&str; 12] = [
        "chair",
        "chairman",
        "chairwoman",
        "coach",
        "director",
        "editor",
        "executive",
        "founder",
        "lawyer",
        "leader",
        "president",
        "spokeswoman",
    ];
    let (start, end) = (name.tokens.start, name.tokens.end);
    let parted = layer.tag(end) == Some(Tag::Comma) && start > 2 && layer.word(start - 1) == ",";
    if !parted || !(2..=4).contains(&name.tokens.len()) || !OFFICES.contains(&layer.word(start - 2))
    {
        return false;
    }
    // "Its", "The company’s", not "director, Quay Bank,"
    let whose = (start.saturating_sub(5)..start - 2).any(|at| {
        matches!(layer.tag(at), Some(Tag::PrpS | Tag::Pos))
            || layer.word(at).eq_ignore_ascii_case("the")
    });
    let words = || name.tokens.clone().map(|at| layer.word(at));
    let body = words()
        .any(|word| lexicon::voice(&word.to_lowercase()).is_some() || word.contains(['&', '.']));
    let shouts = words().any(|word| word.len() > 1 && !word.contains(char::is_lowercase));
    whose && !body && !shouts
}

/// Whether a text calls somebody Dean, and speaks of no dean of a school: "Dean Foley … Dean, a father of three".
pub(super) fn is_dean(layer: &Layer<'_>) -> bool {
    let mut alone = false;
    let dean = |at: &usize| layer.word(*at).eq_ignore_ascii_case("dean");
    (0..layer.tokens.len()).filter(dean).all(|at| {
        let next = layer.word(at + 1);
        alone |= !next.starts_with(char::is_uppercase);
        layer.word(at) == "Dean" && next != "of"
    }) && alone
}

/// "General Ruiz" is Ruiz.
pub(super) fn without_titles(layer: &Layer<'_>, name: &mut Name, is_dean: bool) {
    let is_title = |at: usize| {
        let dean = is_dean && layer.word(at) == "Dean";
        is_title(layer, at) && !dean && !is_given(layer, at)
    };
    while name.tokens.len() > 1 && is_title(name.tokens.start) {
        name.tokens.start += 1;
    }
}

/// Whether a title at `at` is a first name, since what somebody does stands before it: "Fisherman |Col Trask".
fn is_given(layer: &Layer<'_>, at: usize) -> bool {
    let calling = |before: usize| {
        let word = layer.word(before);
        lexicon::title(word).is_none() && voice(once((word, Tag::Nn))) == Voice::People
    };
    (layer.word(at) == "Col" || lexicon::first_name(layer.word(at)) != lexicon::Gender::Unknown)
        && at.checked_sub(1).is_some_and(calling)
}
