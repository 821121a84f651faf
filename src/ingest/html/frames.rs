//! Old pages that are made of frames: what they say to who cannot show frames, and where the frames are.

use dom_query::{Document, NodeRef};

use super::elements::named;
use super::{prose, tree};

/// What is told of such a page.
pub const DAMAGE: &str = "The page is made of frames, each a page of its own.";

/// The fewest characters of running text that are an article and no excuse.
const ENOUGH: usize = 150;

/// The page within a page of frames; none where it shows an article besides.
pub fn inside(doc: &Document) -> Option<Document> {
    if doc
        .body()
        .is_some_and(|body| prose::amount_in(body) >= ENOUGH)
    {
        return None;
    }
    let words = named(doc.root(), "noframes");
    let words: String = words.iter().map(|it| it.text().to_string()).collect();
    let page = tree::parse(&words);
    if page.damage.is_none() && prose::amount_in(page.doc.root()) >= ENOUGH {
        return Some(page.doc);
    }
    let set = named(doc.root(), "frameset").into_iter().next()?;
    let frames: String = named(set, "frame").iter().filter_map(link).collect();
    Some(tree::parse(&frames).doc)
}

/// A link to a frame, by its name.
fn link(frame: &NodeRef<'_>) -> Option<String> {
    let address = frame.attr("src")?;
    let names = ["title", "name"].map(|name| frame.attr_or(name, "").trim().to_owned());
    let name = names.into_iter().find(|name| !name.is_empty());
    let page = Document::from("<p><a></a></p>");
    let inner = page.select("a");
    inner.set_attr("href", &address);
    inner
        .nodes()
        .first()?
        .set_text(name.unwrap_or_else(|| address.to_string()));
    Some(page.select("p").html().to_string())
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let article = read(
            &format!("<title>A quay for Almery</title>{body}"),
            Hint::default(),
        );
        assert_eq!(article.text, expected, "{body}");
        assert_eq!(article.meta.title, "A quay for Almery");
        assert!(article.meta.damage.is_some_and(|it| it.contains("frames")));
    }

    #[test]
    fn a_page_of_frames_says_what_it_can() {
        let words = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes, \
            whatever the weather brings to the island, and that nobody has to wait for a ferry there.";
        let frames = "<frame src=menu.html name=menu><frame src='main.html?a=1&amp;b=2' title='The quay &amp; pier'>";
        // Behind a body there is no frame for those who read the page by its rules.
        for body in ["", "<body>"] {
            check(
                &format!(
                    "{body}<frameset cols='20%,80%'>{frames}<noframes><body><p>{words}</p></body></noframes></frameset>"
                ),
                words,
            );
        }
        check(
            &format!(
                "<frameset>{frames}<noframes>Your browser shows no frames.</noframes></frameset>"
            ),
            "menu\n\nThe quay & pier",
        );
    }
}
