//! After an undone act: articles that have other words again get the notes on them.

use super::guard;
use crate::error::Result;
use crate::library::Library;

/// Annotates what an undone or repeated act gave other words, so that what is said in it is found.
///
/// # Errors
/// When the library cannot be read or written.
pub fn annotate_reworded(library: &mut Library) -> Result<()> {
    let reworded = library.take_reworded()?;
    let noted = reworded.into_iter().map(|(id, article)| {
        let notes = guard::notes(&article);
        (id, article, notes)
    });
    let noted: Vec<_> = noted.collect();
    if noted.is_empty() {
        Ok(())
    } else {
        library.annotated(&noted)
    }
}
