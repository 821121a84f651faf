//! A folder with a library of its own, for what the commands do as scripts use them.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub const FERRY: &str = "Council votes to keep harbour ferry\n\n\
    The city council voted on Tuesday to keep the harbour ferry running for another ten years.\n\n\
    “The ferry is a lifeline for the whole island,” said Sean Okafor, the harbour master.\n";

pub const LATER: &str = "Island remembers the ferry vote\n\n\
    A year later the boats are full and the council is proud of what it did that evening.\n\n\
    “The ferry is a lifeline,” said Sean Okafor, who still has the same desk.\n";

/// A folder with a library of its own.
pub struct Place(pub PathBuf);

impl Place {
    /// With two articles in files.
    pub fn new(name: &str) -> Self {
        let place = Self::empty(name);
        for (file, words) in [("ferry.txt", FERRY), ("later.txt", LATER)] {
            place.file(file, words);
        }
        place
    }

    pub fn empty(name: &str) -> Self {
        let name = format!("pullquote-library-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn library(&self) -> PathBuf {
        self.0.join("library.db")
    }

    /// Writes the settings file that its commands read.
    pub fn set(&self, settings: &str) {
        let folder = self.0.join("config/pullquote");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), settings).unwrap();
    }

    /// A command, not yet run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env("HOME", &self.0)
            .env_remove("XDG_STATE_HOME")
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .env("PULLQUOTE_LIBRARY", self.library())
            .env("SOURCE_DATE_EPOCH", "1793955600")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The same with another library.
    pub fn run_on(&self, library: &Path, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        command.env("PULLQUOTE_LIBRARY", library).output().unwrap()
    }

    /// What a command prints that succeeds without a sentence.
    pub fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), told.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(
            !printed.contains('\u{1b}'),
            "no escapes off a terminal: {printed}"
        );
        printed
    }

    /// The sentence of a command that fails.
    pub fn fails(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a command has printed.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it has told beside that.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
