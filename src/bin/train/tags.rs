//! Trains the tagger for parts of speech: averaged perceptron, greedy, on its own guesses.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use pullquote::annotate::language::tags::Tag;
use pullquote::annotate::tagger::model::TAG_BYTES;
use pullquote::annotate::tagger::words::Words;
use pullquote::annotate::tagger::{self, tags};
use pullquote::annotate::text::layer::Layer;
use pullquote::annotate::text::split::split;
use pullquote::model::{Block, BlockKind, Span};

use crate::corpora::{Tagged, tagged};
use crate::field::{packed, shuffled, weight};
use crate::{Files, Result, lexicon};

const EPOCHS: u64 = 8;
/// In how many orders the sentences are learned from.
const ORDERS: u64 = 15;
/// Rows that are kept.
const KEEP: usize = 40_000;
/// How often a word must have been seen with one tag to get it without a look at its place.
const SURE: usize = 5;

type Row = [f32; Tag::COUNT];

/// A sentence as the tagger reads it.
struct Example<'t> {
    layer: Layer<'t>,
    words: Words,
    /// The right tag of each token, where the corpus and our tokens agree.
    gold: Vec<Option<Tag>>,
}

/// Writes `tagwords.bin` and `tags.bin.z`: first without every tenth document, to tell how well that
/// does on those, then from all.
pub fn train(corpora: &Path, out: &Path) -> Result<()> {
    let documents = tagged(&corpora.join("syntax/gum.conllu"))?;
    let files = Files::read(out);
    let (mut learn, mut held) = (Vec::new(), Vec::new());
    for (at, document) in documents.iter().enumerate() {
        let part = if at % 10 == 9 { &mut held } else { &mut learn };
        part.extend(document.iter().map(|sentence| example(&files, sentence)));
    }
    write(out, &learn)?;
    score(out, &held);
    learn.extend(held);
    write(out, &learn)
}

/// Learns from the examples and writes what came of it.
fn write(out: &Path, learn: &[Example<'_>]) -> Result<()> {
    let sure = sure_words(learn);
    lexicon::write::<1>(
        out,
        "tagwords.bin",
        sure.iter()
            .map(|(&word, &tag)| (word, [tag as u8]))
            .collect(),
        70,
    )?;
    // What one order of the sentences happens to teach is averaged away.
    let mut mean: BTreeMap<u64, Row> = BTreeMap::new();
    for order in 0..ORDERS {
        let mut perceptron = Perceptron::default();
        let mut wrong = 0;
        for epoch in 0..EPOCHS {
            wrong = 0;
            for at in shuffled(learn.len(), order * EPOCHS + epoch) {
                wrong += perceptron.learn(&sure, &learn[at]);
            }
        }
        eprintln!("tags, order {}: {wrong} wrong at the end", order + 1);
        for (hash, row) in perceptron.average() {
            let sums = mean.entry(hash).or_insert([0.0; Tag::COUNT]);
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += weight / ORDERS as f32;
            }
        }
    }
    let mut rows: Vec<(u64, Row)> = mean.into_iter().collect();
    rows.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)));
    let rows = packed(rows.into_iter(), 6.0, KEEP);
    lexicon::write::<TAG_BYTES>(out, "tags.bin.z", rows, 85)?;
    Ok(())
}

fn example<'t>(files: &Files, sentence: &'t Tagged) -> Example<'t> {
    let blocks = [Block {
        span: Span::new(0, sentence.text.len()),
        kind: BlockKind::Paragraph,
        depth: 0,
        opens: false,
    }];
    let layer = split(&sentence.text, &blocks);
    let mut memory = tagger::Memory::default();
    memory.read(&files.model(), &layer);
    let gold = layer.tokens.iter().map(|token| {
        let inside = sentence.words.iter();
        let inside = inside.filter(|(span, _)| token.span().covers(*span));
        // Of "Eye-Tracking" the last word decides.
        inside.filter_map(|(_, tag)| *tag).next_back()
    });
    Example {
        gold: gold.collect(),
        words: memory.words,
        layer,
    }
}

fn sure_words(examples: &[Example<'_>]) -> BTreeMap<u64, Tag> {
    let mut counts: BTreeMap<u64, [usize; Tag::COUNT]> = BTreeMap::new();
    for example in examples {
        for (at, gold) in example.gold.iter().enumerate() {
            if let Some(tag) = gold {
                counts.entry(example.words.get(at).lower).or_default()[*tag as usize] += 1;
            }
        }
    }
    let sure = |counts: [usize; Tag::COUNT]| {
        let all: usize = counts.iter().sum();
        let best = (0..Tag::COUNT).max_by_key(|&tag| counts[tag])?;
        let proper = matches!(Tag::ALL[best], Tag::Nnp | Tag::Nnps);
        (all >= SURE && counts[best] * 200 >= all * 199 && !proper).then_some(Tag::ALL[best])
    };
    let sure = counts
        .into_iter()
        .map(|(word, counts)| (word, sure(counts)));
    sure.filter_map(|(word, tag)| Some((word, tag?))).collect()
}

/// Weights and their sums over all steps, for the average.
#[derive(Default)]
struct Perceptron {
    rows: HashMap<u64, (Row, Row)>,
    steps: f32,
}

impl Perceptron {
    fn learn(&mut self, sure: &BTreeMap<u64, Tag>, example: &Example<'_>) -> usize {
        let mut before = [Tag::Stop; 2];
        let mut wrong = 0;
        let end = example.layer.tokens.len();
        for at in 0..end {
            let mut tag = example.layer.tokens[at].tag;
            if tag == Tag::Nn {
                let word = example.words.get(at);
                tag = match sure.get(&word.lower) {
                    Some(&tag) => tag,
                    None => {
                        let features = features(&example.words, at, end, before);
                        let guess = self.guess(&features);
                        if let Some(gold) = example.gold[at].filter(|&gold| gold != guess) {
                            wrong += 1;
                            self.update(&features, gold, guess);
                        }
                        guess
                    }
                };
            }
            before = [tag, before[0]];
        }
        wrong
    }

    fn guess(&self, features: &[u64]) -> Tag {
        let mut sums: Row = [0.0; Tag::COUNT];
        for (row, _) in features.iter().filter_map(|hash| self.rows.get(hash)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += weight;
            }
        }
        let best = (0..Tag::COUNT).max_by(|&a, &b| sums[a].total_cmp(&sums[b]));
        Tag::ALL[best.unwrap_or(0)]
    }

    fn update(&mut self, features: &[u64], gold: Tag, guess: Tag) {
        self.steps += 1.0;
        for hash in features {
            let (row, sums) = self
                .rows
                .entry(*hash)
                .or_insert(([0.0; Tag::COUNT], [0.0; Tag::COUNT]));
            for (tag, by) in [(gold as usize, 1.0), (guess as usize, -1.0)] {
                row[tag] += by;
                sums[tag] += by * self.steps;
            }
        }
    }

    /// The averaged weights.
    fn average(&self) -> BTreeMap<u64, Row> {
        let average = |(row, sums): &(Row, Row)| {
            let mut mean = *row;
            for (weight, sum) in mean.iter_mut().zip(sums) {
                *weight -= sum / self.steps;
            }
            mean
        };
        self.rows
            .iter()
            .map(|(&hash, row)| (hash, average(row)))
            .collect()
    }
}

fn features(words: &Words, at: usize, end: usize, before: [Tag; 2]) -> Vec<u64> {
    let mut features = Vec::with_capacity(40);
    for place in 0..tags::PLACES {
        let near = (at + place).checked_sub(1).filter(|&near| near < end);
        if let Some(near) = near {
            features.extend(tags::around(words.get(near), place));
        }
    }
    features.extend(tags::context(words, at, end, before));
    features
}

/// Prints how many words the written files tag rightly on the part held back.
fn score(out: &Path, held: &[Example<'_>]) {
    let files = Files::read(out);
    let (mut right, mut all) = (0, 0);
    let mut confused: BTreeMap<(String, String), usize> = BTreeMap::new();
    for example in held {
        let mut layer = example.layer.clone();
        tagger::tag(&files.model(), &mut layer, &mut tagger::Memory::default());
        for (token, gold) in layer.tokens.iter().zip(&example.gold) {
            if let Some(gold) = gold {
                all += 1;
                right += usize::from(token.tag == *gold);
                if token.tag != *gold {
                    let pair = (format!("{gold:?}"), format!("{:?}", token.tag));
                    *confused.entry(pair).or_default() += 1;
                }
            }
        }
    }
    eprintln!("tags, held back: {right} of {all} right");
    let mut confused: Vec<_> = confused.into_iter().collect();
    confused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((gold, tag), count) in confused.into_iter().take(12) {
        eprintln!("  {gold} taken for {tag}: {count}");
    }
}
