//! What is typed, signals, and a terminal that is gone: each from a thread that sleeps until then.

use std::io::{self, BufRead, IsTerminal, Read, stdin};
use std::os::fd::AsRawFd;
use std::process;
use std::thread;
use std::time::Duration;

use crossbeam_channel::Sender;
use crossterm::event;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::background::{Finder, Heard};
use super::run::Event;
use super::{Mode, leave};

/// The program has this long to end by itself after a signal or a hang-up.
const GRACE: Duration = Duration::from_millis(600);

/// Sends what is typed, from a thread of its own that sleeps until there is something.
///
/// `finder` where the terminal is asked for its background, whose answer comes as if it were typed.
pub fn listen(mode: Mode, finder: Option<Finder>, events: &Sender<Event>) -> io::Result<()> {
    if mode == Mode::Typed {
        return typed_lines(events.clone());
    }
    watch_signals(mode, events.clone())?;
    watch_hang_up(mode, events.clone())?;
    let mut finder = finder;
    let events = events.clone();
    let name = "keys".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        while let Ok(heard) = match &mut finder {
            Some(finder) => next(finder),
            None => event::read().map(|event| vec![Heard::Event(event)]),
        } {
            for heard in heard {
                let event = match heard {
                    Heard::Event(event) => Event::Terminal(event),
                    Heard::Answer(light) => Event::Background(light),
                };
                if events.send(event).is_err() {
                    return;
                }
            }
        }
        let _ = events.send(Event::End(SIGHUP));
    })?;
    Ok(())
}

/// What comes next, or what is held in case of an answer and has waited long enough.
fn next(finder: &mut Finder) -> io::Result<Vec<Heard>> {
    match finder.patience() {
        Some(wait) if !event::poll(wait)? => Ok(finder.release()),
        _ => Ok(finder.hear(event::read()?)),
    }
}

/// Lines from standard input. One that does not end is cut: no command is so long.
fn typed_lines(events: Sender<Event>) -> io::Result<()> {
    const MOST: u64 = 1 << 16;
    let name = "lines".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        let mut input = stdin().lock();
        let mut line = Vec::new();
        while let Ok(1..) = (&mut input).take(MOST).read_until(b'\n', &mut line) {
            let text = String::from_utf8_lossy(&line).into_owned();
            if events.send(Event::Line(text)).is_err() {
                return;
            }
            line.clear();
        }
        let _ = events.send(Event::Leave);
    })?;
    Ok(())
}

fn watch_signals(mode: Mode, events: Sender<Event>) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let name = "signals".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        for signal in signals.forever() {
            end(mode, &events, signal);
        }
    })?;
    Ok(())
}

/// Ends the program when the terminal is gone. The reader of keys would not notice: it asks a dead
/// terminal again and again.
fn watch_hang_up(mode: Mode, events: Sender<Event>) -> io::Result<()> {
    if !stdin().is_terminal() {
        return Ok(());
    }
    let mut poll = mio::Poll::new()?;
    let terminal = stdin().as_raw_fd();
    let mut source = mio::unix::SourceFd(&terminal);
    let interest = mio::Interest::READABLE;
    poll.registry()
        .register(&mut source, mio::Token(0), interest)?;
    let name = "hang-up".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        let mut ready = mio::Events::with_capacity(4);
        loop {
            match poll.poll(&mut ready, None) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
                Ok(()) if ready.iter().any(|event| event.is_read_closed()) => {
                    return end(mode, &events, SIGHUP);
                }
                Ok(()) => {}
            }
        }
    })?;
    Ok(())
}

/// Asks the program to end, and ends it when it does not.
fn end(mode: Mode, events: &Sender<Event>, signal: i32) {
    let _ = events.send(Event::End(signal));
    thread::sleep(GRACE);
    leave(mode);
    process::exit(128 + signal);
}
