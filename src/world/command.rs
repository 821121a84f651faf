//! A command's output as a feed (`exec:`): run by the shell, bounded in time and size.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use super::fetch::{Limits, Refusal};

/// What the command writes to its standard output.
///
/// # Errors
/// One sentence when it cannot be run, fails, takes too long or writes too much.
pub fn run(command: &str, limits: Limits) -> Result<Vec<u8>, Refusal> {
    let mut child = shell(command)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Refusal::new(format!("the command cannot be run ({error})")))?;
    let read = read(&mut child, limits);
    if read.is_err() {
        let _ = child.kill();
    }
    let status = child.wait();
    let bytes = read?;
    match status {
        Ok(status) if status.success() || !bytes.is_empty() => Ok(bytes),
        Ok(status) => Err(Refusal::new(format!("the command failed ({status})"))),
        Err(error) => Err(Refusal::new(format!("the command failed ({error})"))),
    }
}

fn shell(command: &str) -> Command {
    let (shell, flag) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let mut made = Command::new(shell);
    made.args([flag, command]);
    made
}

/// Reads on a thread of its own: a command that neither writes nor ends is left behind.
fn read(child: &mut Child, limits: Limits) -> Result<Vec<u8>, Refusal> {
    let Some(output) = child.stdout.take() else {
        return Ok(Vec::new());
    };
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
    use std::time::Duration;

    fn limits() -> Limits {
        Limits {
            total: Duration::from_millis(300),
            bytes: 1000,
            ..Limits::default()
        }
    }

    #[test]
    fn output_or_a_sentence() {
        assert_eq!(run("printf feed", limits()).unwrap(), b"feed");
        let why = |command| run(command, limits()).unwrap_err().why;
        assert!(why("exit 3").starts_with("the command failed (exit status: 3"));
        assert!(why("exec sleep 5").starts_with("the command took longer"));
        assert!(why("head -c 2000 /dev/zero").starts_with("the command writes too much"));
    }
}
