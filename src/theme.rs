//! From what a thing is to how it looks: roles to styles, in true colour, 16 colours or none.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::error::{Error, Result};

/// What a thing on the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The reporter's text.
    Text,
    /// Headlines and headings.
    Heading,
    /// Bylines, facts, hints.
    Dim,
    /// Rules between panes.
    Faint,
    /// The status row.
    Accent,
    /// The sign of an unread article, and of a favourite.
    Unread,
    /// What went wrong.
    Error,
    /// Words between quotation marks.
    Direct,
    /// The bar beside them.
    DirectBar,
    /// Reported words.
    Indirect,
    /// The bar beside them.
    IndirectBar,
    /// The bar beside the chosen quote.
    ChosenBar,
    /// "said", "according to".
    Cue,
    /// The name of a person.
    Person,
    /// The name of an organisation.
    Organisation,
    /// The name of a place.
    Place,
    /// Any other name.
    Name,
    /// A link.
    Link,
    /// Code.
    Code,
    /// A remark in code.
    CodeComment,
    /// A text between marks in code.
    CodeText,
    /// A number in code.
    CodeNumber,
    /// A word of the language in code.
    CodeKeyword,
    /// A match of the search.
    Match,
    /// The match that was gone to.
    MatchHere,
    /// A passage that the reader highlighted.
    Highlight,
    /// The chosen name, link or heading.
    Chosen,
    /// The chosen row of a list.
    Row,
    /// The card of a quote, and what lies on top of the panes.
    Card,
    /// Words that are no longer there, or only here.
    Gone,
    /// Words that are new, or only there.
    New,
}

/// All roles with the names that theme files use.
const ROLES: [(&str, Role); 31] = [
    ("text", Role::Text),
    ("heading", Role::Heading),
    ("dim", Role::Dim),
    ("faint", Role::Faint),
    ("accent", Role::Accent),
    ("unread", Role::Unread),
    ("error", Role::Error),
    ("direct", Role::Direct),
    ("direct-bar", Role::DirectBar),
    ("indirect", Role::Indirect),
    ("indirect-bar", Role::IndirectBar),
    ("chosen-bar", Role::ChosenBar),
    ("cue", Role::Cue),
    ("person", Role::Person),
    ("organisation", Role::Organisation),
    ("place", Role::Place),
    ("name", Role::Name),
    ("link", Role::Link),
    ("code", Role::Code),
    ("code-comment", Role::CodeComment),
    ("code-text", Role::CodeText),
    ("code-number", Role::CodeNumber),
    ("code-keyword", Role::CodeKeyword),
    ("match", Role::Match),
    ("match-here", Role::MatchHere),
    ("highlight", Role::Highlight),
    ("chosen", Role::Chosen),
    ("row", Role::Row),
    ("card", Role::Card),
    ("gone", Role::Gone),
    ("new", Role::New),
];

/// A style for each role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    styles: [Style; ROLES.len()],
}

/// A style as theme files write it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Theme {
    /// The built-in theme of that name; an unknown one is without colour.
    pub fn named(name: &str) -> Self {
        let text = match name {
            "dark" => include_str!("../assets/themes/dark.toml"),
            "light" => include_str!("../assets/themes/light.toml"),
            "ansi" => include_str!("../assets/themes/ansi.toml"),
            _ => include_str!("../assets/themes/mono.toml"),
        };
        Self::read(text, name).unwrap_or_default()
    }

    /// Reads a theme file; `name` is for the error.
    ///
    /// # Errors
    /// One sentence that names the file and the role or colour that is not known.
    pub fn read(text: &str, name: &str) -> Result<Self> {
        let wrong = |what: String| Error::Message(format!("{name}: {what}"));
        let written: std::collections::BTreeMap<String, Written> =
            toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))?;
        let mut theme = Theme::default();
        for (role, written) in written {
            let index = ROLES
                .iter()
                .position(|(known, _)| *known == role)
                .ok_or_else(|| wrong(format!("no role {role}")))?;
            theme.styles[index] = style(&written).map_err(wrong)?;
        }
        Ok(theme)
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }
}

fn style(written: &Written) -> Result<Style, String> {
    let colour = |name: &Option<String>| -> Result<Option<Color>, String> {
        let Some(name) = name else { return Ok(None) };
        let parsed = name.parse().map_err(|_| format!("no colour {name}"))?;
        Ok(Some(parsed))
    };
    let flags = [
        (written.bold, Modifier::BOLD),
        (written.dim, Modifier::DIM),
        (written.italic, Modifier::ITALIC),
        (written.underline, Modifier::UNDERLINED),
        (written.reverse, Modifier::REVERSED),
    ];
    let mut style = Style::new();
    (style.fg, style.bg) = (colour(&written.fg)?, colour(&written.bg)?);
    for (_, flag) in flags.iter().filter(|(on, _)| *on) {
        style = style.add_modifier(*flag);
    }
    Ok(style)
}

/// The theme to start with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Its name.
    pub theme: &'static str,
    /// Nothing tells whether the background is dark; the terminal may know.
    pub guessed: bool,
}

/// The theme to start with, from the setting and what the environment says of the terminal:
/// `NO_COLOR`, `COLORTERM`, `COLORFGBG`.
pub fn choose(setting: &str, env: impl Fn(&str) -> Option<String>) -> Start {
    let known = |theme| Start {
        theme,
        guessed: false,
    };
    let set = |name: &str| env(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some()
        || env("CLICOLOR").as_deref() == Some("0")
        || env("TERM").as_deref() == Some("dumb")
    {
        return known("mono");
    }
    if let Some(name) = crate::config::THEMES.iter().find(|name| **name == setting) {
        return known(name);
    }
    let colours = set("COLORTERM").unwrap_or_default();
    if !matches!(colours.as_str(), "truecolor" | "24bit") {
        return known("ansi");
    }
    let back = set("COLORFGBG").unwrap_or_default();
    match back.rsplit(';').next() {
        Some("7" | "15") => known("light"),
        Some(colour) if !colour.is_empty() => known("dark"),
        _ => Start {
            theme: "dark",
            guessed: true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_theme_is_read_and_complete() {
        for name in crate::config::THEMES {
            let text = match name {
                "dark" => include_str!("../assets/themes/dark.toml"),
                "light" => include_str!("../assets/themes/light.toml"),
                "ansi" => include_str!("../assets/themes/ansi.toml"),
                _ => include_str!("../assets/themes/mono.toml"),
            };
            let theme = Theme::read(text, name).unwrap();
            assert_eq!(theme, Theme::named(name));
            assert_ne!(theme.style(Role::Heading), Style::new(), "{name}");
        }
        let dark = Theme::named("dark");
        for (role_name, role) in ROLES {
            assert_ne!(dark.style(role), Style::new(), "{role_name}");
            assert_eq!(ROLES[role as usize].0, role_name);
        }
    }

    #[test]
    fn a_theme_without_colour_has_none() {
        let mono = Theme::named("mono");
        assert!(mono.styles.iter().all(|s| s.fg.is_none() && s.bg.is_none()));
    }

    #[test]
    fn the_environment_chooses_when_the_setting_does_not() {
        let check = |setting: &str, vars: &[(&str, &str)], expected: &str| {
            let env = |name: &str| {
                let var = vars.iter().find(|(known, _)| *known == name);
                var.map(|(_, value)| (*value).to_owned())
            };
            let start = choose(setting, env);
            assert_eq!(start.theme, expected, "{setting} {vars:?}");
            start.guessed
        };
        check("auto", &[], "ansi");
        assert!(check("auto", &[("COLORTERM", "truecolor")], "dark"));
        let told = [("COLORTERM", "truecolor"), ("COLORFGBG", "15;0")];
        assert!(!check("auto", &told, "dark"));
        assert!(!check("dark", &[("COLORTERM", "truecolor")], "dark"));
        check(
            "auto",
            &[("COLORTERM", "24bit"), ("COLORFGBG", "0;15")],
            "light",
        );
        check("light", &[], "light");
        check("light", &[("NO_COLOR", "1")], "mono");
        check("light", &[("NO_COLOR", "")], "light");
        check("dark", &[("TERM", "dumb")], "mono");
    }
}
