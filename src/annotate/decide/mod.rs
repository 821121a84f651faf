//! What is shown, whose it is, and how sure that is: the step between finding words and telling of them.
//!
//! [`evidence`] is read off the tokens around what was found, [`genre`] is the kind of text, [`verdict`] says what becomes
//! of it and why, [`shares`] and [`confidence`] how sure; [`speakers`] names who speaks.

pub(crate) mod confidence;
pub(crate) mod evidence;
pub(crate) mod genre;
pub(crate) mod shares;
pub(crate) mod speakers;
pub(crate) mod verdict;
