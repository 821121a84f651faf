//! Two texts side by side: which words of each the other has not.

use crate::compare::difference::{Step, difference};
use crate::model::Span;

/// One of two texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The text on one line; empty where there is none.
    pub words: String,
    /// What the other has not.
    pub marks: Vec<Span>,
}

/// An older text and a newer, or words here and the same words elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// What was, or stands here.
    pub old: Side,
    /// What is now, or stands elsewhere.
    pub new: Side,
    /// Where they are alike and where not, words joined as far as that goes.
    runs: Vec<Run>,
}

/// Words in a row that are alike in both, or not.
#[derive(Clone, Debug, PartialEq)]
enum Run {
    Same(String),
    Other { old: String, new: String },
}

/// How far words must be alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// To the letter.
    Exactly,
    /// To the letter, but for what stands behind a word; if nothing else differs, to the letter.
    Nearly,
    /// Letter case and punctuation aside, as quotations are compared.
    InWords,
}

impl Pair {
    /// Compares two texts word by word.
    pub fn new(old: &str, new: &str, alike: Alike) -> Self {
        let pair = Self::compare(old, new, alike);
        if alike == Alike::Nearly && pair.is_same() && old != new {
            return Self::compare(old, new, Alike::Exactly);
        }
        pair
    }

    fn compare(old: &str, new: &str, alike: Alike) -> Self {
        let (old_words, new_words) = (spans(old), spans(new));
        let keys = |text: &str, words: &[Span]| -> Vec<String> {
            words.iter().map(|word| key(word.of(text), alike)).collect()
        };
        let steps = difference(&keys(old, &old_words), &keys(new, &new_words));
        let mut pair = Pair {
            old: Side {
                words: old.to_owned(),
                marks: Vec::new(),
            },
            new: Side {
                words: new.to_owned(),
                marks: Vec::new(),
            },
            runs: Vec::new(),
        };
        for (index, step) in steps.iter().enumerate() {
            let goes_on = |same: fn(&Step) -> bool| {
                index
                    .checked_sub(1)
                    .and_then(|at| steps.get(at))
                    .is_some_and(same)
            };
            match *step {
                Step::Same(_, at) => pair.same(new_words[at].of(new)),
                Step::Gone(at) => {
                    let joined = goes_on(|before| matches!(before, Step::Gone(_)));
                    mark(&mut pair.old.marks, old_words[at], joined);
                    pair.other(old_words[at].of(old), "");
                }
                Step::New(at) => {
                    let joined = goes_on(|before| matches!(before, Step::New(_)));
                    mark(&mut pair.new.marks, new_words[at], joined);
                    pair.other("", new_words[at].of(new));
                }
            }
        }
        pair
    }

    /// Whether the two say the same.
    pub fn is_same(&self) -> bool {
        self.old.marks.is_empty() && self.new.marks.is_empty()
    }

    fn same(&mut self, word: &str) {
        match self.runs.last_mut() {
            Some(Run::Same(words)) => join(words, word),
            _ => self.runs.push(Run::Same(word.to_owned())),
        }
    }

    fn other(&mut self, gone: &str, came: &str) {
        // One word that is alike between two that are not would only cut the sentence up.
        if let [.., Run::Other { old, new }, Run::Same(word)] = self.runs.as_mut_slice()
            && !word.contains(' ')
        {
            join(old, word);
            join(new, word);
            self.runs.pop();
        }
        if let Some(Run::Other { old, new }) = self.runs.last_mut() {
            join(old, gone);
            join(new, came);
        } else {
            self.runs.push(Run::Other {
                old: gone.to_owned(),
                new: came.to_owned(),
            });
        }
    }

    /// Both texts in one sentence for the ear: "The council voted, was: eight to one, now: seven to
    /// two, on Tuesday." `was` and `now` say which is which, `gone` and `came` what only one has.
    pub fn told(&self, [was, now, gone, came]: [&str; 4]) -> String {
        let mut told = String::new();
        for run in &self.runs {
            let words = match run {
                Run::Same(words) => words.clone(),
                Run::Other { old, new } => {
                    let (old, new) = (bare(old), bare(new));
                    let end = told.trim_end_matches([',', '.', ';', ':']).len();
                    told.truncate(end);
                    if !told.is_empty() {
                        told.push(',');
                    }
                    match (old.is_empty(), new.is_empty()) {
                        (false, false) => format!("{was}: {old}, {now}: {new},"),
                        (false, true) => format!("{gone}: {old},"),
                        _ => format!("{came}: {new},"),
                    }
                }
            };
            join(&mut told, &words);
        }
        // A synthesizer passes over the marks, but not over what they part.
        let told = told.replace(['“', '”', '„', '"'], "");
        told.trim_end_matches(',').replace(",,", ",")
    }
}

fn bare(words: &str) -> &str {
    words.trim_end_matches([',', '.', ';', ':', '”', '"'])
}

fn join(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

fn mark(marks: &mut Vec<Span>, word: Span, goes_on: bool) {
    match marks.last_mut() {
        Some(last) if goes_on => last.end = word.end,
        _ => marks.push(word),
    }
}

fn spans(text: &str) -> Vec<Span> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| {
            let at = word.as_ptr() as usize - start;
            Span::new(at, at + word.len())
        })
        .collect()
}

fn key(word: &str, alike: Alike) -> String {
    match alike {
        Alike::Exactly => word.to_owned(),
        Alike::Nearly => bare(word).to_owned(),
        Alike::InWords => {
            let letters = word.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, alike: Alike, marked: [&[&str]; 2], told: &str) {
        let pair = Pair::new(old, new, alike);
        let words = |side: &Side| -> Vec<String> {
            let marks = side.marks.iter();
            marks.map(|mark| mark.of(&side.words).to_owned()).collect()
        };
        assert_eq!(words(&pair.old), marked[0]);
        assert_eq!(words(&pair.new), marked[1]);
        assert_eq!(pair.told(["was", "now", "gone", "new"]), told);
    }

    #[test]
    fn words_that_differ_are_marked_and_told() {
        check(
            "The council voted eight to one on Tuesday.",
            "The council voted seven to two on Tuesday.",
            Alike::Exactly,
            [&["eight", "one"], &["seven", "two"]],
            "The council voted, was: eight to one, now: seven to two, on Tuesday.",
        );
        check(
            "Council keeps ferry",
            "Council keeps ferry, for now",
            Alike::Nearly,
            [&[], &["for now"]],
            "Council keeps ferry, new: for now",
        );
        check(
            "It ends",
            "It ends.",
            Alike::Nearly,
            [&["ends"], &["ends."]],
            "It, was: ends, now: ends",
        );
        check(
            "“The ferry is a lifeline, and it stays one,”",
            "The ferry is a lifeline.",
            Alike::InWords,
            [&["and it stays one,”"], &[]],
            "The ferry is a lifeline, gone: and it stays one",
        );
        check(
            "",
            "A new one.",
            Alike::Exactly,
            [&[], &["A new one."]],
            "new: A new one",
        );
        check("Same.", "Same.", Alike::Exactly, [&[], &[]], "Same.");
    }
}
