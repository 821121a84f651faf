//! Signs of footnotes and powers, so that they do not stick to the word before them: "alerts,22", "106".

use dom_query::NodeRef;

use super::elements::is_block;

/// The powers and numbers that have signs of their own.
const RAISED: [(char, char); 13] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('+', '⁺'),
];

/// Puts the sign of a footnote in brackets and a power into raised digits, where they would stick to
/// the word before them: "alerts,22", "106". A sign that leads back to the text goes.
pub fn unglue(node: &NodeRef<'_>) {
    // A link in a raised sign is looked at with the sign.
    if node.parent().is_none()
        || node
            .ancestors_it(Some(3))
            .any(|above| above.has_name("sup"))
    {
        return;
    }
    let words = node.text();
    let words = words.trim();
    if words.is_empty() || words.chars().count() > 4 {
        return;
    }
    let raised = node.has_name("sup");
    let noted = is_note(node) || raised && node.descendants_it().any(|inner| is_note(&inner));
    if !raised && leads_back(node, words) {
        return node.remove_from_parent();
    }
    let figure = words.chars().all(|c| c.is_ascii_digit());
    let before = before(node);
    let sticks = before.is_some_and(|c| !c.is_whitespace() && !"[(".contains(c));
    if !sticks {
        return;
    }
    let numbered = before.is_some_and(|c| c.is_ascii_digit());
    let unit = before.is_some_and(char::is_alphabetic) && word_before(node) <= 3;
    if noted && words.chars().all(char::is_alphanumeric) {
        node.set_text(format!("[{words}]"));
    } else if raised && (numbered || unit) {
        let sign = |c| RAISED.iter().find(|(plain, _)| *plain == c);
        let signs: Option<String> = words.chars().map(|c| Some(sign(c)?.1)).collect();
        if let Some(signs) = signs {
            node.set_text(signs);
        }
    } else if raised && figure {
        node.set_text(format!("[{words}]"));
    }
}

/// Puts a note that a page shows in its margin in brackets, where it would run into the sentence that it stands in.
pub fn bracket(node: &NodeRef<'_>) {
    const NAMES: [&str; 5] = [
        "sidenote",
        "marginnote",
        "footnotetext",
        "footnotecontent",
        "notecontent",
    ];
    let class = node.attr_or("class", "");
    if !class.contains("note") {
        return;
    }
    let class = class.replace(['-', '_'], "").to_ascii_lowercase();
    let named = class
        .split_whitespace()
        .any(|name| NAMES.iter().any(|end| name.ends_with(end)));
    let text = node.text();
    let sentence =
        text.split_whitespace().nth(2).is_some() && !text.trim_start().starts_with(['[', '(']);
    if named && sentence && before(node).is_some_and(|c| !"[(".contains(c)) {
        let sign = |sign: &str| node.tree.new_text(sign);
        node.insert_before(&sign(" ["));
        node.insert_after(&sign("]"));
        let behind = node.next_sibling().and_then(|sign| sign.next_sibling());
        if behind.is_some_and(|text| text.text().starts_with(char::is_alphanumeric)) {
            node.next_sibling()
                .iter()
                .for_each(|sign| sign.set_text("] "));
        }
    }
}

/// Whether an element is the sign of a note, as it says itself or by where it leads.
pub fn is_note(node: &NodeRef<'_>) -> bool {
    let says = |name: &str| node.attr_or(name, "").to_ascii_lowercase();
    if says("role") == "doc-noteref" || says("epub:type").contains("noteref") {
        return true;
    }
    let class = says("class");
    let named = ["footnote", "noteref", "endnote"];
    if named.iter().any(|name| class.contains(name)) {
        return true;
    }
    let href = says("href");
    let Some((_, place)) = href.split_once('#') else {
        return false;
    };
    let notes = [
        "fn",
        "_ftn",
        "note",
        "footnote",
        "endnote",
        "cite",
        "ref",
        "_edn",
        "sdfootnote",
    ];
    notes.iter().any(|name| place.starts_with(name))
}

/// Whether a link is a sign without letters that leads to another place on the page.
fn leads_back(node: &NodeRef<'_>, words: &str) -> bool {
    node.attr_or("href", "").starts_with('#')
        && words
            .chars()
            .all(|c| "↩↑^⏎⤴↵\u{fe0e}\u{fe0f}#¶§🔗".contains(c))
}

/// The last character of the words that stand before a node in its block.
fn before(node: &NodeRef<'_>) -> Option<char> {
    text_before(node).chars().next_back()
}

/// How many letters the word before a node has.
fn word_before(node: &NodeRef<'_>) -> usize {
    let text = text_before(node);
    text.chars().rev().take_while(|c| c.is_alphabetic()).count()
}

fn text_before(node: &NodeRef<'_>) -> String {
    let mut at = *node;
    for _ in 0..4 {
        let mut sibling = at.prev_sibling();
        while let Some(one) = sibling {
            let text = one.text();
            if !text.is_empty() {
                return text.to_string();
            }
            sibling = one.prev_sibling();
        }
        match at.parent() {
            Some(parent) if !is_block(&parent.node_name().unwrap_or_default()) => at = parent,
            _ => break,
        }
    }
    String::new()
}
