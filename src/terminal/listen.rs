//! What is typed, signals, and a terminal that is gone: each from a thread that sleeps until then.

use std::fs::File;
use std::io::{self, BufRead, ErrorKind, IsTerminal, Read, stdin};
use std::os::fd::AsFd;
use std::process;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

use super::face::Event;
use super::held::{self, Mode, leave};
use super::input::{Heard, Input};
use super::pulse::Pulse;

/// The program has this long to end by itself after a signal, a hang-up or a key that ends it. One that is not optimised is
/// many times slower.
const GRACE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 3000 } else { 600 });

/// A terminal that takes no more output has this long for what puts it back.
const LAST: Duration = Duration::from_millis(200);

static AT_LAST: OnceLock<fn()> = OnceLock::new();

/// What is done where the program ends by a signal, or because it is stuck; it takes no time. The first counts.
pub fn at_last(act: fn()) {
    let _ = AT_LAST.set(act);
}

/// Ends the program as the signal would that nobody listens to.
///
/// # Errors
/// When the system knows no such signal.
pub fn die_of(signal: i32) -> io::Result<()> {
    if let Some(act) = AT_LAST.get() {
        act();
    }
    signal_hook::low_level::emulate_default_handler(signal)
}

/// Sends what is typed, from threads that sleep until there is something.
///
/// # Errors
/// When there is no terminal.
pub fn keys(mode: Mode, pulse: Arc<Pulse>, events: Sender<Event>) -> io::Result<()> {
    if mode == Mode::Typed {
        return lines(events);
    }
    let bytes = bytes()?;
    held::thread("face-keys").spawn(move || {
        let mut input = Input::default();
        while let Some(heard) = next(&mut input, &bytes) {
            for heard in heard {
                let ends = pulse.count(&heard);
                if events.send(Event::Heard(heard)).is_err() {
                    return;
                }
                if let Some(number) = ends {
                    end_when_stuck(Arc::clone(&pulse), number);
                }
            }
        }
        end(&events, SIGHUP);
    })?;
    Ok(())
}

/// What comes next, or what is held in case that more comes and has waited long enough. None when the
/// terminal is gone.
fn next(input: &mut Input, bytes: &Receiver<Vec<u8>>) -> Option<Vec<Heard>> {
    let more = match input.patience() {
        Some(wait) => bytes.recv_timeout(wait),
        None => bytes.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match more {
        Ok(bytes) => Some(input.feed(&bytes, Instant::now())),
        Err(RecvTimeoutError::Timeout) => Some(input.give_up(Instant::now()).into_iter().collect()),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// The bytes of the terminal, until it is gone.
fn bytes() -> io::Result<Receiver<Vec<u8>>> {
    let mut terminal = terminal()?;
    let (send, bytes) = unbounded();
    held::thread("face-bytes").spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = read(&mut terminal, &mut buffer) {
            if send.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    })?;
    Ok(bytes)
}

/// The terminal that keys come from: standard input, or behind it, when that is something else.
pub fn terminal() -> io::Result<File> {
    match stdin() {
        input if input.is_terminal() => Ok(input.as_fd().try_clone_to_owned()?.into()),
        _ => File::open("/dev/tty"),
    }
}

/// Reads what there is; waits for something. What comes once the terminal is given back stays there, for the shell.
pub fn read(terminal: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    /// Somebody has made the terminal answer at once that there is nothing, or it is not ours.
    const AGAIN: Duration = Duration::from_millis(20);
    loop {
        // Whatever ends this wait, the reading tells what it was.
        let _ = poll(&mut [PollFd::new(terminal, PollFlags::IN)], None);
        if !held::is_ours() {
            thread::sleep(AGAIN);
            continue;
        }
        match terminal.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(AGAIN),
            read => return read,
        }
    }
}

/// Lines from standard input. One that does not end is cut: no command is so long.
fn lines(events: Sender<Event>) -> io::Result<()> {
    const MOST: u64 = 1 << 16;
    held::thread("face-lines").spawn(move || {
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

/// Listens to signals. From here on, and so before the terminal is changed, each puts it back.
///
/// # Errors
/// When the system gives no more threads.
pub fn signals(events: Sender<Event>) -> io::Result<()> {
    let all = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH];
    let mut signals = signal_hook::iterator::Signals::new(all)?;
    held::thread("face-signals").spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => drop(events.send(Event::Resize)),
                SIGTSTP => drop(events.send(Event::Suspend)),
                _ => end(&events, signal),
            }
        }
    })?;
    Ok(())
}

/// Asks the program to end, and ends it when it does not.
fn end(events: &Sender<Event>, signal: i32) {
    let _ = events.send(Event::End(signal));
    thread::sleep(GRACE);
    die(signal);
}

/// Ends the program when the event of that number is not answered: it writes to a terminal that takes
/// no more, or works on something that takes too long.
fn end_when_stuck(pulse: Arc<Pulse>, number: u64) {
    let wait = move || {
        thread::sleep(GRACE);
        if !pulse.has_answered(number) {
            die(SIGINT);
        }
    };
    // Without a thread the key still counts when its turn comes.
    let _ = held::thread("face-stuck").spawn(wait);
}

fn die(signal: i32) {
    leave(LAST);
    let _ = die_of(signal);
    process::exit(128 + signal);
}
