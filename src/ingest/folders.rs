//! Folders in folders, as lists of feeds and of links have them, as one tag: `News/World`.

/// The longest path of folders, in bytes; deeper folders count as the last that fits.
const LONGEST: usize = 300;

/// The path of a folder of that name in another; none where it has no name, or the path would be too long.
pub fn within(path: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let inner = if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    };
    (inner.len() <= LONGEST).then_some(inner)
}
