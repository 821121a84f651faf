//! Who wrote it, in the ways feeds say so.

use super::xml::Element;

/// The names of all authors of a feed or an item.
pub fn names(element: &Element) -> Option<String> {
    let sources = [
        "author",
        "dc:creator",
        "dc:author",
        "itunes:author",
        "managingeditor",
        "media:credit",
    ];
    sources.iter().find_map(|source| {
        let mut names: Vec<String> = Vec::new();
        for name in element.all(source).filter_map(one) {
            if !names.contains(&name) && names.len() < 20 {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    })
}

/// Atom has the name in an element, RSS all in one line.
fn one(person: &Element) -> Option<String> {
    let part = person.text_of(&["name", "itunes:name"]);
    match part {
        Some(name) => Some(super::content::plain(name)),
        None => name(person.text.trim()).or_else(|| person.text_of(&["email"]).map(str::to_string)),
    }
}

/// The name in `ana@almery.example (Ana Ruiz)`, `Ana Ruiz <ana@almery.example>` or a bare name; an
/// address alone is better than nothing.
fn name(line: &str) -> Option<String> {
    let line = super::content::plain(line);
    let line = line.trim();
    let outside = |open: char, close: char| {
        let (before, rest) = line.split_once(open)?;
        let (inside, after) = rest.split_once(close)?;
        let words = if before.contains('@') {
            inside
        } else if inside.contains('@') {
            before
        } else {
            return None;
        };
        let words = words.trim().trim_matches('"');
        (!words.is_empty()).then(|| (words.to_string(), after.len()))
    };
    let line = line
        .strip_prefix("by ")
        .or(line.strip_prefix("By "))
        .unwrap_or(line);
    let found = outside('(', ')')
        .or_else(|| outside('<', '>'))
        .map(|(name, _)| name);
    found.or_else(|| (!line.is_empty()).then(|| line.trim_start_matches("mailto:").to_string()))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn the_name_is_told_from_the_address() {
        let check = |line, expected: &str| assert_eq!(name(line).as_deref(), Some(expected));
        check("ana@almery.example (Ana Ruiz)", "Ana Ruiz");
        check("Ana Ruiz <ana@almery.example>", "Ana Ruiz");
        check("Ana Ruiz (ana@almery.example)", "Ana Ruiz");
        check("Ana Ruiz", "Ana Ruiz");
        check("By Ana Ruiz, Bo Maas", "Ana Ruiz, Bo Maas");
        check("ana@almery.example", "ana@almery.example");
        assert_eq!(name(" "), None);
    }
}
