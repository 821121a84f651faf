//! Elements that are marked as naming an author: which of them do, and the names in them.

use dom_query::NodeRef;

use crate::ingest::html::classes;
use crate::ingest::html::names::name_in;
use crate::ingest::html::prose;

/// Whether the class of an element that has "author" in it means one: "authority" does not.
pub fn is_about_author(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    let mut words = classes::words(&class)
        .filter(|word| word.starts_with("author"))
        .peekable();
    words.peek().is_none()
        || words.any(|word| !word.starts_with("authori") && !word.starts_with("authoring"))
}

/// Whether what an element names is a subject: all its links lead to what else is about that.
pub fn is_about_subject(node: &NodeRef<'_>) -> bool {
    const SUBJECTS: [&str; 7] = [
        "/categories/",
        "/category/",
        "/schlagwort/",
        "/tag/",
        "/tags/",
        "/topic/",
        "/topics/",
    ];
    let links = node.descendants_it().filter(|inner| inner.has_name("a"));
    let mut links = links.map(|link| link.attr_or("href", "")).peekable();
    links.peek().is_some() && links.all(|href| SUBJECTS.iter().any(|part| href.contains(part)))
}

/// Whether an element is some words of a paragraph that says more: its class says nothing of the page.
pub fn is_in_sentence(node: &NodeRef<'_>) -> bool {
    let own = node.normalized_char_count();
    let paragraph = node.ancestors_it(Some(4)).find(|above| above.has_name("p"));
    paragraph.is_some_and(|above| above.normalized_char_count() > (own * 5).max(90))
        && node.attr("rel").is_none()
        && node.attr("itemprop").is_none()
}

/// The first name in the lines of an element, or in the part of it that says so: a role may stand beside it.
pub fn first_name(node: &NodeRef<'_>) -> Option<String> {
    let said = node.descendants_it().find(|inner| {
        let is_name = |attr: &str| inner.attr(attr).is_some_and(|is| is.trim() == "name");
        is_name("itemprop") || is_name("class")
    });
    let node = &said.unwrap_or(*node);
    let leaves = prose::leaves(*node, |_| false);
    leaves.iter().find_map(|leaf| name_in(&leaf.words))
}

/// The longest line, in characters, that may name several authors.
const LINE: usize = 200;

/// The first name, with those of the elements beside it in the same line.
pub fn with_others(nodes: &[NodeRef<'_>], name: String) -> String {
    let Some(first) = nodes.first() else {
        return name;
    };
    let line = std::iter::successors(Some(*first), NodeRef::parent)
        .take(4)
        .take_while(|above| above.normalized_char_count() <= LINE && !above.has_name("body"))
        .last();
    let Some(line) = line else { return name };
    let inside = |node: &&NodeRef<'_>| node.ancestors_it(Some(6)).any(|above| above.id == line.id);
    let mut names = name;
    for node in nodes.iter().skip(1).filter(inside).take(20) {
        if let Some(other) = first_name(node).filter(|other| !names.contains(other.as_str())) {
            names.push_str(", ");
            names.push_str(&other);
        }
    }
    names
}
