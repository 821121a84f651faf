//! The command line: arguments in, data on stdout, sentences on stderr, an honest exit code.

mod access;
mod annotate;
mod args;
mod documents;
mod explain;
mod forms;
mod languages;
mod library;
mod man;
mod output;
mod reader;
mod settings;

use std::ffi::OsString;
use std::io::{IsTerminal, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{CommandFactory, Parser};

use crate::command::keys;
use crate::error::{Error, Result};
use crate::export::ArticleFormat;
use crate::model::{clean, inflated, slips};
use crate::terminal::Log;
use crate::world::{apart, paths};
use args::{Cli, Command, PlainInput};
use output::Output;

/// Everything was served.
const SERVED: u8 = 0;
/// An input could not be served; the others were.
const FAILED: u8 = 1;
/// The arguments are wrong.
const MISUSED: u8 = 2;

/// What `tests/licences.rs` wrote, deflated.
const LICENCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/licences.z"));

/// Runs the command that the arguments name. Wrong usage ends with code 2.
pub fn main() -> ExitCode {
    let mut output = Output::new();
    let log = Log::open().unwrap_or_else(|error| {
        output.complain(&error);
        Log::default()
    });
    log.take_panics();
    if std::env::args_os()
        .nth(1)
        .is_some_and(|it| it == apart::ARGUMENT)
    {
        apart::worker::serve();
        return ExitCode::SUCCESS;
    }
    apart::allow();
    // A file that may grow no more (ulimit -f) is an error as any other, not the end.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::<AtomicBool>::default());
    let served = match Cli::try_parse_from(arguments()) {
        // A panic costs this one command, and is told in a sentence.
        Ok(cli) => catch_unwind(AssertUnwindSafe(|| run(cli, &log, &mut output)))
            .unwrap_or_else(|_| Err(Error::Message(log.sentence()))),
        // Help and version are data as any other.
        Err(help) if !help.use_stderr() => output.write(&help.render().to_string()),
        Err(wrong) => {
            output.misused(&wrong.render().to_string());
            return ExitCode::from(MISUSED);
        }
    };
    let served = served.and_then(|()| output.flush());
    if let Err(error) = &served {
        output.complain(error);
    }
    let failed = served.is_err() || output.complained();
    ExitCode::from(if failed { FAILED } else { SERVED })
}

/// Commands that take queries as they are typed.
const ASKING: [&str; 5] = ["list", "search", "said", "filter", "export"];

/// The arguments of this process. Words of a query may begin with a minus, which elsewhere begins an
/// option: there it becomes the sign for minus, which the query language takes for the same. No option
/// of these commands has one hyphen and more than one letter.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    let asks = |word: &OsString| ASKING.iter().any(|name| word == name);
    if !arguments.get(1).is_some_and(asks) {
        return arguments;
    }
    for argument in arguments.iter_mut().skip(2) {
        let word = argument.to_str().and_then(|word| word.strip_prefix('-'));
        match word {
            Some("-") => break,
            Some(word) if word.chars().count() > 1 && !word.starts_with('-') => {
                *argument = format!("{}{word}", library::MINUS).into();
            }
            _ => {}
        }
    }
    arguments
}

fn run(cli: Cli, log: &Log, output: &mut Output) -> Result<()> {
    match cli.command {
        None => read(cli, log, output),
        Some(Command::Extract(what)) => documents::extract(
            &what.inputs,
            what.url.as_deref(),
            what.format.into(),
            output,
        ),
        Some(Command::Quotes(what)) => {
            documents::quotes(&what.inputs, what.format.into(), what.thoughts, output)
        }
        Some(Command::Entities(what)) => {
            documents::entities(&what.inputs, what.format.into(), output)
        }
        Some(Command::Annotate(what)) if what.inputs.is_empty() => {
            annotate::lines(stdin().lock(), output)
        }
        Some(Command::Annotate(what)) if what.explain => documents::explain(&what.inputs, output),
        Some(Command::Annotate(what)) => documents::annotate(&what.inputs, output),
        Some(Command::Keys) => {
            let keymap = settings::keymap(&paths::settings()?)?;
            output.say(&keys::as_text(&keymap))
        }
        Some(Command::Add(what)) => library::add(&what, output),
        Some(Command::Refresh(what)) => library::refresh(&what, output),
        Some(Command::Sync(what)) => library::sync(&what, output),
        Some(Command::Feeds(what)) => library::feeds(&what, output),
        Some(Command::List(what)) => library::list(&what, output),
        Some(Command::Show(what)) => library::show(&what, output),
        Some(Command::Search(what)) => library::search(&what, output),
        Some(Command::Said(what)) => library::said(&what, output),
        Some(Command::Tag(what)) => library::tag(&what, output),
        Some(Command::Mark(what)) => library::mark(&what, output),
        Some(Command::Filter(what)) => library::filter(&what, output),
        Some(Command::Undo) => library::undo(false, output),
        Some(Command::Redo) => library::undo(true, output),
        Some(Command::Export(what)) => library::export(&what, output),
        Some(Command::Import(what)) => library::import(&what, output),
        Some(Command::Doctor(what)) => library::doctor(&what, output),
        Some(Command::Config) => output.say(&config()?),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "pullquote", &mut script);
            output.write(&String::from_utf8_lossy(&script))
        }
        Some(Command::Man) => {
            let page = man::page().map_err(|error| {
                Error::Message(format!("the manual page cannot be made: {error}"))
            })?;
            output.write(&page)
        }
        Some(Command::Languages) => output.write(&languages::table()),
        Some(Command::Licences) => output.write(&String::from_utf8_lossy(&inflated(LICENCES))),
    }
}

/// The reader on a terminal, or where lines are typed; elsewhere the articles as linear text.
fn read(mut cli: Cli, log: &Log, output: &mut Output) -> Result<()> {
    let lines = cli.plain == Some(PlainInput::Lines);
    if cli.inputs.is_empty() && !stdin().is_terminal() && !lines {
        cli.inputs.push("-".into());
    }
    meant_command(&cli.inputs)?;
    if stdout().is_terminal() || lines {
        return reader::read(&cli, log, output);
    }
    documents::extract(&cli.inputs, None, ArticleFormat::Text, output)
}

/// A first INPUT that is no file is a command with a slip in it, when it is near to one or stands alone.
///
/// # Errors
/// One sentence that says which command may be meant.
fn meant_command(inputs: &[OsString]) -> Result<()> {
    let Some((first, others)) = inputs.split_first() else {
        return Ok(());
    };
    let word = first.to_string_lossy();
    if word == "-" || word.contains(['.', '/', ':']) || Path::new(first).exists() {
        return Ok(());
    }
    let program = Cli::command();
    let names = program.get_subcommands().map(clap::Command::get_name);
    let near = names
        .map(|name| (slips(&word, name), name))
        .filter(|(slips, name)| *slips <= 2 && 2 * slips < name.len())
        .min();
    match near {
        Some((_, name)) => Err(Error::Message(format!(
            "{word}: there is no such file or command; did you mean `pullquote {name}`?"
        ))),
        None if others.is_empty() => Err(Error::Message(format!(
            "{word}: there is no such file or command; check the name, or see `pullquote --help`"
        ))),
        None => Ok(()),
    }
}

/// The defaults, and above them where the reader's own file belongs.
fn config() -> Result<String> {
    let path = paths::settings_file();
    let place = path.map_or("there is no home folder".to_string(), |path| {
        path.display().to_string()
    });
    Ok(format!(
        "# {}\n\n{}",
        clean(&place),
        crate::config::DEFAULTS
    ))
}
