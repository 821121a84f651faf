//! Addresses in a book as places of its archive.

use percent_encoding::percent_decode_str;

/// `href` as a file of `path` gives it, as a path of the archive; its fragment goes.
pub fn joined(path: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let href = percent_decode_str(href).decode_utf8_lossy();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    let whole = if href.starts_with('/') { "" } else { folder };
    for part in whole.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where a link of the file at `path` leads inside the book: the path of a file, with the place in it, or a place of the
/// same file. None for what leads elsewhere.
pub fn inside(path: &str, address: &str) -> Option<String> {
    let (file, place) = address.split_once('#').unwrap_or((address, ""));
    if file.is_empty() || file.contains(':') {
        return None;
    }
    let file = joined(path, file);
    match place {
        // Decoded, it would say something else than it does.
        _ if file.contains([':', '#']) => None,
        "" => Some(file),
        place if file == path => Some(format!("#{place}")),
        place => Some(format!("{file}#{place}")),
    }
}
