//! Which mode the reader is in: panes for the eye, or one of those for the ear, and who asked for it.

use std::env::var;
use std::io::{IsTerminal, stdin};

use super::args::{Cli, PlainInput};
use crate::config::{Accessible, Config};
use crate::world::processes;

/// How articles are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Panes of cells.
    Panes,
    /// Whole rows for screen readers.
    Rows,
    /// Spoken lines; keys one by one.
    Keys,
    /// Spoken lines; commands typed as lines.
    TypedLines,
}

/// What was chosen, by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The mode.
    pub access: Access,
    /// "from the flag plain".
    pub from: &'static str,
}

impl Choice {
    /// The first words of the modes for the ear.
    pub fn greeting(&self) -> String {
        let mode = match self.access {
            Access::Rows => "screen reader mode",
            _ => "plain mode",
        };
        format!("Pullquote, {mode} on, {}.", self.from)
    }
}

/// Flags first, then the environment, then the settings, then the terminal.
pub fn choose(cli: &Cli, config: &Config) -> Choice {
    let terminal = Terminal {
        types: stdin().is_terminal() || cli.inputs.iter().any(|input| input == "-"),
        dumb: var("TERM").is_ok_and(|term| term == "dumb"),
    };
    decide(cli, |name| var(name).ok(), config.accessible, terminal)
}

/// What a terminal can do.
#[derive(Clone, Copy, Debug)]
struct Terminal {
    /// Keys can be read one by one.
    types: bool,
    /// It knows nothing but lines.
    dumb: bool,
}

fn decide(
    cli: &Cli,
    env: impl Fn(&str) -> Option<String>,
    setting: Accessible,
    terminal: Terminal,
) -> Choice {
    let set = |name| env(name).filter(|value| !value.is_empty());
    let lines = terminal.dumb || !terminal.types;
    let plain = |from| Choice {
        access: if lines {
            Access::TypedLines
        } else {
            Access::Keys
        },
        from,
    };
    let as_set = |setting, from| match setting {
        Accessible::Plain => plain(from),
        Accessible::Screen => Choice {
            access: Access::Rows,
            from,
        },
        Accessible::Off if terminal.dumb => Choice {
            access: Access::TypedLines,
            from: "because the terminal is dumb",
        },
        Accessible::Off => Choice {
            access: Access::Panes,
            from,
        },
    };
    if cli.screen_reader {
        return as_set(Accessible::Screen, "from the flag screen reader");
    }
    match cli.plain {
        Some(PlainInput::Lines) => {
            return Choice {
                access: Access::TypedLines,
                from: "from the flag plain",
            };
        }
        Some(PlainInput::Keys) => return plain("from the flag plain"),
        None => {}
    }
    let own = set("PULLQUOTE_ACCESSIBLE");
    match own.as_deref() {
        Some("screen") => as_set(Accessible::Screen, "from the environment"),
        Some("off") => as_set(Accessible::Off, "from the environment"),
        Some(_) => plain("from the environment"),
        None if set("ACCESSIBLE").is_some() => plain("from the environment"),
        None => as_set(setting, "from the settings"),
    }
}

/// One line for somebody who listens to panes, when a screen reader runs this program.
pub fn hint() -> Option<String> {
    /// Readers that start the programs that they speak, by the names of their processes.
    const READERS: [(&str, &str); 4] = [
        ("fenrir", "Fenrir"),
        ("yasr", "YASR"),
        ("tdsr", "TDSR"),
        ("screader", "Screader"),
    ];
    let names = processes::names();
    let (_, name) = READERS
        .iter()
        .find(|(process, _)| names.iter().any(|name| name == process))?;
    Some(format!(
        "{name} is running: pullquote --plain or --screen-reader can be heard better."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn check(
        arguments: &[&str],
        env: &[(&str, &str)],
        setting: Accessible,
        expected: (Access, &str),
    ) {
        let cli = Cli::parse_from(["pullquote"].iter().chain(arguments));
        let find = |name: &str| {
            let found = env.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let terminal = Terminal {
            types: true,
            dumb: find("TERM").is_some(),
        };
        let choice = decide(&cli, find, setting, terminal);
        assert_eq!(
            (choice.access, choice.from),
            expected,
            "{arguments:?} {env:?}"
        );
    }

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_settings() {
        use Accessible::{Off, Plain, Screen};
        let both = [("PULLQUOTE_ACCESSIBLE", "screen"), ("ACCESSIBLE", "1")];
        check(
            &["--plain"],
            &both,
            Screen,
            (Access::Keys, "from the flag plain"),
        );
        check(
            &["--plain=lines"],
            &both,
            Off,
            (Access::TypedLines, "from the flag plain"),
        );
        check(
            &["--screen-reader"],
            &[],
            Off,
            (Access::Rows, "from the flag screen reader"),
        );
        check(&[], &both, Off, (Access::Rows, "from the environment"));
        check(
            &[],
            &[("ACCESSIBLE", "1")],
            Screen,
            (Access::Keys, "from the environment"),
        );
        check(
            &[],
            &[("ACCESSIBLE", "")],
            Plain,
            (Access::Keys, "from the settings"),
        );
        check(
            &[],
            &[("PULLQUOTE_ACCESSIBLE", "off")],
            Plain,
            (Access::Panes, "from the environment"),
        );
        check(&[], &[], Off, (Access::Panes, "from the settings"));
    }

    #[test]
    fn a_dumb_terminal_types_lines() {
        let dumb = [("TERM", "dumb")];
        let because = (Access::TypedLines, "because the terminal is dumb");
        check(&[], &dumb, Accessible::Off, because);
        check(
            &["--plain"],
            &dumb,
            Accessible::Off,
            (Access::TypedLines, "from the flag plain"),
        );
    }
}
