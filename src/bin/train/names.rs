//! Trains the tagger for names.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use pullquote::annotate::blocks_of;
use pullquote::annotate::tagger;
use pullquote::annotate::tagger::features::{PLACES, Stretch, View, around, case};
use pullquote::annotate::tagger::model::LABEL_BYTES;
use pullquote::annotate::tagger::names::stretches;
use pullquote::annotate::tagger::viterbi::SCALE;
use pullquote::annotate::text::split::split;
use pullquote::model::{Block, BlockKind, Span};
use rayon::prelude::*;

use crate::chain::{Chain, Field, NONE, Rates, Row};
use crate::corpora::{Text, texts};
use crate::field::{Random, packed, shuffled, weight};
use crate::gold::{ANY, allowed, corpus, headlines, windows};
use crate::lexicon::Lists;
use crate::{Files, Result, lexicon, made};

/// The corpora and how much a text of each counts.
const CORPORA: [(&str, f32); 9] = [
    ("gmb", 1.0),
    ("gum_news", 2.0),
    ("gum_interview", 1.5),
    ("wikigold", 1.5),
    ("re3d", 0.5),
    ("sec", 0.2),
    ("btc", 0.5),
    ("wnut17", 0.3),
    (MADE, 0.2),
];
/// The corpus of our own making.
const MADE: &str = "made";
/// Corpora that are never learned from.
const HELD: [&str; 6] = [
    "dev/gmb",
    "dev/gum_news",
    "dev/pud",
    "dev/wnut17",
    "train/gum_other",
    "train/ewt",
];
const EPOCHS: u64 = 6;
/// In how many orders the stretches are learned from.
const ORDERS: u64 = 3;
/// Features seen less often are left out.
const LEAST: u32 = 2;
/// Rows that are kept.
const KEEP: usize = 125_000;
/// A silver label less likely than this is doubted.
const DOUBT: f64 = 0.2;
/// Parts into which the corpora are cut to find doubtful labels.
const FOLDS: usize = 2;
const RATES: Rates = Rates {
    rate: 0.02,
    dropout: 0.6,
};

/// Writes `names.bin.z` and `namesteps.bin`.
pub fn train(corpora: &Path, out: &Path) -> Result<()> {
    let lists = Lists::read(corpora)?;
    let files = Files::read(out);
    let model = files.model();
    let mut known = Features::default();
    let mut chains = Vec::new();
    for (name, weight) in CORPORA {
        let texts = match name {
            MADE => made::texts(corpora)?,
            _ => texts(&corpora.join(format!("entities/train/{name}.jsonl")))?,
        };
        let mut documents = windows(corpus(&lists, texts));
        documents.extend(headlines(&documents));
        let before = chains.len();
        for document in &documents {
            learn_from(&lists, &model, document, weight, &mut known, &mut chains);
        }
        eprintln!(
            "{name}: {} texts, {} stretches",
            documents.len(),
            chains.len() - before
        );
    }
    let (field, numbers) = learn(&mut chains, known);
    write(
        out,
        ("names.bin.z", "namesteps.bin"),
        &field,
        &numbers,
        KEEP,
    )?;
    score(corpora, out)
}

/// Learns from chains whose features have the numbers of `known`.
pub fn learn(chains: &mut [Chain], known: Features) -> (Field, Numbers) {
    let numbers = known.numbers();
    for row in chains
        .iter_mut()
        .flat_map(|chain| &mut chain.features)
        .flatten()
    {
        *row = numbers.rows[*row as usize];
    }
    eprintln!("{} features", numbers.hashes.len());
    if chains.iter().any(|chain| chain.silver) {
        doubt(chains, numbers.hashes.len());
    }
    (mean(chains, numbers.hashes.len()), numbers)
}

/// Learns from all chains in several orders: what one of them happens to teach is averaged away.
fn mean(chains: &[Chain], rows: usize) -> Field {
    let orders = (0..ORDERS).into_par_iter();
    let fields: Vec<Field> = orders
        .map(|order| fit(chains, rows, order, |_| true))
        .collect();
    let mut mean = Field::new(rows);
    for (at, field) in fields.iter().enumerate() {
        mean.blend(field, 1.0 / (at + 1) as f32);
    }
    mean
}

/// Learns from the chains that `wanted` picks by their number; gives the mean of the later epochs.
fn fit(chains: &[Chain], rows: usize, order: u64, wanted: impl Fn(usize) -> bool) -> Field {
    let mut field = Field::new(rows);
    let mut mean = Field::new(rows);
    let mut random = Random::new(order + 1);
    for epoch in 0..EPOCHS {
        let mut loss = 0.0;
        for at in shuffled(chains.len(), order * EPOCHS + epoch)
            .into_iter()
            .filter(|&at| wanted(at))
        {
            loss += field.learn(&chains[at], RATES, &mut random);
        }
        if let Some(later) = (epoch + 1)
            .checked_sub(EPOCHS / 2)
            .filter(|&later| later > 0)
        {
            mean.blend(&field, 1.0 / later as f32);
        }
        eprintln!(
            "names, order {}, epoch {}: loss {:.4} a stretch",
            order + 1,
            epoch + 1,
            loss / chains.len() as f64
        );
    }
    mean
}

/// Lets go of silver labels that a model trained on the rest takes for wrong.
fn doubt(chains: &mut [Chain], rows: usize) {
    // Neighbours stay together, so that an article does not vouch for itself.
    let fold = |at: usize| at / 500 % FOLDS;
    let mut doubted = 0;
    for held in 0..FOLDS {
        let field = fit(chains, rows, 0, |at| fold(at) != held);
        for (at, chain) in chains.iter_mut().enumerate() {
            if fold(at) != held || !chain.silver {
                continue;
            }
            let trust = field.trust(chain);
            for (allowed, trust) in chain.allowed.iter_mut().zip(trust) {
                if trust < DOUBT {
                    *allowed = ANY;
                    doubted += 1;
                }
            }
        }
    }
    eprintln!("{doubted} silver labels doubted");
}

/// Writes the weights and the steps to the two files `names`; the `keep` best rows.
pub fn write(
    out: &Path,
    (table, steps): (&str, &str),
    field: &Field,
    numbers: &Numbers,
    keep: usize,
) -> Result<()> {
    let Numbers { hashes, counts, .. } = numbers;
    let rows = hashes.iter().copied().zip(field.rows.iter().copied());
    // A feature is worth what it says, and that it is there to say it.
    let mut rows: Vec<(f32, (u64, Row))> = rows
        .zip(counts)
        .map(|(row, &count)| (weight(&row.1) * (count as f32).sqrt(), row))
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
    let rows = rows.into_iter().map(|(_, row)| row);
    lexicon::write::<LABEL_BYTES>(out, table, packed(rows, SCALE, keep), 90)?;
    let byte = |weight: &f32| ((weight * SCALE).round().clamp(-127.0, 127.0) as i8) as u8;
    let bytes: Vec<u8> = field.steps.iter().flatten().map(byte).collect();
    fs::write(out.join(steps), bytes)?;
    Ok(())
}

/// Features by their first sight, and how often each was seen.
#[derive(Default)]
pub struct Features {
    ids: HashMap<u64, u32>,
    counts: Vec<u32>,
}

impl Features {
    /// The number of a feature.
    pub fn id(&mut self, hash: u64) -> u32 {
        let next = self.counts.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.counts.push(0);
        }
        self.counts[id as usize] += 1;
        id
    }

    fn numbers(self) -> Numbers {
        let mut by_id = vec![0; self.counts.len()];
        for (hash, id) in self.ids {
            by_id[id as usize] = hash;
        }
        let mut numbers = Numbers {
            rows: vec![NONE; self.counts.len()],
            hashes: Vec::new(),
            counts: Vec::new(),
        };
        for (id, count) in self.counts.into_iter().enumerate() {
            if count >= LEAST {
                numbers.rows[id] = numbers.hashes.len() as u32;
                numbers.hashes.push(by_id[id]);
                numbers.counts.push(count);
            }
        }
        numbers
    }
}

/// The features that are learned.
pub struct Numbers {
    /// From first numbers to rows; [`NONE`] for the rare ones.
    rows: Vec<u32>,
    /// The hash of each row.
    hashes: Vec<u64>,
    /// How often each row's feature was seen.
    counts: Vec<u32>,
}

fn learn_from(
    lists: &Lists,
    model: &tagger::model::Model<'_>,
    document: &Text,
    weight: f32,
    known: &mut Features,
    chains: &mut Vec<Chain>,
) {
    let mut layer = split(&document.text, &blocks(document));
    let mut memory = tagger::Memory::default();
    tagger::tag(model, &mut layer, &mut memory);
    let words = memory.words;
    let masks = allowed(lists, &layer, document);
    let view = View::new(&layer, &words);
    for sentence in &layer.sentences {
        let case = case(&layer, &words, sentence.clone());
        for range in stretches(&words, sentence.clone()) {
            let stretch = Stretch::new(model, &words, range.clone(), sentence.clone(), case);
            let features = range.clone().map(|at| {
                let mut row = Vec::with_capacity(80);
                for place in 0..PLACES {
                    let near = (at + place).checked_sub(2);
                    if let Some(near) = near.filter(|near| sentence.contains(near)) {
                        let hashes = around(words.get(near), place);
                        row.extend(hashes.map(|hash| known.id(hash)));
                    }
                }
                row.extend(view.context(&stretch, at).map(|hash| known.id(hash)));
                row
            });
            let chain = Chain {
                features: features.collect(),
                allowed: masks[range.clone()].to_vec(),
                weight,
                silver: !matches!(
                    &*document.source,
                    "gum_news" | "gum_interview" | "wikigold" | "made"
                ),
            };
            // A name that reaches out of the stretch cannot be learned.
            if chain.is_possible() {
                chains.push(chain);
            }
        }
    }
}

/// Sentences of a corpus are lines; whole texts come as they are.
fn blocks(document: &Text) -> Vec<Block> {
    if document.source.starts_with("gum") {
        return blocks_of(&document.text);
    }
    let mut start = 0;
    let lines = document.text.split('\n').map(|line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        Block {
            span,
            kind: BlockKind::Paragraph,
            depth: 0,
            opens: false,
        }
    });
    lines.collect()
}

/// Prints how the written model does on the corpora held back.
pub fn score(corpora: &Path, out: &Path) -> Result<()> {
    let files = Files::read(out);
    let model = files.model();
    for name in HELD {
        let path = corpora.join(format!("entities/{name}.jsonl"));
        let (mut right, mut found, mut all) = (0, 0, 0);
        for text in texts(&path)? {
            let mut layer = split(&text.text, &blocks_of(&text.text));
            let mut memory = tagger::Memory::default();
            tagger::tag(&model, &mut layer, &mut memory);
            let names = tagger::names::names(&model, &layer, &mut memory);
            let counted = ["PER", "ORG", "LOC"];
            let gold: Vec<(Span, &str)> = text
                .names
                .iter()
                .filter(|(_, kind)| counted.contains(&kind.as_str()))
                .map(|(span, kind)| (crate::gold::trim(&text.text, *span), kind.as_str()))
                .collect();
            let names = names
                .iter()
                .map(|name| (layer.span(&name.tokens), name.kind.code()));
            let names: Vec<(Span, &str)> =
                names.filter(|(_, kind)| counted.contains(kind)).collect();
            all += gold.len();
            found += names.len();
            right += names.iter().filter(|name| gold.contains(name)).count();
        }
        let f1 = 200.0 * right as f64 / (found + all).max(1) as f64;
        eprintln!("  {name}: {right} right of {found} found, {all} in the corpus: F1 {f1:.2}");
    }
    Ok(())
}
