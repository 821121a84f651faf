//! What the reader chose for the screen: as the settings say it, and as keys change it while the program runs.

use crate::config::{Pictures, Shows};
use crate::layout::Manner;
use crate::model::DOUBT;

/// What the reader chose for the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Columns of text at most.
    pub measure: u16,
    /// The same before any change, for "usual width".
    pub usual: u16,
    /// Whether words are parted at the ends of rows.
    pub hyphenate: bool,
    /// How rows are filled.
    pub manner: Manner,
    /// Speakers less sure than this are "unclear".
    pub unclear: f32,
    /// The theme's name.
    pub theme: String,
    /// Whether names are underlined.
    pub names: bool,
    /// What is shown as somebody's.
    pub shows: Shows,
    /// The same as the settings' file says.
    pub set_shows: Shows,
    /// When pictures are shown.
    pub pictures: Pictures,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whom a quote or an article is shared with: a name, and the command.
    pub shares: Vec<(String, String)>,
    /// Today as `2026-11-23`, for days in the list.
    pub today: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            measure: 72,
            usual: 72,
            hyphenate: false,
            manner: Manner::default(),
            unclear: DOUBT,
            theme: String::new(),
            names: true,
            shows: Shows::default(),
            set_shows: Shows::default(),
            pictures: Pictures::default(),
            mouse: false,
            shares: Vec::new(),
            today: String::new(),
        }
    }
}

impl Settings {
    /// Takes settings that were read again: what the file changed since `old` is changed, what a key chose since stays. Pictures
    /// have rows in the text only where they are seen.
    pub fn read_again(&mut self, old: &Settings, new: &Settings, heard: bool) {
        if new.measure != old.measure {
            (self.measure, self.usual) = (new.measure, new.usual);
        }
        if new.theme != old.theme {
            self.theme.clone_from(&new.theme);
        }
        if new.names != old.names {
            self.names = new.names;
        }
        if new.set_shows != old.set_shows {
            (self.shows, self.set_shows) = (new.set_shows, new.set_shows);
        }
        self.unclear = new.unclear;
        self.pictures = new.pictures;
        if !heard {
            self.manner.pictures = new.manner.pictures;
        }
        if new.mouse != old.mouse {
            self.mouse = new.mouse;
        }
        self.shares.clone_from(&new.shares);
    }
}
