//! What taking lists over and giving articles, feeds and notes out take.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::forms::ArticleForm;

/// What `export` takes.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The feeds and their tags, as OPML.
    Opml,
    /// Articles, in any format.
    Articles {
        /// Only what this means.
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        /// How to print them.
        #[arg(long, value_enum, default_value_t = ArticleForm::Jsonl)]
        format: ArticleForm,
    },
    /// Your notes, each with its passage and its article.
    Notes {
        /// Only those on articles that this means.
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        /// How to print them.
        #[arg(long, value_enum, default_value_t = NoteForm::Markdown)]
        format: NoteForm,
    },
}

/// How notes are printed.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum NoteForm {
    /// The passage as a block quote with its source, then the note.
    Markdown,
    /// A line of JSON a note.
    Jsonl,
    /// A header row, then a note a row.
    Csv,
    /// W3C Web Annotations, one JSON array: exact words, what stands before and after, the note.
    W3c,
}

/// What `import` takes.
#[derive(Debug, Subcommand)]
#[command(
    override_usage = "pullquote import <COMMAND>\n       pullquote import FILE...",
    after_help = "\
Without the name of a service, FILE is guessed by its content; any CSV with a column of addresses \
will do. What is taken over is told line by line, and what not; `pullquote undo` takes it back."
)]
pub enum Import {
    /// The feeds of an OPML file with their names; folders become tags (`News/World`).
    Opml {
        /// Files, addresses or `-`.
        #[arg(value_name = "INPUT", required = true)]
        inputs: Vec<OsString>,
    },
    /// newsboat's feeds with their tags, its query feeds, ignored articles, and what was read and flagged.
    Newsboat {
        /// Its `urls` file, or the folder of it; where newsboat keeps it when not given.
        urls: Option<PathBuf>,
        /// Its `cache.db`; where newsboat keeps it when not given.
        #[arg(long)]
        cache: Option<PathBuf>,
    },
    /// Pocket's list: `ril_export.html`, a CSV, or the JSON of its highlights.
    Pocket(Lists),
    /// Instapaper's list: a CSV.
    Instapaper(Lists),
    /// Omnivore's list: a JSON; the words and highlights are taken from the folders beside it.
    Omnivore(Lists),
    /// wallabag's list: a JSON.
    Wallabag(Lists),
    /// Readwise's list: the CSV of its Reader, or of the highlights.
    Readwise(Lists),
    /// Raindrop's list: a CSV, or HTML.
    Raindrop(Lists),
    /// Matter's list: the CSV of its history.
    Matter(Lists),
    /// Pinboard's list: a JSON, XML or HTML.
    Pinboard(Lists),
    /// GoodLinks' list: a JSON.
    Goodlinks(Lists),
    /// A browser's bookmarks, and what others export so: HTML, Firefox's JSON, Chrome's `Bookmarks`.
    Bookmarks(Lists),
    /// The articles that FreshRSS, Inoreader, The Old Reader and others export: a JSON.
    Reader(Lists),
    #[command(external_subcommand)]
    Guess(Vec<String>),
}

/// Lists to read later.
#[derive(Args, Debug)]
pub struct Lists {
    /// Files, folders, addresses or `-`.
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<String>,
}
