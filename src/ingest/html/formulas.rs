//! Formulas: what a page draws from MathML is written as the page itself tells it in TeX or in words, else by its signs.

use dom_query::{NodeData, NodeRef};

use super::elements::{is_hidden, named};

/// The most nodes of a formula that are read.
const WITHIN: usize = 2000;

/// Puts words in the place of formulas that are shown. Where another form of one is shown, it is hidden itself.
pub fn settle(root: NodeRef<'_>) {
    for math in named(root, "math") {
        let above = std::iter::successors(Some(math), NodeRef::parent).take(4);
        let hidden = above.into_iter().any(|node| is_hidden(&node));
        let words = if hidden { String::new() } else { words(&math) };
        if !words.is_empty() && math.parent().is_some() {
            let span = math.tree.new_element("span");
            span.append_child(&math.tree.new_text(words));
            math.replace_with(&span);
        }
    }
}

/// A formula as a line of text.
fn words(math: &NodeRef<'_>) -> String {
    let told = math.attr_or("alttext", "");
    let mut inside = math.descendants_it().take(WITHIN);
    let tex = inside.find(|node| {
        node.has_name("annotation") && node.attr("encoding").is_some_and(|it| it.contains("tex"))
    });
    let tex = tex.map(|node| node.text());
    let told = tex.filter(|_| told.trim().is_empty()).unwrap_or(told);
    let told = told.trim();
    if told.is_empty() {
        return signs(math);
    }
    let bare = told
        .strip_prefix("{\\displaystyle")
        .and_then(|rest| rest.strip_suffix('}'));
    let bare = bare.unwrap_or(told).trim();
    bare.trim_start_matches("\\displaystyle").trim().to_owned()
}

/// The signs of a formula in order, with those between them that say how they stand.
fn signs(math: &NodeRef<'_>) -> String {
    let mut out = String::new();
    for node in math.descendants_it().take(WITHIN) {
        let second = |node: &NodeRef<'_>| {
            node.prev_element_sibling()
                .is_some_and(|one| one.prev_element_sibling().is_none())
        };
        if node.is_element() && second(&node) {
            let above = node.parent().and_then(|parent| parent.node_name());
            out.push_str(match above.as_deref() {
                Some("msup" | "mover") => "^",
                Some("msub" | "munder") => "_",
                Some("mfrac") => "/",
                _ => "",
            });
        }
        let annotated = node.parent().is_some_and(|parent| {
            parent.has_name("annotation") || parent.has_name("annotation-xml")
        });
        node.query_or((), |n| {
            if let NodeData::Text { contents } = &n.data
                && !annotated
            {
                out.push_str(contents.trim());
            }
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.";

    #[test]
    fn a_formula_is_not_lost() {
        for (formula, expected) in [
            ("<math><mi>a</mi><mo>+</mo><mi>b</mi></math>", "a+b"),
            (
                "<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
                "x^2=1/2",
            ),
            (
                "<math alttext='{\\displaystyle x^{2}}'><mi>x</mi></math>",
                "x^{2}",
            ),
            (
                "<span class=katex><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x_1</annotation></semantics></math><span aria-hidden=true>x1</span></span>",
                "x_1",
            ),
            (
                "<span style='display: none'><math alttext='x'><mi>x</mi></math></span><b>y</b>",
                "y",
            ),
        ] {
            let page = format!(
                "<title>A quay for Almery</title><main><h1>A quay for Almery</h1><p>{QUAY}</p><p>They say that {formula} is a sum.</p><p>{QUAY}</p></main>"
            );
            let text = read(&page, Hint::default()).text;
            let found = text.split("\n\n").nth(1);
            assert_eq!(
                found,
                Some(&*format!("They say that {expected} is a sum.")),
                "{formula}"
            );
        }
    }
}
