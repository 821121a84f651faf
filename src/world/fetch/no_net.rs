//! The way out of a program that was built without the network: there is none.

use super::answer::{Ask, Fetched, Known, Limits, Refusal};

/// The way out.
#[derive(Clone, Debug)]
pub struct Net {}

impl Net {
    /// Nothing: this program was built without the network.
    pub fn new(_: Limits) -> Self {
        Self {}
    }

    /// Nothing.
    pub fn end(self) {}

    /// A sentence.
    ///
    /// # Errors
    /// Always.
    pub fn get(&self, _: &str, _: &Known) -> Result<Option<Fetched>, Refusal> {
        Err(Refusal::new(
            "this pullquote was built without the network; save the page and give the file",
        ))
    }

    /// A sentence.
    ///
    /// # Errors
    /// Always.
    pub fn call(&self, _: &str, _: Option<&str>, _: Ask<'_>) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::new("this pullquote was built without the network"))
    }
}
