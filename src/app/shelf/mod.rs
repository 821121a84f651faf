//! The list of articles, seeking in it, the list of feeds, and what is done to the library.

pub mod feeds;
pub mod list;
pub(in crate::app) mod seek;
pub(in crate::app) mod trail;
