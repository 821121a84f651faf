//! Makes the program smaller: deflates long texts (some 340 kB), and has the linker pack addresses (830 kB).
//!
//! Of each language's pack `words.txt`, `verbs.txt` and `phrases.txt`, zero bytes between, become `de.z` in the folder of
//! what is built; English's own lists become `en.z`, each behind its name; `licences.txt` becomes `licences.z`.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
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
    if starts(PACKED)? {
        println!("cargo:rustc-link-arg-bins={PACKED}");
    }
    Ok(())
}

/// Asks the linker to tell the addresses that are filled in when the program starts (35,000, of 24 bytes each) by maps of
/// bits. Linkers know it since 2022; so does the C library of Linux, glibc 2.36: an older one would not start the program.
const PACKED: &str = "-Wl,-z,pack-relative-relocs";

/// Whether a program that is linked with this argument is made, and starts here. Of one for elsewhere nobody can tell.
fn starts(argument: &str) -> Result<bool, Box<dyn Error>> {
    let target = env::var("TARGET")?;
    if env::var("CARGO_CFG_TARGET_OS")? != "linux" || target != env::var("HOST")? {
        return Ok(false);
    }
    let folder = env::var("OUT_DIR")?;
    let [source, program] = ["starts.rs", "starts"].map(|name| Path::new(&folder).join(name));
    fs::write(&source, "fn main() {}")?;
    let mut rustc = Command::new(env::var("RUSTC")?);
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    rustc.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    if let Ok(linker) = env::var("RUSTC_LINKER") {
        rustc.arg(format!("-Clinker={linker}"));
    }
    rustc.arg(format!("-Clink-arg={argument}"));
    rustc
        .args(["--target", &target, "-o"])
        .args([&program, &source]);
    let made = rustc.stderr(Stdio::null()).status()?.success();
    Ok(made && Command::new(program).status().is_ok_and(|it| it.success()))
}

/// Writes the bytes as `NAME.z`.
fn deflate(name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let file = Path::new(&env::var("OUT_DIR")?).join(format!("{name}.z"));
    let mut deflated = DeflateEncoder::new(fs::File::create(file)?, Compression::best());
    deflated.write_all(bytes)?;
    deflated.finish()?;
    Ok(())
}
