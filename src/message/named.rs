//! What messages and effects are called: enough for a log that tells which ones came, and nothing that they hold.
//!
//! By hand, not by `Debug`: the code that prints all they hold would be a fortieth of the program.

use super::effect::Effect;
use super::msg::Msg;

/// Gives an enum a method that says which variant it is.
macro_rules! named {
    ($kind:ident: $($variant:ident)*) => {
        impl $kind {
            /// The name of the variant.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => stringify!($variant),)*
                }
            }
        }
    };
}

named!(
    Msg:
    Key Line Text Run Mouse Resize Shown Kept Rows Misread Selections Loaded Begun Followed Outside
    Picture KeptPage Noted NotedInPart Details People Sheet Looking SheetRest Spoken Settings
    Background Welcome Told Failed
);

named!(
    Effect:
    Rows Load Follow Picture LeavePage LeavePicture Keep FullText Selections People Sheet Refresh
    Save Pipe Share Add SetTag SetRead ReadAll SetFavourite Undo Redo ChangeFeed SetNote Correct
    Merge KeepPlace KeepShows KeepTrail Browse Speak Hush Copy Suspend Redraw Quit
);
