//! What is shown, whose it is, and how sure that is: the step between finding words and telling of them.
//!
//! [`evidence`] is read off the tokens around what was found: [`voiced`] is who can speak, [`mood`] whether it was said at
//! all. [`genre`] is the kind of text, [`verdict`] says what becomes of it and why, [`shares`] and [`confidence`] how sure;
//! [`speakers`] names who speaks, [`mentions`] whom words name,
//! [`described`] whom they mean without a name, as [`descriptions`] say, [`nameless`] who has none, [`joint`] several.

pub(crate) mod confidence;
mod denied;
mod described;
mod descriptions;
pub(crate) mod evidence;
mod exercises;
pub(crate) mod genre;
mod joint;
mod mentions;
mod mood;
mod nameless;
pub(crate) mod shares;
pub(crate) mod speakers;
pub(crate) mod verdict;
mod voiced;
mod works;
