//! Walls, other stories, lists and beginnings beside a feed's words.

use super::*;
use crate::library::pack;
use crate::model::{Block, BlockKind, Mark, Meta, Span};

/// An article of these paragraphs; with an address, each is a link to it.
fn linked_article(title: &str, paragraphs: &[&str], link: Option<&str>) -> Article {
    let meta = Meta {
        title: title.to_owned(),
        ..Meta::default()
    };
    let text = paragraphs.join("\n\n");
    let mut start = 0;
    let mut blocks = Vec::new();
    for words in paragraphs {
        let span = Span::new(start, start + words.len());
        blocks.push(Block {
            span,
            kind: BlockKind::Paragraph,
            depth: 0,
            opens: false,
        });
        start = span.end + 2;
    }
    let mark = |address: &str, block: &Block| Mark {
        span: block.span,
        kind: MarkKind::Link(address.to_owned()),
    };
    let marks = link.map(|address| blocks.iter().map(|block| mark(address, block)).collect());
    let marks: Vec<Mark> = marks.unwrap_or_default();
    pack::article(meta, text, &pack::blocks(&blocks), &pack::marks(&marks))
}

fn article(title: &str, paragraphs: &[&str]) -> Article {
    linked_article(title, paragraphs, None)
}

fn links(title: &str, lines: &[&str]) -> Article {
    linked_article(title, lines, Some("https://almery.example/x"))
}

const TITLE: &str = "New quay for Port Almery";
const SUMMARY: &str = "The harbour of Port Almery gets a new quay before the spring. “Nobody asked us twice,” said Ana Ruiz, the harbour master.";
const MORE: &str = "The council voted for it on Monday night, after a debate of four hours about lamps, ferries and the money.";

#[track_caller]
fn page(title: &str, paragraphs: &[&str], expected: Worth) {
    let here = article(TITLE, &[SUMMARY]);
    assert_eq!(
        of_page(&here, &article(title, paragraphs)),
        expected,
        "{paragraphs:?}"
    );
}

#[test]
fn the_page_of_the_article_says_more() {
    page(TITLE, &[SUMMARY, MORE], Worth::More);
    let told = "Port Almery will have a new quay by spring, the harbour master said. “Nobody asked us twice,” Ana Ruiz told the council.";
    page("A quay at last", &[told, MORE, MORE], Worth::More);
    page(TITLE, &[SUMMARY], Worth::Same);
    page(
        TITLE,
        &[
            SUMMARY,
            "Already a subscriber? Log in to read on, with unlimited access to all stories.",
        ],
        Worth::Same,
    );
    page(
        TITLE,
        &[
            SUMMARY,
            MORE,
            MORE,
            "We use cookies and so do our partners.",
        ],
        Worth::More,
    );
}

#[test]
fn walls_are_no_articles() {
    let wall = Worth::Less(Why::Wall);
    page(
        "One moment",
        &[
            "Together with 900 partners we keep small files on your device, to choose what you are shown.",
            "You can withdraw your consent whenever you like.",
        ],
        wall,
    );
    page(
        "Almery Post",
        &["Checking your browser before you go on. Please enable JavaScript and cookies."],
        wall,
    );
    page(
        TITLE,
        &[
            "This article is for subscribers only. Already a subscriber? Log in.",
            "Get unlimited access for one crown.",
        ],
        wall,
    );
    page(
        "Anmelden",
        &["Bitte melden Sie sich mit Ihrem Konto an. Passwort vergessen?"],
        wall,
    );
    page(
        "Almery Post",
        &["The page you were looking for could not be found. It may have moved."],
        wall,
    );
    page(
        "Le Courrier",
        &[
            "Avec nos partenaires, nous utilisons des cookies. Tout accepter ou continuer sans accepter.",
        ],
        wall,
    );
    page("", &[], Worth::Less(Why::Empty));
}

#[test]
fn walls_of_many_languages_are_no_articles() {
    // Under the article's own headline, as a wall over the page has it.
    for words in [
        "Wir und unsere Partner verwenden Cookies. Alle akzeptieren oder ablehnen.",
        "Nous et nos partenaires déposons des cookies. Tout accepter ou tout refuser.",
        "Nosotros y nuestros socios usamos cookies. Aceptar todo o rechazar todo.",
        "Nós e os nossos parceiros usamos cookies. Aceitar todos ou gerir opções.",
        "Noi e i nostri partner archiviamo dati sul dispositivo. Accetta e continua.",
        "Wij en onze partners plaatsen cookies. Alles accepteren of instellen.",
        "My i nasi zaufani partnerzy używamy plików cookie. Zaakceptuj wszystkie.",
        "Vi och våra partner lagrar kakor. Godkänn alla eller välj själv.",
        "Sammen med vores partnere gemmer vi cookies. Accepter alle.",
        "Vi og våre partnere lagrer informasjonskapsler. Godta alle.",
        "Spolu s našimi partnery ukládáme cookies. Přijmout vše.",
        "Мы используем файлы cookie. Принять все или настроить.",
        "当サイトはCookieを使用しています。すべて同意する。",
        "本站使用Cookie。接受全部或管理选项。",
    ] {
        page(TITLE, &[words], Worth::Less(Why::Wall));
    }
}

#[test]
fn a_wall_under_the_headline_of_the_story_is_no_article() {
    // Without a word of the story, in whatever language and wording.
    let bare = article(TITLE, &[]);
    for words in [
        "Biz ve 340 iş ortağımız cihazınızda çerezler saklıyor ve kişisel verileri işliyoruz.",
        "Dit verhaal is alleen voor abonnees. Neem nu een abonnement en lees de eerste maand voor een euro.",
        "Looks like this one has wandered off. Try the search, or start again from our front page.",
        "Answer one question to read on: which of these brands of coffee have you heard of in the last month?",
    ] {
        page(TITLE, &[words], Worth::Less(Why::Other));
        assert_eq!(
            of_page(&bare, &article(TITLE, &[words])),
            Worth::Less(Why::Other),
            "{words}"
        );
    }
    // A story that speaks of its headline is one, also above an offer.
    for words in [
        &[SUMMARY, MORE][..],
        &[
            SUMMARY,
            MORE,
            "Already a subscriber? Sign in. We use cookies.",
        ],
    ] {
        assert_eq!(of_page(&bare, &article(TITLE, words)), Worth::More);
    }
}

#[test]
fn other_stories_and_lists_are_no_articles() {
    let other = "The bakers of Larton have won the prize for the best rye bread again, and they will not say how they bake it.";
    page(
        "Bread prize for Larton",
        &[other, other, MORE],
        Worth::Less(Why::Other),
    );
    let here = article(TITLE, &[SUMMARY]);
    let list = links(
        "Almery Post",
        &[
            "Bread prize for Larton",
            TITLE,
            "Lamps for everybody",
            "The ferry sails again on Sundays",
        ],
    );
    assert_eq!(of_page(&here, &list), Worth::Less(Why::List));
    // A feed that gives only a headline and a few words of its own says little to compare.
    let bare = article(TITLE, &["Comments"]);
    assert_eq!(
        of_page(&bare, &article(TITLE, &[SUMMARY, MORE])),
        Worth::More
    );
    let counted = article(
        TITLE,
        &["Points: 31, comments: 12, article address: almery.example"],
    );
    assert_eq!(
        of_page(&counted, &article(TITLE, &[SUMMARY, MORE])),
        Worth::More
    );
    let chinese = article("渡輪保留", &["議會決定保留渡輪，市長說這是島的命脈。"]);
    assert_eq!(
        of_page(
            &chinese,
            &article(
                "渡輪保留",
                &["議會決定保留渡輪，市長說這是島的命脈。居民都很高興。"]
            )
        ),
        Worth::More
    );
    assert_eq!(
        of_page(
            &chinese,
            &article("天氣", &["明天下雨，風浪很大，請大家小心出門。"])
        ),
        Worth::Less(Why::Other)
    );
}

#[test]
fn a_feed_never_takes_words_away() {
    let here = article(TITLE, &[SUMMARY, MORE, MORE]);
    let judge =
        |paragraphs: &[&str], imported| of_feed(&here, &article(TITLE, paragraphs), imported);
    for imported in [true, false] {
        assert_eq!(judge(&[], imported), Worth::Less(Why::Empty));
        assert_eq!(
            judge(
                &["The harbour of Port Almery gets a new quay … Read more"],
                imported
            ),
            Worth::Less(Why::Part)
        );
        let wall = "This story is for subscribers only. Already a subscriber? Log in.";
        assert_eq!(judge(&[wall], imported), Worth::Less(Why::Wall));
        assert_eq!(judge(&[SUMMARY, MORE, MORE], imported), Worth::Same);
        assert_eq!(
            judge(
                &[SUMMARY, MORE, MORE, "Nobody disagreed in the end."],
                imported
            ),
            Worth::More
        );
    }
    // A correction may be short; one that is not the beginning of the story is a change.
    let withdrawn = "The Almery Post has withdrawn this story, since its figures were wrong.";
    assert_eq!(judge(&[withdrawn], false), Worth::More);
    assert_eq!(judge(&[withdrawn], true), Worth::Less(Why::Part));
}

#[test]
fn a_page_that_breaks_off_and_praises_its_subscription_is_less() {
    let offer = "With the harbour card you read all that the Almery Post writes on every device, with its archive since 1890.";
    let here = article(TITLE, &[SUMMARY, MORE]);
    let begins = "The harbour of Port Almery gets a new quay before the spring. “Nobody asked us twice,” said Ana";
    for paragraphs in [&[begins, offer, offer, offer][..], &[SUMMARY, MORE, offer]] {
        let whole = paragraphs.contains(&MORE);
        let expected = if whole {
            Worth::More
        } else {
            Worth::Less(Why::Part)
        };
        assert_eq!(
            of_page(&here, &article(TITLE, paragraphs)),
            expected,
            "{paragraphs:?}"
        );
    }
}
