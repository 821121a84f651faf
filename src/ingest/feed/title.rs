//! Titles of feeds and items: one line, in which a word in angle brackets is a word.
//!
//! RSS says nowhere whether a title is markup. Tags that set words off and are closed again are taken
//! for it; `<title>`, `Option<String>` and `a<b` are words.

use std::collections::HashMap;

use crate::ingest::{entities, fold};
use crate::model::clean;

/// Elements that set words of a title off.
const FORMAT: [&str; 28] = [
    "a", "abbr", "acronym", "b", "big", "cite", "code", "del", "div", "em", "font", "h1", "h2",
    "h3", "i", "ins", "kbd", "mark", "nobr", "p", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
];

/// Elements that stand alone.
const ALONE: [&str; 4] = ["br", "img", "wbr", "hr"];

/// The line that a title says.
pub fn line(title: &str) -> String {
    let bare = without_format(title);
    let words = entities::decode_ended(&bare);
    clean(&fold::one_line(&words)).trim().to_owned()
}

/// A title without the tags that only set words off.
fn without_format(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut open: Vec<String> = Vec::new();
    // How many of each are open: one that is not is not sought among all others.
    let mut opened: HashMap<String, usize> = HashMap::new();
    // Where each element is closed for the last time: sought once, however often it is opened.
    let lower = title.to_ascii_lowercase();
    let mut closed_last: HashMap<String, Option<usize>> = HashMap::new();
    let mut rest = title;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let Some((name, closing, tag)) = tag(&rest[at..]) else {
            out.push('<');
            rest = &rest[at + 1..];
            continue;
        };
        let behind = &rest[at + tag.len()..];
        let goes = if ALONE.contains(&name.as_str()) {
            out.push(' ');
            true
        } else if !FORMAT.contains(&name.as_str()) {
            false
        } else if closing {
            let is_open = opened.get(&name).is_some_and(|count| *count > 0);
            while let Some(last) = open.pop_if(|_| is_open) {
                opened.entry(last.clone()).and_modify(|count| *count -= 1);
                if last == name {
                    break;
                }
            }
            is_open
        } else {
            let last = closed_last
                .entry(name.clone())
                .or_insert_with(|| lower.rfind(&format!("</{name}")));
            let closed = last.is_some_and(|at| at >= title.len() - behind.len());
            if closed {
                *opened.entry(name.clone()).or_default() += 1;
                open.push(name);
            }
            closed
        };
        if !goes {
            out.push_str(tag);
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The name in lower case of the tag that a text begins with, whether it closes, and all of it.
fn tag(text: &str) -> Option<(String, bool, &str)> {
    // Another tag begins before this one ends: "a < b <i>c</i>".
    let end = 1 + text[1..].find(['<', '>'])?;
    let inside = &text[1..end];
    let closing = inside.starts_with('/');
    let body = inside.trim_start_matches('/');
    let length = body
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(body.len());
    let name = body[..length].to_ascii_lowercase();
    let whole = text[end..].starts_with('>') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    whole.then(|| (name, closing, &text[..=end]))
}

/// What programs write for a title where there is none, in small letters.
const NONE: [&str; 14] = [
    "untitled",
    "no title",
    "ohne titel",
    "kein titel",
    "sans titre",
    "sin título",
    "senza titolo",
    "sem título",
    "zonder titel",
    "bez tytułu",
    "без названия",
    "無題",
    "无标题",
    "無標題",
];

/// Whether a title is none: empty, nothing but dashes and dots, or "(no title)".
pub fn says_nothing(title: &str) -> bool {
    let lower = title.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    NONE.contains(&bare) || title.chars().all(|c| c == ' ' || c.is_ascii_punctuation())
}

/// What an address ends with, as a title: its last part, or all of it without the scheme.
pub fn of_address(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.trim_end_matches('/');
    let last = address.rsplit('/').next().unwrap_or_default();
    let is_name = last.chars().any(char::is_alphabetic);
    clean(if is_name { last } else { address }).into_owned()
}

/// The longest title, in characters, that is made of a story's first words.
const FIRST: usize = 80;

/// The first words of a story that has no title: its first sentence, or as much as fits on a row.
pub fn first_words(text: &str) -> String {
    let paragraph = text
        .split('\n')
        .find(|line| line.chars().any(char::is_alphanumeric));
    let line = fold::one_line(paragraph.unwrap_or_default());
    let mut words = String::new();
    for (n, c) in line.chars().enumerate() {
        let wide = fold::is_wide(c);
        let ends = n >= 12
            && matches!(c, '.' | '!' | '?')
            && line[words.len()..].chars().nth(1) == Some(' ');
        if n >= FIRST || wide && n >= FIRST / 2 {
            let cut = words
                .rfind(' ')
                .filter(|at| !wide && *at > FIRST / 2)
                .unwrap_or(words.len());
            let kept = words[..cut].trim_end_matches([',', ';', ':', ' ', '–', '—', '-']);
            return format!("{kept}…");
        }
        words.push(c);
        if ends || matches!(c, '。' | '！' | '？') && n >= 4 {
            break;
        }
    }
    words.trim_end_matches(['.', '。']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{first_words, line};

    #[test]
    fn a_title_of_nothing_but_tags_takes_no_time_by_the_square() {
        for piece in ["<A", "<b>", "<b></i>", "</b>"] {
            let title = piece.repeat(200_000);
            assert!(!line(&title).is_empty() || piece == "</b>");
        }
        let many = "<b>".repeat(100_000) + &"</i>".repeat(100_000) + "</b>";
        assert_eq!(line(&many), "</i>".repeat(100_000));
        assert_eq!(line("<b>Late</b> <b>boats"), "Late <b>boats");
    }

    #[test]
    fn words_in_angle_brackets_are_words() {
        for title in [
            "Use the <title> element well",
            "How <script> tags work",
            "Vec<Option<String>> explained",
            "<video> or <canvas>?",
            "if (a<b) and c>d",
            "The <b> tag and the <br tag",
            "I <3 you & me",
            "x < y > z",
            "AT&T and ?a=1&copy=2",
            "A -> B, C <- D",
            "C++ & C#",
        ] {
            assert_eq!(line(title), title);
        }
    }

    #[test]
    fn tags_that_set_words_off_go() {
        assert_eq!(line("A <i>new</i> quay"), "A new quay");
        assert_eq!(
            line("<b class='x'>A <EM>new</EM></b> quay<br/>opens"),
            "A new quay opens"
        );
        assert_eq!(
            line("<p>A quay &amp;amp; &lt;title&gt;</p>"),
            "A quay &amp; <title>"
        );
        assert_eq!(line("Caf&eacute; &#8220;Quay&#8221;"), "Café “Quay”");
        assert_eq!(line(" two\n lines "), "two lines");
    }

    #[test]
    fn a_story_without_a_title_is_called_by_its_first_words() {
        assert_eq!(
            first_words("The oven is cold today. No rye."),
            "The oven is cold today"
        );
        assert_eq!(
            first_words("Mr. Ruiz bakes again!\n\nCome."),
            "Mr. Ruiz bakes again!"
        );
        let long = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring";
        assert_eq!(
            first_words(long),
            "The harbour master said on Monday that the new quay of Port Almery will be open…"
        );
        assert_eq!(first_words("今天沒有麵包。明天再來。"), "今天沒有麵包");
        assert_eq!(first_words("\n…\nOne"), "One");
        assert_eq!(first_words(""), "");
    }
}
