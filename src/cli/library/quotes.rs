//! said: everything that a person said.

use super::args::Said;
use super::{now, open, read_query};
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::export::render_quotes;
use crate::library::Library;
use crate::model::PERHAPS;
use crate::world::lifted::{lifted, told};

/// People listed when no name is given, or to choose from when it is unknown.
const PEOPLE: u32 = 40;

/// `said`.
pub fn said(what: &Said, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let Some(name) = &what.name else {
        for (who, times) in library.speakers("", PEOPLE)? {
            output.say(&format!("{times:>6}  {who}\n"))?;
        }
        return Ok(());
    };
    if let Some(person) = &what.is {
        library.merge_names(name, person, now())?;
    }
    let query = read_query(&library, &what.query)?;
    let limit = match what.limit {
        0 => usize::MAX >> 1,
        limit => limit,
    };
    let found = library.said(name, &query, PERHAPS, limit)?;
    let found: Vec<_> = found.iter().map(|said| (said.article, said.nth)).collect();
    let quotes = if what.thoughts {
        let mut told = told(&library, &query, &library.known_as(name)?, &found)?;
        told.truncate(limit);
        told
    } else {
        lifted(&library, &found)?
    };
    if quotes.is_empty() && what.query.is_empty() {
        return Err(Error::Message(unknown(&library, name)?));
    }
    output.write(&render_quotes(&quotes, what.format.into()))
}

/// The sentence for a name without a quotation, with the names that are like it.
fn unknown(library: &Library, name: &str) -> Result<String> {
    let part = name.split_whitespace().next_back().unwrap_or_default();
    let like: Vec<String> = library
        .speakers(part, 5)?
        .into_iter()
        .map(|(who, _)| who)
        .collect();
    let hint = if like.is_empty() || part.is_empty() {
        "`pullquote said` lists who does".to_owned()
    } else {
        format!("did you mean {}?", like.join(", "))
    };
    Ok(format!(
        "{name}: nobody of this name says anything here; {hint}"
    ))
}
