//! Quotations and who is their source, as spans: marks, reported clauses, and how the two join.

mod according;
mod clauses;
mod colons;
mod content;
mod dialogue;
mod edges;
mod floating;
mod join;
mod marks;
mod nouns;
mod objects;
mod patterns;
mod phrases;
mod reports;
mod rule;
mod sources;
mod stretch;
mod subjects;
mod transcripts;
mod verbs;
mod whole;

pub(crate) use join::{Mention, Said, said};
pub(crate) use rule::Rule;
