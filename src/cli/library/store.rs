//! doctor.

use super::args::Doctor;
use super::count;
use crate::annotate::VERSION;
use crate::cli::output::Output;
use crate::cli::settings;
use crate::error::{Error, Result};
use crate::library::{Library, rescue};
use crate::world::{guard, paths};

/// Articles annotated again in one transaction.
const BATCH: usize = 100;

/// Bytes of their texts at most.
const BYTES: usize = 4_000_000;

/// `doctor`.
pub fn doctor(what: &Doctor, output: &mut Output) -> Result<()> {
    settings::check(output)?;
    let path = paths::library(None)?;
    output.say(&format!("library: {}\n", path.display()))?;
    let opened = Library::open(&path).and_then(|library| {
        let wrong = library.check()?;
        Ok((library, wrong))
    });
    let (mut library, wrong) = match opened {
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
        output.say(&format!("all is well: {articles} articles\n"))?;
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
    let mended = library.mend().and_then(|()| library.check());
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

/// Brings the notes up to date that an older annotator made.
fn again(library: &mut Library, output: &mut Output) -> Result<()> {
    let mut done = 0;
    loop {
        let stale = library.stale(VERSION, BATCH, BYTES)?;
        if stale.is_empty() {
            break;
        }
        done += stale.len();
        let annotated: Vec<_> = stale
            .into_iter()
            .map(|(id, article)| {
                let notes = guard::notes(&article);
                (id, article, notes)
            })
            .collect();
        library.annotated(&annotated)?;
    }
    if done > 0 {
        output.say(&format!(
            "annotated again: {}\n",
            count(done, "article", "articles")
        ))?;
    }
    Ok(())
}
