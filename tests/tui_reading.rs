//! The screens of an article that is read: right to left, long rows, footnotes, parted words, highlights, the trail, the
//! bars of who speaks how much; compared with golden files, and as styles in each theme.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;
mod screen;

use std::sync::Arc;

use pullquote::annotate::annotate;
use pullquote::app::{State, update};
use pullquote::command::Scope;
use pullquote::config::Settings;
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::message::{Effect, Msg};
use pullquote::model::{Article, ArticleId, Details, Remark, Span};
use ratatui::style::Modifier;
use screen::{answers, drawn, library, listed, press, text};

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
    let mut state = reading(size, markdown, set);
    press(&mut state, keys);
    compare(name, &state);
}

fn compare(name: &str, state: &State) {
    golden::check(
        &format!("tests/tui/{name}.txt"),
        &text(state, name.contains("ascii")),
    );
}

/// A state in which an article written in Markdown is read.
fn reading(size: (u16, u16), markdown: &str, set: impl Fn(&mut Settings)) -> State {
    let article = article(markdown);
    let mut state = library(size);
    set(&mut state.settings);
    let mut rows: Vec<_> = (0..3)
        .filter_map(|row| state.list.row(row).cloned())
        .collect();
    rows[0].title.clone_from(&article.meta.title);
    update(&mut state, listed(rows));
    let effects = press(&mut state, "<enter>");
    let Some(ask) = effects.iter().find_map(|effect| match effect {
        Effect::Load { ask, .. } => Some(*ask),
        _ => None,
    }) else {
        panic!("{effects:?}");
    };
    load(&mut state, ask, ArticleId(3), article);
    state
}

fn article(markdown: &str) -> Article {
    let hint = Hint {
        name: "page.md",
        ..Hint::default()
    };
    match ingest(markdown.as_bytes(), hint).expect("an article") {
        Ingested::Article(article) => *article,
        Ingested::Feed(_) => panic!("no article"),
    }
}

/// Answers a question for an article.
fn load(state: &mut State, ask: u64, id: ArticleId, article: Article) {
    let article = Arc::new(article);
    let loaded = Msg::Loaded {
        ask,
        id,
        article: Arc::clone(&article),
        place: 0,
    };
    update(state, loaded);
    let notes = Arc::new(annotate(&article));
    update(state, Msg::Noted { id, article, notes });
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

const DUTCH: &str = "De burgemeester herinnerde de gemeenteraad aan de verantwoordelijkheid voor de \
    rivierscheepvaart en de arbeidsomstandigheden van de havenarbeiders.\n";
const CZECH: &str = "Starostka připomněla zastupitelstvu odpovědnost za nejpravděpodobnější následky \
    rekonstrukce přístavního mostu a nespokojenost přístavních dělníků.\n";
const RUSSIAN: &str = "Собрание вновь обсуждало неудовлетворительное электроснабжение железнодорожного моста и \
    ответственность за реконструкцию.\n";

#[test]
fn words_of_other_languages_are_parted_by_their_own_patterns() {
    for (name, text) in [("nl", DUTCH), ("cs", CZECH), ("ru", RUSSIAN)] {
        check_set(&format!("hyphens-{name}"), (44, 12), text, "", |settings| {
            settings.hyphenate = true;
        });
    }
}

const BOAT: &str = "# The boat stays\n\n“The ferry is a lifeline for the island, and it stays one as long as I run it,” said Sean Okafor, \
    the harbour master. “You cannot ask four hundred people to swim to the doctor.”\n\n\
    “It lost 90,000 crowns,” said Anna Berg, the treasurer.\n\n\
    The meeting of Lower Quay went on until the lamps were lit, and [the minutes](https://quay.example/minutes) tell the rest.\n\n\
    “It rained,” a child said.\n";

/// Highlights these passages of the open article, each with a note or without words.
fn highlight(state: &mut State, passages: &[(&str, &str)]) {
    let reader = state.reader.as_ref().expect("an article");
    let (id, article) = (reader.id(), Arc::clone(reader.article()));
    let notes = passages.iter().zip(1..).map(|((exact, words), number)| {
        let start = article.text.find(exact);
        Remark {
            id: number,
            span: start.map(|start| Span::new(start, start + exact.len())),
            exact: (*exact).into(),
            words: (*words).into(),
            lit: true,
            ..Remark::default()
        }
    });
    let details = Details {
        notes: notes.collect(),
        ..Details::default()
    };
    let known = Msg::Details {
        id,
        article,
        details,
    };
    update(state, known);
}

#[test]
fn a_passage_is_chosen_and_what_was_highlighted_stands_with_its_note() {
    for columns in [60, 100, 160] {
        let size = (columns, 24);
        check_markdown(&format!("choosing-{columns}"), size, BOAT, "]lvvww");
        let mut state = reading(size, BOAT, |_| ());
        let passages = [
            ("lifeline for the island", ""),
            ("until the lamps were lit", "Ask who paid for the oil."),
            ("words of an older text", ""),
        ];
        highlight(&mut state, &passages);
        press(&mut state, "]l");
        compare(&format!("highlights-{columns}"), &state);
    }
}

#[test]
fn a_passage_can_be_begun_from_the_panel() {
    for columns in [60, 100, 160] {
        let mut state = reading((columns, 24), BOAT, |_| ());
        press(&mut state, "gqv");
        let said = state.notice.as_ref().map(|notice| notice.words.as_str());
        assert!(
            said.is_some_and(|it| it.contains("begins the passage")),
            "{said:?}"
        );
        assert_eq!(state.scope(), Scope::Passage, "{columns}");
    }
}

#[test]
fn who_speaks_how_much_stands_beside_bars() {
    for columns in [60, 100, 160] {
        check_markdown(&format!("bars-{columns}"), (columns, 24), BOAT, "gq");
    }
    check_markdown("bars-ascii", (60, 24), BOAT, "gq");
}

#[test]
fn the_trail_says_where_on_it_one_is() {
    for columns in [60, 100, 160] {
        let mut state = reading((columns, 24), BOAT, |_| ());
        let effects = press(&mut state, "]l<enter>");
        let Some(Effect::Follow { ask, .. }) = effects.last() else {
            panic!("{effects:?}");
        };
        compare(&format!("following-{columns}"), &state);
        let page = ArticleId::page(0);
        let effects = update(
            &mut state,
            Msg::Followed {
                ask: *ask,
                page: Ok(page),
            },
        );
        let Some(Effect::Load { ask, .. }) = effects.last() else {
            panic!("{effects:?}");
        };
        let minutes = "# Minutes\n\nThe meeting began at six.\n";
        load(&mut state, *ask, page, article(minutes));
        press(&mut state, ".");
        compare(&format!("followed-{columns}"), &state);
    }
}

/// What a stranger would try in the reading room: keys, in an article that was just opened.
const ROOM: &[&str] = &[
    "]l",
    "]l<enter>",
    "]lo",
    "]lyu",
    ".",
    "m",
    "ma",
    "m!",
    "'",
    "''",
    "'z",
    "H",
    "L",
    "gk",
    "gf",
    "gfgf",
    "gi",
    "9gi",
    "gr",
    "X",
    "Xno<enter>",
    "Xnobody<enter>",
    "v",
    "vw",
    "vb",
    "vj",
    "vk",
    "vv",
    "vvo",
    "vs",
    "vp",
    "vq",
    "vva",
    "vvy",
    "vv<enter>",
    "v<esc>",
    "ga",
    "gw",
    "gS",
    "gq",
    "ge",
    "gl",
    "zw",
    "zl",
    "zwzl",
    "zh",
    "zm",
    "zo",
    "z=",
];

const ROOMY: &str = "# The boat stays\n\n“The ferry is a lifeline for the island,” said Sean Okafor, the harbour master.[^a] \
    “You cannot ask four hundred people to swim.”\n\n![The ferry at dawn](https://quay.example/dawn.png)\n\n\
    [The minutes](https://quay.example/minutes) tell the rest.\n\n[^a]: He has run it since 1998.\n";

#[test]
fn every_command_of_the_reading_room_has_an_answer() {
    for columns in [60, 100, 160] {
        let mut answers = String::new();
        for keys in ROOM {
            let mut state = reading((columns, 24), ROOMY, |settings| {
                settings.theme = "dark".into();
                let shares = ["mastodon", "notes"].map(|name| (name.to_owned(), "tee".to_owned()));
                settings.shares = shares.into();
            });
            press(&mut state, keys);
            let screen = text(&state, false);
            let rows: Vec<&str> = screen.lines().collect();
            let words = state.notice.as_ref().map_or("", |it| it.words.as_str());
            // A sentence that does not fit takes two rows.
            let first = words.split(' ').next().unwrap_or_default();
            let long = !rows[23].contains(first);
            let status = if long { rows[22].trim_end() } else { "" };
            let status = format!("{status} {}", rows[23].trim());
            answers.push_str(&format!("{keys:14} {}\n", status.trim()));
        }
        golden::check(&format!("tests/tui/room-{columns}.txt"), &answers);
    }
}

#[test]
fn every_command_has_an_answer_where_an_article_is_read() {
    let with = |keys: &'static str| {
        move || {
            let mut state = reading((100, 24), ROOMY, |settings| {
                settings.shares = [("desk".to_owned(), "tee".to_owned())].into();
            });
            press(&mut state, keys);
            state
        }
    };
    for (name, scope, keys) in [
        ("list", Scope::List, "q"),
        ("reader", Scope::Reader, ""),
        ("quote", Scope::Reader, ")"),
        ("panel", Scope::Reader, "gq"),
        ("passage", Scope::Passage, "vv"),
    ] {
        let answers = answers(scope, with(keys));
        golden::check(&format!("tests/tui/answers-{name}.txt"), &answers);
    }
}

#[test]
fn what_is_marked_can_be_told_in_each_theme() {
    for theme in ["dark", "light", "ansi", "mono"] {
        let mut state = reading((100, 24), BOAT, |settings| settings.theme = theme.into());
        highlight(&mut state, &[("until the lamps were lit", "")]);
        let buffer = drawn(&state, false);
        let style = |words: &str| {
            let rows = buffer.content().chunks(100).map(|row| {
                row.iter()
                    .map(ratatui::buffer::Cell::symbol)
                    .collect::<Vec<_>>()
            });
            let found = rows.enumerate().find_map(|(y, row)| {
                let x = (0..row.len()).find(|x| row[*x..].concat().starts_with(words))?;
                Some((x, y))
            });
            let (x, y) = found.expect("the words are on the screen");
            buffer.content()[y * 100 + x].style()
        };
        let plain = style("meeting");
        let (lit, link) = (style("the lamps"), style("minutes"));
        assert!(lit != plain && link != plain && lit != link, "{theme}");
        let marked = lit.add_modifier;
        assert!(
            theme != "mono" || marked.intersects(Modifier::REVERSED | Modifier::UNDERLINED),
            "{marked:?}"
        );
    }
}
