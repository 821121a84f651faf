//! The arguments, as clap reads them; help, completions and the manual page come from here.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::forms::{ArticleForm, EntityForm, QuoteForm};
use super::library::args as library;
use super::library::exchange;
use crate::world::inputs::is_address;

macro_rules! examples {
    () => {
        "\
Examples:
  pullquote                               open your library (or the welcome article)
  pullquote article.html notes.md         read files
  curl -s https://example.org/ | pullquote -
  pullquote quotes --format csv *.html    who said what, as a table
  pullquote extract page.html | less      the article without its furniture"
    };
}

const EXAMPLES: &str = examples!();
/// For `--help`: also the page for those who do not see the screen.
const MORE: &str = concat!(
    examples!(),
    "\n\n",
    include_str!("../../assets/accessible.md")
);

/// A terminal reader for articles that shows who said what.
#[derive(Debug, Parser)]
#[command(name = "pullquote", version, after_help = EXAMPLES, after_long_help = MORE, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// Files, folders, addresses or `-` for standard input; with none, the library.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// Colours of the reader.
    #[arg(long, value_name = "NAME", value_parser = ["auto", "dark", "light", "ansi", "mono"])]
    pub theme: Option<String>,
    /// Columns of text at most.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=400))]
    pub width: Option<u16>,
    /// Read by ear: spoken lines and single keys; with `=lines`, commands typed as lines.
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "keys",
        conflicts_with = "screen_reader"
    )]
    pub plain: Option<PlainInput>,
    /// Read on a screen of whole rows, for a screen reader or a braille display.
    #[arg(long)]
    pub screen_reader: bool,
    /// What to do in place of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What plain mode takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlainInput {
    /// Single keys.
    Keys,
    /// Commands typed as lines.
    Lines,
}

/// What to do in place of reading.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the article without the page around it.
    Extract(Extract),
    /// Print who said what.
    Quotes(Quotes),
    /// Print who and what is named.
    Entities(Entities),
    /// Print everything found, as JSON lines.
    ///
    /// Without INPUT, reads JSON lines `{"id": …, "text": …}` from standard input and annotates each
    /// text exactly as given. Offsets count Unicode code points.
    Annotate(Annotate),
    /// Print all keys and commands of the reader.
    Keys,
    /// Keep an article, or follow the feed found there.
    Add(library::Add),
    /// Ask all feeds, and the server that `sync` knows, for what is new.
    Refresh(library::Refresh),
    /// Keep in agreement with a server of news: FreshRSS, Miniflux and others.
    Sync(library::Sync),
    /// List what is followed, or change its settings.
    Feeds(library::Feeds),
    /// List the library's articles.
    List(library::List),
    /// Print articles of the library.
    Show(library::Show),
    /// Search the library.
    Search(library::Search),
    /// Print everything that a person said, across the library.
    Said(library::Said),
    /// Put a tag on articles, or take it off.
    Tag(library::Tag),
    /// Mark articles read, favourite or hidden.
    Mark(library::Mark),
    /// Hide, favourite or tag what arrives from now on, or hand it to a command.
    Filter(library::Filter),
    /// Take the last act back, whatever it was and whenever.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Print feeds or articles for other programs.
    #[command(subcommand)]
    Export(exchange::Export),
    /// Take over feeds, and what was read, from other programs.
    #[command(subcommand)]
    Import(exchange::Import),
    /// Check the settings and the library, and with --repair mend the library.
    Doctor(library::Doctor),
    /// Print every setting with its default; the first line says where your own file belongs.
    Config,
    /// Print a completion script for a shell.
    Completions {
        /// For which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
    /// Print the languages that articles are read in, with what each pack holds and what was measured with it.
    Languages,
    /// Print the licences of pullquote and of all that is built into it.
    Licences,
}

/// What `extract` takes.
#[derive(Args, Debug)]
pub struct Extract {
    /// Files, folders, addresses or `-`.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<OsString>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = ArticleForm::Text)]
    pub format: ArticleForm,
    /// The address that the words come from; links are made absolute against it.
    #[arg(long, value_parser = web_address)]
    pub url: Option<String>,
}

/// An address as `--url` takes it.
fn web_address(words: &str) -> Result<String, &'static str> {
    match is_address(words) {
        true => Ok(words.to_owned()),
        false => Err("give an address that begins with https:// or http://"),
    }
}

/// What `quotes` takes.
#[derive(Args, Debug)]
pub struct Quotes {
    /// Files, folders, addresses or `-`.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<OsString>,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = QuoteForm::Text)]
    pub format: QuoteForm,
    /// Also what people think and want, what studies find, and what the text says was not said.
    #[arg(long)]
    pub thoughts: bool,
}

/// What `entities` takes.
#[derive(Args, Debug)]
pub struct Entities {
    /// Files, folders, addresses or `-`.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<OsString>,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = EntityForm::Text)]
    pub format: EntityForm,
}

/// What `annotate` takes.
#[derive(Args, Debug)]
pub struct Annotate {
    /// Files, folders, addresses or `-`; with none, JSON lines from standard input.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// Print for each quote, in words, the rule or the weights that decided.
    #[arg(long, requires = "inputs")]
    pub explain: bool,
}
