//! An article and its notes to bytes: one file a format.
//!
//! Three things can be given out: the whole article ([`ArticleFormat`]), the quotes in it
//! ([`QuoteFormat`]), the names in it ([`EntityFormat`]). All text is clean by the time it leaves:
//! articles are clean from the builder on, and JSON escapes what is left in texts that are annotated
//! exactly as given.

mod article;
mod bibtex;
mod csl;
mod csv;
mod entities;
mod formats;
mod html;
mod inline;
mod json;
mod markdown;
mod offsets;
mod quotes;
mod remarks;
pub mod tally;
mod text;
mod w3c;

pub use article::render_article;
pub use entities::{Named, render as render_entities};
pub use formats::{ArticleFormat, EntityFormat, QuoteFormat};
pub use json::{annotated, extracted, failed, to_line};
pub use markdown::escape;
pub use offsets::CodePoints;
pub use quotes::{Quoted, attribution, quotes_of, render as render_quotes};
pub use remarks::{Noted, RemarkFormat, render as render_remarks};
