//! The settings: `assets/config.toml` holds every default and is the manual; the reader's file goes
//! over it. Unknown settings are errors.

mod screen;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::model::QuoteKind;
pub use screen::Settings;

/// The defaults, with a comment for each.
pub const DEFAULTS: &str = include_str!("../assets/config.toml");

/// The themes that are built in, in the order in which the key goes through them.
pub const THEMES: [&str; 4] = ["dark", "light", "ansi", "mono"];

/// All settings.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Columns of text at most.
    pub measure: u16,
    /// The theme's name, or `auto`.
    pub theme: String,
    /// Whether words are parted at the ends of rows.
    pub hyphenate: bool,
    /// Whether rows end at one column.
    pub justify: bool,
    /// Whether long rows of code and wide tables stay whole.
    pub sideways: bool,
    /// Speakers less sure than this are unclear.
    pub unclear_below: f32,
    /// Whether names are underlined.
    pub names: bool,
    /// What is shown as somebody's.
    pub shows: Shows,
    /// Whether the quotes stand beside the article on wide screens.
    pub side_panel: bool,
    /// `yes`, `no` or `auto`.
    pub ascii: Ascii,
    /// Which mode for the ear, if any.
    pub accessible: Accessible,
    /// How the modes for the ear say quotation marks.
    pub spoken_quotes: Marks,
    /// How many rows of a list they say at once.
    pub spoken_rows: u16,
    /// Whether they say source, day and counts behind a title.
    pub spoken_facts: bool,
    /// Columns of their text at most; 0 for as many as there are.
    pub spoken_width: u16,
    /// When pictures are shown.
    pub pictures: Pictures,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether the title of the terminal's window says what is read.
    pub window_title: bool,
    /// Keys that give several commands, by their names.
    pub several: BTreeMap<String, Vec<String>>,
    /// Commands of the shell that a quote or an article is shared with, by the names that the reader gives them.
    pub share: BTreeMap<String, String>,
    /// What reads aloud: `auto`, or a command.
    pub voice: String,
    /// Whose habits the keys follow.
    pub keymap: Habit,
    /// The reader's own keys by command name.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The keys of the habit, under them.
    #[serde(skip)]
    pub habit: BTreeMap<String, Vec<String>>,
}

/// Whose habits the keys follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Habit {
    /// Our own keys.
    Default,
    /// Those of less.
    Less,
    /// Those of newsboat.
    Newsboat,
}

impl Habit {
    /// The keys that differ from our own, written as in the settings.
    const fn settings(self) -> &'static str {
        match self {
            Habit::Default => "keys = {}",
            Habit::Less => include_str!("../assets/keymaps/less.toml"),
            Habit::Newsboat => include_str!("../assets/keymaps/newsboat.toml"),
        }
    }
}

/// The keys of a habit.
#[derive(Deserialize)]
struct Keys {
    keys: BTreeMap<String, Vec<String>>,
}

/// What is shown as somebody's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shows {
    /// What was said.
    #[default]
    Said,
    /// What was said, and quieter what is thought and found.
    Thoughts,
    /// What stands between quotation marks.
    Marks,
}

impl Shows {
    /// All of them, in the order in which the key goes through them.
    pub const ALL: [Shows; 3] = [Shows::Said, Shows::Thoughts, Shows::Marks];

    /// As the settings write it.
    pub const fn word(self) -> &'static str {
        match self {
            Shows::Said => "said",
            Shows::Thoughts => "thoughts",
            Shows::Marks => "marks",
        }
    }

    /// The next, as the key steps through them.
    pub const fn next(self) -> Self {
        match self {
            Shows::Said => Shows::Thoughts,
            Shows::Thoughts => Shows::Marks,
            Shows::Marks => Shows::Said,
        }
    }

    /// Whether quotes of that kind are shown as such.
    pub fn takes(self, kind: QuoteKind) -> bool {
        self != Shows::Marks || kind != QuoteKind::Indirect
    }

    /// What is shown, as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Shows::Said => "What was said is shown.",
            Shows::Thoughts => "What was said is shown, and what is thought and found.",
            Shows::Marks => "What stands between quotation marks is shown.",
        }
    }
}

/// When pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pictures {
    /// Never.
    Off,
    /// When a key asks for one.
    #[default]
    Asked,
    /// In the text, too.
    Text,
}

/// Which mode for the ear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Accessible {
    /// None: panes.
    Off,
    /// Spoken lines.
    Plain,
    /// Whole rows for screen readers.
    Screen,
}

/// How quotation marks are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Marks {
    /// As words: "quote", "end quote".
    #[default]
    Spoken,
    /// As straight marks.
    Ascii,
    /// As they are printed.
    Printed,
}

/// Whether to draw with ASCII alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ascii {
    /// Always.
    Yes,
    /// Never.
    No,
    /// Where the locale is not UTF-8.
    Auto,
}

impl Config {
    /// The defaults.
    ///
    /// # Errors
    /// None in a program that passed its tests: the defaults are built in.
    pub fn defaults() -> Result<Self> {
        Self::read("", "the built-in settings")
    }

    /// The defaults with the reader's settings over them; `name` is the file, for the error.
    ///
    /// # Errors
    /// One sentence that names the file and the setting.
    pub fn read(settings: &str, name: &str) -> Result<Self> {
        let wrong =
            |error: toml::de::Error| Error::Message(format!("{name}: {}", one_line(&error)));
        let mut all: toml::Table = DEFAULTS.parse().map_err(wrong)?;
        let own: toml::Table = settings.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| settings.get(..span.start));
            let line = before.map_or(0, |before| before.matches('\n').count()) + 1;
            Error::Message(format!("{name}, line {line}: {}", one_line(&error)))
        })?;
        for (key, value) in own {
            all.insert(key.clone(), value);
            // One after the other, so that the wrong one is known.
            if let Err(error) = all.clone().try_into::<Config>() {
                let place = line_of(&key, settings);
                let place = place.map_or(String::new(), |line| format!(", line {line}"));
                return Err(Error::Message(format!(
                    "{name}{place}: {key}: {}",
                    one_line(&error)
                )));
            }
        }
        let mut config: Config = all.try_into().map_err(wrong)?;
        let habit: Keys = toml::from_str(config.keymap.settings()).map_err(wrong)?;
        config.habit = habit.keys;
        if !(20..=400).contains(&config.measure) {
            return Err(Error::Message(format!(
                "{name}: measure must be from 20 to 400 columns"
            )));
        }
        if config.theme != "auto" && !THEMES.contains(&config.theme.as_str()) {
            return Err(Error::Message(format!(
                "{name}: no theme {}, try one of auto, {}",
                config.theme,
                THEMES.join(", ")
            )));
        }
        Ok(config)
    }
}

/// The theme after `name`, round and round.
pub fn next_theme(name: &str) -> &'static str {
    let now = THEMES.iter().position(|theme| *theme == name);
    THEMES[now.map_or(0, |now| (now + 1) % THEMES.len())]
}

/// The line that sets `key`, or begins its table.
fn line_of(key: &str, settings: &str) -> Option<usize> {
    let sets = |line: &str| {
        let line = line.trim().trim_start_matches('[');
        let rest = line.strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
    };
    settings.lines().position(sets).map(|line| line + 1)
}

fn one_line(error: &toml::de::Error) -> String {
    error
        .message()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_whole() {
        let config = Config::defaults().unwrap();
        assert_eq!(config.measure, 72);
        assert_eq!(config.theme, "auto");
        assert!(config.keys.is_empty());
    }

    #[test]
    fn the_readers_file_goes_over_the_defaults() {
        let config = Config::read("measure = 60\n[keys]\nquit = ['q']", "mine").unwrap();
        assert_eq!(config.measure, 60);
        assert_eq!(config.keys["quit"], ["q"]);
        assert!(config.names);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, part) in [
            ("mesure = 60", "mesure"),
            ("measure = 2", "measure"),
            ("theme = 'pink'", "pink"),
            ("measure = ", "mine, line 1: "),
            ("\nnames = 3", "mine, line 2: names: "),
            ("[keys]\nquit = 3", "mine, line 1: keys: "),
        ] {
            let error = Config::read(text, "mine").unwrap_err().to_string();
            assert!(error.starts_with("mine") && error.contains(part), "{error}");
        }
    }
}
