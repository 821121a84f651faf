//! The words of an article in the data from which the page's own scripts would build it: `__NEXT_DATA__` and other JSON.
//!
//! Each site has a shape of its own. Looked for is what most have in common: an object that says the page's title, and in it
//! a string of markup or a list of parts with words, a paragraph each.

use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

use crate::ingest::json::{Room, json};

/// The type of such scripts.
pub const KIND: &str = "application/json";

/// The most bytes of scripts that are read.
const LARGEST: usize = 4 << 20;
/// A script with fewer bytes states no article.
const SMALLEST: usize = 500;
/// The most values that are looked at.
const MOST: usize = 200_000;
/// How many values above the words the title may stand.
const NEAR: usize = 4;
/// The fewest bytes of words that are an article.
const SHORTEST: usize = 400;
/// The most bytes of one part of a list; what has more is itself an article.
const PARAGRAPH: usize = 4_000;

/// Under these the words of a part stand, the best first.
const WORDS: [&str; 11] = [
    "text",
    "value",
    "html",
    "content",
    "children",
    "model",
    "data",
    "attributes",
    "innerHTML",
    "body",
    "blocks",
];
/// Under these it is called what it is.
const KINDS: [&str; 7] = [
    "type",
    "_type",
    "nodeType",
    "__typename",
    "name",
    "role",
    "style",
];
/// Parts of such names for what is no words of the article.
const OTHERS: [&str; 9] = [
    "image",
    "gallery",
    "video",
    "embed",
    "advert",
    "promo",
    "newsletter",
    "related",
    "script",
];

/// The article of that title as markup, if the page states one.
pub fn read(doc: &Document, title: &str) -> Option<String> {
    let states = |node: &NodeRef<'_>| {
        node.has_name("script") && node.attr("type").is_some_and(|kind| &*kind == KIND)
    };
    if title.is_empty() {
        return None;
    }
    let root = doc.root();
    let scripts = root.descendants_it().filter(states);
    let mut left = LARGEST;
    let mut best = None;
    for script in scripts {
        let text = script.text();
        let Some(rest) = left.checked_sub(text.len()) else {
            continue;
        };
        if text.len() < SMALLEST {
            continue;
        }
        left = rest;
        let Ok(data) = json(text.trim(), &Room::new(MOST, MOST)) else {
            continue;
        };
        let found = article(&data, title);
        best = best.into_iter().chain(found).max_by_key(String::len);
    }
    best
}

/// The article of that title in the data of one script.
fn article(data: &Value, title: &str) -> Option<String> {
    let mut best = String::new();
    // A value, and how far above it the title stands.
    let mut todo = vec![(data, NEAR)];
    let mut seen = 0;
    while let Some((value, above)) = todo.pop() {
        seen += 1;
        if seen > MOST {
            break;
        }
        let named = says(value, title);
        let above = if named { 0 } else { (above + 1).min(NEAR) };
        let found = match value {
            Value::String(words) if is_markup(words) => Some(words.clone()),
            Value::Array(parts) => list(parts),
            _ => None,
        };
        if let Some(found) =
            found.filter(|found| above < NEAR && found.len() > best.len().max(SHORTEST))
        {
            best = found;
        }
        match value {
            Value::Array(all) => todo.extend(all.iter().map(|inner| (inner, above))),
            Value::Object(map) => todo.extend(map.values().map(|inner| (inner, above))),
            _ => {}
        }
    }
    (!best.is_empty()).then_some(best)
}

/// Whether one of the strings right in a value is the title.
fn says(value: &Value, title: &str) -> bool {
    let is = |inner: &Value| inner.as_str().is_some_and(|it| it.trim() == title);
    match value {
        Value::Object(map) => map.values().any(is),
        Value::Array(all) => all.iter().any(is),
        _ => false,
    }
}

fn is_markup(words: &str) -> bool {
    words.contains("</p>") || words.contains("<br")
}

/// The parts of a list as markup; none where they are no paragraphs.
fn list(parts: &[Value]) -> Option<String> {
    let mut markup = String::new();
    for part in parts {
        let map = part.as_object()?;
        let words = words(part, 0);
        if words.len() > PARAGRAPH {
            return None;
        }
        let kind = kind(map);
        if words.trim().is_empty() || OTHERS.iter().any(|other| kind.contains(other)) {
            continue;
        }
        let is_heading = kind.contains("head")
            || kind
                .split(' ')
                .any(|word| matches!(word, "h1" | "h2" | "h3" | "h4"));
        let name = match () {
            () if is_heading => "h2",
            () if kind.contains("quote") => "blockquote",
            () => "p",
        };
        if is_markup(&words) {
            markup.push_str(&words);
        } else {
            markup.push_str(&format!("<{name}>{words}</{name}>"));
        }
    }
    (markup.matches("</p>").count() > 1).then_some(markup)
}

/// What a part is called, in lower case.
fn kind(map: &Map<String, Value>) -> String {
    let names = KINDS.iter().filter_map(|key| map.get(*key)?.as_str());
    names.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How deep the words of a part may stand in it.
const DEEPEST: usize = 12;

/// The words of a part as markup.
fn words(part: &Value, depth: usize) -> String {
    match part {
        Value::String(text) if text.contains("</") || text.contains("<br") => text.clone(),
        Value::String(text) => text.replace('<', "&lt;").replace('\n', "<br>"),
        Value::Array(all) if depth < DEEPEST => {
            let all: Vec<String> = all.iter().map(|inner| words(inner, depth + 1)).collect();
            let are_parts = all.len() > 1 && all.iter().all(|it| it.contains("</p>"));
            all.join(if are_parts { "\n" } else { "" })
        }
        Value::Object(map) if depth < DEEPEST => {
            let found = WORDS.iter().filter_map(|key| map.get(*key));
            let found = found.map(|inner| words(inner, depth + 1));
            let words = found
                .into_iter()
                .find(|it| !it.is_empty())
                .unwrap_or_default();
            // An item of a list ends its line.
            if kind(map).contains("item") && !words.is_empty() {
                return format!("{words}<br>");
            }
            words
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const ONE: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.";
    const TWO: &str = "Nobody in the town has asked for more lamps than there are, but the council has bought three hundred of them.";
    const THREE: &str = "“They have to stand somewhere,” said Ana Ruiz, who keeps the lighthouse & its lamps, and went up the stairs.";
    const FOUR: &str = "The ferry to Lind leaves at eight, as it has for a hundred years, whatever the sea is like and whoever is on board.";

    #[track_caller]
    fn check(shown: &str, props: &Value, expected: &[&str]) {
        let data = json!({ "props": { "pageProps": props }, "buildId": "x" });
        let page = format!(
            "<title>A quay for Almery</title><body><h1>A quay for Almery</h1><div id=__next>{shown}</div>\
             <script id=__NEXT_DATA__ type='application/json'>{data}</script>"
        );
        assert_eq!(
            read(&page, Hint::default()).text,
            expected.join("\n\n"),
            "{props}"
        );
    }

    #[test]
    fn words_that_only_scripts_would_show_are_read() {
        let all = [ONE, TWO, THREE, FOUR];
        let title = "A quay for Almery";
        let markup: String = all
            .iter()
            .map(|it| format!("<p>{}</p>", it.replace('&', "&amp;")))
            .collect();
        check(
            "",
            &json!({ "post": { "title": title, "body": markup } }),
            &all,
        );
        check(
            "<p>Loading…</p>",
            &json!({ "post": { "title": { "rendered": title }, "content": { "html": markup }, "name": title } }),
            &all,
        );
        let parts =
            |part: fn(&str) -> Value| -> Value { all.iter().map(|words| part(words)).collect() };
        for body in [
            parts(|words| json!({ "type": "paragraph", "content": words })),
            parts(
                |words| json!({ "_type": "block", "style": "normal", "children": [{ "_type": "span", "text": words }] }),
            ),
            parts(
                |words| json!({ "nodeType": "paragraph", "data": {}, "content": [{ "nodeType": "text", "value": words, "marks": [] }] }),
            ),
            parts(
                |words| json!({ "type": "paragraph", "model": { "text": words, "blocks": [{ "type": "fragment", "model": { "text": words } }] } }),
            ),
            parts(|words| json!({ "name": "core/paragraph", "attributes": { "content": words } })),
        ] {
            check(
                "",
                &json!({ "article": { "headline": title, "body": body } }),
                &all,
            );
            check(
                &format!("<p>{ONE}</p><p>Read on</p>"),
                &json!({ "article": { "headline": title, "story": { "body": body } } }),
                &all,
            );
        }
    }

    #[test]
    fn what_is_stated_of_another_article_counts_for_nothing() {
        let markup = |words: &str| format!("<p>{words}</p>").repeat(6);
        let other = json!({ "related": [{ "title": "Another quay", "body": markup(TWO) }], "title": "A quay for Almery" });
        check(&format!("<p>{ONE}</p>"), &other, &[ONE]);
        let shown = [ONE, THREE, FOUR]
            .map(|it| format!("<p>{}</p>", it.replace('&', "&amp;")))
            .concat();
        let same = json!({ "title": "A quay for Almery", "body": format!("<p>{ONE}</p><p>Subscribe to read on.</p>") });
        check(&shown, &same, &[ONE, THREE, FOUR]);
    }
}
