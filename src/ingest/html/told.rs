//! The words of an article as its page tells machines of them, in linked data or in the data of its own scripts, for a page
//! that shows but their beginning.

use std::borrow::Cow;

use dom_query::NodeRef;

use super::address::Base;
use super::prose::{self, Leaf};
use super::{blocks, breaks, inline, tree};
use crate::ingest::builder::ArticleBuilder;
use crate::model::BlockKind;

/// A page that shows so many characters of running text is taken at its word.
const ENOUGH: usize = 2_000;

/// How many times as long as what is shown the words have to be.
const TIMES: usize = 2;

/// How much of the first paragraph has to be the beginning of the words, in characters.
const BEGINNING: usize = 50;

/// Of what is told, the first that is the article that begins under `root` and much more of it. It is asked for
/// only where little is shown.
pub fn fuller<'t>(
    root: NodeRef<'_>,
    told: impl IntoIterator<Item = Cow<'t, str>>,
) -> Option<Cow<'t, str>> {
    let leaves = prose::leaves(root, |_| false);
    let shown = prose::amount(&leaves);
    if shown >= ENOUGH {
        return None;
    }
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let first = leaves.iter().find(|leaf| Leaf::is_prose(leaf));
    let begins: String = first.map_or_else(String::new, |first| {
        bare(&first.words).chars().take(BEGINNING).collect()
    });
    told.into_iter()
        .find(|told| told.chars().count() >= TIMES * shown.max(200) && bare(told).contains(&begins))
}

/// Writes the words into `out`.
pub fn write(told: &str, base: &Base, out: &mut ArticleBuilder) {
    if told.contains("</p>") || told.contains("<br") {
        let page = tree::parse(told);
        if page.damage.is_none() {
            inline::settle(page.doc.root());
            breaks::part(page.doc.root());
            return blocks::walk(page.doc.root(), base, out);
        }
    }
    for line in told.lines().filter(|line| !line.trim().is_empty()) {
        out.block(BlockKind::Paragraph, 0);
        out.words(line);
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const ONE: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring.";
    const MORE: &str = "Nobody in the town has asked for more lamps than there are, but the council has bought three hundred of them.";

    #[track_caller]
    fn check(shown: &str, told: &str, expected: &str) {
        let data = serde_json::json!({ "@type": "NewsArticle", "articleBody": told });
        let page = format!(
            "<title>A quay for Almery</title><script type='application/ld+json'>{data}</script><body><article>\
             <h1>A quay for Almery</h1>{shown}</article>"
        );
        assert_eq!(read(&page, Hint::default()).text, expected);
    }

    #[test]
    fn a_page_that_shows_a_beginning_tells_the_rest() {
        let whole = [ONE, MORE, MORE, MORE].join("\n\n");
        let teaser = format!("<p>{ONE}</p><p>Subscribe to read on.</p>");
        check(&teaser, &whole, &whole);
        check("", &whole, &whole);
        let markup = format!("<p>{ONE}</p><p>{MORE}</p><p>{MORE}</p><p>{MORE}</p>");
        check(&teaser, &markup, &whole);
    }

    #[test]
    fn what_is_told_of_something_else_counts_for_nothing() {
        let shown = format!("<p>{ONE}</p>");
        check(&shown, &[MORE; 5].join("\n"), ONE);
        check(&shown, ONE, ONE);
        check(
            &format!("{shown}<p>{MORE}</p>"),
            &format!("{ONE} {MORE}"),
            &format!("{ONE}\n\n{MORE}"),
        );
    }
}
