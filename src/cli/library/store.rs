//! doctor.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::args::Doctor;
use super::base::count;
use crate::annotate::{Memory, VERSION};
use crate::cli::output::Output;
use crate::cli::settings;
use crate::error::{Error, Result};
use crate::library::{Library, rescue};
use crate::world::copies::{self, Copies};
use crate::world::threads::share;
use crate::world::{guard, paths};

/// Articles annotated again in one transaction.
const BATCH: usize = 200;

/// Bytes of their texts at most.
const BYTES: usize = 4_000_000;

/// Who watches hears so often how far it is.
const PACE: Duration = Duration::from_secs(2);

/// `doctor`.
pub fn doctor(what: &Doctor, output: &mut Output) -> Result<()> {
    settings::check(output)?;
    let path = paths::library(None)?;
    output.say(&format!("library: {}\n", path.display()))?;
    let copies = Copies::of(&path);
    let (many, bytes) = copies.size();
    if many > 0 {
        output.say(&format!(
            "{} of books and files, {} MB of {} at most: {}\n",
            count(many, "picture", "pictures"),
            bytes.div_ceil(1_000_000),
            copies::MOST / 1_000_000,
            copies.folder().display()
        ))?;
    }
    let opened = Library::open(&path).and_then(|library| {
        let whole = what.thorough || what.repair || !library.is_large();
        let large = library.is_large();
        let wrong = match whole {
            true => library.check(|step| {
                if large {
                    output.note(step);
                }
            })?,
            false => library.check_in_short()?,
        };
        Ok((library, wrong, whole))
    });
    let (mut library, wrong, whole) = match opened {
        Ok(opened) => opened,
        Err(error) if what.repair => {
            output.say(&format!("{error}\n"))?;
            return repair_file(&path, output);
        }
        Err(error) => return Err(error),
    };
    if library.is_unwritable() {
        output.say("it may be read, not written: nothing can be kept, read or marked\n")?;
    }
    if wrong.is_empty() {
        let articles = library.count(&crate::library::Query::default())?;
        let short = "; --thorough also reads every word and its index";
        let short = if whole { "" } else { short };
        let many = if articles == 1 { "" } else { "s" };
        output.say(&format!("all is well: {articles} article{many}{short}\n"))?;
        if what.compact {
            compact(&mut library, output)?;
        }
        if library.is_unwritable() {
            return Ok(());
        }
        return again(&mut library, output);
    }
    for sentence in &wrong {
        output.say(&format!("wrong: {sentence}\n"))?;
    }
    if !what.repair {
        return Err(Error::Message(
            "the library needs mending; `pullquote doctor --repair` does it and keeps a copy"
                .to_owned(),
        ));
    }
    let mended = library.mend().and_then(|()| library.check(|_| ()));
    drop(library);
    match mended {
        Ok(wrong) if wrong.is_empty() => output.say("mended: all is well now\n"),
        _ => repair_file(&path, output),
    }
}

fn repair_file(path: &std::path::Path, output: &mut Output) -> Result<()> {
    let rescued = rescue(path)?;
    output.say(&format!(
        "rescued {}; the damaged file is {}\n",
        count(rescued.articles as usize, "article", "articles"),
        rescued.old.display()
    ))?;
    if rescued.lost > 0 {
        output
            .write("some rows could not be read; a refresh brings back what feeds still have\n")?;
    }
    Ok(())
}

/// Gives back to the disk what the file does not need.
fn compact(library: &mut Library, output: &mut Output) -> Result<()> {
    output.note("making the file smaller; this needs as much room again for the time being");
    let (before, after) = library.compact()?;
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    output.say(&format!(
        "the file had {} MB and has {} MB\n",
        megabytes(before),
        megabytes(after)
    ))
}

/// Brings the notes up to date that an older annotator made. Each batch is kept as it is done, so that an end at any
/// time loses one batch of work and no article.
fn again(library: &mut Library, output: &mut Output) -> Result<()> {
    let all = library.count_stale(VERSION)?;
    share()?;
    let begun = Instant::now();
    let (mut done, mut told) = (0, begun);
    if all > BATCH {
        output.note(&format!(
            "{all} articles were annotated by an earlier version: this is done again; Ctrl-C ends it, and what is done stays"
        ));
    }
    loop {
        let stale = library.stale(VERSION, BATCH, BYTES)?;
        if stale.is_empty() {
            break;
        }
        done += stale.len();
        let annotated: Vec<_> = stale
            .into_par_iter()
            .map_init(Memory::default, |memory, (id, article)| {
                let notes = guard::notes_after(&article, memory);
                (id, article, notes)
            })
            .collect();
        library.annotated(&annotated)?;
        if told.elapsed() >= PACE {
            told = Instant::now();
            output.note(&pace(done, all, begun.elapsed()));
        }
    }
    if done > 0 {
        output.say(&format!(
            "annotated again: {}\n",
            count(done, "article", "articles")
        ))?;
    }
    Ok(())
}

/// "annotated again: 1200 of 100000, 540 a second, 3 minutes left".
fn pace(done: usize, all: usize, taken: Duration) -> String {
    let rate = (done as f64 / taken.as_secs_f64().max(0.001)).max(1.0);
    let left = (all.saturating_sub(done) as f64 / rate) as usize;
    let left = match left {
        0..=90 => count(left, "second", "seconds"),
        _ => count(left.div_ceil(60), "minute", "minutes"),
    };
    format!("annotated again: {done} of {all}, {rate:.0} a second, {left} left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_far_it_is() {
        let after = |done, all, seconds| pace(done, all, Duration::from_secs(seconds));
        assert_eq!(
            after(1200, 100_000, 4),
            "annotated again: 1200 of 100000, 300 a second, 6 minutes left"
        );
        assert_eq!(
            after(90, 100, 9),
            "annotated again: 90 of 100, 10 a second, 1 second left"
        );
        assert_eq!(
            after(100, 100, 0),
            "annotated again: 100 of 100, 100000 a second, 0 seconds left"
        );
    }
}
