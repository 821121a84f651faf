//! Posts of others and pictures with captions inside an article stay in it.
//!
//! A post is a block quote with a line that names its author. The wrappers of posts and of pictures
//! look like furniture: many pictures, hardly a paragraph.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::elements::named;
use super::inline::unname;
use super::{captions, classes, prose};

/// Classes of posts, as the sites that hold them give them out to be embedded.
const POSTS: [&str; 13] = [
    "twitter-tweet",
    "twitter-video",
    "twitter-quote",
    "instagram-media",
    "tiktok-embed",
    "fb-post",
    "fb-xfbml",
    "bluesky-embed",
    "mastodon-embed",
    "reddit-embed",
    "reddit-card",
    "text-post-media",
    "telegram-post",
];

/// Makes posts and captions under `root` safe.
pub fn settle(root: NodeRef<'_>) {
    let nodes: Vec<NodeRef<'_>> = root.descendants_it().filter(NodeRef::is_element).collect();
    let mut seen = HashSet::new();
    for node in nodes {
        if is_post(&node) {
            settle_post(node, &mut seen);
        } else if node.has_name("figcaption") && !node.text().trim().is_empty() && !is_linked(&node)
        {
            settle_caption(node, &mut seen);
        } else if node.has_name("div") {
            captions::keep(&node);
        }
    }
}

/// Whether an element is a post from elsewhere.
pub fn is_post(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    !class.is_empty()
        && POSTS.iter().any(|post| class.contains(post))
        && !node.text().trim().is_empty()
}

fn settle_post(node: NodeRef<'_>, seen: &mut HashSet<NodeId>) {
    if !node.has_name("blockquote") {
        let inner = node
            .descendants_it()
            .any(|inner| inner.has_name("blockquote"));
        if inner {
            return free(node, &node, seen);
        }
        node.rename("blockquote");
    }
    unname(&node);
    for inner in named(node, "div") {
        inner.rename("section");
        unname(&inner);
    }
    named(node, "br").iter().for_each(drop_second);
    named(node, "a").iter().for_each(part_from_word);
    free(node, &node, seen);
}

/// Takes a break away that another one follows: two would part the post, and its parts are so short that
/// they go as furniture.
fn drop_second(node: &NodeRef<'_>) {
    let mut behind = std::iter::successors(node.next_sibling(), NodeRef::next_sibling);
    let next = behind.find(|next| !next.is_text() || next.is_nonempty_text());
    if next.is_some_and(|next| next.has_name("br")) {
        node.remove_from_parent();
    }
}

/// Parts a link from the word before it: some sites give out "by<a>Ana</a> in<a>Harbours</a>".
fn part_from_word(link: &NodeRef<'_>) {
    let Some(before) = link.prev_sibling().filter(NodeRef::is_text) else {
        return;
    };
    let words = before.text();
    if words.ends_with(char::is_alphabetic) && link.text().starts_with(char::is_alphanumeric) {
        before.set_text(format!("{words} "));
    }
}

fn settle_caption(caption: NodeRef<'_>, seen: &mut HashSet<NodeId>) {
    let figure = caption
        .ancestors_it(Some(3))
        .find(|node| node.has_name("figure"));
    if let Some(figure) = figure
        && shows_picture(&figure)
        && !classes::is_named_furniture(&figure)
        && !figure
            .ancestors_it(Some(4))
            .any(|above| above.has_name("aside") || above.has_name("a"))
    {
        free(figure, &caption, seen);
    }
}

/// Whether a figure has a picture rather than a film, which cannot be seen here.
fn shows_picture(figure: &NodeRef<'_>) -> bool {
    let has = |names: &[&str]| {
        figure
            .descendants_it()
            .any(|node| names.iter().any(|name| node.has_name(name)))
    };
    has(&["img", "picture"]) && !has(&["iframe", "video", "audio", "object"])
}

/// Parts of names for which others drop a frame.
const FEARED: [&str; 22] = [
    "-ad-",
    "banner",
    "combx",
    "comment",
    "community",
    "contact",
    "extra",
    "footer",
    "gallery",
    "header",
    "hid",
    "media",
    "meta",
    "promo",
    "related",
    "scroll",
    "share",
    "sidebar",
    "social",
    "sponsor",
    "tags",
    "widget",
];

/// Takes feared names off the frames round an element that hold nothing else. Those of posts and of
/// several pictures become sections, which nobody drops for their links or for having hardly a
/// paragraph. `words` has the words that they hold.
fn free(node: NodeRef<'_>, words: &NodeRef<'_>, seen: &mut HashSet<NodeId>) {
    let own = words.normalized_char_count();
    for frame in std::iter::successors(Some(node), NodeRef::parent).take(5) {
        let name = frame.node_name().unwrap_or_default();
        let is_frame = matches!(
            &*name,
            "div" | "section" | "figure" | "ul" | "ol" | "li" | "span" | "p"
        );
        if !is_frame && frame.id != node.id || !seen.insert(frame.id) {
            return;
        }
        let captions = frame
            .descendants_it()
            .filter(|inner| inner.has_name("figcaption"));
        let captions: Vec<usize> = captions
            .map(|inner| inner.normalized_char_count())
            .collect();
        let held = own.max(captions.iter().sum());
        if frame.normalized_char_count() > held + held / 5 + 4 {
            return;
        }
        let names = [frame.attr_or("class", ""), frame.attr_or("id", "")];
        let feared = |name: &str| FEARED.iter().any(|part| name.contains(part));
        if names.iter().any(|name| feared(&name.to_ascii_lowercase())) {
            unname(&frame);
        }
        if captions.len() != 1 && matches!(&*name, "div" | "ul" | "ol" | "li") {
            frame.rename("section");
        }
    }
}

fn is_linked(node: &NodeRef<'_>) -> bool {
    prose::leaves(*node, |_| false)
        .iter()
        .all(prose::Leaf::is_link)
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;
    use crate::model::BlockKind;

    const QUAY: &str = "<p>The harbour master said on Monday that the new quay of Port Almery will be open \
        before the spring comes, whatever the weather brings.</p>";

    /// The blocks between two paragraphs.
    #[track_caller]
    fn check(inside: &str, kind: BlockKind, expected: &[&str]) {
        for behind in [QUAY, ""] {
            let page = format!(
                "<title>A quay for Almery</title><article><h1>A quay for Almery</h1>{QUAY}{QUAY}{QUAY}{inside}{behind}</article>"
            );
            let article = read(&page, Hint::default());
            let found: Vec<&str> = article
                .blocks
                .iter()
                .filter(|block| block.kind == kind)
                .map(|block| &article.text[block.span.start..block.span.end])
                .collect();
            assert_eq!(found, expected, "{inside}\n{}", article.text);
        }
    }

    #[test]
    fn posts_are_quotes_with_their_author() {
        let tweet = "<blockquote class=twitter-tweet><p>Stay off the pier tonight.</p>&mdash; Quay Office \
            (@quay) <a href=https://twitter.example/1>November 6, 2026</a></blockquote><script src=x></script>";
        let expected = [
            "Stay off the pier tonight.",
            "— Quay Office (@quay) November 6, 2026",
        ];
        check(tweet, BlockKind::BlockQuote, &expected);
        check(
            &format!("<div class='embed social-embed'><div>{tweet}</div></div>"),
            BlockKind::BlockQuote,
            &expected,
        );
        check(
            "<blockquote class=bluesky-embed><p>What a lamp.</p>&mdash; Ana (<a href=https://b.example/a>@ana.example</a>) \
             <a href=https://b.example/1>May 6, 2026</a></blockquote>",
            BlockKind::BlockQuote,
            &["What a lamp.", "— Ana (@ana.example) May 6, 2026"],
        );
        check(
            "<div class=fb-post data-href=x><blockquote class=fb-xfbml-parse-ignore><p>The ferry is late.</p>Posted by \
             <a href=https://f.example/q>Quay Office</a> on <a href=https://f.example/1>Friday</a></blockquote></div>",
            BlockKind::BlockQuote,
            &["The ferry is late.", "Posted by Quay Office on Friday"],
        );
        check(
            "<blockquote class=instagram-media><div><p><a href=https://i.example/p>What a wave!</a></p><p>A post shared \
             by <a href=https://i.example/g>Gus</a> (@gus)</p></div></blockquote>",
            BlockKind::BlockQuote,
            &["What a wave!", "A post shared by Gus (@gus)"],
        );
    }

    #[test]
    fn a_post_keeps_all_its_lines() {
        check(
            "<blockquote class=twitter-tweet><p>Stay off the pier.<br><br>The sea is high.</p>&mdash; Quay Office \
             (@quay) <a href=https://twitter.example/1>May 6, 2026</a></blockquote>",
            BlockKind::BlockQuote,
            &[
                "Stay off the pier.\nThe sea is high.",
                "— Quay Office (@quay) May 6, 2026",
            ],
        );
        check(
            "<blockquote class=bluesky-embed><p>What a lamp.<br> <br><a href=/x>[image or embed]</a></p>&mdash; Ana</blockquote>",
            BlockKind::BlockQuote,
            &["What a lamp.\n[image or embed]", "— Ana"],
        );
        check(
            "<blockquote class=reddit-embed-bq><a href=/r/1>The quay of Almery</a><br> by<a href=/u/ana>u/ana</a> in<a \
             href=/r>harbours</a></blockquote>",
            BlockKind::BlockQuote,
            &["The quay of Almery\nby u/ana in harbours"],
        );
    }

    #[test]
    fn captions_of_galleries_stay() {
        let picture = |n: &str, words: &str| {
            format!(
                "<figure class=media><img src={n}.jpg alt='Picture {n}'><figcaption>{words}</figcaption></figure>"
            )
        };
        let (one, two, three) = (
            picture("1", "The quay in May."),
            picture("2", "The old lamps (Ana Ruiz)"),
            picture("3", "A ferry"),
        );
        let expected = ["The quay in May.", "The old lamps (Ana Ruiz)", "A ferry"];
        check(
            &format!("<div class='gallery media-widget'>{one}{two}{three}</div>"),
            BlockKind::Caption,
            &expected,
        );
        check(
            &format!("<ul class=slides><li>{one}</li><li>{two}</li><li>{three}</li></ul>"),
            BlockKind::Caption,
            &expected,
        );
        check(&one, BlockKind::Caption, &expected[..1]);
    }
}
