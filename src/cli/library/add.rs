//! add: keep an article, or follow a feed.

use std::ffi::OsString;

use super::args::Add;
use super::base::{now, open};
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::library::Library;
use crate::model::clean;
use crate::world::add::{Wish, add as add_input};
use crate::world::command;
use crate::world::fetch::{Limits, Net};

/// `add`.
pub fn add(what: &Add, output: &mut Output) -> Result<()> {
    command::end_with_signals();
    let mut library = open()?;
    let net = Net::new(Limits::default());
    let wish = Wish {
        feed: what.feed,
        article: what.article,
        tags: what.tags.clone(),
        full_text: what.full_text,
    };
    let name = match what.inputs.as_slice() {
        [one] => format!("added {}", one.to_string_lossy()),
        several => format!("added {} inputs", several.len()),
    };
    library.as_one(&name, now(), |library| {
        add_all(library, &net, &wish, &what.inputs, output)
    })?
}

/// Adds one input after the other; those that cannot be added leave the others alone.
fn add_all(
    library: &mut Library,
    net: &Net,
    wish: &Wish,
    inputs: &[OsString],
    output: &mut Output,
) -> Result<()> {
    for input in inputs {
        for added in add_input(library, net, wish, input) {
            let added = match added {
                Ok(added) => added,
                Err(error) => {
                    output.complain(&error);
                    continue;
                }
            };
            let name = clean(&added.name);
            let id = added.id.map_or_else(String::new, |id| format!("{id}  "));
            output.say(&format!("{id}{}  {name}\n", added.what))?;
            if let Some(feed) = &added.feed {
                output.note(&format!(
                    "its site has a feed: `pullquote add {feed}` follows it"
                ));
            }
            if let Some(trouble) = added.trouble {
                output.complain(&Error::no_article(input.to_string_lossy(), trouble));
            }
        }
    }
    Ok(())
}
