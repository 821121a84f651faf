//! The library's commands: add, refresh, feeds, list, show, search, said, tag and the others around
//! them. Each opens the library, does one thing and prints it; nothing asks a question.

mod add;
pub mod args;
mod base;
mod changes;
mod elsewhere;
pub mod exchange;
mod following;
mod import;
mod lists;
mod marks;
mod notes;
mod print;
mod quotes;
mod store;
mod sync;

pub use add::add;
pub use base::MINUS;
pub use following::{feeds, refresh};
pub use import::{export, import};
pub use lists::{list, search, show};
pub use marks::{filter, mark, tag, undo};
pub use quotes::said;
pub use store::doctor;
pub use sync::sync;
