//! said: everything that a person said.

use std::io::{self, IsTerminal};

use super::args::{CountedBy, Said};
use super::base::{now, open, read_query};
use crate::cli::forms::QuoteForm;
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::export::render_quotes;
use crate::export::tally::{self, Count};
use crate::library::{By, Library};
use crate::model::{DOUBT, PERHAPS};
use crate::world::clock;
use crate::world::quoted::{quoted, told};

/// People listed when no name is given, or to choose from when it is unknown.
const PEOPLE: u32 = 40;

/// `said`.
pub fn said(what: &Said, output: &mut Output) -> Result<()> {
    if !what.by.is_empty() {
        return count(what, output);
    }
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
        quoted(&library, &found)?
    };
    if quotes.is_empty() && what.query.is_empty() {
        return Err(Error::Message(unknown(&library, name)?));
    }
    output.write(&render_quotes(&quotes, what.format.into()))
}

/// `said --by`.
fn count(what: &Said, output: &mut Output) -> Result<()> {
    let library = open()?;
    // A first word with a key is a query, about everybody.
    let (name, first) = match what.name.as_deref() {
        Some(first) if first.contains(':') => (None, Some(first.to_string())),
        name => (name, None),
    };
    let words: Vec<String> = first
        .into_iter()
        .chain(what.query.iter().cloned())
        .collect();
    let query = read_query(&library, &words)?;
    let by: Vec<By> = what.by.iter().map(|by| by_of(*by)).collect();
    let columns: Vec<&str> = by.iter().map(|by| column(*by)).collect();
    let mut tallies = library.tally(name, &query, DOUBT, &by)?;
    if let Some(name) = name.filter(|_| tallies.is_empty() && words.is_empty()) {
        return Err(Error::Message(unknown(&library, name)?));
    }
    if what.limit > 0 {
        tallies.truncate(what.limit);
    }
    let counts: Vec<Count> = tallies
        .into_iter()
        .map(|tally| Count {
            key: tally.key,
            quotes: tally.quotes,
            words: tally.words,
            articles: tally.articles,
            feeds: tally.feeds.into_iter().collect(),
            first: clock::day(tally.first),
            last: clock::day(tally.last),
        })
        .collect();
    match what.format {
        QuoteForm::Text => output.say(&tally::text(&counts, io::stdout().is_terminal())),
        QuoteForm::Csv => output.write(&tally::csv(&columns, &counts)),
        QuoteForm::Json => output.write(&tally::json(&columns, &counts)),
        _ => Err(Error::Message(
            "--by prints text, csv or json; give one of these as --format".into(),
        )),
    }
}

fn by_of(by: CountedBy) -> By {
    match by {
        CountedBy::Speaker => By::Speaker,
        CountedBy::Feed => By::Feed,
        CountedBy::Month => By::Month,
    }
}

/// The name of its column.
fn column(by: By) -> &'static str {
    match by {
        By::Speaker => "speaker",
        By::Feed => "feed",
        By::Month => "month",
    }
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
