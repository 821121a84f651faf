//! What classes and ids say of elements: furniture, for listeners, about an author.

use dom_query::{Element, NodeRef};

/// Words in classes and ids that name furniture, in the order of the alphabet.
const NAMES: &[&str] = &[
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "authorbox",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "promos",
    "promotion",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "respond",
    "share",
    "shares",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "taglist",
    "tags",
    "toolbar",
    "trending",
];

/// Whether the class or id of an element names furniture.
pub fn is_named_furniture(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |n| {
        n.as_element().is_some_and(|element| {
            !matches!(&*element.name.local, "html" | "body" | "main" | "article")
                && names_furniture(element)
        })
    })
}

fn names_furniture(element: &Element) -> bool {
    element.attrs.iter().any(|attr| {
        matches!(&*attr.name.local, "class" | "id")
            && (names_listeners(&attr.value)
                || has_word(&attr.value, |word| NAMES.binary_search(&word).is_ok()))
    })
}

/// Whether one of the [`words`] of a name fits. Words longer than any that is looked for do not.
pub fn has_word(name: &str, fits: impl Fn(&str) -> bool) -> bool {
    const LONGEST: usize = 24;
    let mut word = [0; LONGEST];
    let (mut length, mut before) = (0, b' ');
    for &byte in name.as_bytes().iter().chain(b" ") {
        let is_letter = byte.is_ascii_alphanumeric();
        let cut = byte.is_ascii_uppercase() && before.is_ascii_lowercase();
        if (cut || !is_letter) && length > 0 {
            let found = word
                .get(..length)
                .and_then(|word| str::from_utf8(word).ok());
            if found.is_some_and(&fits) {
                return true;
            }
            length = 0;
        }
        if is_letter {
            if let Some(place) = word.get_mut(length) {
                *place = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        before = byte;
    }
    false
}

/// Whether the class or id of an element says that it is heard and not seen.
pub fn is_for_listeners(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |n| {
        n.as_element().is_some_and(|element| {
            let mut attrs = element.attrs.iter();
            attrs.any(|attr| {
                matches!(&*attr.name.local, "class" | "id") && names_listeners(&attr.value)
            })
        })
    })
}

fn names_listeners(name: &str) -> bool {
    const SIGNS: [&str; 4] = [
        "screen-reader",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
    ];
    name.len() >= SIGNS[1].len() && SIGNS.iter().any(|sign| name.contains(sign))
}

/// Whether the class of an element says that it is about the author.
pub fn is_named_author(node: &NodeRef<'_>) -> bool {
    if node.has_name("article") || node.has_name("main") {
        return false;
    }
    let class = node.attr_or("class", "");
    class.split_whitespace().any(|name| {
        let words: Vec<String> = words(name).collect();
        let of = |word: &str| words.iter().any(|w| w == word);
        words
            .first()
            .is_some_and(|word| word == "author" || word == "vcard")
            || of("bio")
            || of("about") && of("author")
            || of("post") && of("author")
            || of("author") && of("box")
    })
}

/// The words of `articleRelated article__share-bar`, in lower case.
pub fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut before = ' ';
    let spaced: String = name
        .chars()
        .flat_map(|c| {
            let cut = c.is_ascii_uppercase() && before.is_ascii_lowercase();
            before = c;
            [
                cut.then_some(' '),
                Some(if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    ' '
                }),
            ]
        })
        .flatten()
        .collect();
    spaced
        .split_whitespace()
        .map(str::to_string)
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.is_sorted());
    }
}
