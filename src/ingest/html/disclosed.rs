//! Parts of an article that a button opens: questions whose answers are hidden until somebody asks.
//!
//! `<details>` needs nothing. Others hide the answer (`hidden`, `aria-hidden`, `display: none`) and say of the button that
//! it opens something (`aria-expanded`). What it opens is shown where it has sentences; menus and dialogs have none.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeData, NodeRef};

use super::classes;
use super::elements::{SKIPPED, is_hidden};
use super::inline::unname;
use super::prose;

/// The most buttons that are looked at.
const BUTTONS: usize = 500;

/// The most nodes of a part that are looked at.
const WITHIN: usize = 400;

/// How many letters that are no link's make words to be read.
const LETTERS: usize = 20;

/// How many elements above a part are asked whether they are furniture.
const ABOVE: usize = 12;

/// The longest words of a button that are a question or a heading, in bytes.
const LONG: usize = 300;

/// Shows the parts that buttons open, with the words of the buttons before them.
pub fn show(doc: &Document) {
    let opens = |node: &NodeRef<'_>| {
        node.query_or(false, |n| {
            n.as_element().is_some_and(|element| {
                let mut attrs = element.attrs.iter();
                attrs.any(|attr| &*attr.name.local == "aria-expanded")
            })
        })
    };
    let root = doc.root();
    let all = root.descendants_it();
    let buttons: Vec<NodeRef<'_>> = all.filter(opens).take(BUTTONS).collect();
    if buttons.is_empty() {
        return;
    }
    let places = places(doc, &buttons);
    for button in buttons {
        let place = button.attr("aria-controls");
        let place = place.and_then(|id| places.get(id.trim()).copied());
        let Some(part) = place.or_else(|| behind(&button)) else {
            continue;
        };
        if is_outside(&part) || !has_sentence(&part) {
            continue;
        }
        if is_hidden(&part) {
            for name in ["hidden", "aria-hidden", "style"] {
                part.remove_attr(name);
            }
        }
        let words = button.text();
        if button.has_name("button") && words.len() <= LONG && !words.trim().is_empty() {
            unname(&button);
            let headed = button.ancestors_it(Some(2));
            let headed = headed.into_iter().any(|above| prose::is_heading(&above));
            button.rename(if headed { "span" } else { "p" });
        }
    }
}

/// The elements that buttons say they open, by their ids.
fn places<'d>(doc: &'d Document, buttons: &[NodeRef<'d>]) -> HashMap<String, NodeRef<'d>> {
    let asked = buttons.iter().filter_map(|it| it.attr("aria-controls"));
    let asked: HashSet<String> = asked.map(|id| id.trim().to_owned()).collect();
    let mut places = HashMap::new();
    if !asked.is_empty() {
        for node in doc.root().descendants_it().filter(NodeRef::is_element) {
            if let Some(id) = node.attr("id").filter(|id| asked.contains(&**id)) {
                places.entry(id.to_string()).or_insert(node);
            }
        }
    }
    places
}

/// What stands right behind a button, or the heading that it is.
fn behind<'d>(button: &NodeRef<'d>) -> Option<NodeRef<'d>> {
    let heading = button.parent().filter(prose::is_heading);
    button
        .next_element_sibling()
        .or_else(|| heading?.next_element_sibling())
}

/// Whether an element stands beside the article, or is furniture.
fn is_outside(part: &NodeRef<'_>) -> bool {
    std::iter::successors(Some(*part), NodeRef::parent)
        .take(ABOVE)
        .any(|node| {
            prose::is_beside(&node)
                || matches!(&*node.node_name().unwrap_or_default(), "header" | "dialog")
                || node.attr("role").is_some_and(|role| {
                    matches!(
                        &*role,
                        "dialog" | "menu" | "navigation" | "banner" | "search"
                    )
                })
                || classes::is_named_furniture(&node)
        })
}

/// Whether an element has a sentence that is no link's.
fn has_sentence(part: &NodeRef<'_>) -> bool {
    let (mut letters, mut ends) = (0, false);
    for node in part.descendants_it().take(WITHIN) {
        node.query_or((), |n| {
            if let NodeData::Text { contents } = &n.data
                && is_read(&node)
            {
                letters += contents.chars().filter(|c| c.is_alphanumeric()).count();
                let end = contents.trim_end().chars().next_back();
                ends |= end.is_some_and(|c| ".!?…。！？؟”\"".contains(c));
            }
        });
    }
    letters >= LETTERS && ends
}

/// Whether a piece of text stands neither in a link nor in what nobody reads.
fn is_read(text: &NodeRef<'_>) -> bool {
    text.parent().is_some_and(|parent| {
        let name = parent.node_name().unwrap_or_default();
        &*name != "a" && &*name != "label" && !SKIPPED.contains(&&*name)
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.";
    const ANSWER: &str = "The island pays a third of it.";

    #[track_caller]
    fn check(inside: &str, expected: &[&str]) {
        let page = format!(
            "<title>A quay for Almery</title><main><h1>A quay for Almery</h1><p>{QUAY}</p><p>{QUAY}</p>{inside}<p>{QUAY}</p></main>"
        );
        let text = read(&page, Hint::default()).text;
        let blocks: Vec<&str> = text.split("\n\n").collect();
        let found = blocks.get(2..blocks.len() - 1).unwrap_or_default();
        assert_eq!(found, expected, "{inside}");
    }

    #[test]
    fn what_a_button_opens_is_read() {
        let whole = ["Who pays?", ANSWER];
        for hidden in ["hidden", "aria-hidden=true", "style='display: none'"] {
            check(
                &format!(
                    "<button aria-expanded=false>Who pays?</button><div {hidden}><p>{ANSWER}</p></div>"
                ),
                &whole,
            );
            check(
                &format!(
                    "<h3><button aria-expanded=false aria-controls=p1>Who pays?</button></h3><div id=p1 {hidden}>{ANSWER}</div>"
                ),
                &whole,
            );
        }
        check(
            &format!("<details><summary>Who pays?</summary><p>{ANSWER}</p></details>"),
            &whole,
        );
    }

    #[test]
    fn menus_and_dialogs_stay_closed() {
        check(
            "<button aria-expanded=false aria-controls=m>Menu</button><ul id=m hidden><li><a href=/>Home</a><li><a href=/a>About us.</a></ul>",
            &[],
        );
        check(
            &format!(
                "<button aria-expanded=false>Cookies</button><div class=consent hidden>{ANSWER}</div>"
            ),
            &[],
        );
        check(
            &format!(
                "<button aria-expanded=false>Ask</button><div role=dialog hidden>{ANSWER}</div>"
            ),
            &[],
        );
    }
}
