//! tag, mark, filter, undo: what the reader says of articles.

use super::args::{Filter, Mark as MarkArgs, State, Tag};
use super::base::{count, now, open, typed};
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::library::{Deed, Library, Mark, Query, Which};
use crate::model::ArticleId;
use crate::world::reworded::annotate_reworded;

/// `tag`.
pub fn tag(what: &Tag, output: &mut Output) -> Result<()> {
    let mark = Mark::Tag(what.tag.clone(), !what.remove);
    let word = if what.remove { "taken off" } else { "put on" };
    apply(&what.ids, what.all.as_deref(), &mark, word, output)
}

/// `mark`.
pub fn mark(what: &MarkArgs, output: &mut Output) -> Result<()> {
    let (mark, word) = match what.state {
        State::Read => (Mark::Read(true), "marked read:"),
        State::Unread => (Mark::Read(false), "marked unread:"),
        State::Starred => (Mark::Starred(true), "made favourites:"),
        State::Unstarred => (Mark::Starred(false), "no longer favourites:"),
        State::Hidden => (Mark::Hidden(true), "hidden:"),
        State::Shown => (Mark::Hidden(false), "shown again:"),
    };
    apply(&what.ids, what.all.as_deref(), &mark, word, output)
}

fn apply(
    ids: &[i64],
    all: Option<&str>,
    mark: &Mark,
    word: &str,
    output: &mut Output,
) -> Result<()> {
    let which = match all {
        Some(query) => Which::All(Query::parse(query, now())?),
        None if ids.is_empty() => {
            return Err(Error::Message(
                "which articles? Give their numbers, or a query with --all".to_owned(),
            ));
        }
        None => Which::These(ids.iter().map(|&id| ArticleId(id)).collect()),
    };
    let changed = open()?.mark(&which, mark, now())?;
    output.note(&format!(
        "{word} {} (`pullquote undo` takes it back)",
        count(changed, "article", "articles")
    ));
    Ok(())
}

/// `filter`.
pub fn filter(what: &Filter, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    if let Some(id) = what.remove {
        if !library.remove_filter(id, now())? {
            return Err(Error::Message(format!(
                "{id}: no filter has this number; `pullquote filter` lists them"
            )));
        }
        return Ok(());
    }
    let Some(act) = &what.act else {
        return list_filters(&library, output);
    };
    library.add_filter(&typed(&what.query), &Deed::from_word(act)?, now())
}

fn list_filters(library: &Library, output: &mut Output) -> Result<()> {
    for filter in library.filters()? {
        output.say(&format!(
            "{:>4}  {:<10}  {}\n",
            filter.id,
            filter.deed.word(),
            filter.query
        ))?;
    }
    Ok(())
}

/// `undo`, `redo`.
pub fn undo(again: bool, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let (done, word) = if again {
        (library.redo()?, "done again")
    } else {
        (library.undo()?, "taken back")
    };
    annotate_reworded(&mut library)?;
    output.note(&match done {
        Some(what) => format!("{word}: {what}"),
        None => format!("nothing to be {word}"),
    });
    Ok(())
}
