//! The list of articles, seeking in it, the list of feeds, and what is done to the library.

pub mod feeds;
mod library;
pub mod list;
mod save;
pub(in crate::app) mod seek;
