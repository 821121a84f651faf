//! Gets articles from a server of news, which may be too many or too large for one answer.

use std::collections::HashSet;

use crate::world::fetch::{Cause, Refusal};
use crate::world::server::{BATCH, Server, ServerItem};

/// Fewer at a time do not help a server that is slow.
const SLOW: usize = 10;

/// What came.
#[derive(Debug, Default)]
pub struct Got {
    /// The articles.
    pub items: Vec<ServerItem>,
    /// Names of those that are too large even alone.
    pub too_large: Vec<String>,
}

/// The articles of these names that the server has. Where an answer is too large or takes too long,
/// fewer are asked for at a time.
///
/// # Errors
/// One sentence, when the server refuses for another reason.
pub fn get(server: &dyn Server, names: &[String]) -> Result<Got, Refusal> {
    let mut got = Got::default();
    for part in names.chunks(BATCH) {
        get_part(server, part, &mut got)?;
    }
    Ok(got)
}

fn get_part(server: &dyn Server, names: &[String], got: &mut Got) -> Result<(), Refusal> {
    let refusal = match server.items(names) {
        Ok(items) => {
            got.items.extend(items);
            return Ok(());
        }
        Err(refusal) => refusal,
    };
    // That may mean that it has none of them.
    if is_about_articles(&refusal)
        && let Some(all) = server.all()?
        && !names.iter().any(|name| all.contains(name))
    {
        return Ok(());
    }
    let fewer = match refusal.cause {
        Cause::TooLarge => true,
        Cause::TooSlow => names.len() > SLOW,
        _ => false,
    };
    if !fewer {
        return Err(refusal);
    }
    if let [alone] = names {
        got.too_large.push(alone.clone());
        return Ok(());
    }
    let (one, other) = names.split_at(names.len() / 2);
    get_part(server, one, got)?;
    get_part(server, other, got)
}

/// Those of `names` that did not come.
pub fn missing<'a>(names: &'a [String], got: &Got) -> Vec<&'a String> {
    let here: HashSet<&String> = got.items.iter().map(|item| &item.name).collect();
    let here = |name: &&String| here.contains(*name) || got.too_large.contains(name);
    names.iter().filter(|name| !here(name)).collect()
}

/// Whether the server has nothing against the reader, only against what it was asked: an older Miniflux
/// answers 500 where it has none of the articles.
pub fn is_about_articles(refusal: &Refusal) -> bool {
    matches!(refusal.cause, Cause::Status(400 | 404 | 422 | 500))
}
