//! Posts of boards and comments: the line that says who wrote each stays with it, and so does what a post quotes.
//!
//! Such a line is half a link, for which those who look for the article drop it.

use dom_query::NodeRef;

use super::elements::{is_block, named};
use super::{classes, inline};

/// The most characters of the line that says who wrote a post.
const LINE: usize = 160;

/// So many posts make a board.
const POSTS: usize = 3;

/// What only a board says of its members: parts of class names.
const MEMBERS: [&str; 5] = [
    "postprofile-rank",
    "userBanner",
    "userExtras",
    "userTitle",
    "user-title",
];

/// Makes the lines of posts under `root` safe, and takes away what a board shows beside and under each.
pub fn settle(root: NodeRef<'_>) {
    let nodes = root.descendants_it().filter(NodeRef::is_element);
    let nodes: Vec<NodeRef<'_>> = nodes
        .filter(|node| node.has_name("aside") || is_post(node) || is_worn(node))
        .collect();
    for node in nodes {
        if is_worn(&node) {
            node.remove_from_parent();
        } else if is_post(&node) {
            settle_author(&node);
        } else if is_quotation(&node) {
            node.rename("section");
            inline::unname(&node);
            let heads = named(node, "div").into_iter().filter(holds_line);
            heads.for_each(|head| make_line(&head));
        }
    }
}

/// Whether an element only says what a board thinks of who wrote a post.
pub fn is_about_member(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    MEMBERS.iter().any(|name| class.contains(name))
}

/// Whether an element is what a board puts beside each post of a member, or what the member has it put under each. Classes
/// are lost where the article is looked for.
fn is_worn(node: &NodeRef<'_>) -> bool {
    let may_be = node.query_or(false, |n| {
        n.as_element().is_some_and(|element| {
            element.attrs.iter().any(|attr| {
                &*attr.name.local == "class"
                    && ["postprofile", "signature"]
                        .iter()
                        .any(|name| attr.value.contains(name))
            })
        })
    });
    if !may_be {
        return false;
    }
    let class = node.attr_or("class", "");
    let called = |name: &str| class.split_whitespace().any(|word| word == name);
    called("postprofile") && names_author_beside(node)
        || called("message-signature")
        || called("signature") && node.attr_or("id", "").starts_with("sig")
}

/// So many nodes of a post are looked at for the line that names its author.
const PROFILE: usize = 200;

/// Whether a line beside what a board says of a member names who wrote the post.
fn names_author_beside(profile: &NodeRef<'_>) -> bool {
    let is_line = |node: &NodeRef<'_>| {
        let class = node.attr_or("class", "");
        node.has_name("p") && class.split_whitespace().any(|word| word == "author")
    };
    let post = profile.parent();
    post.is_some_and(|post| {
        let mut inside = post.descendants_it().take(PROFILE);
        inside.any(|node| is_line(&node))
    })
}

/// Whether an element holds the posts of a board: they are the article together, none of them alone.
pub fn is_board(node: &NodeRef<'_>) -> bool {
    let named = |child: &NodeRef<'_>| {
        let class = child.attr_or("class", "");
        let mut words = classes::words(&class);
        words.any(|word| matches!(word.as_str(), "message" | "postbit" | "postbitlegacy"))
    };
    let children = node.children_it(false).filter(NodeRef::is_element);
    children
        .filter(|child| is_post(child) || named(child))
        .take(POSTS)
        .count()
        == POSTS
}

/// Whether an element says for machines that it is a post of somebody.
fn is_post(node: &NodeRef<'_>) -> bool {
    const KINDS: [&str; 3] = ["/Comment", "/DiscussionForumPosting", "/Answer"];
    node.attr("itemtype")
        .is_some_and(|kind| KINDS.iter().any(|end| kind.trim().ends_with(end)))
}

/// Whether it is what a post repeats of another one.
fn is_quotation(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    classes::words(&class).any(|word| word == "quote")
        && node
            .descendants_it()
            .any(|inner| inner.has_name("blockquote"))
}

fn settle_author(post: &NodeRef<'_>) {
    let is_author = |node: &NodeRef<'_>| node.attr("itemprop").is_some_and(|is| &*is == "author");
    let Some(author) = post.descendants_it().find(is_author) else {
        return;
    };
    let above = std::iter::successors(Some(author), NodeRef::parent);
    let within = above.take_while(|node| node.id != post.id);
    let line = within.take_while(holds_line).last();
    if let Some(line) = line.filter(|line| line.has_name("div")) {
        make_line(&line);
    }
}

/// Whether an element is a short line of words.
fn holds_line(node: &NodeRef<'_>) -> bool {
    let own = node.id;
    let is_frame =
        |inner: NodeRef<'_>| inner.id != own && is_block(&inner.node_name().unwrap_or_default());
    node.normalized_char_count() <= LINE && !node.descendants_it().any(is_frame)
}

fn make_line(node: &NodeRef<'_>) {
    node.rename("p");
    inline::unname(node);
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    #[test]
    fn who_wrote_a_post_stays_with_it() {
        let words = "<p>I went to the quay of Port Almery on Monday, and nobody there could tell me when the ferry will \
            sail again, nor who has paid for the new lamps.</p>";
        let post = |number: usize, name: &str, quoted: &str| {
            format!(
                "<div id=post_{number} itemprop=comment itemscope itemtype='http://schema.org/Comment' class='topic-body'>\
                 <div class=crawler-post-meta><span class=creator itemprop=author itemscope><a itemprop=url href='/u/{name}'>\
                 <span itemprop=name>{name}</span></a> ({name} of the Quay)</span> <span class=infos><time \
                 datetime='2024-05-12T15:28:40Z'>May 12, 2024, 3:28pm</time></span></div>\
                 <div class=post itemprop=text>{quoted}{words}{words}</div><div><span class=post-likes>3 Likes</span></div></div>"
            )
        };
        let quoted = "<aside class='quote no-group'><div class=title><img src=/a.png class=avatar width=24 alt=''> \
            ana_ruiz_of_almery:</div><blockquote><p>Who paid?</p></blockquote></aside>";
        let page = format!(
            "<title>Lamps</title><div itemscope itemtype='http://schema.org/DiscussionForumPosting'>{}{}{}</div>",
            post(1, "ana_ruiz_of_almery", ""),
            post(2, "bo", quoted),
            post(3, "kim_lind_of_almery", "")
        );
        let article = read(&page, Hint::default());
        assert_eq!(article.meta.byline.as_deref(), Some("ana_ruiz_of_almery"));
        let text = article.text;
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let starts = |start: &str| lines.iter().any(|line| line.starts_with(start));
        for name in ["bo (", "kim_lind_of_almery ("] {
            assert!(starts(name), "{name}\n{text}");
        }
        assert!(lines.contains(&"ana_ruiz_of_almery:"), "{text}");
        assert!(lines.contains(&"Who paid?"), "{text}");
        assert!(!text.contains("Likes"), "{text}");
    }
}
