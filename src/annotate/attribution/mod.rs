//! Quotations and who is their source, as spans: marks, reported clauses, and how the two join.

mod according;
mod attach;
mod boundaries;
mod clauses;
mod colons;
mod content;
mod dialogue;
mod floating;
mod marks;
mod nouns;
mod objects;
mod patterns;
mod phrases;
mod reports;
mod rule;
mod sentence;
mod sources;
mod subjects;
mod transcripts;
mod verbs;
mod whole;

pub(crate) use attach::{Mention, Said, said};
pub(crate) use rule::Rule;
