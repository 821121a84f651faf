//! Pages as the web makes them: boards, galleries, offers, menus, things from elsewhere.

use super::super::super::read;
use super::{FERRY, LAMPS, QUAY, check, paragraphs};
use crate::ingest::Hint;
use crate::model::BlockKind;

#[test]
fn a_board_says_who_wrote_and_what_and_no_more() {
    let post = |number: usize, name: &str, words: &str| {
        format!(
            "<div id=p{number} class='post bg1'><div class=inner><dl class=postprofile><dt><a href=/m>{name}</a><dd>Deckhand\
             <dd>Posts: 41</dl><div class=postbody><h3><a href=#p{number}>Re: Lamps</a></h3><p class=author><a href=#p>Post</a> by \
             <strong><a href=/m>{name}</a></strong> » Sun Nov 01, 2026 7:45 pm</p><div class=content>{words}</div><div \
             id=sig{number} class=signature>Mind the gap.</div></div></div></div>"
        )
    };
    let page = format!(
        "<title>Lamps</title><body><div id=page-body><h2>Lamps</h2>{}{}{}<div class=stat-block><h3>Who is online</h3>\
         <p>Users browsing this forum: Bo and 3 guests</p></div></div></body>",
        post(1, "ana", QUAY),
        post(2, "bo", LAMPS),
        post(3, "kim", FERRY)
    );
    let article = read(&page, Hint::default());
    for words in [
        "Deckhand",
        "Posts: 41",
        "Mind the gap",
        "online",
        "browsing",
    ] {
        assert!(!article.text.contains(words), "{words}\n{}", article.text);
    }
    for words in [QUAY, LAMPS, FERRY, "by bo", "by kim"] {
        assert!(article.text.contains(words), "{words}\n{}", article.text);
    }
    assert_eq!(article.meta.byline.as_deref(), Some("ana"));
}

/// The blocks of a page whose article ends with `tail`.
#[track_caller]
fn check_pictures(tail: &str, expected: &[(BlockKind, &str)]) {
    let page = format!(
        "<title>A quay</title><body><main><p>{QUAY}</p><p>{LAMPS}</p>{tail}<p>{FERRY}</p></main></body>"
    );
    let article = read(&page, Hint::default());
    let of_picture = |kind| matches!(kind, BlockKind::Image | BlockKind::Caption);
    let blocks: Vec<(BlockKind, &str)> = article
        .blocks
        .iter()
        .filter(|block| of_picture(block.kind))
        .map(|block| (block.kind, block.span.of(&article.text)))
        .collect();
    assert_eq!(blocks, expected, "{}", article.text);
    let pictures = (article.marks.iter())
        .filter(|mark| matches!(&mark.kind, crate::model::MarkKind::Image(to) if !to.is_empty()));
    assert_eq!(pictures.count(), 1);
}

#[test]
fn a_picture_is_told_once() {
    let (image, caption) = (BlockKind::Image, BlockKind::Caption);
    check_pictures(
        "<figure><img src=/q.jpg alt='The old quay.'><figcaption>The old quay in May.</figcaption></figure>",
        &[(image, ""), (caption, "The old quay in May.")],
    );
    check_pictures(
        "<figure><img src=/q.jpg alt='Three boats'><figcaption>The old quay in May.</figcaption></figure>",
        &[(image, "Three boats"), (caption, "The old quay in May.")],
    );
    // Without words of its own it is a picture all the same.
    check_pictures(
        "<figure><img src=/q.jpg alt=''><figcaption>The old quay in May.<span class='photo-credit'>Ana Ruiz</span></figcaption></figure>",
        &[(image, ""), (caption, "The old quay in May. Ana Ruiz")],
    );
    check_pictures(
        "<div class=slide><span>1/4</span><figure><img src=/q.jpg alt='Three boats'><figcaption>The old quay.</figcaption></figure></div>",
        &[(image, "Three boats"), (caption, "The old quay.")],
    );
}

#[test]
fn numbers_of_pictures_go_and_other_numbers_stay() {
    let picture =
        "<figure><img src=/q.jpg alt='Three boats'><figcaption>The old quay.</figcaption></figure>";
    check(
        &format!(
            "<main><p>{QUAY}</p><p>{LAMPS}</p><div><span>2/4</span>{picture}</div><p>{FERRY}</p></main>"
        ),
        &[QUAY, LAMPS, "Three boats", "The old quay.", FERRY],
    );
    check(
        &format!("<main><p>{QUAY}</p><h2>9/11</h2><p>{LAMPS}</p><p>3/4</p><p>{FERRY}</p></main>"),
        &[QUAY, "9/11", LAMPS, "3/4", FERRY],
    );
}

#[test]
fn an_offer_in_the_place_of_the_rest_goes() {
    let offer = |class: &str, head: &str| {
        format!(
            "<div class='{class}'><h2>{head}</h2><p>Only 1 for 4 weeks.</p><p>{FERRY}</p></div>"
        )
    };
    let article = paragraphs(&[QUAY, LAMPS]);
    for head in [
        "Subscribe to read the full article",
        "Already a subscriber?",
        "Jetzt weiterlesen",
        "Suscríbete para seguir leyendo",
    ] {
        check(
            &format!(
                "<article>{article}{}</article>",
                offer("paywall barrier", head)
            ),
            &[QUAY, LAMPS],
        );
    }
    // What is paid for is called so, too.
    check(
        &format!("<article>{article}<div class=paywall><p>{FERRY}</p></div></article>"),
        &[QUAY, LAMPS, FERRY],
    );
    check(
        &format!(
            "<article><p>{QUAY}</p><div class=paywall><p>To continue reading the log he needs light.</p><p>{LAMPS}</p></div><p>{FERRY}</p></article>"
        ),
        &[
            QUAY,
            "To continue reading the log he needs light.",
            LAMPS,
            FERRY,
        ],
    );
}

#[test]
fn what_stands_in_the_place_of_something_from_elsewhere_goes() {
    for words in [
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt. Sie können ihn sich mit einem Klick anzeigen lassen.",
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden. Damit können personenbezogene Daten übermittelt werden.",
        "This content is hosted by Almery Video. To view it you need to give your consent to social media cookies.",
        "Thanks for reading the Almery Letter! Subscribe for free to receive new posts.",
        "Dziękujemy, że przeczytałaś nasz artykuł do końca.",
        "Puedes seguir a La Marea en Facebook y X.",
        "Obserwuj nas w Google News!",
    ] {
        check(
            &format!(
                "<main><p>{QUAY}</p><p>{LAMPS}</p><div><p>{words}</p></div><p>{FERRY}</p></main>"
            ),
            &[QUAY, LAMPS, FERRY],
        );
    }
    for words in [
        "“Thanks for reading my book and the letters,” she told subscribers.",
        "Das Museum zeigt externe Inhalte, sagt Ana Ruiz, die es leitet, und freut sich.",
    ] {
        check(
            &format!(
                "<main><p>{QUAY}</p><p>{LAMPS}</p><div><p>{words}</p></div><p>{FERRY}</p></main>"
            ),
            &[QUAY, LAMPS, words, FERRY],
        );
    }
}

#[test]
fn short_words_that_somebody_says_stay() {
    for words in ["“More!”", "Listen.", "— Live?", "Next!", "“Home.”"] {
        check(
            &format!("<main><p>{QUAY}</p><p>{words}</p><p>{LAMPS}</p><p>{FERRY}</p></main>"),
            &[QUAY, words, LAMPS, FERRY],
        );
    }
    for words in ["Listen", "— Anzeige —", "Loading...", "Advertisement"] {
        check(
            &format!("<main><p>{QUAY}</p><p>{words}</p><p>{LAMPS}</p><p>{FERRY}</p></main>"),
            &[QUAY, LAMPS, FERRY],
        );
    }
}

#[test]
fn menus_and_lists_of_other_stories_go_whatever_they_are_called() {
    let three = paragraphs(&[QUAY, LAMPS, FERRY]);
    let links =
        "<ul><li><a href=/1>Winter comes early</a><li><a href=/2>A new line to Hale</a></ul>";
    for tail in [
        format!("<section><h2>Das könnte Sie auch interessieren</h2>{links}</section>"),
        format!("<section><h2>Meistgelesen</h2>{links}</section>"),
        format!("<section><h2>More galleries</h2>{links}</section>"),
        format!("<nav>{links}</nav>"),
        "<p>This article appeared in the Ports section of the print edition under the headline “Wet feet”</p>\
         <h3>From the May 12th 2024 edition</h3><p>Discover stories from this section and more in the list of contents</p>"
            .to_owned(),
    ] {
        check(
            &format!("<div class=page><nav>{links}</nav>{three}{tail}</div>"),
            &[QUAY, LAMPS, FERRY],
        );
    }
    // One story between paragraphs, under a line that says so.
    for label in ["Más información", "Lesen Sie auch", "Polecamy", "Read more"] {
        check(
            &format!(
                "<main><p>{QUAY}</p><p>{LAMPS}</p><section><header>{label}</header><h3><a href=/1>Four thousand without light</a></h3></section><p>{FERRY}</p></main>"
            ),
            &[QUAY, LAMPS, FERRY],
        );
    }
}

#[test]
fn what_to_see_also_is_a_section_where_sources_follow() {
    let see = "<h2>See also</h2><div role=navigation><ul><li><a href=/p>Coast portal</a></ul></div><ul><li><a href=/s>Sund</a>\
        <li><a href=/h>Hale</a>, the old rival</ul><h2>References</h2><ol><li>Bergh, A. (1971). Towns. p. 41.</ol>";
    check(
        &format!(
            "<div id=content><p>{QUAY}</p><p>{LAMPS}</p><h2>Harbour</h2><p>{FERRY}</p><p>{QUAY}</p>{see}</div>"
        ),
        &[
            QUAY,
            LAMPS,
            "Harbour",
            FERRY,
            QUAY,
            "See also",
            "Sund",
            "Hale, the old rival",
            "References",
            "Bergh, A. (1971). Towns. p. 41.",
        ],
    );
}

#[test]
fn how_long_it_takes_goes_with_who_and_when() {
    for head in [
        "<div>Von <a href=/w>Jana Wohlers</a><span>02.11.2026, 05:12 Uhr</span><span>Lesezeit: 3 Min.</span></div>",
        "<p>8-Minute Listen</p>",
        "<div>Oprac.: <a href=/w>Hanna Wilk</a></div>",
    ] {
        check(
            &format!(
                "<article>{head}{}</article>",
                paragraphs(&[QUAY, LAMPS, FERRY])
            ),
            &[QUAY, LAMPS, FERRY],
        );
    }
}
