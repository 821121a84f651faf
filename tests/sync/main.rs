//! A library in step with a server of news: both ways, servers that do wrong, and such as are only odd.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, reason = "tests say what they expect")]

#[path = "../web/mod.rs"]
mod web;

mod ends;
mod garbage;
mod odd;
mod together;
mod ways;
mod wrong;
