//! What the field looks at: the hashes of the features of a token in its stretch.

use std::ops::Range;

use super::super::class;
use super::view::{View, value};
use crate::annotate::tagger::words::{Word, mix};

/// So many words before and behind one a run of capitals is looked along.
const LONGEST_RUN: usize = 40;

/// The classes that are each a feature of its own.
const APART: u64 = class::THAT
    | class::HE
    | class::SHE
    | class::IT
    | class::DETERMINER
    | class::OBLIQUE
    | class::OF
    | class::PREPOSITION
    | class::AND
    | class::CONJUNCTION
    | class::HAVE
    | class::TITLE
    | class::PERSON
    | class::BODY
    | class::PAPER
    | class::ADVERB
    | class::MONTH
    | class::PARTICLE
    | class::OTHER
    | class::MAN
    | class::WOMAN
    | class::PLACE
    | class::VERB
    | class::NOUN
    | class::REGION
    | class::TOWARDS
    | class::WITH
    | class::CALLED;

/// How far from a token a word is looked at.
pub const PLACES: std::ops::RangeInclusive<isize> = -2..=2;

/// The hash of a feature of no language.
fn any(id: u64, hash: u64) -> u64 {
    mix(mix(0x77, id), hash)
}

impl View<'_> {
    fn near(&self, at: usize, by: isize) -> Option<usize> {
        at.checked_add_signed(by)
            .filter(|near| *near < self.tokens.len())
    }

    fn word(&self, at: usize, by: isize) -> &Word {
        let near = self.near(at, by).and_then(|at| self.word_at(at));
        near.unwrap_or(&self.none)
    }

    fn classes(&self, at: usize, by: isize) -> u64 {
        let near = self.near(at, by).and_then(|at| self.tokens.get(at));
        near.map_or(1 << 60, |token| token.classes & APART)
    }

    /// What stands at a place, whatever the language: a word's capitals, a sign's sort.
    fn sort(&self, at: usize, by: isize) -> u64 {
        match self.near(at, by).and_then(|at| self.tokens.get(at)) {
            None => 99,
            Some(token) if token.is_word() => self.word(at, by).cap as u64,
            Some(token) => {
                let kind = std::mem::discriminant(&token.kind);
                use super::super::words::Kind;
                let sorts = [
                    Kind::Stop,
                    Kind::Comma,
                    Kind::Colon,
                    Kind::Break,
                    Kind::Opens,
                    Kind::Closes,
                    Kind::Sign,
                ];
                let sort = sorts
                    .iter()
                    .position(|sort| std::mem::discriminant(sort) == kind);
                20 + sort.unwrap_or(9) as u64
            }
        }
    }

    /// The hash of a feature of the language's own.
    fn own(&self, id: u64, hash: u64) -> u64 {
        mix(mix(self.language, id), hash)
    }

    /// Appends the features of the token at `at` in `stretch`.
    pub fn features(&self, stretch: &Range<usize>, at: usize, out: &mut Vec<u64>) {
        for by in PLACES {
            self.of_word(self.word(at, by), by, out);
        }
        self.around(stretch, at, out);
    }

    /// Appends what a word alone tells of the token that it stands `by` places behind.
    pub fn of_word(&self, word: &Word, by: isize, out: &mut Vec<u64>) {
        let own = |id: u64, hash: u64| self.own(id, hash);
        let place = (by + 2) as u64;
        out.push(own(10 + place, word.lower));
        out.push(any(160 + place, u64::from(word.clusters[1])));
        if by.abs() == 1 {
            out.push(own(60 + place, word.suffixes[2]));
        }
        if by == 0 {
            out.extend([
                own(0, word.cap as u64),
                any(80, word.lower),
                any(81, word.suffixes[2]),
                any(82, word.suffixes[3]),
                any(83, word.shape),
                own(84, word.prefixes[1]),
                own(85, word.prefixes[2]),
                own(86, word.suffixes[0]),
                own(87, word.suffixes[1]),
                own(88, word.suffixes[2]),
                own(89, word.suffixes[3]),
                any(90, u64::from(word.clusters[2])),
                any(91, u64::from(word.clusters[3])),
            ]);
        }
    }

    /// Appends what stands around the token at `at` in `stretch`.
    pub fn around(&self, stretch: &Range<usize>, at: usize, out: &mut Vec<u64>) {
        let own = |id: u64, hash: u64| self.own(id, hash);
        let here = self.word(at, 0);
        let cap = here.cap as u64;
        let first = u64::from(value(&self.first, at));
        out.push(any(0, self.order));
        for by in PLACES {
            let place = (by + 2) as u64;
            out.push(any(20 + place, self.classes(at, by)));
            out.push(any(30 + place, self.sort(at, by)));
            let mut bits = self.classes(at, by);
            while by.abs() < 2 && bits != 0 {
                let bit = u64::from(bits.trailing_zeros());
                bits &= bits - 1;
                out.push(any(40 + place, bit));
                if by == 0 {
                    out.push(any(50, mix(bit, mix(cap, self.order))));
                }
            }
        }
        for by in [-1, 1] {
            let place = (by + 2) as u64;
            let word = self.word(at, by);
            out.push(any(64 + place, mix(word.listed(), self.sort(at, by))));
            let ruled = self.near(at, by).map_or(0, |at| value(&self.ruled, at));
            out.push(any(68 + place, u64::from(ruled)));
            let phrase = self.near(at, by).map_or(0, |at| value(&self.phrases, at));
            out.push(any(72 + place, phrase));
        }
        let ruled = u64::from(value(&self.ruled, at));
        let phrase = value(&self.phrases, at);
        let seen = value(&self.seen, at);
        let run = self.run(stretch, at);
        let inside = mix((at - run.start).min(3) as u64, (run.end - at).min(3) as u64);
        let last = run.end - 1;
        let before = run.start.checked_sub(1);
        let of_before = self.classes(run.start, -1);
        let of_after = self.classes(last, 1);
        let speaks = u64::from(before.is_some_and(|at| value(&self.reports, at)))
            | u64::from(value(&self.reports, run.end)) << 1;
        let german = self.order;
        out.extend([
            any(92, mix(ruled, german)),
            own(93, ruled),
            any(94, mix(ruled, mix(cap, first))),
            any(95, mix(ruled, phrase)),
            any(96, mix(ruled, seen)),
            any(97, mix(ruled, here.listed())),
            any(98, mix(ruled, inside)),
            any(99, phrase),
            any(100, mix(phrase, german)),
            any(101, mix(here.listed(), mix(cap, german))),
            any(102, mix(seen, mix(first, german))),
            any(103, mix(seen, here.listed())),
            any(104, mix(inside, german)),
            any(105, mix(inside, of_before)),
            any(106, mix(inside, of_after)),
            any(107, mix(speaks, mix(inside, german))),
            any(108, mix(cap, mix(first, german))),
            own(109, mix(here.lower, first)),
            own(110, mix(self.word(at, -1).lower, here.lower)),
            own(111, mix(here.lower, self.word(at, 1).lower)),
            own(112, mix(self.word(at, -1).lower, self.word(at, 1).lower)),
            own(113, mix(self.word(run.start, -1).lower, inside)),
            own(114, mix(self.word(last, 1).lower, inside)),
            own(115, mix(self.word(last, 0).lower, inside)),
            own(116, mix(self.word(run.start, 0).lower, inside)),
            own(117, mix(self.word(last, 0).suffixes[2], inside)),
            any(
                118,
                mix(
                    self.word(last, 0).listed(),
                    mix(self.word(run.start, 0).listed(), inside),
                ),
            ),
            any(119, mix(self.classes(at, -1), self.classes(at, 1))),
            any(120, mix(self.classes(at, -1), mix(cap, self.sort(at, 1)))),
            any(121, mix(self.sort(at, -1), mix(cap, self.sort(at, 1)))),
            any(122, mix(self.classes(run.start, 0), inside)),
            any(123, mix(self.classes(last, 0), inside)),
            any(
                124,
                mix(
                    self.word(at, -1).listed(),
                    mix(here.listed(), self.word(at, 1).listed()),
                ),
            ),
            own(125, mix(self.word(at, -2).lower, self.word(at, -1).lower)),
            own(126, mix(here.suffixes[2], mix(cap, self.classes(at, -1)))),
            any(
                127,
                mix(here.suffixes[2], mix(self.order, self.sort(at, -1))),
            ),
        ]);
    }

    /// The run of words with capitals around the token at `at` of a stretch.
    fn run(&self, stretch: &Range<usize>, at: usize) -> Range<usize> {
        if !self.may_name(at) {
            return at..at + 1;
        }
        let mut run = at..at + 1;
        // A page in capitals is one run: no further than any name reaches.
        let least = stretch.start.max(at.saturating_sub(LONGEST_RUN));
        while run.start > least && self.may_name(run.start - 1) {
            run.start -= 1;
        }
        let most = stretch.end.min(at + LONGEST_RUN);
        while run.end < most && self.may_name(run.end) {
            run.end += 1;
        }
        run
    }
}
