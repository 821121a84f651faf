//! Two texts compared: what went and what came, paragraph by paragraph or word by word. Pure.

mod difference;
mod pair;
mod versions;

pub use difference::{Step, difference};
pub use pair::{Alike, Pair, Side};
pub use versions::{Change, changes};
