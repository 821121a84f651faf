//! The screens of a library: feeds, everything somebody said, versions, compared with golden files.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;
mod screen;

use pullquote::app::Found;
use pullquote::app::{Effect, Msg, Settings, State, update};
use std::sync::Arc;

use pullquote::annotate::annotate;
use pullquote::ingest::builder::ArticleBuilder;
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::model::{
    Article, ArticleId, BlockKind, FeedId, FeedRow, Likeness, Meta, QuoteKind, Said, Selection,
    SelectionKind, Tally, Version,
};
use screen::{library, press, text};

fn selections() -> Vec<Selection> {
    let row = |kind, name: &str, query: &str, unread, total| Selection {
        kind,
        name: name.into(),
        query: query.into(),
        total: Some(total),
        unread: Some(unread),
        feed: None,
    };
    let feed = |id, name: &str, unread, total, error: Option<&str>| Selection {
        feed: Some(FeedRow {
            id: FeedId(id),
            name: name.into(),
            url: format!("https://{id}.example.org/feed.xml"),
            home: Some(format!("https://{id}.example.org/")),
            error: error.map(str::to_owned),
            ..FeedRow::default()
        }),
        ..row(
            SelectionKind::Feed,
            name,
            &format!("feed:{id}"),
            unread,
            total,
        )
    };
    vec![
        row(SelectionKind::All, "All articles", "", 1_204, 12_345),
        row(SelectionKind::Unread, "Unread", "unread", 1_204, 1_204),
        row(SelectionKind::Favourites, "Favourites", "starred", 0, 3),
        row(SelectionKind::Query, "Ferry fights", "ferry", 2, 14),
        row(SelectionKind::Tag, "sea", "tag:\"sea\"", 1, 9),
        feed(2, "The Gazette", 1_190, 12_000, None),
        feed(3, "The Harbour Lamp", 14, 340, None),
        feed(
            4,
            "Valley Post",
            0,
            5,
            Some("the host valley.example.org is unknown"),
        ),
    ]
}

/// The state of a library whose feeds are known.
fn followed(size: (u16, u16)) -> State {
    let mut state = library(size);
    let arrived = Msg::Selections {
        rows: selections(),
        counted: true,
    };
    update(&mut state, arrived);
    state
}

fn check(name: &str, size: (u16, u16), keys: &str) {
    let mut state = followed(size);
    press(&mut state, keys);
    golden::check(
        &format!("tests/tui/{name}.txt"),
        &text(&state, name.contains("ascii")),
    );
}

#[test]
fn feeds_stand_where_the_articles_stand() {
    check("feeds", (120, 36), "qGk");
    check("feeds-narrow", (60, 20), "qG");
    check("feeds-ascii", (40, 12), "q");
}

fn said(article: i64, day: &str, kind: QuoteKind, source: &str, words: &str) -> Said {
    let day: i64 = day.parse().expect("a day of November");
    Said {
        article: ArticleId(article),
        nth: 0,
        kind,
        words: words.into(),
        who: Some("Sean Okafor".into()),
        certainty: 0.97,
        at: 1_793_491_200 + (day - 1) * 86_400,
        title: "Council votes to keep the ferry".into(),
        byline: None,
        url: None,
        source: source.into(),
    }
}

const LIFELINE: &str = "“The ferry is a lifeline for the island, and it will stay a lifeline as \
                        long as I am the one who runs it, whatever the treasurer counts,”";

/// Draws what was found for a sheet.
fn check_sheet(name: &str, size: (u16, u16), found: Found, keys: &str) {
    let mut state = followed(size);
    let effects = press(&mut state, "gSOkafor<enter>");
    let Some(Effect::Sheet { ask, .. }) = effects.last() else {
        panic!("{effects:?}");
    };
    update(&mut state, Msg::Sheet { ask: *ask, found });
    press(&mut state, keys);
    golden::check(
        &format!("tests/tui/{name}.txt"),
        &text(&state, name.contains("ascii")),
    );
}

/// What somebody said in five months, for three outlets.
fn said_over_time() -> Found {
    let outlets = ["The Harbour Lamp", "The Gazette", "Valley Post"];
    let days = [7, 6, -60, -61, -62, -63, -120, 3].into_iter().enumerate();
    let rows = days.map(|(n, day)| {
        let words = if n % 2 == 0 {
            LIFELINE
        } else {
            "“No snow at sea,”"
        };
        let outlet = outlets[n % outlets.len()];
        said(
            3 + n as i64,
            &day.to_string(),
            QuoteKind::Direct,
            outlet,
            words,
        )
    });
    Found::Said("Sean Okafor".into(), rows.collect())
}

fn speakers() -> Found {
    let tally = |who: &str, quotes, words, articles, feeds: &[&str], first: i64, last: i64| Tally {
        key: vec![who.into()],
        quotes,
        words,
        articles,
        feeds: feeds.iter().map(|&feed| feed.to_owned()).collect(),
        first: 1_793_491_200 + first * 86_400,
        last: 1_793_491_200 + last * 86_400,
    };
    let lamp = "The Harbour Lamp";
    let rows = vec![
        tally("", 9, 260, 7, &[lamp], 0, 6),
        tally(
            "Sean Okafor",
            14,
            345,
            9,
            &[lamp, "The Gazette", "Valley Post", "Sea News"],
            -90,
            6,
        ),
        tally(
            "Margarethe von der Leuchtenburg-Almerstedt",
            3,
            120,
            2,
            &[lamp],
            -2,
            6,
        ),
        tally("Ines Holt", 1, 4, 1, &["The Gazette"], 5, 5),
    ];
    Found::Speakers("Who is quoted in The Gazette".into(), rows)
}

#[test]
fn bars_say_when_and_by_whom_somebody_was_quoted() {
    check_sheet("said-bars", (100, 24), said_over_time(), "");
    check_sheet("said-bars-narrow", (60, 20), said_over_time(), "");
    check_sheet("said-bars-ascii", (100, 20), said_over_time(), "");
    check_sheet("said-bars-low", (60, 12), said_over_time(), "");
    check_sheet("shares", (100, 36), said_over_time(), "gw");
}

#[test]
fn who_is_quoted_stands_beside_bars() {
    check_sheet("speakers", (160, 20), speakers(), "j");
    check_sheet("speakers-narrow", (60, 20), speakers(), "");
    check_sheet("speakers-ascii", (40, 12), speakers(), "");
}

#[test]
fn everything_said_takes_the_whole_screen() {
    let found = || {
        let rows = vec![
            said(3, "7", QuoteKind::Direct, "The Harbour Lamp", LIFELINE),
            said(
                2,
                "6",
                QuoteKind::Indirect,
                "The Gazette",
                "that the boat was old",
            ),
            said(
                9,
                "2",
                QuoteKind::Direct,
                "Valley Post",
                "“No snow at sea,”",
            ),
        ];
        Found::Said("Sean Okafor".into(), rows)
    };
    check_sheet("said", (120, 30), found(), "j");
    check_sheet("said-narrow", (60, 20), found(), "");
    check_sheet("said-filter", (120, 12), found(), "/boat<enter>");
}

#[test]
fn the_same_words_stand_side_by_side() {
    let found = || {
        let short = "“The ferry is a lifeline for the island,”";
        let other = "“The boat is a lifeline for the island, and it stays a lifeline as long as \
                     I run it, whatever the treasurer counts.”";
        let rows = vec![
            (
                Likeness::Shortened,
                said(2, "6", QuoteKind::Direct, "The Gazette", short),
            ),
            (
                Likeness::Altered,
                said(4, "7", QuoteKind::Direct, "Valley Post", other),
            ),
        ];
        Found::Same(LIFELINE.into(), rows)
    };
    check_sheet("same-words", (120, 24), found(), "");
    check_sheet("same-words-narrow", (60, 24), found(), "j");
}

fn story(title: &str, paragraphs: &[&str]) -> Article {
    let mut builder = ArticleBuilder::new(Meta {
        title: title.into(),
        ..Meta::default()
    });
    for words in paragraphs {
        builder.block(BlockKind::Paragraph, 0);
        builder.words(words);
    }
    builder.finish()
}

#[test]
fn two_versions_of_a_story_show_what_changed() {
    let found = || {
        let old = story(
            "Council votes to keep the ferry",
            &[
                "The council voted eight to one on Friday.",
                "It rained.",
                "The mayor spoke.",
            ],
        );
        let new = story(
            "Council votes to keep the ferry, for now",
            &[
                "The council voted seven to two on Friday.",
                "It rained.",
                "A vote on money follows.",
            ],
        );
        let version = Version {
            until: 1_793_923_200,
            article: old,
        };
        Found::Versions(Arc::new(new), vec![version])
    };
    check_sheet("versions", (120, 24), found(), "j");
    check_sheet("versions-narrow", (60, 24), found(), "");
    check_sheet("versions-ascii", (20, 8), found(), "G");
}

#[test]
fn an_empty_library_says_what_can_be_added() {
    let mut state = library((60, 20));
    update(&mut state, Msg::Welcome(true));
    golden::check("tests/tui/welcome.txt", &text(&state, false));
    update(&mut state, Msg::Welcome(false));
    assert!(!text(&state, false).contains("Nothing of your own yet"));
}

/// Opens an article written in Markdown beside a list that has its headline.
fn check_markdown(name: &str, size: (u16, u16), markdown: &str, keys: &str) {
    check_set(name, size, markdown, keys, |_| ());
}

/// The same with settings.
fn check_set(
    name: &str,
    size: (u16, u16),
    markdown: &str,
    keys: &str,
    set: impl Fn(&mut Settings),
) {
    let hint = Hint {
        name: "page.md",
        ..Hint::default()
    };
    let read = ingest(markdown.as_bytes(), hint).expect("an article");
    let Ingested::Article(article) = read else {
        panic!("no article");
    };
    let mut state = library(size);
    set(&mut state.settings);
    let mut rows: Vec<_> = (0..3)
        .filter_map(|row| state.list.row(row).cloned())
        .collect();
    rows[0].title.clone_from(&article.meta.title);
    let arrived = Msg::Rows {
        ask: 0,
        total: rows.len(),
        unread: rows.len(),
        from: 0,
        rows,
        more: false,
    };
    update(&mut state, arrived);
    let effects = press(&mut state, "<enter>");
    let Some(ask) = effects.iter().find_map(|effect| match effect {
        Effect::Load { ask, .. } => Some(*ask),
        _ => None,
    }) else {
        panic!("{effects:?}");
    };
    let (id, article) = (ArticleId(3), Arc::new(*article));
    let loaded = Msg::Loaded {
        ask,
        id,
        article: Arc::clone(&article),
        place: 0,
    };
    update(&mut state, loaded);
    let notes = Arc::new(annotate(&article));
    update(&mut state, Msg::Noted { id, article, notes });
    press(&mut state, keys);
    golden::check(
        &format!("tests/tui/{name}.txt"),
        &text(&state, name.contains("ascii")),
    );
}

const HEBREW: &str = "# המועצה (בסוף) השאירה את המעבורת ברציף התחתון, ברוב של קול אחד\n\n\
    „המעבורת היא חבל הצלה”, אמרה דנה לוי [ראש העיר] לעיתון The Lamp ב־6 בנובמבר 2026. היא הוסיפה: \
    „אי אפשר (באמת) לבקש מ־400 איש לשחות אל הרופא”.\n\n\
    ## סירה עם עבר\n\n\
    - נבנתה ב־1961 ונושאת שישים נוסעים, ובימי שוק גם תרנגולות, סלים וארגזים.\n\
    - קו 14 נסגר.\n\n\
    1. כרטיס\n2. Pier 9\n\n\
    > היא מבוגרת מרוב חברי המועצה.\n\n\
    | בחירה | מחיר |\n|---|---|\n| להשאיר | 90,000 |\n| אוטובוס | 4,000 |\n\n\
    ```\nlet a = (b < c); // שלום\n```\n";

const ARABIC: &str = "# المجلس (أخيرا) يبقي العبارة في الرصيف الأسفل\n\n\
    قالت مريم الحداد: «العبارة شريان حياة للجزيرة (كلها)». وأضافت في ٦ نوفمبر ٢٠٢٦ أن الكلفة 90,000 درهم، \
    أي 12% من الميزانية، وفق The Lamp.\n\n- بنيت عام 1961.\n- تحمل ستين راكبا.\n";

const PERSIAN: &str = "# شورا (سرانجام) قایق را نگه می\u{200c}دارد\n\n\
    لیلا کریمی گفت: «قایق برای جزیره [ما] زندگی است». او افزود که هزینه ۹۰٬۰۰۰ تومان است و خط 14 بسته می\u{200c}شود.\n\n\
    > هیچ\u{200c}کس تا مطب دکتر شنا نمی\u{200c}کند.\n";

const MIXED: &str = "# Ferry talks: Dana Levy (דנה לוי) and the pier\n\n\
    Levy wrote “שלום (לכולם), 2026!” on the wall of Pier 9 and left.\n\n\
    המילה ferry (מעבורת) מופיעה 3 פעמים.\n\nShe sells قهوة (coffee) for 4,50.\n";

#[test]
fn what_reads_from_the_right_stands_at_the_right() {
    check_markdown("right-hebrew", (100, 40), HEBREW, "");
    check_markdown("right-hebrew-narrow", (60, 30), HEBREW, ")");
    check_markdown("right-arabic", (100, 24), ARABIC, ")");
    check_markdown("right-persian", (100, 24), PERSIAN, "");
    check_markdown("right-mixed", (100, 24), MIXED, "");
    // The cursor of a line that is typed is before the letter that it would go before.
    check_markdown("right-typed", (60, 10), MIXED, "/שלום<left><left>");
}

const LISTING: &str = "# How the boat counts\n\nThe list[^a] is short.\n\n\
    ```\nfn count(boats: &[Boat]) -> usize { // those that float, and those that will float again after the winter repairs\n    \
    let all = \"none\"; /* 12 */\n    boats.len() + 0x1F\n}\n```\n\n\
    | Boat | Captain of the first crossing | Captain of the last crossing | Passengers | Crowns |\n|---|---|---|---|---|\n\
    | Alma | Ines Holt | Sean Okafor | 60 | 90,000 |\n| Kittiwake | Anna Berg | nobody | 12 | 4,000 |\n\n\
    Made in winter.[^b]\n\n[^a]: Kept by the harbour master.\n[^b]: By the treasurer, who counts.\n";

#[test]
fn long_rows_are_folded_or_scrolled() {
    check_markdown("listing", (100, 40), LISTING, "");
    check_markdown("listing-whole", (100, 34), LISTING, "zw");
    check_markdown("listing-scrolled", (60, 30), LISTING, "zw3zlzh");
    check_markdown("listing-search", (60, 30), LISTING, "zw/Crowns<enter>");
    check_markdown("listing-ascii", (60, 30), LISTING, "zwzl");
}

#[test]
fn a_footnote_leads_to_its_note_and_back() {
    check_markdown("footnote", (60, 20), LISTING, "gf");
    check_markdown("footnote-back", (60, 20), LISTING, "gfgf");
    check_markdown("footnote-none", (60, 20), LISTING, "Ggf");
}

const PROSE: &str = "# Administration\n\nThe administration reconsidered extraordinary representations, “unfortunately” \
    considering that international transportation is complicated. A representative of the municipality described the \
    circumstances as understandable.\n\n- Documentation accompanies everything that the administration undertakes.\n";

#[test]
fn words_are_parted_and_rows_filled_where_that_is_set() {
    let english = |settings: &mut Settings| settings.hyphenate = true;
    check_set("hyphens", (44, 20), PROSE, "", english);
    check_set("justified", (44, 20), PROSE, "", |settings| {
        settings.manner.justified = true;
        settings.hyphenate = true;
    });
}
