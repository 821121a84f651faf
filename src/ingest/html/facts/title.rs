//! Titles: a heading as a line, what of a title is the site's name, and which heading says the same.

use dom_query::NodeRef;

use crate::ingest::fold::one_line;

/// The words of a heading as one line. One that was never closed holds the article, too: its own words
/// end where the next block begins.
pub fn heading(node: &NodeRef<'_>) -> String {
    const BLOCKS: [&str; 12] = [
        "p", "ul", "ol", "table", "h2", "h3", "h4", "article", "section", "figure", "script",
        "style",
    ];
    let mut words = String::new();
    for inner in node.descendants_it() {
        if inner.is_text() {
            words.push_str(&inner.text());
            continue;
        }
        let name = inner.node_name().unwrap_or_default();
        if BLOCKS.contains(&&*name) && !words.trim().is_empty() {
            break;
        }
        if matches!(&*name, "br" | "div") {
            words.push('\n');
        }
    }
    one_line(&words)
}

/// Letters and digits alone, for comparing.
pub fn bare(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Whether `heading` is most of `title`, which may have the site's name about it.
pub fn is_part(heading: &str, title: &str) -> bool {
    let (heading, title) = (bare(heading), bare(title));
    !heading.is_empty() && title.contains(&heading) && heading.len() * 3 >= title.len()
}

/// Whether more than half of the words of each are in the other.
pub fn is_alike(heading: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(bare)
            .filter(|w| w.len() > 1)
            .collect()
    };
    let (heading, title) = (words(heading), words(title));
    let common = heading.iter().filter(|word| title.contains(word)).count();
    common >= 3 && common * 2 > heading.len() && common * 2 > title.len()
}

/// A title without the name of the site, which stands behind or before a sign that parts them.
pub fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let signs = [
        " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ",
    ];
    if let Some(site) = site.map(bare).filter(|site| !site.is_empty()) {
        for sign in signs {
            if let Some((rest, end)) = title.rsplit_once(sign)
                && (bare(end) == site || bare(end).contains(&site))
            {
                return rest.trim();
            }
            if let Some((start, rest)) = title.split_once(sign)
                && bare(start) == site
            {
                return rest.trim();
            }
        }
    }
    let last = signs
        .iter()
        .filter_map(|sign| title.rfind(sign).map(|at| (at, sign)))
        .max();
    if let Some((at, sign)) = last {
        let (words, end) = (
            title[..at].split_whitespace().count(),
            title[at + sign.len()..].split_whitespace().count(),
        );
        if words >= 4 && end <= 3 || words >= 3 && sign == &" | " {
            return title[..at].trim();
        }
    }
    title.trim()
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    #[test]
    fn lines_of_a_heading_do_not_stick_together() {
        for (inside, expected) in [
            ("Lamps and<span><br>Ferries</span>", "Lamps and Ferries"),
            (
                "<div>Lamps</div><div>and <b>Ferries</b></div>",
                "Lamps and Ferries",
            ),
            ("美樹<br>營地", "美樹營地"),
            ("Lamps and Ferries<p>Of the coast</p>", "Lamps and Ferries"),
        ] {
            let page = format!("<title>{expected} - Almery Post</title><h1>{inside}</h1>");
            assert_eq!(
                read(&page, Hint::default()).meta.title,
                expected,
                "{inside}"
            );
        }
    }
}
