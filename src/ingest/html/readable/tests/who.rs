//! Who wrote an article and when: told once, and not of what it is about.

use super::{FERRY, LAMPS, QUAY, check, paragraphs};
use crate::ingest::Hint;
use crate::ingest::html::read;

#[test]
fn what_is_said_of_the_author_at_the_end_goes() {
    let about = "<div class='author-bio'><h4>Ana Ruiz</h4><p>Ana Ruiz has written about ships and \
        those who sail them for thirty years, and lives above the quay of Port Almery.</p></div>";
    let long = [QUAY, LAMPS, FERRY, QUAY, FERRY, QUAY];
    let article = paragraphs(&long);
    check(&format!("<main>{article}{about}</main>"), &long);
}

#[test]
fn who_and_when_go_however_they_stick_together() {
    let title = "A quay for Port Almery, which has waited for one for a hundred and twenty years, opens before spring comes";
    let page = format!(
        "<title>{title}</title><meta name=author content='Ana Ruiz'><body><article><h2>{title}</h2>\
         <p><b>Ana Ruiz</b><span>May 12, 2024</span></p>{}<p>May 12, 2024<span>Ana Ruiz</span></p></article>",
        paragraphs(&[QUAY, LAMPS, FERRY])
    );
    let article = read(&page, Hint::default());
    assert_eq!(article.text, [QUAY, LAMPS, FERRY].join("\n\n"));
    assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
}

#[test]
fn dates_of_what_an_article_is_about_are_not_its_own() {
    let infobox = "<table class='infobox'><tr><th>Founded</th><td><time datetime=1998-02-28>28 February 1998</time></td></tr></table>";
    let page = format!(
        "<title>A quay for Almery</title><body><article>{infobox}{}</article>",
        paragraphs(&[QUAY, LAMPS, FERRY])
    );
    assert_eq!(read(&page, Hint::default()).meta.published, None);
    let offer = "<div class=author>billed annually, or</div>";
    let page = page.replace(infobox, offer);
    assert_eq!(read(&page, Hint::default()).meta.byline, None);
}

#[test]
fn what_is_told_of_the_author_in_several_paragraphs_goes() {
    let who = "<meta name=author content='Ana Ruiz Almery Post'>";
    let is = "Ana Ruiz is a reporter who covers the harbours and the ferries of the coast for the paper, and the islands.";
    let more = "She was born in Almery, has four boats of her own, and writes a book about the lamps of the old quay.";
    for about in [vec![is], vec![is, more], vec![is, "Write to her"]] {
        let body = paragraphs(&[&[QUAY, LAMPS, FERRY], &about[..]].concat());
        check(
            &format!("{who}<article>{body}</article>"),
            &[QUAY, LAMPS, FERRY],
        );
    }
    // Where the article goes on with something else, it is about her.
    let body = paragraphs(&[QUAY, LAMPS, is, FERRY]);
    check(
        &format!("{who}<article>{body}</article>"),
        &[QUAY, LAMPS, is, FERRY],
    );
}

#[test]
fn title_and_date_go_where_a_notice_stands_before_them() {
    let notice = "This post may have links to what the harbour of Port Almery sells, and the harbour may pay for that.";
    let head = "<h3>A quay for Almery</h3><p>May 12, 2024</p>";
    check(
        &format!(
            "<article><p>{notice}</p>{head}{}</article>",
            paragraphs(&[QUAY, LAMPS, FERRY])
        ),
        &[notice, QUAY, LAMPS, FERRY],
    );
}

#[test]
fn who_wrote_it_is_what_stands_behind_that_label_for_other_sites() {
    let check = |label: &str, name: &str, expected: Option<&str>| {
        let page = format!(
            "<title>Lamps</title><meta property=og:site_name content='Harbour Post'><meta name=author content='Harbour Post'>\
             <meta name=twitter:label1 content='{label}'><meta name=twitter:data1 content='{name}'><main>{}</main>",
            paragraphs(&[QUAY, LAMPS, FERRY])
        );
        let byline = read(&page, Hint::default()).meta.byline;
        assert_eq!(byline.as_deref(), expected, "{label} {name}");
    };
    check("Written by", "Ana Ruiz", Some("Ana Ruiz"));
    check("Verfasst von:", "Ana Ruiz", Some("Ana Ruiz"));
    check("Est. reading time", "9 minutes", Some("Harbour Post"));
    check("Written by", "Harbour Post", Some("Harbour Post"));
}
