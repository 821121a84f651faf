//! The list of articles, seeking in it, the list of feeds.

mod aim;
mod commands;
pub mod feeds;
pub mod list;
mod seek;
pub(in crate::app) mod trail;
