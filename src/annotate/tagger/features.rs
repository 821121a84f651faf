//! What the name tagger looks at: the features of a token in its stretch, sentence and text.

use std::ops::Range;

use super::model::Model;
use super::words::{Cap, Word, Words, gazetteer, may_name, mix, phrase_next, phrase_start};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;

/// Bits of what a text shows of a word, whatever its capitals.
mod seen {
    pub const SMALL: u16 = 1;
    pub const INNER: u16 = 2;
    pub const TITLED: u16 = 4;
    pub const AFTER_FIRST_NAME: u16 = 8;
    pub const AFTER_IN: u16 = 16;
    pub const SPEAKS: u16 = 32;
    pub const BEFORE_FIRST_NAME_END: u16 = 64;
}

/// A text as the features see it.
pub struct View<'v> {
    layer: &'v Layer<'v>,
    words: &'v Words,
    /// For each word whatever its capitals: bits of [`seen`].
    seen: Vec<u16>,
    /// What stands for a word before the first and after the last.
    none: Word,
}

impl<'v> View<'v> {
    /// Looks through the text once.
    pub fn new(layer: &'v Layer<'v>, words: &'v Words) -> Self {
        let mut view = View {
            layer,
            words,
            seen: vec![0; words.bases],
            none: Word::default(),
        };
        for sentence in &layer.sentences {
            for at in sentence.clone() {
                let bits = view.shows(sentence, at);
                if let Some(seen) = view.seen.get_mut(words.get(at).base as usize) {
                    *seen |= bits;
                }
            }
        }
        view
    }

    /// What the place at `at` shows of its word.
    fn shows(&self, sentence: &Range<usize>, at: usize) -> u16 {
        let word = self.words.get(at);
        if word.cap == Cap::Small {
            return seen::SMALL;
        }
        if !may_name(word) {
            return 0;
        }
        let mut bits = 0;
        if at > sentence.start {
            bits |= seen::INNER;
            let before = self.words.get(at - 1);
            let written = self.layer.word(at - 1);
            if before.cap == Cap::Small {
                if matches!(written, "in" | "at" | "from" | "near") {
                    bits |= seen::AFTER_IN;
                }
            } else if before.is_title() {
                bits |= seen::TITLED;
            } else if before.gazetteer & gazetteer::FIRST_NAME != 0 {
                bits |= seen::AFTER_FIRST_NAME;
            }
        }
        if at + 1 < sentence.end {
            let after = self.layer.word(at + 1);
            if matches!(
                after,
                "said" | "says" | "told" | "added" | "asked" | "wrote"
            ) {
                bits |= seen::SPEAKS;
            }
            let next = self.words.get(at + 1);
            if word.gazetteer & gazetteer::FIRST_NAME != 0 && next.cap == Cap::Title {
                bits |= seen::BEFORE_FIRST_NAME_END;
            }
        }
        bits
    }

    fn near(&self, at: usize, by: isize, sentence: &Range<usize>) -> &Word {
        match at.checked_add_signed(by) {
            Some(near) if sentence.contains(&near) => self.words.get(near),
            _ => &self.none,
        }
    }

    fn tag(&self, at: usize, by: isize, sentence: &Range<usize>) -> u64 {
        match at.checked_add_signed(by) {
            Some(near) if sentence.contains(&near) => self.layer.token(near).tag as u64,
            _ => Tag::COUNT as u64,
        }
    }
}

/// What the tokens of one stretch share.
pub struct Stretch {
    /// The sentence it stands in.
    pub sentence: Range<usize>,
    /// How the sentence is written: 0 as usual, 1 all capitals, 2 each word with a capital.
    pub case: u64,
    /// For each token of the stretch: the longest phrase of the gazetteer over it, its bits and the
    /// token's place in it (0 none).
    phrases: Vec<u32>,
    /// For each token of the stretch: where the run of capitals around it begins and ends.
    runs: Vec<(usize, usize)>,
    start: usize,
}

impl Stretch {
    /// Looks at the stretch `range` of a sentence.
    pub fn new(
        model: &Model<'_>,
        words: &Words,
        range: Range<usize>,
        sentence: Range<usize>,
        case: u64,
    ) -> Self {
        let mut stretch = Stretch {
            phrases: vec![0; range.len()],
            runs: vec![(range.start, range.start); range.len()],
            start: range.start,
            sentence,
            case,
        };
        let mut covered = range.start;
        let mut run = range.start;
        for at in range.clone() {
            if at >= covered {
                covered = stretch.phrase(model, words, at, range.end).max(covered);
            }
            let capital = may_name(words.get(at));
            if !capital {
                run = at + 1;
            }
            let last = at + 1 == range.end || !may_name(words.get(at + 1));
            if capital && last {
                let runs = stretch.runs.get_mut(run - range.start..=at - range.start);
                runs.unwrap_or_default().fill((run, at + 1));
            } else if !capital && let Some(run) = stretch.runs.get_mut(at - range.start) {
                *run = (at, at + 1);
            }
        }
        stretch
    }

    /// The run of words with capitals around the token at `at` of the stretch.
    pub fn run(&self, at: usize) -> Range<usize> {
        let run = self.runs.get(at - self.start);
        run.map_or(at..at + 1, |&(start, end)| start..end)
    }

    /// Whether the token at `at` stands between the words of a phrase of the gazetteer: "and" in "Bosnia and Herzegovina".
    pub fn is_listed(&self, at: usize) -> bool {
        self.phrase_at(at) & 3 == 2
    }

    /// The phrase over the token at `at`, as [`Self::phrases`] has it.
    fn phrase_at(&self, at: usize) -> u32 {
        self.phrases
            .get(at - self.start)
            .copied()
            .unwrap_or_default()
    }

    /// Marks the longest phrase that begins at `at`; gives its end.
    fn phrase(&mut self, model: &Model<'_>, words: &Words, at: usize, end: usize) -> usize {
        let mut bits = words.get(at).gazetteer;
        let mut phrase = phrase_start(words.get(at).lower);
        let mut longest = (at, 0);
        let mut next = at + 1;
        while bits & gazetteer::BEGINS != 0 && next < end {
            phrase = phrase_next(phrase, words.get(next).lower);
            bits = model.phrase(phrase);
            next += 1;
            if bits & gazetteer::FEATURES != 0 {
                longest = (next, bits & gazetteer::FEATURES);
            }
        }
        let (end, bits) = longest;
        for inside in at..end {
            let place = match inside {
                _ if inside == at => 1,
                _ if inside + 1 == end => 3,
                _ => 2,
            };
            if let Some(phrase) = self.phrases.get_mut(inside - self.start) {
                *phrase = u32::from(bits) << 2 | place;
            }
        }
        end
    }
}

/// How the sentence `range` is written; see [`Stretch::case`].
pub fn case(layer: &Layer<'_>, words: &Words, range: Range<usize>) -> u64 {
    let (mut small, mut title, mut all) = (0, 0, 0);
    for at in range {
        match words.get(at).cap {
            Cap::Small if layer.token(at).span().len() > 4 => small += 1,
            // Words in a line of capitals count as written with one.
            Cap::Title if layer.word(at).contains(char::is_lowercase) => title += 1,
            Cap::Title | Cap::All => all += 1,
            _ => {}
        }
    }
    match (small, title, all) {
        (0, 0, 3..) => 1,
        (0, 4.., _) => 2,
        (1, 7.., _) => 2,
        _ => 0,
    }
}

/// How many places around a token [`around`] knows: two before, itself, two after.
pub const PLACES: usize = 5;
/// The place of the token itself.
pub const HERE: usize = 2;

/// The features that a word type gives to a token `place` away, itself at place 2.
pub fn around(word: &Word, place: usize) -> impl Iterator<Item = u64> + use<> {
    let [c48, c192, c768, c2048] = word.clusters.map(u64::from);
    let cap = word.cap as u64;
    let gazetteer = word.listed();
    let all = [
        // Two away
        mix(1, word.lower),
        mix(2, c192),
        mix(3, cap),
        mix(4, c768),
        // One away
        mix(mix(5, word.lower), cap),
        mix(6, word.suffixes[2]),
        mix(7, c48),
        mix(8, c2048),
        mix(mix(9, gazetteer), cap),
        // Here
        mix(mix(10, c192), cap),
        mix(11, word.shape),
        mix(12, word.prefixes[0]),
        mix(13, word.prefixes[1]),
        mix(14, word.prefixes[2]),
        mix(15, word.suffixes[0]),
        mix(16, word.suffixes[1]),
        mix(17, word.suffixes[3]),
        mix(mix(18, word.suffixes[2]), cap),
        mix(19, gazetteer),
        mix(20, 0),
    ];
    let count = match place {
        HERE => all.len(),
        1 | 3 => 9,
        _ => 4,
    };
    all.into_iter()
        .take(count)
        .map(move |hash| mix(hash, place as u64))
}

/// How many features [`View::context`] gives.
pub const CONTEXT: usize = 38;

impl View<'_> {
    /// The features that the place of the token at `at` in `stretch` gives.
    pub fn context(&self, stretch: &Stretch, at: usize) -> [u64; CONTEXT] {
        let sentence = &stretch.sentence;
        let word = self.words.get(at);
        let [before2, before, after, after2] = [-2, -1, 1, 2].map(|by| self.near(at, by, sentence));
        let Range {
            start: run,
            end: run_end,
        } = stretch.run(at);
        let run_before = self.near(run, -1, sentence);
        let run_after = self.near(run_end, 0, sentence);
        let run_after2 = self.near(run_end, 1, sentence);
        let run_first = self.near(run, 0, sentence);
        let run_last = self.near(run_end - 1, 0, sentence);
        let cap = word.cap as u64;
        let class = |word: &Word, level: usize| {
            word.clusters
                .get(level)
                .map_or(0, |class| u64::from(*class))
        };
        let gaz = |word: &Word| word.listed();
        let first = u64::from(at == sentence.start)
            | u64::from(
                at == sentence.start + 1
                    && matches!(self.layer.token(at - 1).tag, Tag::Quote | Tag::Bracket),
            );
        let seen = (self.seen.get(word.base as usize)).map_or(0, |seen| u64::from(*seen));
        let phrase = u64::from(stretch.phrase_at(at));
        let [tag_before, tag, tag_after] = [-1, 0, 1].map(|by| self.tag(at, by, sentence));
        let shape = mix(mix(before.cap as u64, cap), after.cap as u64);
        let place = mix((at - run).min(3) as u64, (run_end - at).min(3) as u64);
        let pair = |id: u64, left: u64, right: u64| mix(mix(mix(31, id), left), right);
        [
            pair(1, before.lower, word.lower),
            pair(2, word.lower, after.lower),
            pair(3, before.lower, after.lower),
            pair(4, before2.lower, before.lower),
            pair(5, after.lower, after2.lower),
            pair(6, class(before, 1), class(word, 1)),
            pair(7, class(word, 1), class(after, 1)),
            pair(8, class(before, 2), cap),
            pair(9, class(after, 2), cap),
            pair(10, class(before, 0), mix(class(word, 0), class(after, 0))),
            pair(11, shape, first),
            pair(12, shape, gaz(word)),
            pair(13, first, word.lower),
            pair(14, first, mix(cap, gaz(word))),
            pair(15, stretch.case, cap),
            pair(16, stretch.case, word.lower),
            pair(17, stretch.case, mix(class(word, 1), first)),
            pair(18, phrase, 0),
            pair(19, phrase & 3, gaz(word)),
            pair(20, seen, mix(cap, first)),
            pair(21, seen, gaz(word)),
            pair(22, tag, cap),
            pair(23, tag_before, tag),
            pair(24, tag, tag_after),
            pair(25, tag_before, mix(tag_after, cap)),
            pair(26, run_before.lower, place),
            pair(27, run_after.lower, place),
            pair(28, class(run_before, 2), class(run_after, 2)),
            pair(29, run_last.lower, place),
            pair(30, class(run_last, 2), place),
            pair(31, run_first.lower, place),
            pair(32, gaz(run_first), mix(gaz(run_last), place)),
            pair(33, class(run_before, 1), mix(gaz(word), place)),
            pair(34, class(run_after, 1), mix(gaz(word), place)),
            pair(35, run_after.lower, run_after2.lower),
            pair(36, place, cap),
            pair(37, class(run_before, 3), place),
            pair(38, gaz(before), mix(gaz(word), gaz(after))),
        ]
    }
}
