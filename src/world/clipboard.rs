//! The clipboard, through the programs that desktops have for it: the modes for the ear do not send
//! the terminal sequences for it.

use std::env::var_os;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::message::Msg;

/// Programs that take the clipboard's text on standard input, with the variable of their desktop.
const PROGRAMS: [(&str, &[&str], Option<&str>); 5] = [
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
    ("clip.exe", &[], None),
];

/// Puts text into the clipboard and says what became of it.
pub fn copied(text: &str) -> Msg {
    let here = |desktop: &Option<&str>| desktop.is_none_or(|name| var_os(name).is_some());
    let mut programs = PROGRAMS.iter().filter(|(_, _, desktop)| here(desktop));
    if programs.any(|(program, arguments, _)| hand(program, arguments, text)) {
        Msg::Told("Copied.".to_owned())
    } else {
        Msg::Failed("Not copied: no wl-copy, xclip, xsel or pbcopy took it.".to_owned())
    }
}

fn hand(program: &str, arguments: &[&str], text: &str) -> bool {
    let mut command = Command::new(program);
    command.args(arguments);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    let written = child
        .stdin
        .take()
        .is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    written && child.wait().is_ok_and(|status| status.success())
}
