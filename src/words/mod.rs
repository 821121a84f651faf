//! What is said: the one place that puts jumps, counts and places into sentences.
//!
//! The status row shows them, plain mode and screen-reader mode speak them. Pure; the important
//! words come first.

mod article;
pub mod citation;
pub mod day;
pub mod found;
pub mod head;
pub mod marks;
mod notices;
mod quotes;
pub mod reading_time;
mod sentences;
pub mod shares;
pub mod shelf;

pub use crate::model::capital;
pub use article::{details, found, kind, language};
pub(crate) use article::{link, nth};
pub use notices::{ELSEWHERE, NOT_KEPT, OFFERS, offer, unnoted};
pub(crate) use quotes::said_words;
pub use quotes::{facts, quote, quoted, said, speaker, sureness, why};
pub use sentences::{
    bare_words, count, dotted, file_name, known, number_of, one_line, sentence, shown_address,
    title,
};
