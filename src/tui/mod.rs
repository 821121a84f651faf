//! The state as cells on a terminal: the views of each pane, and the screen that they are drawn on;
//! for screen readers, rows of words.

mod bars;
mod card;
mod drawn;
mod feeds;
mod ink;
mod list;
mod margin;
mod overlay;
mod panel;
mod picture;
mod pixels;
mod reader;
mod rows;
mod screen;
mod scroll;
mod sheet;
mod spoken;
mod status;
mod view;

pub use ink::Ink;
pub use rows::RowBackend;
pub use screen::{Can, Screen};
pub use spoken::RowScreen;
pub use view::draw;
