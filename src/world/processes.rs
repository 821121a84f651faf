//! The processes that this program runs under, as far as the system tells.

use std::fs::File;
use std::io::Read;

/// Their names, the parent's first; empty where there is no `/proc`.
pub fn names() -> Vec<String> {
    /// A chain that is longer is no chain.
    const MOST: usize = 64;
    let mut names = Vec::new();
    let mut process = "self".to_owned();
    while names.len() < MOST
        && let Some((name, parent)) = read(&process)
    {
        names.push(name);
        process = parent;
    }
    names.drain(..names.len().min(1));
    names
}

/// The name of a process, and its parent. The name stands in parentheses and may hold any of them.
fn read(process: &str) -> Option<(String, String)> {
    // One read gives all of it; a file without a size is else read by small pieces.
    let mut line = [0; 1024];
    let mut file = File::open(format!("/proc/{process}/stat")).ok()?;
    let read = file.read(&mut line).ok()?;
    let stat = String::from_utf8_lossy(&line[..read]);
    let (start, end) = (stat.find('(')? + 1, stat.rfind(')')?);
    let parent = stat.get(end + 1..)?.split_whitespace().nth(1)?;
    Some((stat.get(start..end)?.to_owned(), parent.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_parents_are_named_where_the_system_tells() {
        let known = fs::exists("/proc/self/stat").unwrap_or(false);
        assert_eq!(!names().is_empty(), known);
    }
}
