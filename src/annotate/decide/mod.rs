//! What is shown, whose it is, and how sure that is.

pub(crate) mod confidence;
pub(crate) mod speakers;
