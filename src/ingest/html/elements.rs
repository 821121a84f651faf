//! What is known of elements by themselves: which are read, which end a line, which are hidden; and their words.

use dom_query::{Element, NodeRef};

use crate::ingest::fold::one_line;

/// Elements whose content nobody reads as words of the page.
pub const SKIPPED: [&str; 27] = [
    "script", "style", "noscript", "template", "head", "svg", "math", "button", "select",
    "textarea", "input", "option", "datalist", "iframe", "object", "embed", "audio", "video",
    "canvas", "map", "dialog", "title", "noframes", "meter",
    // How signs are read, small above them.
    "rt", "rtc", "rp",
];

/// Whether an element of that name ends the words before it.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// The elements of that name under `root`, in order.
pub fn named<'a>(root: NodeRef<'a>, name: &str) -> Vec<NodeRef<'a>> {
    let nodes = root.descendants_it();
    nodes.filter(|node| node.has_name(name)).collect()
}

/// Whether the page itself does not show the element.
pub fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |n| n.as_element().is_some_and(hides))
}

/// Whether an element hides itself.
pub fn hides(element: &Element) -> bool {
    element.attrs.iter().any(|attr| match &*attr.name.local {
        "hidden" => !attr.value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => &*attr.value == "true",
        "role" => &*attr.value == "tooltip",
        "style" => {
            let style: String = attr.value.chars().filter(|c| !c.is_whitespace()).collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}

/// Whether an element is shown only while the pointer is at the word before it.
pub fn is_tooltip(node: &NodeRef<'_>) -> bool {
    node.attr("role").as_deref() == Some("tooltip")
}

/// The words of a node as one line.
pub fn line(node: &NodeRef<'_>) -> String {
    one_line(&node.text())
}
