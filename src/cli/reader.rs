//! Starts the interactive reader: settings, what the environment says of the terminal, the shelf.

use std::env::var;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossbeam_channel::{Sender, unbounded};

use super::access::{self, Access};
use super::args::Cli;
use super::output::Output;
use crate::app::shelf::feeds::FeedsPane;
use crate::app::spoken::Spoken;
use crate::app::{Notice, State};
use crate::config::{Ascii, Config, Pictures, Settings};
use crate::error::{Error, Result};
use crate::layout::Manner;
use crate::library::Library;
use crate::message::{Effect, Msg, Reread};
use crate::model::clean;
use crate::speech::Voice as Ear;
use crate::terminal::{Listener, Log, Mode};
use crate::world::inputs::{is_address, sources};
use crate::world::library_thread::{LibraryThread, edited};
use crate::world::shelf::Shelf;
use crate::world::threads::{attempt, named};
use crate::world::voice::Voice;
use crate::world::{choices, clock, command, paths, trails, welcome};
use crate::{plain, terminal, theme, tui};

/// At the end, commands that still run have so long.
const COMMANDS_AT_END: Duration = Duration::from_millis(150);

/// Reads the INPUTs on the screen; without any, the library, or the welcome article while that is
/// empty.
///
/// # Errors
/// When no INPUT holds an article, or the terminal cannot be used.
pub fn read(cli: &Cli, log: &Log, output: &mut Output) -> Result<()> {
    terminal::at_last(|| drop(command::end_all(Duration::ZERO)));
    let read = show(cli, log, output);
    for words in command::end_all(COMMANDS_AT_END) {
        let words = format!("{}: was not done yet and is ended", clean(&words));
        output.warn(&Error::Message(words));
    }
    read
}

/// Takes the terminal until the reader leaves.
fn show(cli: &Cli, log: &Log, output: &mut Output) -> Result<()> {
    let config = settings(cli.theme.as_deref(), cli.width)?;
    let choice = access::choose(cli, &config);
    let start = theme::choose(&config.theme, |name| var(name).ok());
    let mut state = state(&config, start.theme)?;
    let (send, messages) = unbounded();
    let spoken = Voice::new(&config.voice, send.clone());
    let voice = |effect| spoken.answer(effect);
    follow_settings(cli, spoken.clone(), send.clone());
    let mode = match choice.access {
        Access::Panes => Mode::Screen,
        Access::Rows => Mode::Rows,
        Access::Keys => Mode::Lines,
        Access::TypedLines => Mode::Typed,
    };
    let mut listener = Listener::new(mode, &state);
    let served = served(&cli.inputs, mode, &mut listener, output, send)?;
    let Some(Served {
        effects,
        library,
        errors,
    }) = served
    else {
        return Ok(());
    };
    for error in &errors {
        output.complain(error);
    }
    let Some(effects) = effects else {
        return Ok(());
    };
    // Its rows come later; that there is a list of feeds is known from the first key on.
    state.feeds = library.then(FeedsPane::default);
    if library {
        state.go_on_with(trails::read(&paths::library(None)?));
    }
    if choice.access == Access::Panes {
        state.notice = access::hint().map(|words| Notice {
            words,
            failed: false,
        });
        let ink = tui::Ink::new(&state.settings.theme, is_ascii(config.ascii));
        let can = tui::Can {
            tell_background: start.guessed,
            have_title: config.window_title && has_title(),
            tell_pictures: questions(),
        };
        let screen = || tui::Screen::enter(ink, can);
        return terminal::run(state, listener, screen, log, &effects, &messages, &voice);
    }
    state.settings.manner.pictures = 0;
    state.spoken = Some(Spoken::new(
        Ear::of(&config, choice.access != Access::Rows),
        choice.greeting(),
    ));
    match choice.access {
        Access::Rows => {
            let rows = tui::RowScreen::enter;
            terminal::run(state, listener, rows, log, &effects, &messages, &voice)
        }
        Access::Keys => {
            let lines = plain::Lines::with_keys;
            terminal::run(state, listener, lines, log, &effects, &messages, &voice)
        }
        _ => {
            let lines = plain::Lines::with_typed_lines;
            terminal::run(state, listener, lines, log, &effects, &messages, &voice)
        }
    }
}

/// Bytes of a library that takes a moment to be brought up to date.
const LARGE: u64 = 32_000_000;

/// What answers the app.
struct Served {
    /// None when no INPUT holds an article.
    effects: Option<Sender<Effect>>,
    /// It is the library, with its feeds.
    library: bool,
    /// Why INPUTs could not be read.
    errors: Vec<Error>,
}

/// What answers the app, once it is there; none when somebody leaves before.
fn served(
    inputs: &[OsString],
    mode: Mode,
    listener: &mut Listener,
    output: &mut Output,
    send: Sender<Msg>,
) -> Result<Option<Served>> {
    let library = match inputs {
        [] => Some(paths::library(None)?),
        _ => None,
    };
    // The terminal is still the shell's, with its Ctrl-C.
    let first = inputs.first().map(|input| input.to_string_lossy());
    if let Some(address) = first.as_ref().filter(|first| is_address(first)) {
        output.note(&format!("Fetching {address} (Ctrl-C ends it)."));
    }
    if let Some(bytes) = library.as_deref().and_then(Library::outdated)
        && bytes > LARGE
    {
        output.note(&format!(
            "The library is brought up to date ({} MB); a copy of the file as it was stays beside it.",
            bytes / 1_000_000
        ));
    }
    let mine = inputs.to_vec();
    let work = move || attempt(|| serve(&mine, library, mode == Mode::Screen, send));
    if mode == Mode::Typed || !inputs.iter().all(|input| is_quiet(input)) {
        return work().map(Some);
    }
    listener.wait(work, || {
        if let Some(file) = first.filter(|first| !is_address(first)) {
            output.note(&format!("Reading {file} (Ctrl-C ends it)."));
        }
    })
}

/// Whether reading the INPUT leaves the terminal alone: whoever writes to a pipe may ask there for a password.
fn is_quiet(input: &OsStr) -> bool {
    match Path::new(input).metadata() {
        Ok(what) => what.is_file() || what.is_dir(),
        Err(_) => input != "-",
    }
}

/// Starts what answers the app: the INPUTs, or the library, or the welcome article while that is empty. The beginning of
/// a long article is given first where it is drawn, but not where it is said.
fn serve(
    inputs: &[OsString],
    library: Option<PathBuf>,
    soon: bool,
    send: Sender<Msg>,
) -> Result<Served> {
    let served = |effects, library| Served {
        effects: Some(effects),
        library,
        errors: Vec::new(),
    };
    if let Some(path) = library {
        let thread = LibraryThread::new(Library::open(&path)?);
        return if thread.is_empty()? {
            Ok(served(welcome::serve_to(path, send)?, false))
        } else {
            Ok(served(thread.serve_to(send)?, true))
        };
    }
    let (shelf, errors) = Shelf::open(sources(inputs), soon);
    let effects = match shelf.is_empty() {
        true => None,
        false => Some(shelf.serve_to(send)?),
    };
    Ok(Served {
        effects,
        library: false,
        errors,
    })
}

/// The settings, with what the command line says over them.
fn settings(theme: Option<&str>, width: Option<u16>) -> Result<Config> {
    let mut config = paths::settings()?;
    if let Some(theme) = theme {
        theme.clone_into(&mut config.theme);
    }
    config.measure = width.unwrap_or(config.measure);
    Ok(config)
}

/// Reads the settings again whenever their file was edited; where that is wrong, a sentence says so and all stays.
fn follow_settings(cli: &Cli, voice: Voice, send: Sender<Msg>) {
    let Some(path) = paths::settings_file().filter(|path| path.exists()) else {
        return;
    };
    let (edited, theme, width) = (edited(&path), cli.theme.clone(), cli.width);
    let reread = move || -> Result<Reread> {
        let config = settings(theme.as_deref(), width)?;
        let theme = theme::choose(&config.theme, |name| var(name).ok()).theme;
        let keymap = super::settings::keymap(&config)?;
        voice.set(&config.voice);
        Ok(Reread {
            settings: shown(&config, theme),
            keymap,
            side_panel: config.side_panel,
        })
    };
    let work = move || {
        for () in edited {
            let msg = match reread() {
                Ok(reread) => Msg::Settings(Box::new(reread)),
                Err(error) => Msg::Failed(format!("{error}. The settings before stay.")),
            };
            if send.send(msg).is_err() {
                return;
            }
        }
    };
    // Without a thread they are read at the next start.
    let _ = named("worker-settings").spawn(work);
}

/// The state to begin with, from the settings and the environment.
fn state(config: &Config, theme: &str) -> Result<State> {
    let keymap = super::settings::keymap(config)?;
    let mut state = State::new((80, 24), shown(config, theme), keymap);
    state.panel_by_itself = config.side_panel;
    Ok(state)
}

/// What the settings say of the screen.
fn shown(config: &Config, theme: &str) -> Settings {
    let shares = config.share.iter();
    Settings {
        measure: config.measure,
        usual: config.measure,
        hyphenate: config.hyphenate,
        manner: Manner {
            pictures: rows_of_pictures(config.pictures),
            justified: config.justify,
            sideways: config.sideways,
        },
        unclear: config.unclear_below,
        theme: theme.to_owned(),
        names: config.names,
        pictures: config.pictures,
        mouse: config.mouse,
        shows: choices::shows(config.shows),
        set_shows: config.shows,
        shares: shares
            .map(|(name, command)| (name.clone(), command.clone()))
            .collect(),
        today: clock::now_iso(),
    }
}

/// Whether the terminal is of a kind that has a title: consoles and old terminals would show what sets it.
fn has_title() -> bool {
    let term = var("TERM").unwrap_or_default();
    let kinds = [
        "xterm",
        "screen",
        "tmux",
        "rxvt",
        "foot",
        "alacritty",
        "kitty",
        "wezterm",
        "mlterm",
        "contour",
        "vte",
        "konsole",
        "st-",
    ];
    kinds.iter().any(|kind| term.starts_with(kind))
}

/// Rows for each picture in the text: none over ssh, where each would be sent with every move.
fn rows_of_pictures(pictures: Pictures) -> u16 {
    let far = ["SSH_CONNECTION", "SSH_TTY"]
        .iter()
        .any(|name| var(name).is_ok());
    if pictures == Pictures::Text && !far {
        12
    } else {
        0
    }
}

/// What the terminal may be asked about pictures; nothing, where it might show the questions.
fn questions() -> Option<&'static [u8]> {
    let term = var("TERM").unwrap_or_default();
    match var("TMUX").is_ok_and(|tmux| !tmux.is_empty()) || term.starts_with("tmux") {
        true => Some(terminal::QUESTIONS_TO_TMUX),
        false => (has_title() && !term.starts_with("screen")).then_some(terminal::QUESTIONS),
    }
}

/// Whether to draw with ASCII alone: as set, else where the locale is not UTF-8.
fn is_ascii(setting: Ascii) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| var(name).ok().filter(|value| !value.is_empty()));
    match (setting, locale) {
        (Ascii::Yes, _) => true,
        (Ascii::No, _) => false,
        (Ascii::Auto, None) => false,
        (Ascii::Auto, Some(locale)) => {
            let locale = locale.to_ascii_lowercase().replace('-', "");
            !locale.contains("utf8")
        }
    }
}
