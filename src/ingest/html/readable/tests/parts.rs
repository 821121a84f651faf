//! Parts of articles that look like furniture and stay: tables, headings, posts, comments.

use super::{FERRY, LAMPS, QUAY, check, paragraphs};
use crate::ingest::Hint;
use crate::ingest::html::read;

#[test]
fn a_tables_caption_is_a_line_of_its_own() {
    let table = "<table><caption>Lamps a pier</caption><tr><th>Pier</th><th>Lamps</th></tr><tr><td>One</td><td>3</td></tr></table>";
    check(
        &format!(
            "<article>{}{table}{}</article>",
            paragraphs(&[QUAY, LAMPS]),
            paragraphs(&[FERRY])
        ),
        &[QUAY, LAMPS, "Lamps a pier", "Pier | Lamps\nOne | 3", FERRY],
    );
}

#[test]
fn a_table_whose_columns_have_headings_is_a_table() {
    let table = "<table><tr><th><h3>Pier</h3></th><th><h3>Lamps</h3></th></tr><tr><td>One</td><td>3</td></tr></table>";
    check(
        &format!(
            "<article>{}{table}{}</article>",
            paragraphs(&[QUAY, LAMPS]),
            paragraphs(&[FERRY])
        ),
        &[QUAY, LAMPS, "Pier | Lamps\nOne | 3", FERRY],
    );
}

#[test]
fn headings_of_parts_stay_where_another_heading_follows() {
    let part = |name: &str| {
        format!(
            "<h2 class=header-anchor-post><strong>{name}</strong></h2><h3 class=header-anchor-post>Of {name}</h3>"
        )
    };
    let (one, two) = (part("Lamps"), part("Ferries"));
    check(
        &format!(
            "<article><p>{QUAY}</p><div></div>{one}<p>{LAMPS}</p><div><hr></div>{two}<p>{FERRY}</p></article>"
        ),
        &[
            QUAY,
            "Lamps",
            "Of Lamps",
            LAMPS,
            "Ferries",
            "Of Ferries",
            FERRY,
        ],
    );
}

#[test]
fn short_posts_of_a_board_stay_among_long_ones() {
    let post = |name: &str, words: &str| {
        format!(
            "<article class='message message--post'><div class=message-user><img class=avatar src=/{name}.png alt={name} width=96>\
             <h4><a href=/members/{name}>{name}</a></h4><h5 class=userTitle>Senior Member</h5></div>\
             <div class=message-body>{words}</div></article>"
        )
    };
    let long = format!("<p>{QUAY} {LAMPS} {FERRY}</p><p>{QUAY} {FERRY}</p><p>{LAMPS} {FERRY}</p>");
    let short = "<p>I was there too, and saw nobody with a lamp, only two dogs and the captain of the old ferry.</p>";
    let posts = [
        post("ana", &long),
        post("bo", short),
        post("kim", short),
        post("gus", &long),
    ];
    let page = format!(
        "<title>Lamps</title><body><div class=thread>{}</div>",
        posts.concat()
    );
    let text = read(&page, Hint::default()).text;
    assert_eq!(text.matches("two dogs").count(), 2, "{text}");
    assert!(text.contains("bo\n") && !text.contains("Senior"), "{text}");
}

#[test]
fn boxes_of_facts_and_headings_of_sections_stay() {
    check(
        &format!(
            "<main><table class=infobox><tr><th>Founder<td class=agent><a href=/p>The port</a><tr><th>Begun<td>1998\
             <tr><th><a href=/k>Kind</a><td><a href=/q>A quay</a></table>\
             <p>{QUAY}</p><p>{LAMPS}</p><h2>Download</h2><p>{FERRY}</p><h2>See also</h2><ul><li><a href=/l>Lamps</a>\
             <li><a href=/f>Ferries of the coast</a></ul><h2>Sources</h2><p>{QUAY}</p></main>"
        ),
        &[
            "Founder | The port\nBegun | 1998\nKind | A quay",
            QUAY,
            LAMPS,
            "Download",
            FERRY,
            "See also",
            "Lamps",
            "Ferries of the coast",
            "Sources",
            QUAY,
        ],
    );
}

#[test]
fn comments_stay_together_and_pictures_of_amp_are_seen() {
    let comment = |name: &str| format!("<li class=comment><cite>{name}</cite><p>{QUAY}</p></li>");
    let page = format!(
        "<html amp><title>A quay</title><body><article><p>{QUAY}</p><p>{LAMPS}</p><amp-img src=/q.jpg alt='The quay'><noscript><img \
         src=/q.jpg alt='The quay'></noscript></amp-img><p>{FERRY}</p></article><section><h2>3 Comments</h2><ol>{}{}{}</ol></section>",
        comment("Gus"),
        comment("Kim"),
        comment("Bo")
    );
    let article = read(&page, Hint::default());
    let named = ["Gus", "Kim", "Bo"].map(|name| article.text.contains(name));
    assert!(
        named == [true; 3] || named == [false; 3],
        "{}",
        article.text
    );
    assert_eq!(
        article.text.matches("The quay").count(),
        1,
        "{}",
        article.text
    );
}

#[test]
fn what_a_cell_lists_is_parted_and_its_pictures_are_not_said_twice() {
    for (cell, expected) in [
        (
            "<ul><li>Almerish<li>Rowan (old)<li></ul>",
            "Almerish; Rowan (old)",
        ),
        ("<ul><li>Almerish</ul>since 1904", "Almerish since 1904"),
        (
            "<ol><li>“No.”<li>Yes!<li>Perhaps,<li>or not</ol>",
            "“No.” Yes! Perhaps, or not",
        ),
        ("<dl><dt>First:<dd>one<dd>two</dl>", "First: one; two"),
        ("<img alt=Rowe src=/r.png> <a href=/r>Rowe</a>", "Rowe"),
        ("<img alt=Up src=/u.png> 4.1", "Up 4.1"),
        ("<img alt='Rowe arms.svg' src=/r.svg>3", "3"),
    ] {
        let table = format!("<table><tr><th>Town<th>Said<tr><td>Almery<td>{cell}</table>");
        let page = format!("<title>Words</title><main><p>{QUAY}</p>{table}<p>{QUAY}</p></main>");
        let text = read(&page, Hint::default()).text;
        let row = format!("\nAlmery | {expected}\n");
        assert!(text.contains(&row), "{cell}\n{text}");
    }
}
