//! Parts of sentences: counts, facts with signs between them, full stops, titles, addresses.

use crate::model::leads::slug;

/// "1 quote", "3 quotes".
pub fn count(n: usize, noun: &str) -> String {
    match (n, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "person") => format!("{n} people"),
        (_, "match") => format!("{n} matches"),
        (_, noun) => format!("{n} {noun}s"),
    }
}

/// An address as a reader wants it: without the scheme of the web and a closing slash.
pub fn shown_address(address: &str) -> &str {
    let bare = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.strip_suffix('/').unwrap_or(bare)
}

/// Words with a full stop, if they have none.
pub fn sentence(words: &str) -> String {
    if words.ends_with(['.', '?', '!', '…']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// A number with its thousands set apart: 12,345.
pub fn number_of(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Small numbers as words.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// The facts that are known, with a sign between them.
pub fn known(between: &str, facts: impl IntoIterator<Item = Option<String>>) -> String {
    let known = facts.into_iter().flatten().filter(|fact| !fact.is_empty());
    known.collect::<Vec<_>>().join(between)
}

/// The facts that are there, with dots between them.
pub fn dotted(facts: &[&str]) -> String {
    known(" · ", facts.iter().map(|fact| Some((*fact).to_owned())))
}

/// Words without the marks of a quotation around them.
pub fn bare_words(words: &str) -> &str {
    let words = words.trim_matches(['“', '”', '"', '„', '«', '»', ' ']);
    words.trim_end_matches([',', ';', ':', ' '])
}

/// The title of an article, or what stands for one that is missing.
pub fn title(title: &str) -> &str {
    match title {
        "" => "Without a title",
        title => title,
    }
}

/// Words with their line breaks folded into blanks.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters of a title that a file's name keeps at most.
const LONGEST_NAME: usize = 60;

/// A title as the name of a file: its letters and digits in lower case, hyphens between the words.
pub fn file_name(title: &str) -> String {
    let mut name = String::new();
    for word in slug(title).split('-') {
        if name.chars().count() + word.chars().count() >= LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    match name.as_str() {
        "" => "article".to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        for (title, name) in [
            (
                "Council votes to keep the ferry",
                "council-votes-to-keep-the-ferry",
            ),
            ("“Never!” – Åsa’s café, 2026", "never-åsa-s-café-2026"),
            ("../../etc/passwd", "etc-passwd"),
            ("?", "article"),
        ] {
            assert_eq!(file_name(title), name);
        }
        assert!(file_name(&"long ".repeat(50)).len() <= LONGEST_NAME);
    }
}
