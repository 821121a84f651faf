//! The command table as a list of keys: what `pullquote keys` prints and README shows.

use crate::command::help;
use crate::command::keymap::Keymap;
use crate::command::table::{COMMANDS, Group, Row};

const GROUPS: [Group; 6] = [
    Group::Move,
    Group::Jump,
    Group::Look,
    Group::Act,
    Group::Passage,
    Group::Screen,
];

/// The keys by group, aligned for a terminal: keys, name, sentence. Ends with a line feed.
pub fn as_text(keymap: &Keymap) -> String {
    let keys = |row: &Row| help::keys(keymap, row);
    let wide = |of: &dyn Fn(&Row) -> usize| COMMANDS.iter().map(of).max().unwrap_or(0);
    let (first, second) = (
        wide(&|row| keys(row).chars().count()),
        wide(&|row| row.name.len()),
    );
    let mut out = String::new();
    for group in GROUPS {
        out.push_str(&format!("{}\n", group.title()));
        for row in COMMANDS.iter().filter(|row| row.group == group) {
            let (keys, name, help) = (keys(row), row.name, row.help());
            out.push_str(&format!("  {keys:first$}  {name:second$}  {help}\n"));
        }
        out.push('\n');
    }
    out.pop();
    out
}
