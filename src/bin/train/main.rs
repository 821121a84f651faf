//! Trains the model in `assets/model` from corpora given as arguments.
//!
//! ```text
//! train CORPORA OUT [lexicon|tags|names|tongues|score]...
//! ```
//!
//! CORPORA holds `lexicon/clusters.tsv`, `lexicon/gazetteer.tsv`, `syntax/gum.conllu`,
//! `entities/train/*.jsonl`, `entities/dev/*.jsonl` and `entities/languages`; `assets/model/README.md` says what they are. OUT
//! is `assets/model`. Without further words all parts are trained; each needs the ones before it. The
//! same input gives the same bytes. Progress and scores go to the error output.

#![allow(
    clippy::print_stderr,
    reason = "a tool for developers that tells its progress"
)]

mod chain;
mod corpora;
mod field;
mod gold;
mod lexicon;
mod made;
mod names;
mod tags;
mod tongues;

use std::error::Error;
use std::fs;
use std::path::Path;

use pullquote::annotate::tagger::model::{LABEL_BYTES, Model, TAG_BYTES, table};
use pullquote::annotate::tagger::table::Table;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpora, out, parts @ ..] = &arguments[..] else {
        return Err("usage: train CORPORA OUT [lexicon|tags|names|tongues|score]...".into());
    };
    let (corpora, out) = (Path::new(corpora), Path::new(out));
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    if wanted("lexicon") {
        lexicon::make(corpora, out)?;
    }
    if wanted("tags") {
        tags::train(corpora, out)?;
    }
    if wanted("names") {
        names::train(corpora, out)?;
    }
    if wanted("tongues") {
        tongues::train(corpora, out)?;
    }
    if parts.iter().any(|part| part == "score") {
        names::score(corpora, out)?;
    }
    Ok(())
}

/// The parts of the model that are on disk.
struct Files {
    parts: [Vec<u8>; 6],
}

impl Files {
    fn read(out: &Path) -> Files {
        let read = |name| fs::read(out.join(name)).unwrap_or_default();
        Files {
            parts: [
                table::<6>(&read("clusters.bin.z")),
                table::<2>(&read("phrases.bin.z")),
                read("tagwords.bin"),
                table::<TAG_BYTES>(&read("tags.bin.z")),
                table::<LABEL_BYTES>(&read("names.bin.z")),
                read("namesteps.bin"),
            ],
        }
    }

    fn model(&self) -> Model<'_> {
        let [clusters, phrases, tag_words, tags, names, name_steps] = &self.parts;
        Model {
            clusters: Table::new(clusters),
            phrases: Table::new(phrases),
            tag_words: Table::new(tag_words),
            tags: Table::new(tags),
            names: Table::new(names),
            name_steps,
        }
    }
}
