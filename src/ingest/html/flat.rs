//! Markup to blocks without a tree: for pages that are nested too deep or too large for one.
//!
//! One pass over the bytes, no memory of what is open: each block element begins a paragraph, the
//! words of scripts and the like are left out.

use crate::ingest::builder::ArticleBuilder;
use crate::ingest::entities;
use crate::model::BlockKind;

/// Writes the words of `markup` into `out`.
pub fn read(markup: &str, out: &mut ArticleBuilder) {
    let mut rest = markup;
    // Elements that are not closed any more: looked for once.
    let mut unclosed: Vec<String> = Vec::new();
    loop {
        let tag = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        out.words(&entities::decode(&rest[..tag]));
        let Some(after) = rest[tag..].strip_prefix('<') else {
            return;
        };
        rest = match name(after) {
            Some((name, closing)) => {
                open(&name, closing, out);
                let after = past_tag(after);
                let skipped = !closing && super::elements::SKIPPED.contains(&name.as_str());
                if skipped && !unclosed.contains(&name) {
                    past_element(after, &name).unwrap_or_else(|| {
                        unclosed.push(name);
                        after
                    })
                } else {
                    after
                }
            }
            None if after.starts_with("!--") => past(after, "-->"),
            None if after.starts_with(['!', '?']) => past(after, ">"),
            None => {
                out.words("<");
                after
            }
        };
    }
}

/// The element's name in lower case, and whether its tag closes it.
fn name(after: &str) -> Option<(String, bool)> {
    let closing = after.starts_with('/');
    let body = after.strip_prefix('/').unwrap_or(after);
    let end = body
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(body.len());
    body.starts_with(|c: char| c.is_ascii_alphabetic())
        .then(|| (body[..end].to_ascii_lowercase(), closing))
}

fn open(name: &str, closing: bool, out: &mut ArticleBuilder) {
    let kind = match (name, closing) {
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
            BlockKind::Heading(name.as_bytes().get(1).map_or(2, |digit| digit - b'0'))
        }
        ("li" | "dt" | "dd", false) => BlockKind::Item(None),
        ("pre", false) => BlockKind::Code,
        ("hr", false) => BlockKind::Rule,
        ("br", _) => return out.line_break(),
        _ if super::elements::is_block(name) => BlockKind::Paragraph,
        _ => return,
    };
    out.block(kind, 0);
}

/// What follows the `>` that ends the tag; quoted ones do not.
fn past_tag(tag: &str) -> &str {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return &tag[at + 1..],
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quotation mark too many: the first `>` will do.
    past(tag, ">")
}

fn past<'a>(text: &'a str, end: &str) -> &'a str {
    memchr::memmem::find(text.as_bytes(), end.as_bytes()).map_or("", |at| &text[at + end.len()..])
}

/// What follows the closing tag of `name`, if there is one.
fn past_element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let ends = memchr::memmem::find_iter(text.as_bytes(), b"</");
    let closes = |at: &usize| {
        let word = text.as_bytes().get(at + 2..at + 2 + name.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    };
    ends.into_iter()
        .find(closes)
        .map(|at| past(&text[at..], ">"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Meta;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let mut out = ArticleBuilder::new(Meta::default());
        read(markup, &mut out);
        assert_eq!(out.finish().text, expected);
    }

    #[test]
    fn words_come_out_in_order() {
        check(
            "<div><p title='a > b'>One &amp; <b>two</b><p>three</div>",
            "One & two\n\nthree",
        );
        check("<SCRIPT>if (a</b) </script >x<!-- y -->z < 3", "xz < 3");
        check("<script>never closed", "never closed");
        check("a<p class=\"x>b", "a\n\nb");
        check("<svg><svg>a</svg>b<svg>c", "bc");
    }

    #[test]
    fn what_is_never_closed_is_looked_for_once() {
        for name in ["svg", "math", "object", "video"] {
            let page = format!("<p>First.</p>{}", format!("<{name}>").repeat(100_000));
            check(&page, "First.");
        }
    }
}
