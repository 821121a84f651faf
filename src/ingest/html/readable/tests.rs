//! Pages in, the words of their articles out: which part of a page is its article.

mod around;
mod parts;
mod today;
mod who;

use super::super::read;
use crate::ingest::Hint;

const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open \
    before the spring comes, whatever the weather brings.";
const LAMPS: &str = "Nobody in the town has asked for more lamps than there are, but the council has \
    bought some three hundred of them, and they have to stand somewhere.";
const FERRY: &str = "The ferry will sail on Sundays too, and the captain hopes that people from the \
    island will come over to see what has been done with their money.";

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let page = format!("<title>A quay for Almery</title><body>{body}</body>");
    let hint = Hint {
        url: Some("https://almery.example/news/quay"),
        ..Hint::default()
    };
    let article = read(&page, hint);
    let blocks: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| &article.text[block.span.start..block.span.end])
        .collect();
    assert_eq!(blocks, expected);
}

/// A paragraph element for each text.
fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<p>{text}</p>")).collect()
}

#[test]
fn an_article_that_only_a_script_would_show_is_read() {
    let article = paragraphs(&[QUAY, LAMPS, FERRY]);
    let words = [QUAY, LAMPS, FERRY];
    check(
        &format!("<div id=app></div><noscript>{article}</noscript>"),
        &words,
    );
    check(
        &format!("<div id=app></div><div style='display: none'>{article}</div>"),
        &words,
    );
}

#[test]
fn what_is_hidden_beside_an_article_stays_hidden() {
    let article = paragraphs(&[QUAY, LAMPS, FERRY]);
    let words = [QUAY, LAMPS, FERRY];
    let copy = format!(
        "<div style='display:none'>{QUAY} {LAMPS} {FERRY} {QUAY} {LAMPS} {FERRY} {QUAY} {LAMPS}</div>"
    );
    check(&format!("{copy}<main>{article}</main>"), &words);
    check(
        &format!("<main>{article}</main><noscript><p>{LAMPS}</p></noscript>"),
        &words,
    );
}

#[test]
fn a_page_of_links_is_read_whole() {
    let rows: String = [
        "The quay",
        "The lamps",
        "The ferry",
        "The school",
        "The bread",
    ]
    .iter()
    .map(|name| {
        format!("<tr><td><a href='/{name}'>{name} of Almery is looking for hands</a></td></tr>")
    })
    .collect();
    let page = format!(
        "<title>Work</title><body><p>Where hands are wanted:</p><table>{rows}</table></body>"
    );
    let article = read(&page, Hint::default());
    assert!(article.text.contains("The quay of Almery"), "{article:?}");
    assert!(article.text.contains("The bread of Almery"), "{article:?}");
}

#[test]
fn a_notice_about_cookies_is_no_article() {
    let notice = "<div class='consent'><p>We and our partners store cookies on your device, so that, as the \
        law of Almery asks, we can tell you about them at greater length than about anything else that \
        happens here, in the harbour, in the town, or on the island, today and on all days to come.</p>\
        <p>You may say no to the cookies, and say so again tomorrow, and again the day after, if you like.</p></div>";
    let front = format!("<main><h2>A quay</h2><p>{LAMPS}</p><h2>A ferry</h2><p>{FERRY}</p></main>");
    check(
        &format!("{notice}{front}"),
        &["A quay", LAMPS, "A ferry", FERRY],
    );
}

#[test]
fn a_heading_that_is_never_closed_is_no_title_with_the_article_in_it() {
    let page = "<body><article><h1>Broken<p>“We go,” said Ana Ruiz to the people on the quay.\
                <script>alert(1)</script><p>Another paragraph that is long enough for one.";
    let article = read(page, Hint::default());
    assert_eq!(article.meta.title, "Broken");
    assert!(
        article.text.contains("“We go,” said Ana Ruiz"),
        "{}",
        article.text
    );
    assert!(!article.text.contains("alert"), "{}", article.text);
    let page = "<body><article><h1><p>Whole <b>title</b></p></h1><p>Words of the article.";
    assert_eq!(read(page, Hint::default()).meta.title, "Whole title");
}

#[test]
fn a_long_list_is_kept_though_only_its_beginning_is_prose() {
    let entries: Vec<String> = (1..=120)
        .map(|n| {
            format!(
                "<li class=card><p>Winner of pier {n}</p><a href='/prize/{n}'><h4>House {n}</h4></a><p>Mill and Sons, builders</p></li>"
            )
        })
        .collect();
    let page = format!(
        "<title>A quay for Almery</title><body><main><p>{QUAY}</p><ul>{}</ul></main>",
        entries.concat()
    );
    let text = read(&page, Hint::default()).text;
    for words in [QUAY, "House 1", "House 120", "Winner of pier 60"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn entries_stay_where_the_title_stands_outside_of_them() {
    let entry = |name: &str, words: &str| {
        format!(
            "<article><h1>{name}</h1>{}</article>",
            paragraphs(&[words, words, words, words])
        )
    };
    let page = format!(
        "<title>A quay for Almery</title><body><main><h2>A quay for Almery</h2>{}{}</main>",
        entry("Lamps", LAMPS),
        entry("Ferry", FERRY)
    );
    let text = read(&page, Hint::default()).text;
    assert!(text.contains(LAMPS) && text.contains(FERRY), "{text}");
}
