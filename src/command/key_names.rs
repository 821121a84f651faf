//! Keys by names that can be heard: synthesizers pass over most signs.

use crate::command::chord::{Chord, Key};
use crate::command::keymap::Keymap;
use crate::command::table::Command;

/// The first keys of a command, as they are heard or shown; empty when it has none.
pub fn of(keymap: &Keymap, command: Command, heard: bool) -> String {
    match keymap.keys(command).first() {
        Some(keys) if heard => one(keys),
        _ => keymap.key(command),
    }
}

/// "right bracket q", "Control d".
pub fn one(keys: &[Chord]) -> String {
    let names: Vec<String> = keys.iter().map(|chord| name(*chord)).collect();
    names.join(" ")
}

/// "capital G or End": the first two ways to give a command.
pub fn first_two(keys: &[Vec<Chord>]) -> String {
    let keys: Vec<String> = keys.iter().take(2).map(|keys| one(keys)).collect();
    keys.join(" or ")
}

fn name(chord: Chord) -> String {
    let key = match chord.key {
        Key::Char(c) => character(c),
        Key::Enter => "Enter".to_owned(),
        Key::Esc => "Escape".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::BackTab => "Shift Tab".to_owned(),
        Key::Backspace => "Backspace".to_owned(),
        Key::Delete => "Delete".to_owned(),
        Key::Up => "Up arrow".to_owned(),
        Key::Down => "Down arrow".to_owned(),
        Key::Left => "Left arrow".to_owned(),
        Key::Right => "Right arrow".to_owned(),
        Key::PageUp => "Page up".to_owned(),
        Key::PageDown => "Page down".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
        Key::F(number) => format!("F{number}"),
    };
    if chord.ctrl {
        format!("Control {key}")
    } else {
        key
    }
}

fn character(c: char) -> String {
    const SIGNS: &[(char, &str)] = &[
        (' ', "Space"),
        ('!', "exclamation mark"),
        ('"', "quotation mark"),
        ('#', "number sign"),
        ('$', "dollar sign"),
        ('%', "percent sign"),
        ('&', "ampersand"),
        ('\'', "apostrophe"),
        ('(', "left parenthesis"),
        (')', "right parenthesis"),
        ('*', "asterisk"),
        ('+', "plus sign"),
        (',', "comma"),
        ('-', "minus sign"),
        ('.', "full stop"),
        ('/', "slash"),
        (':', "colon"),
        (';', "semicolon"),
        ('<', "less-than sign"),
        ('=', "equals sign"),
        ('>', "greater-than sign"),
        ('?', "question mark"),
        ('@', "at sign"),
        ('[', "left bracket"),
        ('\\', "backslash"),
        (']', "right bracket"),
        ('^', "caret"),
        ('_', "underscore"),
        ('`', "backquote"),
        ('{', "left brace"),
        ('|', "vertical bar"),
        ('}', "right brace"),
        ('~', "tilde"),
    ];
    match SIGNS.iter().find(|(sign, _)| *sign == c) {
        Some((_, name)) => (*name).to_owned(),
        None if c.is_uppercase() => format!("capital {c}"),
        None => c.to_string(),
    }
}
