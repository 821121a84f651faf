//! How long it takes to find who said what: prose with quotations, and texts made to be slow.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pullquote::annotate::{annotate_text, blocks_of};

fn main() {
    divan::main();
}

/// Made-up prose: a few thousand words as often as words are (Zipf), names that come again within an
/// article and change between articles, and each frame in which news reports what somebody says. The same
/// seed makes the same text.
struct Writer {
    seed: u64,
    words: Vec<String>,
    people: Vec<String>,
}

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "fi", "gran", "ho", "il", "ker", "lan", "mo", "nur", "pel", "qui", "ros",
    "sta", "ten", "ul", "vor", "wes", "yar", "zo", "mer", "sha", "tri",
];
const ENDINGS: [&str; 10] = ["", "", "s", "ed", "ing", "ly", "tion", "er", "al", "ment"];
const SMALL: [&str; 24] = [
    "the", "of", "to", "a", "and", "in", "that", "for", "is", "on", "was", "with", "it", "by",
    "as", "at", "has", "from", "have", "an", "be", "were", "not", "which",
];
const CUES: [&str; 12] = [
    "said",
    "says",
    "told reporters",
    "added",
    "warned",
    "argued",
    "wrote",
    "insisted",
    "claimed",
    "explained",
    "believes",
    "admitted",
];

impl Writer {
    fn new(seed: u64) -> Self {
        let mut writer = Writer {
            seed,
            words: Vec::new(),
            people: Vec::new(),
        };
        writer.words = (0..6000).map(|_| writer.coin()).collect();
        writer
    }

    /// A number below `below` (SplitMix64).
    fn below(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.seed;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) >> 11) as usize % below
    }

    fn pick<'p>(&mut self, list: &[&'p str]) -> &'p str {
        list[self.below(list.len())]
    }

    fn coin(&mut self) -> String {
        let syllables = 1 + self.below(3);
        let stem: String = (0..syllables).map(|_| self.pick(&SYLLABLES)).collect();
        stem + self.pick(&ENDINGS)
    }

    fn name(&mut self) -> String {
        let word = self.coin();
        word[..1].to_uppercase() + &word[1..]
    }

    /// So many words; nearly every other one is small, the others as rare as chance makes them.
    fn clause(&mut self, words: usize) -> String {
        let mut clause = Vec::new();
        for _ in 0..words {
            if self.below(100) < 42 {
                clause.push(self.pick(&SMALL).to_owned());
            } else {
                let most = 1 + self.below(self.words.len());
                let at = self.below(most);
                clause.push(self.words[at].clone());
            }
        }
        clause.join(" ")
    }

    fn sentence(&mut self) -> String {
        let at = self.below(self.people.len());
        let who = self.people[at].clone();
        let surname = who.rsplit(' ').next().unwrap_or_default().to_owned();
        let cue = self.pick(&CUES);
        let (long, short) = (6 + self.below(14), 3 + self.below(6));
        let (long, short) = (self.clause(long), self.clause(short));
        match self.below(9) {
            0 => format!("“The {long},” {surname} {cue}. “We {short}.”"),
            1 => format!("{who}, the {short}, {cue} that the {long}."),
            2 => format!("According to {who}, the {long}."),
            3 => format!("Mr. {surname} called the {short} “{long}”."),
            4 => format!("The {short}, she {cue}, {long}."),
            _ => format!("The {long} in {}, {short}.", self.name()),
        }
    }

    /// An article of about so many bytes.
    fn article(&mut self, bytes: usize) -> String {
        self.people = (0..6).map(|_| self.name() + " " + &self.name()).collect();
        let mut text = String::new();
        while text.len() < bytes {
            let sentences = 1 + self.below(4);
            let paragraph: Vec<String> = (0..sentences).map(|_| self.sentence()).collect();
            text += &paragraph.join(" ");
            text += "\n\n";
        }
        text
    }
}

fn run(bencher: Bencher<'_, '_>, text: &str) {
    let blocks = blocks_of(text);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| annotate_text(black_box(text), black_box(&blocks)));
}

/// Articles of 800 words, another one each time: what one costs, and how many bytes that is a second.
#[divan::bench]
fn articles(bencher: Bencher<'_, '_>) {
    let mut writer = Writer::new(1);
    bencher
        .with_inputs(|| {
            let text = writer.article(4_600);
            let blocks = blocks_of(&text);
            (text, blocks)
        })
        .input_counter(|(text, _)| BytesCount::of_str(text))
        .bench_local_values(|(text, blocks)| annotate_text(black_box(&text), black_box(&blocks)));
}

/// One long article: the time for a byte must not grow with its length.
#[divan::bench(args = [100_000, 1_000_000, 20_000_000], sample_count = 5)]
fn prose(bencher: Bencher<'_, '_>, bytes: usize) {
    run(bencher, &Writer::new(2).article(bytes));
}

/// Nothing but marks, in one block: the time for a byte must not grow with their number.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 10)]
fn quotation_marks(bencher: Bencher<'_, '_>, marks: usize) {
    run(bencher, &"\" a ".repeat(marks));
}

/// One sentence without an end, full of words that report.
#[divan::bench(args = [10_000, 100_000], sample_count = 10)]
fn endless_sentence(bencher: Bencher<'_, '_>, clauses: usize) {
    run(
        bencher,
        &"the mayor, who said that she wants to say, ".repeat(clauses),
    );
}
