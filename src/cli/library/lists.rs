//! list, search, show.

use super::args::{List, Search, Show};
use super::base::{now, open, read_query, typed};
use super::{changes, elsewhere, print};
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::export::{ArticleFormat, to_line};
use crate::library::{Hits, Key, Library, Order, Query, Ranking};
use crate::model::{ArticleId, ArticleRow};
use crate::world::fetch::{Limits, Net};
use crate::world::guard;
use crate::world::refresh::full_text;

/// Rows read at a time for a long list.
const PAGE: usize = 1000;

/// `list`.
pub fn list(what: &List, output: &mut Output) -> Result<()> {
    let library = open()?;
    let query = list_query(&library, what)?;
    if what.count {
        return output.write(&format!("{}\n", library.count(&query)?));
    }
    let order = if what.oldest {
        Order::Oldest
    } else {
        Order::Newest
    };
    let mut left = if what.limit == 0 {
        usize::MAX
    } else {
        what.limit
    };
    let mut from = None;
    while left > 0 && !output.closed() {
        let rows = library.rows(&query, order, from, left.min(PAGE))?;
        let Some(last) = rows.last() else {
            if from.is_none() {
                output.note("No articles here. `pullquote add` takes an address or a file.");
            }
            break;
        };
        from = Some(Key::from(last));
        left -= rows.len();
        for row in &rows {
            write(row, what.form.is_json(), output)?;
        }
    }
    if left == 0 {
        tell_of_more(library.count(&query)?, what.limit, output);
    }
    Ok(())
}

/// A list that ends at its limit may look as if it were all there is.
fn tell_of_more(all: u64, shown: usize, output: &mut Output) {
    if all > shown as u64 {
        output.note(&format!("{shown} of {all}; --limit 0 lists all."));
    }
}

fn list_query(library: &Library, what: &List) -> Result<Query> {
    let mut query = read_query(library, &what.query)?;
    let mut terms = Vec::new();
    if what.unread {
        terms.push("unread".to_owned());
    }
    if what.starred {
        terms.push("starred".to_owned());
    }
    if let Some(tag) = &what.tag {
        terms.push(format!("tag:\"{tag}\""));
    }
    if let Some(feed) = &what.feed {
        if library.find_feeds(feed)?.is_empty() {
            return Err(Error::Message(format!(
                "{feed}: no feed is called so; `pullquote feeds` lists them"
            )));
        }
        query = query.and(&Query::feed(feed));
    }
    Ok(query.and(&Query::parse(&terms.join(" "), now())?))
}

/// `search`.
pub fn search(what: &Search, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let text = typed(&what.query);
    if let Some(name) = &what.save {
        let query = (!text.trim().is_empty()).then_some(text.as_str());
        library.save_query(name, query, now())?;
    }
    let query = read_query(&library, &what.query)?;
    let ranking = if what.newest {
        Ranking::Newest
    } else {
        Ranking::Best
    };
    let limit = match what.limit {
        0 => usize::MAX >> 1,
        limit => limit,
    };
    let Hits { rows, all } = library.search(&query, ranking, limit)?;
    if let Some(caution) = query.caution() {
        output.note(caution);
    }
    if rows.is_empty() {
        output.note("No article is found.");
    } else if rows.len() == limit {
        let all = all.map_or_else(|| library.count(&query), Ok)?;
        tell_of_more(all, limit, output);
    }
    rows.iter()
        .try_for_each(|row| write(row, what.form.is_json(), output))
}

fn write(row: &ArticleRow, json: bool, output: &mut Output) -> Result<()> {
    if json {
        output.write(&to_line(&print::article_json(row)))
    } else {
        output.write(&print::article_line(row))
    }
}

/// `show`.
pub fn show(what: &Show, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let format = ArticleFormat::from(what.format);
    let mut first = true;
    for id in what.ids.iter().copied().map(ArticleId) {
        if what.fetch {
            fetch(&mut library, id, output)?;
        }
        let Some(stored) = library.article(id)? else {
            output.complain(&missing(id));
            continue;
        };
        if what.changes {
            output.write(&changes::render(&library.versions(id)?, &stored.article))?;
            continue;
        }
        if what.elsewhere {
            output.write(&elsewhere::render(&library, id, &stored)?)?;
            continue;
        }
        output.write(&print::article(id, &stored.article, format, first))?;
        first = false;
    }
    Ok(())
}

fn fetch(library: &mut Library, id: ArticleId, output: &mut Output) -> Result<()> {
    let Some(stored) = library.article(id)? else {
        return Ok(());
    };
    let net = Net::new(Limits::default());
    match full_text(&net, &stored.article) {
        Ok(Some(article)) => library.fill(id, &article, &guard::notes(&article), now()),
        Ok(None) => Ok(()),
        Err(refusal) => {
            let address = stored.article.meta.url.unwrap_or_else(|| id.0.to_string());
            output.complain(&Error::no_article(address, refusal.why));
            Ok(())
        }
    }
}

fn missing(id: ArticleId) -> Error {
    Error::Message(format!(
        "{}: no article has this number; `pullquote list` gives the numbers",
        id.0
    ))
}
