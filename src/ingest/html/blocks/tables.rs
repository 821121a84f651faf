//! What a table is: data, or only a way to place things on the page; and what a cell holds.

use dom_query::NodeRef;

/// The most nodes of a cell that are looked at.
const LOOKED_AT: usize = 200;

/// How many elements above a picture its cell is looked for.
const NEAR: usize = 8;

/// Whether an element holds words.
pub fn holds_words(node: &NodeRef<'_>) -> bool {
    let mut inside = node.descendants_it().take(LOOKED_AT);
    inside.any(|inner| inner.is_nonempty_text())
}

/// Whether the cell round a picture says in words of its own what the picture shows: a flag before the name of its country.
pub fn is_said_in_cell(picture: &NodeRef<'_>, alt: &str) -> bool {
    let mut above = picture.ancestors_it(Some(NEAR));
    above
        .find(|node| node.has_name("td") || node.has_name("th"))
        .is_some_and(|cell| {
            let mut inside = cell.descendants_it().take(LOOKED_AT);
            inside.any(|inner| inner.is_text() && inner.text().trim() == alt)
        })
}

/// Whether a row is one of headings.
pub fn is_in_head(row: &NodeRef<'_>) -> bool {
    row.parent()
        .is_some_and(|section| section.has_name("thead"))
}

/// Whether a table holds data: several rows and columns of short cells. Others only place things
/// on the page.
pub fn is_data(table: &NodeRef<'_>) -> bool {
    if table
        .attr("role")
        .is_some_and(|role| matches!(role.as_ref(), "presentation" | "none"))
    {
        return false;
    }
    let (mut rows, mut widest, mut cells) = (0usize, 0usize, 0usize);
    for node in table.descendants_it().skip(1) {
        let Some(name) = node.qual_name_ref() else {
            continue;
        };
        match &*name.local {
            "table" | "blockquote" | "pre" | "article" => return false,
            // A heading may head a column, all of its cell.
            "h1" | "h2" | "h3" if rows > 1 || node.normalized_char_count() > 80 => return false,
            "tr" => (rows, widest, cells) = (rows + 1, widest.max(cells), 0),
            "td" | "th" => cells += 1,
            "p" if node.normalized_char_count() > 400 => return false,
            _ => {}
        }
    }
    rows > 1 && widest.max(cells) > 1
}
