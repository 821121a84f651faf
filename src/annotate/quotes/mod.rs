//! Quotations and who is their source, as spans: marks, reported clauses, and how the two join.

mod colons;
mod content;
mod dialogue;
mod edges;
mod floating;
mod join;
mod marks;
mod patterns;
mod phrases;
mod reports;
mod sources;
mod stretch;
mod subjects;
mod transcripts;
mod verbs;

pub(crate) use join::{Mention, Said, said};
pub(crate) use reports::Rule;
