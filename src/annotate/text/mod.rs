//! From a text to its blocks, tokens and sentences, and the layer that holds them for all later steps.

pub(crate) mod blocks;
pub mod layer;
mod sentences;
pub mod split;
mod tokens;
