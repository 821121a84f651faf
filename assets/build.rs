//! Deflates long texts, so that the program is some 300 kB smaller.
//!
//! Of each language's pack `words.txt`, `verbs.txt` and `phrases.txt`, zero bytes between, become `de.z` in the folder of
//! what is built; `licences.txt` becomes `licences.z`.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

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
        if !folder.is_dir() || code == "en" {
            continue;
        }
        let lists =
            ["words.txt", "verbs.txt", "phrases.txt"].map(|list| fs::read(folder.join(list)));
        let lists = lists.into_iter().collect::<Result<Vec<_>, _>>()?;
        deflate(code, &lists.join(&0))?;
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
