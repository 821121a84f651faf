//! What stands on a page and is not about its article: comments, other stories, posts from elsewhere.
//!
//! Names and dates in there are not the article's.

use dom_query::NodeRef;

use super::classes;

/// Words in classes and ids that name what belongs to something else.
const NAMES: &[&str] = &[
    "ambox",
    "aside",
    "bluesky",
    "breadcrumb",
    "breadcrumbs",
    "claim",
    "comment",
    "comments",
    "commentlist",
    "commentary",
    "disqus",
    "embed",
    "embeds",
    "facebook",
    "fb",
    "infobox",
    "instagram",
    "latest",
    "mastodon",
    "popular",
    "promo",
    "recirc",
    "recommended",
    "recommendations",
    "reddit",
    "related",
    "replies",
    "respond",
    "sidebar",
    "statement",
    "testimonial",
    "testimonials",
    "tiktok",
    "teaser",
    "teasers",
    "telegram",
    "threads",
    "toot",
    "trending",
    "tweet",
    "twitter",
];

/// The least running text, in characters, that makes an `<article>` more than a teaser.
const STORY: usize = 200;

/// Whether an element stands in something else than the article of its page.
pub fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    let mut nearest = true;
    std::iter::successors(Some(*node), NodeRef::parent)
        .take_while(|above| !above.has_name("body"))
        .any(|above| {
            let name = above.node_name().unwrap_or_default();
            match &*name {
                "aside" | "nav" | "blockquote" | "form" | "button" => true,
                "article" if nearest => {
                    nearest = false;
                    !has_title(&above) && !tells_story(&above)
                }
                "article" | "main" | "html" => false,
                _ => is_named(&above) && !holds_article(&above),
            }
        })
}

fn is_named(node: &NodeRef<'_>) -> bool {
    [node.attr_or("class", ""), node.attr_or("id", "")]
        .iter()
        .any(|name| classes::words(name).any(|word| NAMES.contains(&word.as_str())))
}

/// Whether an element holds enough text, looking no further than that takes.
fn tells_story(node: &NodeRef<'_>) -> bool {
    let mut chars = 0;
    node.descendants_it()
        .take(LOOKED_AT)
        .filter(NodeRef::is_text)
        .any(|text| {
            // Names, dates and headlines are shorter.
            let length = text.text().trim().chars().count();
            chars += if length >= LONG { length } else { 0 };
            chars >= STORY
        })
}

/// The most nodes that are looked at in one element.
const LOOKED_AT: usize = 10_000;

/// The shortest text that may be a part of a paragraph.
const LONG: usize = 60;

fn has_title(node: &NodeRef<'_>) -> bool {
    let mut inside = node.descendants_it().take(LOOKED_AT);
    inside.any(|inner| inner.has_name("h1"))
}

/// Whether what is named so is only the frame of the whole page, such as "with-sidebar".
fn holds_article(node: &NodeRef<'_>) -> bool {
    let mut inside = node.descendants_it().take(LOOKED_AT);
    inside.any(|inner| inner.has_name("h1") || inner.has_name("article"))
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const WORDS: &str = "<p>The harbour master said on Monday that the new quay of Port Almery will be \
        open before the spring comes, whatever the weather brings to the island.</p><p>Nobody in the town \
        has asked for more lamps than there are, but the council has bought some all the same.</p>";

    /// The byline and date of a page whose article is followed by `other`, and has `own` under its title.
    #[track_caller]
    fn check(own: &str, other: &str, byline: Option<&str>, published: Option<&str>) {
        let page = format!(
            "<title>A quay for Almery</title><body class=with-sidebar><article><h1>A quay for Almery</h1>{own}{WORDS}</article>{other}"
        );
        let meta = read(&page, Hint::default()).meta;
        assert_eq!(
            (meta.byline.as_deref(), meta.published.as_deref()),
            (byline, published),
            "{other}"
        );
    }

    #[test]
    fn others_names_and_dates_are_not_the_articles() {
        let by = "<span class=author>Kim Lind</span> <time datetime=2024-05-12>12 May</time>";
        for other in [
            format!("<aside><h3>More</h3>{by}</aside>"),
            format!("<ul class=comment-list><li>{by} What a quay!</ul>"),
            format!("<section id=related-stories><a href=/x>Lamps</a> {by}</section>"),
            format!("<article><h3><a href=/x>Lamps</a></h3>{by}</article>"),
            format!("<nav>{by}</nav>"),
            format!("<blockquote>{by}</blockquote>"),
            format!("<div class='social tweet-embed'><p>See this</p>{by}</div>"),
            format!("<div class=statement-author><p>See this</p>{by}</div>"),
            format!("<div class=fb-post><p>See this</p>{by}</div>"),
            format!("<div class=telegram-post><p>See this</p>{by}</div>"),
            format!("<div class=quoted-toot><p>See this</p>{by}</div>"),
        ] {
            check("", &other, None, None);
            let own = "<p class=byline>Ana Ruiz</p><time datetime=2024-06-01>1 June</time>";
            check(own, &other, Some("Ana Ruiz"), Some("2024-06-01"));
        }
        check(
            "",
            &format!("<p>{by}</p>"),
            Some("Kim Lind"),
            Some("2024-05-12"),
        );
    }
}
