//! Deflates long texts, so that the program is some 340 kB smaller.
//!
//! Of each language's pack `words.txt`, `verbs.txt` and `phrases.txt`, zero bytes between, become `de.z` in the folder of
//! what is built; English's own lists become `en.z`, each behind its name; `licences.txt` becomes `licences.z`.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The lists of a pack, in the order in which they are read.
const PACK: [&str; 3] = ["words.txt", "verbs.txt", "phrases.txt"];

/// The lists of English; the others in its folder are for the trainer alone.
const ENGLISH: [&str; 12] = [
    "abbreviations.txt",
    "adjectives.txt",
    "aliases.txt",
    "events.txt",
    "firstnames.txt",
    "nicknames.txt",
    "nouns.txt",
    "starters.txt",
    "titles.txt",
    "verbs.txt",
    "voices.txt",
    "words.txt",
];

fn main() -> Result<(), Box<dyn Error>> {
    let licences = Path::new("assets/licences.txt");
    let lexicon = Path::new("assets/lexicon");
    println!("cargo:rerun-if-changed=assets/build.rs");
    println!("cargo:rerun-if-changed={}", licences.display());
    println!("cargo:rerun-if-changed={}", lexicon.display());
    deflate("licences", &fs::read(licences)?)?;
    for entry in fs::read_dir(lexicon)? {
        let folder = entry?.path();
        let Some(code) = folder.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if !folder.is_dir() {
            continue;
        }
        let english = code == "en";
        let mut all = Vec::new();
        for list in if english { &ENGLISH[..] } else { &PACK } {
            if english {
                all.extend_from_slice(list.as_bytes());
                all.push(0);
            }
            all.extend(fs::read(folder.join(list))?);
            all.push(0);
        }
        deflate(code, &all)?;
    }
    Ok(())
}

/// Writes the bytes as `NAME.z`.
fn deflate(name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let file = Path::new(&env::var("OUT_DIR")?).join(format!("{name}.z"));
    let mut deflated = DeflateEncoder::new(fs::File::create(file)?, Compression::best());
    deflated.write_all(bytes)?;
    deflated.finish()?;
    Ok(())
}
