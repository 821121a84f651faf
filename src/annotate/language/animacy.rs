//! Who can say anything: what the head of a noun phrase names.
//!
//! "Two officials familiar with the talks" speak, a poll shows, a wall does neither. Told by the head noun alone, from a
//! list of our own and the ending that makes a person of a verb.

use std::borrow::Cow;

use super::lexicon;
use crate::annotate::language::tags::Tag;

/// What a noun phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Somebody or something by name.
    Name,
    /// "he", "they", "who".
    Pronoun,
    /// "it", "this".
    It,
    /// People, one or more, or a body of them.
    People,
    /// What is written, shown or counted: "the report", "a poll".
    Paper,
    /// Anything else.
    Thing,
}

impl Voice {
    /// Whether it can think and speak by itself.
    pub fn is_somebody(self) -> bool {
        matches!(self, Voice::Name | Voice::Pronoun | Voice::People)
    }
}

/// What a noun names in `lexicon/en/voices.txt`, or by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    People,
    Paper,
    Share,
    Thing,
}

/// What the noun phrase of these words, each with its part of speech, names.
pub(crate) fn voice<'w>(words: impl Iterator<Item = (&'w str, Tag)>) -> Voice {
    let mut words = words.peekable();
    let mut head = None;
    while let Some((word, tag)) = words.next() {
        match tag {
            Tag::Prp if head.is_none() => return pronoun(word),
            Tag::Wh => return Voice::Pronoun,
            // "Ruiz's |lawyer"; but "Ruiz's claim" has its speaker before the mark.
            Tag::Pos | Tag::PrpS if words.peek().is_none() => break,
            Tag::Pos => head = None,
            // "a source |close to the council"
            _ if word == "close" && head.is_some() => break,
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Cd => head = Some((word, tag)),
            Tag::Dt | Tag::Jj if head.is_none() => head = Some((word, tag)),
            Tag::In | Tag::To | Tag::Comma | Tag::Colon | Tag::Bracket if head.is_some() => {
                let share = head.is_some_and(|(word, tag)| is_share(word, tag));
                if !(share && word.eq_ignore_ascii_case("of")) {
                    break;
                }
                head = None;
            }
            _ => {}
        }
    }
    match head {
        Some((word, _))
            if ["this", "that"]
                .iter()
                .any(|it| word.eq_ignore_ascii_case(it)) =>
        {
            Voice::It
        }
        Some((word, Tag::Nn | Tag::Nns)) if is_heap(word) => Voice::Thing,
        Some((word, tag)) if is_share(word, tag) => Voice::People,
        Some((_, Tag::Nnp | Tag::Nnps)) => Voice::Name,
        Some((word, _)) => match noun(word) {
            Noun::People | Noun::Share => Voice::People,
            Noun::Paper => Voice::Paper,
            Noun::Thing => Voice::Thing,
        },
        None => Voice::Pronoun,
    }
}

fn pronoun(word: &str) -> Voice {
    match ["it", "itself"]
        .iter()
        .any(|it| word.eq_ignore_ascii_case(it))
    {
        true => Voice::It,
        false => Voice::Pronoun,
    }
}

/// "six", "some", "a majority": as much as what follows "of".
fn is_share(word: &str, tag: Tag) -> bool {
    tag == Tag::Cd || listed(word) == Some(Noun::Share)
}

/// Whether a share is a heap of things unless it says of whom: "the part", "a number", but not "the majority".
fn is_heap(word: &str) -> bool {
    const HEAPS: [&str; 25] = [
        "array",
        "barrage",
        "batch",
        "collection",
        "constellation",
        "crop",
        "flood",
        "litany",
        "maximum",
        "minimum",
        "number",
        "part",
        "pile",
        "portion",
        "quantity",
        "raft",
        "range",
        "sample",
        "sampling",
        "score",
        "sea",
        "series",
        "set",
        "slew",
        "slice",
    ];
    HEAPS.contains(&word.strip_suffix('s').unwrap_or(word)) || word == "series"
}

/// A noun, in the singular or the plural.
fn noun(word: &str) -> Noun {
    const PERSONS: [&str; 8] = ["er", "or", "ist", "ian", "eer", "man", "woman", "person"];
    let forms = || std::iter::once(Cow::Borrowed(word)).chain(singular(word));
    if let Some(found) = forms().find_map(|form| listed(&form)) {
        return found;
    }
    let person = forms().any(|form| {
        let stem = |end: &&str| form.len() > end.len() + 2 && form.ends_with(*end);
        PERSONS.iter().any(stem)
            || lexicon::title(&form).is_some()
            || form.ends_with("men")
            || form.ends_with("people")
            || form.ends_with("-year-old")
    });
    match person {
        true => Noun::People,
        false => Noun::Thing,
    }
}

fn listed(word: &str) -> Option<Noun> {
    match lexicon::voice(word)? {
        "person" | "body" => Some(Noun::People),
        "paper" => Some(Noun::Paper),
        "share" => Some(Noun::Share),
        _ => Some(Noun::Thing),
    }
}

/// What a plural may be the plural of, the surest first.
fn singular(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let stem = |end: &str| word.strip_suffix(end);
    [
        stem("ies").map(|stem| Cow::Owned(format!("{stem}y"))),
        stem("s").map(Cow::Borrowed),
        stem("es").map(Cow::Borrowed),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::blocks_of;
    use crate::annotate::tagger;

    fn check(phrase: &str, expected: Voice) {
        let text = format!("{phrase} said so.");
        let layer = tagger::read(&text, &blocks_of(&text));
        let words = layer.tokens[..layer.tokens.len() - 3]
            .iter()
            .map(|token| (token.span().of(&text), token.tag));
        assert_eq!(voice(words), expected, "{phrase}");
    }

    #[test]
    fn people_speak() {
        for phrase in [
            "Two officials familiar with the talks",
            "A source close to the council",
            "The harbour master's lawyer",
            "Most of the bakers",
            "Some",
            "Forty percent of sailors",
            "The company",
            "The spokeswoman for the poll",
            "Ruiz's allies",
        ] {
            check(phrase, Voice::People);
        }
    }

    #[test]
    fn papers_show_and_things_do_neither() {
        check("A poll of sailors", Voice::Paper);
        check("The study", Voice::Paper);
        check("The wall", Voice::Thing);
        check("One of the doors", Voice::Thing);
        check("Ruiz's decision", Voice::Thing);
        check("The run-up to the vote", Voice::Thing);
        check("It", Voice::It);
        check("They", Voice::Pronoun);
        check("Ana Ruiz", Voice::Name);
    }
}
