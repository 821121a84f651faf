//! Quotations and who is their source, as spans: marks, reported clauses, and how the two join.

mod according;
mod attach;
mod boundaries;
mod clauses;
mod colons;
mod content;
mod dialogue;
mod floating;
mod found;
mod joiner;
mod labels;
mod letters;
mod marks;
mod notes;
mod nouns;
mod objects;
mod passage;
mod passages;
mod patterns;
mod phrases;
mod reader;
mod report;
mod reports;
mod rule;
mod said;
mod sentence;
mod sources;
mod subjects;
mod titles;
mod transcripts;
mod verbs;
mod whole;

pub(crate) use attach::said;
pub(crate) use passages::passages;
pub(crate) use rule::Rule;
pub(crate) use said::{Mention, Said};
