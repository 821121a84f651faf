//! What stands round an article and goes: teasers, lines that send the reader away, invitations, people.

use super::{FERRY, LAMPS, QUAY, check, paragraphs};
use crate::ingest::Hint;
use crate::ingest::html::read;

/// Two teasers as pages put them under an article.
fn teasers(href: &str) -> String {
    ["lamps", "ferry"]
        .iter()
        .map(|name| {
            format!(
                "<div><h3><a href='{href}{name}'>What became of the {name}</a></h3><p>12 May</p><p>{LAMPS}</p></div>"
            )
        })
        .collect()
}

#[test]
fn teasers_under_an_article_go() {
    let long = [
        QUAY, LAMPS, FERRY, QUAY, FERRY, QUAY, LAMPS, FERRY, QUAY, FERRY,
    ];
    let article = paragraphs(&long);
    check(
        &format!("<main>{article}{}</main>", teasers("/news/")),
        &long,
    );
}

#[test]
fn sections_whose_headings_are_links_stay() {
    let long = [
        QUAY, LAMPS, FERRY, QUAY, FERRY, QUAY, LAMPS, FERRY, QUAY, FERRY,
    ];
    let article = paragraphs(&long);
    let section = [
        "What became of the lamps",
        "12 May",
        LAMPS,
        "What became of the ferry",
        "12 May",
        LAMPS,
    ];
    let whole = [&long[..], &section].concat();
    for href in ["#", "https://elsewhere.example/"] {
        check(&format!("<main>{article}{}</main>", teasers(href)), &whole);
    }
}

#[test]
fn lines_that_send_the_reader_away_go() {
    let between = |line: &str| {
        check(
            &format!("<main><p>{QUAY}</p>{line}<p>{LAMPS}</p><p>{FERRY}</p></main>"),
            &[QUAY, LAMPS, FERRY],
        );
    };
    between("<p>Related: <a href=/x>What the new lamps of the town will cost</a></p>");
    between("<p>[Read more: <a href=/x>What the lamps will cost</a>]</p>");
    between("<p><a href=/x>COUNCIL BUYS THREE HUNDRED LAMPS</a></p>");
    between("<figure>Media playback is unsupported on your device<img src=q.jpg alt=''></figure>");
}

#[test]
fn lines_that_only_look_so_stay() {
    let between = |line: &str, words: &str| {
        check(
            &format!("<main><p>{QUAY}</p>{line}<p>{LAMPS}</p><p>{FERRY}</p></main>"),
            &[QUAY, words, LAMPS, FERRY],
        );
    };
    between(
        "<h2><a href=/x>THE LAMPS OF THE TOWN</a></h2>",
        "THE LAMPS OF THE TOWN",
    );
    between(
        "<p>Related work is due at <a href=/x>the old quay</a>.</p>",
        "Related work is due at the old quay.",
    );
    between(
        "<p>“NOT ONE MORE LAMP THAN THERE IS”</p>",
        "“NOT ONE MORE LAMP THAN THERE IS”",
    );
}

#[test]
fn lines_that_send_the_reader_away_go_in_many_languages() {
    for away in [
        "Lesen Sie auch: <a href=/x>Neue Lampen am Kai</a>",
        "<strong>Mehr zum Thema:</strong> <a href=/x>Neue Lampen am Kai</a>",
        "Czytaj też: <a href=/x>Nowe lampy w porcie</a>",
        "<a href=/x>ZOBACZ TAKŻE: Nowe lampy w porcie</a>",
        "Te puede interesar: <a href=/x>Las farolas del muelle</a>",
        "<b>Lea también:</b> <a href=/x>Las farolas del muelle</a>",
        "À lire aussi : <a href=/x>Les lampes du quai</a>",
        "Leggi anche: <a href=/x>I lampioni del molo</a>",
        "Lees ook: <a href=/x>De lampen op de kade</a>",
    ] {
        let article = paragraphs(&[QUAY, LAMPS, away, FERRY]);
        check(
            &format!("<article>{article}</article>"),
            &[QUAY, LAMPS, FERRY],
        );
    }
    let said = "Lesen Sie auch einmal ein Buch, sagte <a href=/x>Ana Ruiz</a> am Montag zu den Leuten im Hafen.";
    let bare = "Lesen Sie auch einmal ein Buch, sagte Ana Ruiz am Montag zu den Leuten im Hafen.";
    let article = paragraphs(&[QUAY, said, FERRY]);
    check(
        &format!("<article>{article}</article>"),
        &[QUAY, bare, FERRY],
    );
}

#[test]
fn invitations_repeated_links_and_notes_on_the_author_go() {
    let invites = "<b>Sign up</b> for our weekly newsletter and get all the news of the harbour.";
    let again = "<a href=/buy>Buying options</a>";
    let article = paragraphs(&[QUAY, again, LAMPS, invites, again, FERRY, again]);
    let note = "<p>Ana Ruiz is a reporter of the Almery Post, and she has two dogs and a boat of her own.</p>";
    let head = "<h1>A quay for Almery</h1><p class=byline>By Ana Ruiz</p><p>3 min read</p>";
    let words = [QUAY, LAMPS, FERRY];
    check(&format!("<article>{head}{article}{note}</article>"), &words);
    // Whoever else is described at the end belongs to the story.
    let other =
        "Kim Lind is a reporter of the Almery Post, and she has two dogs and a boat of her own.";
    check(
        &format!("<article>{head}{article}<p>{other}</p></article>"),
        &[QUAY, LAMPS, FERRY, other],
    );
}

#[test]
fn a_caption_is_told_once_and_without_its_button() {
    let picture = "<div class=image-wrap><img src=q.jpg><div class=caption><p>Boats at the new quay. <b>Ana Ruiz/Post</b> \
        <b class=hide-caption>hide caption</b></p></div><span class=credit>Ana Ruiz/Post</span>\
        <p class=caption>Boats at the new quay.</p></div>";
    check(
        &format!(
            "<article>{}{picture}{}</article>",
            paragraphs(&[QUAY, LAMPS]),
            paragraphs(&[FERRY])
        ),
        &[
            QUAY,
            LAMPS,
            "",
            "Boats at the new quay. Ana Ruiz/Post",
            FERRY,
        ],
    );
}

#[test]
fn people_who_work_for_a_site_go_and_what_it_offers_stays() {
    let boxes = |shared: &str| -> String {
        let people = (1..=9).map(|n| {
            format!("<div class=box><img src={n}.jpg><p>Name {n}</p><p>Knows pier {n} well</p><p>{shared}</p></div>")
        });
        format!("<div>{}</div>", people.collect::<String>())
    };
    let text = |shared: &str| {
        let page = format!(
            "<title>A quay for Almery</title><body><article>{}{}{}</article>",
            paragraphs(&[QUAY, LAMPS, QUAY]),
            boxes(shared),
            paragraphs(&[FERRY, QUAY])
        );
        read(&page, Hint::default()).text
    };
    assert!(!text("Ask me").contains("Knows pier 3 well"));
    assert!(text("").contains("Knows pier 3 well"));
}

#[test]
fn lines_that_send_away_go_in_many_languages() {
    for line in [
        "<b>Folgen Sie uns auf Facebook</b>",
        "Weiterlesen nach der Anzeige",
        "<b>Síguenos en Facebook</b>",
        "La suite après la publicité",
        "Seguici su Instagram",
        "Tekst gaat verder onder de advertentie",
        "Dalsza część tekstu pod reklamą",
        "Continua depois da publicidade",
        "Annons",
        "<a href=/x>Läs också: Lampan på piren</a>",
    ] {
        check(
            &format!(
                "<article>{}<p>{line}</p>{}</article>",
                paragraphs(&[QUAY, LAMPS]),
                paragraphs(&[FERRY])
            ),
            &[QUAY, LAMPS, FERRY],
        );
    }
}

#[test]
fn which_of_several_pictures_it_is_says_nothing() {
    let slides = "<div class=swiper-pagination>1 / 2</div>";
    check(
        &format!(
            "<main><p>{QUAY}</p><p>{LAMPS}</p><div class=swiper>{slides}</div><p>{FERRY}</p></main>"
        ),
        &[QUAY, LAMPS, FERRY],
    );
}

#[test]
fn lists_of_what_else_there_is_go_at_the_end() {
    let links = |to: &str| {
        format!(
            "<ul><li><a href='{to}a'>The lamps of Lind</a><li><a href='{to}b'>The ferry of Lind</a></ul>"
        )
    };
    let words = [QUAY, LAMPS, FERRY];
    let article = paragraphs(&words);
    for tail in [
        format!("<h3>Tags:</h3>{}", links("/tag/")),
        format!("<p><b>More great Almery stories</b></p>{}", links("/news/")),
        format!("<h4>You may also like</h4>{}", links("/news/")),
    ] {
        check(&format!("<article>{article}{tail}</article>"), &words);
    }
    let stays = format!("<h3>Sources</h3>{}", links("https://lind.example/"));
    check(
        &format!("<article>{article}{stays}</article>"),
        &[
            QUAY,
            LAMPS,
            FERRY,
            "Sources",
            "The lamps of Lind",
            "The ferry of Lind",
        ],
    );
}

#[test]
fn a_line_at_the_end_that_announces_nothing_goes() {
    let three = paragraphs(&[QUAY, LAMPS, FERRY]);
    for line in [
        "<h3>More on the harbour:</h3>",
        "<p>References:</p><p>Notes:</p>",
        "<p>参考：</p>",
    ] {
        check(
            &format!("<main>{three}{line}</main>"),
            &[QUAY, LAMPS, FERRY],
        );
    }
    let listed = format!("<main>{three}<p>What to bring:</p><ul><li>A lamp</li></ul></main>");
    check(&listed, &[QUAY, LAMPS, FERRY, "What to bring:", "A lamp"]);
}

#[test]
fn notices_of_whose_the_words_are_go_in_many_languages() {
    let three = paragraphs(&[QUAY, LAMPS, FERRY]);
    for line in [
        "Copyright ⓒ Almery Post. 무단전재 및 재배포 금지",
        "저작권자 ⓒ 알메리 신문, 무단전재 및 재배포금지",
        "無断転載を禁じます。",
        "版权所有，转载请注明出处。",
        "Alle Rechte vorbehalten.",
    ] {
        check(
            &format!("<main>{three}<p>{line}</p></main>"),
            &[QUAY, LAMPS, FERRY],
        );
    }
}

#[test]
fn a_card_that_hovers_over_a_name_is_no_part_of_its_sentence() {
    let card = "<span class='roll'><a href='/p/ruiz'>Ana Ruiz</a><span class='roll-block'><span><img src='/f.jpg'>\
        <a href='/p/ruiz'>Ana Maria Ruiz</a><a href='/1'>Council drops the quay</a> <a href='/2'>A ferry is late</a></span></span></span>";
    let body = format!(
        "<main><p>Mayor {card} wants the quay. {QUAY}</p><p>{LAMPS}</p><p>{FERRY}</p></main>"
    );
    let first = format!("Mayor Ana Ruiz wants the quay. {QUAY}");
    check(&body, &[&first, LAMPS, FERRY]);
}
