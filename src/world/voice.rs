//! The voice that reads aloud: a program of the system, or a command of the settings, which gets a sentence on its
//! standard input and is done when it ends. There is one at a time, and it is ended with all that it has started.

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::Sender;

use super::command::{end, shell};
use super::threads::spawn;
use crate::message::{Effect, Msg};
use crate::model::clean;

/// The setting that takes what the system has.
pub const AUTO: &str = "auto";

/// Programs that speak, the first that is there is taken: with what they are called, and how they are told a language.
const PROGRAMS: [(&str, &[&str], &str); 4] = [
    ("spd-say", &["--wait", "--pipe-mode"], "--language"),
    ("say", &["-f", "-"], ""),
    ("espeak-ng", &["--stdin"], "-v"),
    ("espeak", &["--stdin"], "-v"),
];

/// A voice, silent or not.
#[derive(Clone, Debug)]
pub struct Voice {
    /// `auto`, or a command.
    setting: Arc<Mutex<String>>,
    send: Sender<Msg>,
    now: Arc<Mutex<Option<Child>>>,
}

impl Voice {
    /// The voice of the setting; what becomes of its sentences is sent there.
    pub fn new(setting: &str, send: Sender<Msg>) -> Self {
        Voice {
            setting: Arc::new(Mutex::new(setting.to_owned())),
            send,
            now: Arc::default(),
        }
    }

    /// Takes another setting for what is said next.
    pub fn set(&self, setting: &str) {
        let mut now = self.setting.lock().unwrap_or_else(PoisonError::into_inner);
        setting.clone_into(&mut now);
    }

    fn setting(&self) -> String {
        let now = self.setting.lock().unwrap_or_else(PoisonError::into_inner);
        now.clone()
    }

    /// Does what an effect asks of the voice.
    pub fn answer(&self, effect: Effect) {
        match effect {
            Effect::Speak { ask, words, lang } => {
                if let Err(why) = self.speak(ask, &words, lang.as_deref()) {
                    let failed = Some(why);
                    let _ = self.send.send(Msg::Spoken { ask, failed });
                }
            }
            _ => self.hush(),
        }
    }

    fn speak(&self, ask: u64, words: &str, lang: Option<&str>) -> Result<(), String> {
        self.hush();
        let mut command = self.command(lang)?;
        let failed =
            |error: &dyn std::fmt::Display| format!("The voice cannot be started ({error}).");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| failed(&error))?;
        let (input, number) = (child.stdin.take(), child.id());
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        let words = format!("{}\n", clean(words));
        let voice = self.clone();
        let work = move || {
            if let Some(mut input) = input {
                // It may end before it has read all.
                let _ = input.write_all(words.as_bytes());
            }
            voice.await_end(ask, number);
        };
        spawn("worker-voice", work).map_err(|error| {
            self.hush();
            failed(&error)
        })
    }

    /// Waits for the end of the process of that number, and tells it, unless somebody has ended it before.
    fn await_end(&self, ask: u64, number: u32) {
        let failed = loop {
            ended(number);
            let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(child) = now.as_mut().filter(|child| child.id() == number) else {
                return;
            };
            match child.try_wait() {
                Ok(None) => continue,
                Ok(Some(status)) if status.success() => {
                    *now = None;
                    break None;
                }
                Ok(Some(status)) => {
                    *now = None;
                    break Some(format!(
                        "The voice failed ({status}); the setting voice names another."
                    ));
                }
                Err(error) => {
                    *now = None;
                    break Some(format!("The voice failed ({error})."));
                }
            }
        };
        let _ = self.send.send(Msg::Spoken { ask, failed });
    }

    /// Ends what is being said.
    pub fn hush(&self) {
        let now = self
            .now
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(mut child) = now else {
            return;
        };
        end(&mut child);
        let _ = child.wait();
        if self.setting() == AUTO && found("spd-say") {
            // What speaks is the dispatcher, which goes on without its client.
            let stop = Command::new("spd-say")
                .arg("--stop")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn();
            if let Ok(mut stop) = stop {
                let _ = spawn("worker-hush", move || drop(stop.wait()));
            }
        }
    }

    fn command(&self, lang: Option<&str>) -> Result<Command, String> {
        let lang = lang.filter(|lang| lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        let setting = self.setting();
        if setting != AUTO {
            let mut command = shell(&setting);
            command.env("PULLQUOTE_LANG", lang.unwrap_or_default());
            return Ok(command);
        }
        let program = PROGRAMS.iter().find(|(name, ..)| found(name));
        let (name, arguments, language) = program.ok_or(
            "No voice is found here: install speech-dispatcher or espeak-ng, or name a command in the setting voice.",
        )?;
        let mut command = Command::new(name);
        command.args(*arguments);
        if let (Some(lang), false) = (lang, language.is_empty()) {
            command.args([language, lang]);
        }
        Ok(command)
    }
}

/// Waits until a child has ended, and leaves it to be asked how.
fn ended(number: u32) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
        let number = i32::try_from(number).ok().and_then(Pid::from_raw);
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        if let Some(number) = number
            && waitid(WaitId::Pid(number), options).is_ok()
        {
            return;
        }
    }
    #[cfg(not(unix))]
    let _ = number;
    std::thread::sleep(std::time::Duration::from_millis(20));
}

/// Whether a program is in one of the folders that programs are looked for in.
fn found(name: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders)
        .any(|folder: std::path::PathBuf| Path::new(&folder).join(name).is_file())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crossbeam_channel::{Receiver, unbounded};
    use std::fs;
    use std::time::{Duration, Instant};

    /// Only what fails takes so long.
    const LONG: Duration = Duration::from_secs(300);

    fn wait_until(what: &str, is: impl Fn() -> bool) {
        let end = Instant::now() + LONG;
        while !is() {
            assert!(Instant::now() < end, "{what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn speak(voice: &Voice, ask: u64, words: &str) {
        let words = words.to_owned();
        let lang = Some("de".to_owned());
        voice.answer(Effect::Speak { ask, words, lang });
    }

    fn next(told: &Receiver<Msg>) -> (u64, Option<String>) {
        match told.recv_timeout(LONG) {
            Ok(Msg::Spoken { ask, failed }) => (ask, failed),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn sentences_are_said_in_their_language_and_what_fails_is_told() {
        let file = env::temp_dir().join(format!("pullquote-voice-{}", std::process::id()));
        let (send, told) = unbounded();
        let said = format!("(echo $PULLQUOTE_LANG; cat) >>{}", file.display());
        let voice = Voice::new(&said, send);
        speak(&voice, 1, "-n It floats; rm\u{1b}[2J");
        assert_eq!(next(&told), (1, None));
        assert_eq!(fs::read_to_string(&file).unwrap(), "de\n-n It floats; rm\n");
        fs::remove_file(&file).unwrap();
        voice.set("exit 3");
        speak(&voice, 2, "x");
        let (ask, failed) = next(&told);
        assert!(ask == 2 && failed.unwrap().contains("exit status: 3"));
    }

    #[test]
    fn what_is_stopped_ends_at_once_with_all_that_it_started() {
        let file = env::temp_dir().join(format!("pullquote-hush-{}", std::process::id()));
        let (send, told) = unbounded();
        let voice = Voice::new(
            &format!("sleep 999 & echo $! $$ >{}; wait", file.display()),
            send,
        );
        speak(&voice, 1, "a");
        wait_until("it speaks", || {
            fs::read_to_string(&file).is_ok_and(|it| it.ends_with('\n'))
        });
        // It waits for the end of what it stops.
        voice.answer(Effect::Hush);
        for number in fs::read_to_string(&file).unwrap().split_whitespace() {
            // The system takes a moment to end what was killed.
            wait_until(&format!("{number} is left"), || {
                let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
                stat.is_empty() || stat.contains(") Z ")
            });
        }
        // Nobody is told of what was stopped.
        assert!(told.recv_timeout(Duration::from_millis(200)).is_err());
        fs::remove_file(&file).unwrap();
    }
}
