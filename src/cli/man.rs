//! The manual page: one for the program with all its commands.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::args::Cli;

/// The page in roff.
///
/// # Errors
/// When it cannot be made.
pub fn page() -> io::Result<String> {
    let mut program = Cli::command();
    program.build();
    let mut page = Vec::new();
    Man::new(program.clone()).render(&mut page)?;
    // The commands have no pages of their own.
    let text = String::from_utf8_lossy(&page).replace("(1)\n", "\n");
    let mut page = text.replace("pullquote\\-", "pullquote ").into_bytes();
    for command in program.get_subcommands() {
        add(command, &mut page)?;
    }
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// What a command takes, and those below it, each as a chapter of its own.
fn add(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    if command.get_name() == "help" {
        return Ok(());
    }
    let name = command.get_bin_name().unwrap_or_default().to_uppercase();
    let man = Man::new(command.clone());
    let mut chapter = Vec::new();
    man.render_synopsis_section(&mut chapter)?;
    man.render_description_section(&mut chapter)?;
    man.render_options_section(&mut chapter)?;
    // Sections of the page become parts of the chapter.
    let chapter = String::from_utf8_lossy(&chapter).replace(".SH ", ".SS ");
    page.extend(format!(".SH \"{name}\"\n{chapter}").into_bytes());
    command.get_subcommands().try_for_each(|it| add(it, page))
}
