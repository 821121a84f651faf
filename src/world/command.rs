//! Commands of the shell, bounded in time and size: one whose output is a feed (`exec:`), one that an
//! article is handed to.

use std::io::{self, PipeReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;

use super::fetch::{Limits, Refusal};

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
    let mut child = made.spawn().map_err(not_run)?;
    // It holds ends of the pipe that would keep it open.
    drop(made);
    if let (Some(input), Some(mut to)) = (input, child.stdin.take()) {
        // A command need not read what it is given.
        thread::spawn(move || to.write_all(&input));
    }
    let read = read(output, limits);
    if read.is_err() {
        end(&mut child);
    }
    let status = child.wait();
    let bytes = read?;
    let status = status.map_err(|error| Refusal::new(format!("the command failed ({error})")))?;
    Ok((status, bytes))
}

/// Ends the command and all that it has started.
pub(super) fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    let _ = child.kill();
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
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(limits.bytes + 1).read_to_end(&mut bytes);
        let _ = sender.send(read.map(|_| bytes));
    });
    match receiver.recv_timeout(limits.total) {
        Ok(Ok(bytes)) if bytes.len() as u64 > limits.bytes => {
            Err(Refusal::new("the command writes too much; given up"))
        }
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(Refusal::new(format!("the command failed ({error})"))),
        Err(_) => Err(Refusal::new(format!(
            "the command took longer than {} s; given up",
            limits.total.as_secs()
        ))),
    }
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
