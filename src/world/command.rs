//! Commands of the shell, bounded in time and size: one whose output is a feed (`exec:`), one that an
//! article is handed to. Those that still run when the program ends are ended with it.

use std::io::{self, PipeReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::fetch::{Limits, Refusal};
use super::threads::{named, spawn};

/// The commands that run now.
static RUNNING: Mutex<Commands> = Mutex::new(Commands {
    all: Vec::new(),
    over: false,
});

/// Commands that run.
struct Commands {
    /// The number of each, which is its process group's too, and its words.
    all: Vec<(u32, String)>,
    /// Whether the program ends: no more are begun.
    over: bool,
}

/// What the command writes to its standard output.
///
/// # Errors
/// One sentence when it cannot be run, fails, takes too long or writes too much.
pub fn run(command: &str, limits: Limits) -> Result<Vec<u8>, Refusal> {
    answered(talk(command, None, limits)?)
}

/// What the command answers to `input`: all that it writes, its complaints too.
///
/// # Errors
/// As [`run`].
pub fn answer(command: &str, input: Vec<u8>, limits: Limits) -> Result<Vec<u8>, Refusal> {
    answered(talk(command, Some(input), limits)?)
}

/// Hands `input` to the command, whose output is of no interest.
///
/// # Errors
/// As [`run`]; also when the command fails, whatever it has written. Its first words then say why.
pub fn hand(command: &str, input: Vec<u8>, limits: Limits) -> Result<(), Refusal> {
    let (status, bytes) = talk(command, Some(input), limits)?;
    if status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&bytes);
    let first = words.lines().map(str::trim).find(|line| !line.is_empty());
    Err(Refusal::new(match first {
        Some(first) => format!("the command failed ({status}): {first}"),
        None => format!("the command failed ({status})"),
    }))
}

/// What a command has written; a failure is one only where that is nothing.
fn answered((status, bytes): (ExitStatus, Vec<u8>)) -> Result<Vec<u8>, Refusal> {
    if status.success() || !bytes.is_empty() {
        return Ok(bytes);
    }
    Err(Refusal::new(format!("the command failed ({status})")))
}

fn talk(
    command: &str,
    input: Option<Vec<u8>>,
    limits: Limits,
) -> Result<(ExitStatus, Vec<u8>), Refusal> {
    let not_run = |error: io::Error| Refusal::new(format!("the command cannot be run ({error})"));
    let (output, write) = io::pipe().map_err(not_run)?;
    let mut made = shell(command);
    if input.is_some() {
        made.stdin(Stdio::piped());
        made.stderr(write.try_clone().map_err(not_run)?);
    } else {
        made.stdin(Stdio::null()).stderr(Stdio::null());
    }
    made.stdout(write);
    let mut running = Running::start(&mut made, command).map_err(not_run)?;
    // It holds ends of the pipe that would keep it open.
    drop(made);
    if let (Some(input), Some(mut to)) = (input, running.child.stdin.take()) {
        // A command need not read what it is given.
        named("command-input")
            .spawn(move || to.write_all(&input))
            .map_err(not_run)?;
    }
    let until = Instant::now() + limits.total;
    let bytes = read(output, limits)?;
    // It may have closed its output and go on.
    match running.status(until) {
        Ok(Some(status)) => Ok((status, bytes)),
        Ok(None) => Err(late(limits)),
        Err(error) => Err(Refusal::new(format!("the command failed ({error})"))),
    }
}

/// A command that runs. Where it is let go before its end, it is ended with all that it has started.
#[derive(Debug)]
struct Running {
    child: Child,
    ended: bool,
}

impl Running {
    fn start(made: &mut Command, command: &str) -> io::Result<Self> {
        // Held from before it is begun until it is known: one that the end of the program does not know would go on.
        let mut running = running();
        if running.over {
            return Err(io::Error::other("the program ends"));
        }
        let child = made.spawn()?;
        running.all.push((child.id(), command.to_owned()));
        Ok(Running {
            child,
            ended: false,
        })
    }

    /// How it has ended; none where it has not by then.
    fn status(&mut self, until: Instant) -> io::Result<Option<ExitStatus>> {
        let mut pause = Duration::from_millis(1);
        loop {
            // Once it was asked for, the number may be another's: nobody looks it up in between.
            let mut running = running();
            let status = self.child.try_wait()?;
            if status.is_some() {
                self.ended = true;
                running.all.retain(|(number, _)| *number != self.child.id());
            }
            drop(running);
            if status.is_some() || Instant::now() >= until {
                return Ok(status);
            }
            thread::sleep(pause);
            pause = (2 * pause).min(Duration::from_millis(50));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            let mut running = running();
            end(&mut self.child);
            let _ = self.child.wait();
            running.all.retain(|(number, _)| *number != self.child.id());
        }
    }
}

fn running() -> MutexGuard<'static, Commands> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets the commands that run end by themselves for so long, then ends them with all that they have started: the
/// words of those. The program ends with them: no more are begun.
pub fn end_all(patience: Duration) -> Vec<String> {
    let end = Instant::now() + patience;
    loop {
        let mut running = running();
        if running.all.is_empty() || Instant::now() >= end {
            running.over = true;
            for (number, _) in &running.all {
                end_group(*number);
            }
            return (running.all.iter())
                .map(|(_, words)| words.clone())
                .collect();
        }
        drop(running);
        thread::sleep(Duration::from_millis(5));
    }
}

/// From here on a signal that ends this program ends them too: keys of the terminal are not for them.
pub fn end_with_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    static BEGUN: AtomicBool = AtomicBool::new(false);
    if BEGUN.swap(true, Ordering::SeqCst) {
        return;
    }
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
        return;
    };
    let wait = move || {
        for signal in signals.forever() {
            end_all(Duration::ZERO);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    let _ = spawn("worker-signals", wait);
}

/// Ends the command and all that it has started.
pub(super) fn end(child: &mut Child) {
    end_group(child.id());
    let _ = child.kill();
}

fn end_group(number: u32) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        if let Some(group) = i32::try_from(number).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
    #[cfg(not(unix))]
    let _ = number;
}

/// The command in a process group of its own: it has no part in the terminal.
pub(super) fn shell(command: &str) -> Command {
    let (shell, flag) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let mut made = Command::new(shell);
    made.args([flag, command]);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut made, 0);
    made
}

/// Reads on a thread of its own: a command that neither writes nor ends is left behind.
fn read(output: PipeReader, limits: Limits) -> Result<Vec<u8>, Refusal> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let mut bytes = Vec::new();
        let read = output.take(limits.bytes + 1).read_to_end(&mut bytes);
        let _ = sender.send(read.map(|_| bytes));
    };
    named("command-output")
        .spawn(work)
        .map_err(|error| Refusal::new(format!("the command cannot be run ({error})")))?;
    match receiver.recv_timeout(limits.total) {
        Ok(Ok(bytes)) if bytes.len() as u64 > limits.bytes => {
            Err(Refusal::new("the command writes too much; given up"))
        }
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(Refusal::new(format!("the command failed ({error})"))),
        Err(_) => Err(late(limits)),
    }
}

fn late(limits: Limits) -> Refusal {
    let most = limits.total.as_secs();
    Refusal::new(format!("the command took longer than {most} s; given up"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    /// Nothing that is well takes so long.
    fn limits() -> Limits {
        limits_of(Duration::from_secs(300))
    }

    fn limits_of(total: Duration) -> Limits {
        Limits {
            total,
            bytes: 1000,
            ..Limits::default()
        }
    }

    /// Why a command is given up that never ends by itself.
    fn given_up(command: &str) -> String {
        let limits = limits_of(Duration::from_millis(300));
        let refusal = run(command, limits).err();
        refusal.map_or_else(String::new, |refusal| refusal.why)
    }

    #[test]
    fn output_or_a_sentence() {
        assert_eq!(run("printf feed", limits()).unwrap(), b"feed");
        let why = |command| run(command, limits()).unwrap_err().why;
        assert!(why("exit 3").starts_with("the command failed (exit status: 3"));
        assert!(given_up("exec sleep 999").starts_with("the command took longer"));
        assert!(why("head -c 2000 /dev/zero").starts_with("the command writes too much"));
    }

    #[test]
    fn what_takes_too_long_ends_with_all_that_it_has_started() {
        let path = std::env::temp_dir().join(format!("pullquote-child-{}", std::process::id()));
        // The shell itself is done at once.
        let command = format!(
            "(sleep 999; echo late >'{}') & sleep 999 & exit 0",
            path.display()
        );
        assert!(given_up(&command).contains("longer"));
        // The system takes a moment to end what was killed; where there is no `pgrep`, nothing is seen.
        let is_left = || {
            let mut left = Command::new("pgrep");
            let left = left.args(["-f", &path.display().to_string()]).output();
            left.is_ok_and(|left| !left.stdout.is_empty())
        };
        let end = Instant::now() + Duration::from_secs(300);
        while is_left() {
            assert!(Instant::now() < end, "{command} is left");
            thread::sleep(Duration::from_millis(5));
        }
        assert!(!path.exists());
    }

    #[test]
    fn a_command_that_closes_its_output_and_goes_on_is_given_up() {
        assert!(given_up("exec >&- 2>&-; sleep 999").contains("longer"));
    }

    #[test]
    fn what_runs_at_the_end_of_the_program_has_a_moment_and_is_ended() {
        let number = || {
            let all = running();
            all.all
                .iter()
                .find(|(_, words)| words == "cat; exec sleep 998")
                .map(|(number, _)| *number)
        };
        let talk = thread::spawn(|| hand("cat; exec sleep 998", b"x".to_vec(), limits()));
        let end = Instant::now() + Duration::from_secs(300);
        while number().is_none() {
            assert!(Instant::now() < end, "it never began");
            thread::sleep(Duration::from_millis(5));
        }
        // As `end_all` does, but for the commands of other tests.
        number().into_iter().for_each(end_group);
        let why = talk.join().unwrap().unwrap_err().why;
        assert!(why.starts_with("the command failed (signal: 9"), "{why}");
        assert_eq!(number(), None);
    }

    #[test]
    fn what_is_handed_over_is_taken_or_refused() {
        let hand =
            |command| hand(command, b"a quote".to_vec(), limits()).map_err(|error| error.why);
        assert_eq!(hand("grep -q quote"), Ok(()));
        let why = hand("echo; echo no such >&2; exit 3").unwrap_err();
        assert_eq!(why, "the command failed (exit status: 3): no such");
    }

    #[test]
    fn an_answer_has_the_complaints_too() {
        let answer = |command, input: &[u8]| answer(command, input.to_vec(), limits());
        assert_eq!(answer("cat; echo no >&2", b"yes ").unwrap(), b"yes no\n");
        // Much more than a pipe holds, read by nobody.
        assert_eq!(answer("echo ok", &[b'x'; 1 << 20]).unwrap(), b"ok\n");
    }
}
