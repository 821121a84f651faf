//! The lists at the end of a page that name what else there is.

use std::collections::HashSet;

use super::away::heads_others;
use crate::ingest::furniture;
use crate::ingest::html::prose::{self, Leaf};

/// What stands at the end.
#[derive(Default)]
pub struct Others {
    /// Lists of links that name what else there is, with their headings: "More stories", "Tags".
    pub lists: HashSet<usize>,
    /// Headings that are called so and are a section of the work.
    pub sections: HashSet<usize>,
}

/// Finds both from `start` on.
pub fn others(leaves: &[Leaf<'_>], start: usize) -> Others {
    let mut others = Others::default();
    let found = &mut others.lists;
    // What was found since the last heading that an encyclopaedia may have as well, "See also".
    let mut doubtful: Option<Vec<usize>> = None;
    let mut elsewhere = false;
    for (at, leaf) in leaves.iter().enumerate().skip(start) {
        let entry = leaf.node.has_name("li") && leaf.is_link();
        if entry && elsewhere {
            match &mut doubtful {
                Some(doubtful) => doubtful.push(at),
                None => found.extend([at]),
            }
        } else if !entry {
            // Sources behind it say that it was a section of the work.
            let goes_on = leaf.node.has_name("li") && !leaf.is_link();
            if goes_on {
                let heading = doubtful.take().and_then(|it| it.first().copied());
                others.sections.extend(heading);
            }
            let section = furniture::heads_section(&leaf.words);
            if prose::is_heading(&leaf.node) && section && heads_others(&leaf.words) {
                found.extend(doubtful.replace(vec![at]).into_iter().flatten());
                elsewhere = true;
                continue;
            }
            elsewhere = heads_others(&leaf.words) || furniture::on_list(&leaf.words) && !section;
            if elsewhere {
                found.extend(doubtful.take().into_iter().flatten());
                found.insert(at);
            }
        }
    }
    found.extend(doubtful.into_iter().flatten());
    others
}
