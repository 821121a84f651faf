//! The name of a person or body in a line that says who wrote something.
//!
//! Pages put a name, a role, a date, a count of comments and a button into one line, in any order. What
//! is not surely a name is none: a missing byline is better than a wrong one.

mod words;

use self::words::{
    BEFORE, BEHIND, BEHIND_BY, COUNTED, DATED, JOINTS, NOBODY, OUTLETS, PICTURES, ROLES, TO_DATE,
};
use crate::ingest::dates;

/// A name from "By Ana Ruiz, staff writer | 12 May": without "By" and what follows a name. None where
/// the line is something else.
pub fn name_in(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = text.as_str();
    // "ana@almery.example (Ana Ruiz)", as feeds write it.
    if let Some((address, rest)) = name.split_once(" (")
        && address.contains('@')
        && !address.contains(' ')
        && let Some(rest) = rest.strip_suffix(')')
    {
        name = rest;
    }
    let mut signs = false;
    for by in BEFORE {
        if let Some(head) = name.get(..by.len())
            && head.to_lowercase() == *by
            && (by.ends_with([':', '・']) || name[by.len()..].starts_with(BEHIND_BY))
        {
            name = name[by.len()..].trim_start_matches(BEHIND_BY);
            signs = true;
        }
    }
    let end = name.find(['|', '•', '·', '⋅', '–', '—', '»']);
    let name = name[..end.unwrap_or(name.len())].trim();
    let name = without_date(without_outlet(name))
        .replace(" ,", ",")
        .replace(" ;", ";");
    let name = name
        .trim()
        .trim_end_matches([',', ';', '-', '/', '('])
        .trim();
    let name = BEHIND
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name);
    (fits(name) && !is_wrong(name)).then(|| without_place(name, signs))
}

/// The names without where they write: "Ana Ruiz in Almery and Bo Maas in Vik". Where the line `signs` ("By Ana Ruiz, Vik"), a
/// single word behind a comma is no second name.
fn without_place(name: &str, signs: bool) -> String {
    let mut names = String::with_capacity(name.len());
    let mut rest = name;
    while !rest.is_empty() {
        let joints = JOINTS
            .iter()
            .filter_map(|joint| Some((rest.find(joint)?, joint.len())));
        let (end, joint) = joints.min().unwrap_or((rest.len(), 0));
        let (part, behind) = (&rest[..end], &rest[end..]);
        names.push_str(&part[..place_in(part).unwrap_or(end)]);
        names.push_str(&behind[..joint]);
        rest = &behind[joint..];
    }
    match names.split_once(", ") {
        Some((who, place)) if signs && who.contains(' ') && is_place(place) => who.to_owned(),
        _ => names,
    }
}

/// Where the place begins behind one name, as in "Ana Ruiz in Almery".
fn place_in(part: &str) -> Option<usize> {
    [" in ", " à ", " en "].iter().find_map(|word| {
        let (who, place) = part.split_once(word)?;
        let is_name = |word: &str| word.starts_with(char::is_uppercase);
        let one = who.contains(' ') && who.split(' ').all(is_name);
        (one && is_name(place)).then_some(who.len())
    })
}

/// Whether a word may be a place: a capital and small letters, and no agency.
fn is_place(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 2
        && letters.all(char::is_lowercase)
        && !["Reuters", "Bloomberg"].contains(&word)
}

/// The words before the name of a paper in capitals, which pages put behind those who write for it.
fn without_outlet(name: &str) -> &str {
    let is_loud = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && word.chars().count() > 1 && letters.all(char::is_uppercase)
    };
    let mut words = name.rsplit(' ').peekable();
    if words.peek().is_none_or(|last| !OUTLETS.contains(last)) {
        return name;
    }
    let loud = words.by_ref().take_while(|word| is_loud(word));
    let (count, length) = loud.fold((0, 0), |(count, length), word| {
        (count + 1, length + word.len() + 1)
    });
    let before = &name[..name.len().saturating_sub(length)];
    let fits = count >= 2 && before.split(' ').count() >= 2 && before.contains(char::is_lowercase);
    if fits { before } else { name }
}

/// The words before the first one that belongs to a date, a count, a role or an address.
fn without_date(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let bare: Vec<String> = words
        .iter()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let number = |at: usize| {
        bare.get(at)
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    // "Ana Ruiz (@ana)", "Ana Ruiz ana@almery.example", "Ana Ruiz Staff writer"
    let reached = |at: usize| at > 0 && words[at].contains('@');
    let is_staff = |at: usize| {
        let behind = bare.get(at + 1).map(String::as_str);
        bare[at] == "staff" && matches!(behind, Some("writer" | "reporter" | "photographer"))
    };
    // "Ana Ruiz, photographs by Bo Maas"
    let pictured = |at: usize| {
        let by = bare.get(at + 1).map(String::as_str);
        PICTURES.contains(&bare[at].as_str())
            && (words[at].ends_with(':') || matches!(by, Some("by" | "von" | "par" | "por" | "di")))
    };
    let role = |at: usize| {
        at >= 2
            && (ROLES.contains(&bare[at].as_str()) || is_staff(at))
            && words[at].starts_with(char::is_uppercase)
            && !words[at - 1].ends_with(',')
            && !matches!(
                bare[at - 1].as_str(),
                "and" | "the" | "post" | "times" | "news"
            )
    };
    let dates = |at: usize| {
        number(at)
            || at >= 2 && words[at] == "For"
            || reached(at)
            || role(at)
            || DATED.contains(&bare[at].as_str())
            || at > 0 && pictured(at)
            || dates::is_month(&bare[at]) && (number(at + 1) || at > 0 && number(at - 1))
            || dates::is_weekday(&bare[at]) && (at + 1..at + 4).any(number)
    };
    let mut end = (0..words.len())
        .find(|&at| dates(at))
        .unwrap_or(words.len());
    while end > 0 && end < words.len() && TO_DATE.contains(&bare[end - 1].as_str()) {
        end -= 1;
    }
    words[..end].join(" ")
}

/// Whether a line has the shape of one or several names, perhaps with a role.
fn fits(name: &str) -> bool {
    let words = name.split(' ').count();
    let mut letters: Vec<char> = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let wide = letters.iter().any(|c| !c.is_ascii());
    letters.sort_unstable();
    letters.dedup();
    // "AA" and "A+" are buttons for the size of the text.
    let enough = if wide { 1 } else { 2 };
    letters.len() >= enough
        && !name.starts_with([',', '&', '#', '@', '+', '['])
        && !name.ends_with([':', '?', '!', '*'])
        && (1..=14).contains(&words)
        && name.chars().count() <= 120
        && !is_phrase(name)
}

/// Several words, each in small letters: "billed annually, or". A lone one may be what somebody calls himself.
fn is_phrase(name: &str) -> bool {
    name.contains(' ')
        && name.chars().any(char::is_lowercase)
        && !name
            .chars()
            .any(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
}

fn is_wrong(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let last = words.last().copied().unwrap_or_default();
    lower.starts_with("http")
        || lower.starts_with("www.")
        || lower.contains("://")
        || lower.contains('@') && words.len() <= 3 && !lower.contains(' ')
        || NOBODY.contains(&lower.as_str())
        || COUNTED.contains(&last)
        || lower.split(" / ").next().is_some_and(|first| NOBODY.contains(&first))
        || words
            .first()
            .is_some_and(|word| matches!(*word, "leave" | "click" | "share" | "subscribe"))
        // Who says something in a comment.
        || matches!(last, "says" | "wrote" | "ago" | "dice" | "schreibt" | "sagt")
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        assert_eq!(
            name_in(line).as_deref(),
            (!expected.is_empty()).then_some(expected),
            "{line}"
        );
    }

    #[test]
    fn names_stand_alone() {
        check("By Ana Ruiz", "Ana Ruiz");
        check("Von Jörg Maas | 12. Mai", "Jörg Maas");
        check("By: Ana Ruiz, staff writer", "Ana Ruiz, staff writer");
        check(
            "Ana Ruiz ,  Bo Maas , Kim Lind",
            "Ana Ruiz, Bo Maas, Kim Lind",
        );
        check("By Ana Ruiz and", "Ana Ruiz");
        check("Ruiz, A.", "Ruiz, A.");
        check("山田太郎", "山田太郎");
        check("AFP", "AFP");
        check("May Lind", "May Lind");
        check("h.lind99", "h.lind99");
        check("Ana Ruiz (@ana)", "Ana Ruiz");
        check("By Ana Ruiz ana@almery.example", "Ana Ruiz");
        check("Ana Ruiz Staff writer", "Ana Ruiz");
        check("Almery Post Staff", "Almery Post Staff");
        check("Our Foreign Staff", "Our Foreign Staff");
        check("Home By Ana Ruiz", "Ana Ruiz");
        check("Home Ana Ruiz", "Ana Ruiz");
        check("Words: Ana Ruiz", "Ana Ruiz");
        check("Follow Ana Ruiz", "Ana Ruiz");
        check("ana@almery.example (Ana Ruiz)", "Ana Ruiz");
        check("Words by Ana Ruiz, photographs by Bo Maas", "Ana Ruiz");
        check("Von Ana Ruiz, Fotos: Bo Maas", "Ana Ruiz");
        check("Ana Ruiz / Almery Post", "Ana Ruiz / Almery Post");
        check("Home / News", "");
        check("Ana Ruiz and Bo Maas ALMERY TODAY", "Ana Ruiz and Bo Maas");
        check("ANA RUIZ", "ANA RUIZ");
        check("Ana Maria RUIZ MAAS", "Ana Maria RUIZ MAAS");
        check("Almery Post", "Almery Post");
        check("Текст: Анна Руис", "Анна Руис");
        check("Texte : Ana Ruiz", "Ana Ruiz");
        check("A cura di Ana Ruiz", "Ana Ruiz");
        check("Escrito por Ana Ruiz", "Ana Ruiz");
        check("Ana Ruiz Follow", "Ana Ruiz");
        check("By Ana Ruiz For Almery Post", "Ana Ruiz");
        check("文・山田太郎", "山田太郎");
        check("作者：王小明", "王小明");
        check("记者 王小明", "王小明");
        check("김철수 기자", "김철수");
        check("文学太郎", "文学太郎");
        check(
            "By Ana Ruiz in Port Almery and Bo Maas in Vik",
            "Ana Ruiz and Bo Maas",
        );
        check("Ana Ruiz in Almery, Bo Maas", "Ana Ruiz, Bo Maas");
        check("By Ana Ruiz, Almery", "Ana Ruiz");
        check("Von Ana Ruiz und Bo Maas, Almery", "Ana Ruiz und Bo Maas");
        check("Ruiz Maas, Ana", "Ruiz Maas, Ana");
        check("By Ana Ruiz, PhD", "Ana Ruiz, PhD");
        check("By Ana Ruiz, Reuters", "Ana Ruiz, Reuters");
        check("By Women in Tech", "Women in Tech");
    }

    #[test]
    fn dates_and_counts_go() {
        check("Ana Ruiz, 12 May 2024", "Ana Ruiz");
        check("By Ana Ruiz Updated May 12, 2024 3:04 PM", "Ana Ruiz");
        check("Ana Ruiz on Sunday, May 12", "Ana Ruiz");
        check("Por Ana Ruiz 4 min", "Ana Ruiz");
        check("Ana Ruiz Published 3 hours ago", "Ana Ruiz");
        check("Jörg Maas, aktualisiert am 3. Mai", "Jörg Maas");
        check("Ana Ruiz 14 Comments", "Ana Ruiz");
    }

    #[test]
    fn what_is_no_name_is_none() {
        for line in [
            "",
            "by",
            "Home",
            "Startseite",
            "AA",
            "A+ a",
            "118 comments / new",
            "Comments",
            "Name *",
            "Updated 3 hours ago",
            "Jul 11",
            "Odile says:",
            "Leave a comment",
            "Share",
            "Text size",
            "https://almery.example",
            "ana@almery.example",
            "Published yesterday",
            "12 May 2024",
            "@ana",
            "Menu",
            "5 min read",
            "Zwei Kommentare",
            "Share this",
            "WordPress",
            "www.almery.example",
        ] {
            check(line, "");
        }
    }
}
