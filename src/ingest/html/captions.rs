//! Captions that are told by a class: "wp-caption-text", "image__caption", "photoCredit".

use dom_query::NodeRef;

use super::classes;
use super::elements::is_block;
use super::prose;

/// The most characters of a caption.
const LONG: usize = 600;

/// How many elements above a caption hold its picture too.
const NEAR: usize = 3;

/// The most nodes that are looked at for a picture.
const LOOKED_AT: usize = 200;

/// Whether the class of an element says that it is the caption or the credit of a picture, and the
/// picture is near.
pub fn is_caption(name: &str, node: &NodeRef<'_>) -> bool {
    matches!(
        name,
        "p" | "div" | "dd" | "aside" | "section" | "small" | "figcaption"
    ) && node.has_attr("class")
        && is_named(&node.attr_or("class", ""))
        && (1..LONG).contains(&node.normalized_char_count())
        && !node.descendants_it().any(|inner| prose::is_heading(&inner))
        && has_picture(node)
}

/// A frame round the picture and its caption may be called so too: its words are the caption's.
fn is_named(class: &str) -> bool {
    let may_be = ["aption", "redit"].iter().any(|part| class.contains(part));
    may_be
        && classes::words(class)
            .any(|word| matches!(word.as_str(), "credit" | "credits") || word.ends_with("caption"))
}

/// Parts from the words before it what says within a caption who took the picture: pages set it off by style alone.
pub fn part_credit(node: &NodeRef<'_>) {
    const NAMES: [&str; 6] = [
        "attribution",
        "copyright",
        "credit",
        "credits",
        "photographer",
        "source",
    ];
    let class = node.attr_or("class", "");
    let before = node.prev_sibling().filter(NodeRef::is_text);
    if let Some(before) = before
        && before.text().ends_with(|c: char| !c.is_whitespace())
        && classes::words(&class).any(|word| NAMES.contains(&word.as_str()))
    {
        before.set_text(format!("{} ", before.text()));
    }
}

/// Whether the words that a caption has for listeners say what the name behind them is: "Credit", "Image source,".
pub fn is_label(heard: &NodeRef<'_>) -> bool {
    const LAST: [&str; 7] = [
        "by",
        "copyright",
        "credit",
        "credits",
        "crédit",
        "photo",
        "source",
    ];
    let words = heard.text().to_lowercase();
    let last = words
        .split(|c: char| !c.is_alphabetic())
        .rfind(|word| !word.is_empty());
    let named = heard.next_sibling().filter(NodeRef::is_text);
    let named = named.is_some_and(|it| it.text().trim_start().starts_with(char::is_uppercase));
    named && last.is_some_and(|last| LAST.contains(&last))
}

/// Whether the words for a picture are nothing but the name of its file.
pub fn is_file(words: &str) -> bool {
    let ending = words
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    let is_picture = |ending: String| {
        matches!(
            ending.as_str(),
            "avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "tif" | "tiff" | "webp"
        )
    };
    ending.is_some_and(is_picture)
}

/// Whether a picture stands in a figure with a caption.
pub fn is_captioned(picture: &NodeRef<'_>) -> bool {
    let mut above = picture.ancestors_it(Some(NEAR + 1));
    let figure = above.find(|node| node.has_name("figure"));
    figure.is_some_and(|figure| {
        let mut inside = figure.descendants_it().take(LOOKED_AT);
        inside.any(|node| {
            let mut within = node.descendants_it().take(LOOKED_AT);
            node.has_name("figcaption") && within.any(|inner| inner.is_nonempty_text())
        })
    })
}

/// Makes a paragraph of a caption that is a box, so that it keeps its class where boxes go.
pub fn keep(node: &NodeRef<'_>) {
    let holds_block = || {
        let mut inside = node.descendants_it().filter(|inner| inner.id != node.id);
        inside.any(|inner| is_block(&inner.node_name().unwrap_or_default()))
    };
    if is_caption("div", node) && !holds_block() {
        node.rename("p");
    }
}

fn has_picture(caption: &NodeRef<'_>) -> bool {
    std::iter::successors(Some(*caption), NodeRef::parent)
        .take(NEAR)
        .take_while(|above| !matches!(&*above.node_name().unwrap_or_default(), "article" | "body"))
        .any(|above| {
            let mut inside = above.descendants_it().take(LOOKED_AT);
            inside.any(|node| node.has_name("img") || node.has_name("picture"))
        })
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;
    use crate::model::BlockKind;

    const QUAY: &str = "<p>The harbour master said on Monday that the new quay of Port Almery will be open \
        before the spring comes, whatever the weather brings.</p>";

    #[track_caller]
    fn check(inside: &str, expected: &[&str]) {
        let page = format!(
            "<title>A quay for Almery</title><article><h1>A quay for Almery</h1>{QUAY}{QUAY}{inside}{QUAY}{QUAY}</article>"
        );
        let article = read(&page, Hint::default());
        let captions = article.blocks.iter();
        let captions: Vec<&str> = captions
            .filter(|block| block.kind == BlockKind::Caption)
            .map(|block| &article.text[block.span.start..block.span.end])
            .collect();
        assert_eq!(captions, expected, "{inside}\n{}", article.text);
        assert_eq!(article.text.matches("harbour master").count(), 4);
    }

    #[test]
    fn a_class_makes_a_caption_where_a_picture_is() {
        let picture = "<img src=/quay.jpg alt='The quay of Almery' width=600 height=400>";
        let words = "The old quay in May, with its lamps.";
        for class in [
            "wp-caption-text",
            "caption",
            "image__caption",
            "photoCaption",
            "media-credit",
            "thumbcaption",
        ] {
            for name in ["p", "div"] {
                check(
                    &format!(
                        "<div class=picture>{picture}<{name} class='{class}'>{words}</{name}></div>"
                    ),
                    &[words],
                );
            }
        }
        check(
            &format!("<div class=wp-caption>{picture}<p>{words}</p></div>"),
            &[words],
        );
        check(&format!("<p class=caption>{words}</p>"), &[]);
        check(
            &format!("<div class=captioned>{picture}<p>{words}</p></div>"),
            &[],
        );
    }

    #[test]
    fn a_caption_says_what_the_name_in_it_is() {
        let figure = |words: &str| {
            format!(
                "<figure><img src=/quay.jpg width=600><figcaption>{words}</figcaption></figure>"
            )
        };
        let heard = |label: &str| format!("<span class=visually-hidden>{label}</span>");
        for (label, shown) in [
            ("Credit", "Credit Ana Ruiz"),
            ("Image source, ", "Image source, Ana Ruiz"),
            ("Photograph by", "Photograph by Ana Ruiz"),
            ("Image caption, ", "Ana Ruiz"),
            ("Open picture", "Ana Ruiz"),
        ] {
            let words = format!("<span class=credit>{} Ana Ruiz</span>", heard(label));
            check(&figure(&words), &[shown]);
        }
        let words = format!("The quay in May. {} <i>Ana Ruiz</i>", heard("Photo"));
        check(&figure(&words), &["The quay in May. Ana Ruiz"]);
    }
}
