//! The reader's notes and highlights for other programs: each with its passage and the article that it stands in.

use super::exchange::NoteForm;
use crate::cli::output::Output;
use crate::error::Result;
use crate::export::{Noted, RemarkFormat, render_remarks};
use crate::library::{Library, Query};
use crate::world::clock;

/// Prints the notes on the articles that `query` means, those of the newest article first.
pub fn export(library: &Library, query: &Query, form: NoteForm, output: &mut Output) -> Result<()> {
    let noted = Query::parse("is:noted", clock::now().as_second())?.and(query);
    let mut all = Vec::new();
    for id in library.ids(&noted)? {
        let article = &library.without_notes(id)?;
        for remark in library.remarks(id, article)? {
            let at = clock::iso(remark.at);
            all.push(Noted::new(id, article, remark, at));
        }
    }
    let format = match form {
        NoteForm::Markdown => RemarkFormat::Markdown,
        NoteForm::Jsonl => RemarkFormat::JsonLines,
        NoteForm::Csv => RemarkFormat::Csv,
        NoteForm::W3c => RemarkFormat::W3c,
    };
    output.write(&render_remarks(&all, format))
}
