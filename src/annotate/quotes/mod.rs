//! Quotations and who is their source, as spans: marks, reported clauses, and how the two join.

mod content;
mod join;
mod marks;
mod phrases;
mod reports;
mod stretch;

pub(crate) use join::{Mention, Said, said};
pub(crate) use reports::Rule;
