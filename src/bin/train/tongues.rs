//! Trains the tagger for names in languages other than English, all of them together.

use std::path::Path;

use pullquote::annotate::blocks_of;
use pullquote::annotate::polyglot::learned::{Stretch, stretches};
use pullquote::annotate::tagger::viterbi::{KINDS, label};
use pullquote::model::Span;

use crate::Result;
use crate::chain::Chain;
use crate::corpora::{Text, texts};
use crate::gold::ANY;
use crate::lexicon::Lists;
use crate::made;
use crate::names::{Features, learn, write};

/// The corpora in `entities`, the language of each, and how much a text of it counts.
const CORPORA: [(&str, &str, f32); 12] = [
    ("languages/dev/de_germeval14", "de", 1.0),
    ("languages/train/de_europeana", "de", 0.1),
    ("languages/dev/fr_newseye", "fr", 0.15),
    ("languages/train/fr_europeana", "fr", 0.1),
    ("languages/dev/ru_facteval", "ru", 1.0),
    ("languages/train/sv_webbnyheter", "sv", 1.0),
    ("languages/dev/sv_webbnyheter", "sv", 1.0),
    ("train/gum_news", "en", 1.0),
    ("train/wikigold", "en", 1.0),
    ("train/gum_interview", "en", 0.7),
    ("train/re3d", "en", 0.4),
    ("train/gmb", "en", 0.3),
];
/// How much a sentence of our own making counts; less in the languages without articles, which share more with each other.
const MADE: f32 = 0.4;
const MADE_BARE: f32 = 0.25;
/// So many texts of a corpus in English are enough: what they teach the others is soon told.
const ENGLISH: usize = 15_000;
/// Texts are cut after so many bytes, so that "the rest of the text" means what it does in an article.
const WINDOW: usize = 4000;
/// Rows that are kept.
const KEEP: usize = 33_000;
const OUTSIDE: u32 = 1;
/// The labels of people, bodies and places.
const NAMED: u32 = (1 << label(3, 0)) - 2;

/// Writes `tongues.bin.z` and `tonguesteps.bin`.
pub fn train(corpora: &Path, out: &Path) -> Result<()> {
    let lists = Lists::read(corpora)?;
    let mut known = Features::default();
    let mut chains = Vec::new();
    for (name, code, weight) in CORPORA {
        let path = corpora.join(format!("entities/{name}.jsonl"));
        let mut all = texts(&path)?;
        if code == "en" {
            all.truncate(ENGLISH);
            all = crate::gold::windows(crate::gold::corpus(&lists, all));
        }
        let read = read(&all, code, weight, &mut known, &mut chains);
        eprintln!("{name}: {read} stretches");
    }
    for (code, all) in made::in_languages(corpora)? {
        let weight = if matches!(code, "ru" | "pl") {
            MADE_BARE
        } else {
            MADE
        };
        let read = read(&all, code, weight, &mut known, &mut chains);
        eprintln!("made, {code}: {read} stretches");
    }
    let (field, numbers) = learn(&mut chains, known);
    write(
        out,
        ("tongues.bin.z", "tonguesteps.bin"),
        &field,
        &numbers,
        KEEP,
    )
}

/// Adds what texts in a language teach; gives how many stretches that is.
fn read(
    texts: &[Text],
    code: &str,
    weight: f32,
    known: &mut Features,
    chains: &mut Vec<Chain>,
) -> usize {
    let before = chains.len();
    for text in texts.iter().flat_map(windows) {
        let masks = Masks::of(&text);
        for stretch in stretches(&text.text, &blocks_of(&text.text), code) {
            let features = stretch.features.iter();
            let chain = Chain {
                allowed: masks.over(&stretch),
                features: features
                    .map(|row| row.iter().map(|&hash| known.id(hash)).collect())
                    .collect(),
                weight,
                silver: false,
            };
            if chain.is_possible() {
                chains.push(chain);
            }
        }
    }
    chains.len() - before
}

/// A text in pieces of about [`WINDOW`] bytes, cut behind a full stop or a line.
fn windows(text: &Text) -> Vec<Text> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.text.len() {
        let mut far = (start + WINDOW).min(text.text.len());
        while !text.text.is_char_boundary(far) {
            far += 1;
        }
        let rest = &text.text[far..];
        let cut = [rest.find(". "), rest.find('\n')];
        let cut = cut.into_iter().flatten().min();
        let end = cut.map_or(text.text.len(), |cut| far + cut + 1);
        let names = text.names.iter();
        let inside = names.filter(|(span, _)| span.start >= start && span.end <= end);
        pieces.push(Text {
            source: text.source.clone(),
            text: text.text[start..end].to_owned(),
            names: inside
                .map(|(span, kind)| {
                    (
                        Span::new(span.start - start, span.end - start),
                        kind.clone(),
                    )
                })
                .collect(),
        });
        start = end;
    }
    pieces
}

/// What the corpus says of a text, as labels.
struct Masks<'t> {
    names: &'t [(Span, String)],
}

impl<'t> Masks<'t> {
    fn of(text: &'t Text) -> Self {
        Masks { names: &text.names }
    }

    /// For each word of a stretch the labels that may be right, as bits.
    fn over(&self, stretch: &Stretch) -> Vec<u32> {
        let words = stretch.words.iter();
        words.map(|word| self.label(*word)).collect()
    }

    fn label(&self, word: Span) -> u32 {
        let at = self
            .names
            .partition_point(|(name, _)| name.end <= word.start);
        let Some((name, kind)) = self.names.get(at).filter(|(name, _)| name.start < word.end)
        else {
            return OUTSIDE;
        };
        let known = KINDS.iter().position(|known| known.code() == kind);
        if word.start < name.start || word.end > name.end {
            return ANY;
        }
        let place = match (word.start == name.start, word.end == name.end) {
            (true, true) => 3,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        // Groups and other things are told apart by some corpora alone.
        let shown = known.filter(|kind| *kind < 3);
        shown.map_or(ANY & !NAMED, |kind| 1 << label(kind, place))
    }
}
