//! Pages in, the words of their articles out.

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
fn what_is_said_of_the_author_at_the_end_goes() {
    let about = "<div class='author-bio'><h4>Ana Ruiz</h4><p>Ana Ruiz has written about ships and \
        those who sail them for thirty years, and lives above the quay of Port Almery.</p></div>";
    let long = [QUAY, LAMPS, FERRY, QUAY, FERRY, QUAY];
    let article = paragraphs(&long);
    check(&format!("<main>{article}{about}</main>"), &long);
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
            "<main><table class=infobox><tr><th>Founder<td class=agent><a href=/p>The port</a><tr><th>Begun<td>1998</table>\
             <p>{QUAY}</p><p>{LAMPS}</p><h2>Download</h2><p>{FERRY}</p><h2>See also</h2><ul><li><a href=/l>Lamps</a>\
             <li><a href=/f>Ferries of the coast</a></ul><h2>Sources</h2><p>{QUAY}</p></main>"
        ),
        &[
            "Founder | The port\nBegun | 1998",
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
fn which_of_several_pictures_it_is_says_nothing() {
    let slides = "<div class=swiper-pagination>1 / 2</div>";
    check(
        &format!(
            "<main><p>{QUAY}</p><p>{LAMPS}</p><div class=swiper>{slides}</div><p>{FERRY}</p></main>"
        ),
        &[QUAY, LAMPS, FERRY],
    );
}
