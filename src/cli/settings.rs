//! The reader's settings as the commands want them: the keys, and what is wrong with the file.

use super::output::Output;
use crate::command::Keymap;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::world::paths;

/// The keys that the settings mean.
///
/// # Errors
/// When they name what is not known, or give one key to two commands.
pub fn keymap(config: &Config) -> Result<Keymap> {
    let keymap = Keymap::with([&config.habit, &config.keys]);
    let keymap = keymap.and_then(|keymap| keymap.with_several(&config.several));
    keymap.map_err(|wrong| {
        let file = paths::settings_file();
        let file = file.map_or_else(String::new, |file| format!("{}: ", file.display()));
        Error::Message(format!("{file}{wrong}"))
    })
}

/// Tells of the settings file, where there is one: what is wrong in it, and which keys hide others.
///
/// # Errors
/// When stdout cannot be written to.
pub fn check(output: &mut Output) -> Result<()> {
    let Some(path) = paths::settings_file().filter(|path| path.exists()) else {
        return Ok(());
    };
    output.say(&format!("settings: {}\n", path.display()))?;
    match paths::settings().and_then(|config| keymap(&config)) {
        Ok(keymap) => {
            for sentence in keymap.hidden() {
                output.say(&format!("note: keys: {sentence}\n"))?;
            }
        }
        Err(wrong) => output.complain(&wrong),
    }
    Ok(())
}
