//! The line above what a mail answers: "On Mon, Mar 3, 2025 at 6:40 PM Ana Ruiz <ana@example.org> wrote:".

use std::ops::Range;

use super::sentence::{Sentence, Word};
use crate::annotate::language::tags::Tag;

/// A name has no more words than this.
const NAME: usize = 4;

/// Who wrote what is quoted below, if a sentence is such a line: the name before the address, or before "wrote".
pub(super) fn writer(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    let wrote = sentence.len().checked_sub(2)?;
    let dated = (1..wrote).any(|at| {
        sentence.tag(at) == Tag::Cd && sentence.text_of(at).contains([':', '/', '-'])
            || sentence.text_of(at).len() == 4 && sentence.tag(at) == Tag::Cd
    });
    if !sentence.is(0, "on") || !sentence.is(wrote, "wrote") || !dated {
        return None;
    }
    let address = (2..wrote).find(|&at| {
        let word = sentence.text_of(at);
        word.starts_with('<') || word.contains('@')
    });
    let end = address.unwrap_or(wrote);
    // "<", "(" before an address
    let end = (1..end).rev().find(|&at| is_name(sentence, at))? + 1;
    let start = (1..end)
        .rev()
        .take(NAME)
        .take_while(|&at| is_name(sentence, at))
        .last()?;
    Some(start..end)
}

fn is_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.text_of(at);
    let clock = ["AM", "PM", "UTC", "GMT", "CET", "CEST"].contains(&word);
    word.starts_with(char::is_uppercase)
        && !clock
        && sentence.word(at) != Word::Time
        && sentence.tag(at) != Tag::Cd
        && word.chars().any(char::is_lowercase)
}
