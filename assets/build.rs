//! Deflates the lists of the language packs, so that the program is some 200 kB smaller: each language's `words.txt`,
//! `verbs.txt` and `phrases.txt`, zero bytes between, become `de.z` in the folder of what is built.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    let lexicon = Path::new("assets/lexicon");
    println!("cargo:rerun-if-changed=assets/build.rs");
    println!("cargo:rerun-if-changed={}", lexicon.display());
    let built = env::var("OUT_DIR")?;
    for entry in fs::read_dir(lexicon)? {
        let folder = entry?.path();
        let Some(code) = folder.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if !folder.is_dir() || code == "en" {
            continue;
        }
        let file = fs::File::create(Path::new(&built).join(format!("{code}.z")))?;
        let mut deflated = DeflateEncoder::new(file, Compression::best());
        for (at, list) in ["words.txt", "verbs.txt", "phrases.txt"].iter().enumerate() {
            if at > 0 {
                deflated.write_all(&[0])?;
            }
            deflated.write_all(&fs::read(folder.join(list))?)?;
        }
        deflated.finish()?;
    }
    Ok(())
}
