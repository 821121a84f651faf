//! Who said what, in whole articles: `tests/annotate/*.txt` are articles with the notes written in.
//!
//! `{q1:“We won,”}` is a part of the first direct quotation (`i` indirect, `m` mixed), `{by1:she}` the
//! words that name its speaker (one for each who speaks), `{by1=Ana Ruiz:she}` where another name is shown for them, and
//! `{cue1:said}` the reporting words; `{thought1:…}`, `{finding1:…}` and `{denied1:…}` were not said. `SNAPSHOTS=overwrite cargo test --test annotate` writes the
//! files anew; then read the difference.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;
use pullquote::annotate::{Fate, annotate, annotate_text, blocks_of, explain_text};
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::model::{Notes, QuoteKind, Span};

#[test]
fn articles() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let files = files();
    let mut wrong = String::new();
    for path in files {
        let expected = std::fs::read_to_string(&path).unwrap();
        let text = strip(&expected);
        let found = print(&text, &annotate_text(&text, &blocks_of(&text)));
        if overwrite {
            std::fs::write(&path, &found).unwrap();
        } else if found != expected {
            let lines = expected.lines().zip(found.lines());
            for (expected, found) in lines.filter(|(expected, found)| expected != found) {
                write!(wrong, "{}\n- {expected}\n+ {found}\n", path.display()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Block quotations are whose the line before them, or a signature in them, says.
#[test]
fn block_quotations() {
    check_page(
        "<p>The mayor, Ada Finch, wrote:</p>\
         <blockquote><p>We build again.</p><p>We have before.</p></blockquote>\
         <p>The county was silent on that.</p>",
        &["Ada Finch: We build again. + We have before."],
    );
    check_page(
        "<p>The tide came in.</p>\
         <blockquote><p>They never pay.</p><footer>— <cite>Olaf Crane</cite>, sailor</footer></blockquote>\
         <p>The tide went out.</p>\
         <blockquote>Nothing lasts but rope.<cite>Tessa Brandt, rope maker</cite></blockquote>",
        &[
            "Olaf Crane: They never pay.",
            "Tessa Brandt: Nothing lasts but rope.",
        ],
    );
    check_page(
        "<p>The tide came in.</p><blockquote class=\"twitter-tweet\"><p>The lamps are lit!</p>\
         &mdash; Norvik Harbour (@norvikharbour) <a href=\"#\">May 3, 2026</a></blockquote>",
        &["Norvik Harbour: The lamps are lit!"],
    );
    check_page(
        "<p>The tide came in.</p><blockquote class=\"twitter-tweet\"><p>Stay off the pier.</p>\
         &mdash; Ada Finch (@adafinch) <a href=\"#\">May 3, 2026</a></blockquote>",
        &["Ada Finch: Stay off the pier."],
    );
    check_page(
        "# Replies\n\nOlaf Crane wrote:\n\n> The lamps are too bright.\n>\n> Far too bright.\n\nMaybe.\n\n\
         > I like them.\n>\n> — Ada Finch, mayor\n",
        &[
            "Olaf Crane: The lamps are too bright. + Far too bright.",
            "Ada Finch: I like them.",
        ],
    );
    check_page(
        "<p>Type this and wait:</p><blockquote><p>show pier</p></blockquote>\
         <p>You should see:</p><blockquote><p>The pier is closed.</p></blockquote>",
        &[],
    );
}

/// Two block quotations in a row are two people's words, and one's name is none of the other's.
#[test]
fn block_quotations_in_a_row() {
    check_page(
        "<p>We asked for letters. Here are some.</p>\
         <blockquote><p>I row every day.</p><p>It was never late.</p><cite>Olaf Crane, Quay Street</cite></blockquote>\
         <blockquote><p>Sell it.</p></blockquote><p>— Tessa Brandt, 44, rope maker</p>\
         <blockquote><p>Burn it.</p></blockquote><p>The tide went out.</p>",
        &[
            "Olaf Crane: I row every day. + It was never late.",
            "Tessa Brandt: Sell it.",
        ],
    );
    check_page(
        "<p>The tide came in, and with it the boats, the nets and the news of the day before.</p>\
         <blockquote><p>“Rope outlasts us.”</p><footer>— Tessa Brandt, <cite>Knots</cite>\
         </footer></blockquote><blockquote class=\"twitter-tweet\"><p>Best rye north of the river.</p>&mdash; \
         Ada Finch (@adafinch) <a href=\"#\">May 3, 2026</a></blockquote>\
         <p>The tide went out, and the boats went with it, and nobody said a word of it.</p>",
        &[
            "Tessa Brandt: “Rope outlasts us.”",
            "Ada Finch: Best rye north of the river.",
        ],
    );
    check_page(
        "# Replies\n\nThe mayor, Ada Finch:\n\n> We had no choice.\n\n> I disagree with all of it.\n>\n> — Olaf Crane\n",
        &[
            "Ada Finch: We had no choice.",
            "Olaf Crane: I disagree with all of it.",
        ],
    );
    // Old pages have a quotation for each paragraph.
    check_page(
        "<p>Ada Finch wrote:</p><blockquote>We build again.</blockquote><blockquote>We have before.</blockquote>",
        &["Ada Finch: We build again. + We have before."],
    );
    // Who signs a motto is not who speaks next.
    check_page(
        "<blockquote><p>Simple is best.</p><footer>— Olaf Crane</footer></blockquote>\
         <p>The lamp went out. “Never again,” he said to himself.</p>",
        &["Olaf Crane: Simple is best.", "-: “Never again,”"],
    );
}

/// Questions in bold and plain answers are an interview where the article says whom it asks, a page's own where not.
#[test]
fn questions_in_bold() {
    let asked = "<p><b>How deep do you go on a normal day?</b></p><p>Forty metres. Then I hear my own teeth.</p>\
         <p><b>Have you ever been afraid?</b></p><p>Twice. I took an eel for a colleague.</p>\
         <h3>What will you look for next?</h3><p>My other shoe.</p>";
    check_page(
        &format!("<p>Tessa Brandt dives. We met her on the quay.</p>{asked}"),
        &[
            "Tessa Brandt: Forty metres. Then I hear my own teeth.",
            "Tessa Brandt: Twice. I took an eel for a colleague.",
            "Tessa Brandt: My other shoe.",
        ],
    );
    check_page(&format!("<p>What everybody wants to know.</p>{asked}"), &[]);
}

/// A post may name where it was written, and a line before a block who told what is in it.
#[test]
fn blocks_told_and_posted() {
    check_page(
        "<p>Here is what the warden, Olaf Crane, told his crew in an email that we have seen:</p>\
         <blockquote><p>Do not go alone.</p></blockquote>\
         <blockquote><p>Nobody told the ducks.</p><footer>— Ada Finch on Mastodon</footer></blockquote>",
        &[
            "Olaf Crane: Do not go alone.",
            "Ada Finch: Nobody told the ducks.",
        ],
    );
}

/// The line above what a mail answers names who wrote it: behind the hour, before the address.
#[test]
fn what_a_mail_answers() {
    check_page(
        "On Tue, 4 Mar 2025 at 09:12, Piet Hoek <piet@example.org> wrote:\n\n> Drop the contours. Nobody prints them.\n\n\
         I print them.\n\nOn Mon, Mar 3, 2025 at 6:40 PM Olaf Crane wrote:\n\n> The renderer is fine.\n\nIs it?\n",
        &[
            "Piet Hoek: Drop the contours. Nobody prints them.",
            "Olaf Crane: The renderer is fine.",
        ],
    );
}

/// A question and its answer may share a paragraph, and the interviewer may say "you" but once.
#[test]
fn questions_and_answers_in_one_paragraph() {
    check_page(
        "<p>Tessa Brandt keeps the lock. She talked to us over tea.</p>\
         <p><b>When did you start?</b><br>In 1984, in the rain, and I never stopped.</p>\
         <p><b>Has it changed?</b><br>The boats have. I have not.</p>\
         <p><b>What is next?</b><br>A very small lock, for my ducks.</p>",
        &[
            "Tessa Brandt: In 1984, in the rain, and I never stopped.",
            "Tessa Brandt: The boats have. I have not.",
            "Tessa Brandt: A very small lock, for my ducks.",
        ],
    );
}

/// A line under a block of words between marks names who said them.
#[test]
fn block_quotations_named_below() {
    check_page(
        "<p>The verdict came at noon, and this is what people had to say about it.</p>\
         <blockquote><p>“A black day.”</p></blockquote><p><em>Olaf Crane, teacher</em></p>\
         <blockquote><p>“At last.”</p></blockquote><p><em>Ada Finch, baker</em></p>",
        &["Olaf Crane: “A black day.”", "Ada Finch: “At last.”"],
    );
}

#[test]
fn what_a_post_quotes_is_its_writers() {
    let asks =
        "<p>I have a question about a kettle that leaks, and no idea what to do about it.</p>";
    for line in [
        "Originally Posted by dave99",
        "Quote from: dave99 on 4 May",
        "dave99 wrote on 4 May:",
        "In reply to dave99:",
    ] {
        let post = format!(
            "{asks}<p>{line}</p><blockquote>My kettle leaks. Has anyone mended one?</blockquote>{asks}"
        );
        check_page(&post, &["dave99: My kettle leaks. Has anyone mended one?"]);
        let post = format!(
            "{asks}<blockquote><p>{line}</p><p>My kettle leaks. Has anyone mended one?</p></blockquote>{asks}"
        );
        check_page(&post, &["dave99: My kettle leaks. Has anyone mended one?"]);
    }
    for line in ["Posted in Kettles:", "Quote from the shop:", "Note:"] {
        let post = format!(
            "{asks}<p>{line}</p><blockquote>My kettle leaks. Has anyone mended one?</blockquote>{asks}"
        );
        check_page(&post, &[]);
    }
}

/// How sure a name is depends on the clause: "while" sets one beside another, "when" makes it depend.
#[test]
fn clauses_make_names_more_or_less_sure() {
    let check = |text: &str, sure: bool| {
        let notes = annotate_text(text, &blocks_of(text));
        let speaker = notes.quotes.last().and_then(|quote| quote.speakers.first());
        let speaker = speaker.map(|speaker| speaker.confidence >= 0.8);
        assert_eq!(speaker, Some(sure), "{text}");
    };
    check(
        "Ada Finch left, while Olaf Crane said the tide was late.",
        true,
    );
    check(
        "Although Olaf Crane noted that the tide was late, Finch left.",
        true,
    );
    check(
        "Ada Finch left when Olaf Crane said the tide was late.",
        false,
    );
}

/// Ingests a page and compares its quotations, each with its speaker.
#[track_caller]
fn check_page(page: &str, expected: &[&str]) {
    let (name, page) = match page.starts_with('<') {
        true => {
            let whole = "<html><body><article><h1>Storm</h1>";
            (
                "page.html",
                format!("{whole}{page}</article></body></html>"),
            )
        }
        false => ("page.md", page.to_owned()),
    };
    let hint = Hint {
        name,
        ..Hint::default()
    };
    let Ok(Ingested::Article(article)) = ingest(page.as_bytes(), hint) else {
        panic!("no article in {page}");
    };
    let notes = annotate(&article);
    let found = notes.quotes.iter().map(|quote| {
        let parts: Vec<&str> = quote
            .parts
            .iter()
            .map(|part| part.of(&article.text))
            .collect();
        let name = notes.speaker_name(&article.text, quote);
        let name = name.as_deref().unwrap_or("-");
        format!("{name}: {}", parts.join(" + "))
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

/// The articles; a folder among them holds those of a language.
fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/annotate");
    let entries = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path())
    };
    let mut files: Vec<PathBuf> = entries(folder)
        .flat_map(|path| match path.is_dir() {
            true => entries(path).collect(),
            false => vec![path],
        })
        .collect();
    files.sort();
    files
}

/// The article without its notes.
fn strip(noted: &str) -> String {
    let mut text = String::new();
    let mut rest = noted;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = match rest.strip_prefix('}') {
            Some(rest) => rest,
            None => &rest[rest.find(':').unwrap() + 1..],
        };
    }
    text + rest
}

/// The article with its notes written in.
fn print(text: &str, notes: &Notes) -> String {
    let mut tags: Vec<(Span, String)> = Vec::new();
    for (at, quote) in notes.quotes.iter().enumerate() {
        let number = at + 1;
        let kind = match quote.kind {
            QuoteKind::Direct => 'q',
            QuoteKind::Mixed => 'm',
            QuoteKind::Indirect => 'i',
        };
        for part in &quote.parts {
            tags.push((*part, format!("{kind}{number}")));
        }
        tags.extend(quote.cue.map(|cue| (cue, format!("cue{number}"))));
        for speaker in &quote.speakers {
            let words = speaker.mention.of(text);
            let name = notes.name_of(text, speaker).unwrap_or_default();
            let shown = if words.contains(&*name) {
                String::new()
            } else {
                format!("={name}")
            };
            tags.push((speaker.mention, format!("by{number}{shown}")));
        }
    }
    for (at, quote) in notes.unsaid.iter().enumerate() {
        let act = match (quote.denied, quote.act) {
            (true, _) => "denied",
            (false, act) => act.word(),
        };
        for part in &quote.parts {
            tags.push((*part, format!("{act}{}", at + 1)));
        }
    }
    // Wider tags open first and close last.
    tags.sort_by_key(|(span, tag)| (span.start, usize::MAX - span.end, tag.clone()));
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        open.retain(|&end| {
            if end <= at {
                out.push('}');
            }
            end > at
        });
        for (span, tag) in tags.iter().filter(|(span, _)| span.start == at) {
            write!(out, "{{{tag}:").unwrap();
            open.push(span.end);
        }
        if at < text.len() {
            out.push(c);
        }
    }
    out
}

/// A text may begin and end at any word: teasers do.
#[test]
fn an_article_cut_anywhere_has_notes() {
    let mut texts: Vec<String> = APPOSED.iter().map(ToString::to_string).collect();
    for path in files() {
        let noted = std::fs::read_to_string(path).unwrap();
        let text = strip(&noted);
        texts.extend(text.split_inclusive(['.', '\n']).map(str::to_owned));
    }
    for text in texts {
        for (at, _) in text.match_indices([' ', ',', '“', '”']) {
            for cut in [&text[..at], &text[at..]] {
                annotate_text(cut, &blocks_of(cut));
            }
        }
        annotate_text(&text, &blocks_of(&text));
    }
}

/// Speakers whose words go on, or end, after a comma.
const APPOSED: &[&str] = &[
    "“We stay,” said her lawyer, a former teacher, Ana",
    "“It is cold,” said one man, a baker, from Larton",
    "“It is cold,” said his aunt, Jo",
    "“No,” said the mayor of Larton, Hale Okafor",
    "The ferry stays, said a clerk, Reuters",
    "“Never,” the union's secretary, Sean",
    "Two of them, Ana and Jo, said Secretary of State Hale",
];

/// Text that is rich in what quotation rules look at.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("said"),
        Just("Ana Ruiz"),
        Just("told"),
        Just("that"),
        Just("she"),
        Just("who"),
        Just("according to"),
        Just("the mayor"),
        Just("wants to"),
        Just("by"),
        Just("was asked"),
        Just("claim"),
        Just("her lawyer, a former teacher,"),
        Just("one woman, a nurse, from"),
        Just("Paris"),
        Just("Ana"),
        Just("Secretary of State"),
        Just("reporters"),
        Just("Q:"),
        Just("A:"),
        Just("won’t"),
        Just("é中👩‍🔬"),
        Just("\n\n"),
        Just("\n"),
        Just("."),
        Just(","),
        Just(":"),
        Just("—"),
        Just("("),
        Just(")"),
        Just("\""),
        Just("“"),
        Just("”"),
        Just("'"),
        Just("‘"),
        Just("’"),
        Just("«"),
        Just("»"),
        Just("„"),
        Just("``"),
        Just("''"),
        Just("「"),
        Just("」"),
        Just("%"),
        Just("'s"),
    ];
    let words = prop::collection::vec((word, prop::bool::ANY), 0..80).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| format!("{word}{}", if space { " " } else { "" }))
            .collect()
    });
    prop_oneof![3 => words, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn spans_hold(text in any_text()) {
        let notes = annotate_text(&text, &blocks_of(&text));
        let whole = |span: Span| {
            !span.is_empty()
                && text.is_char_boundary(span.start)
                && text.is_char_boundary(span.end)
                && span.end <= text.len()
        };
        let mut parts: Vec<Span> = Vec::new();
        let mut start = 0;
        for quote in &notes.quotes {
            prop_assert!(!quote.parts.is_empty());
            prop_assert!(quote.parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(quote.parts.iter().copied().all(whole));
            prop_assert!(quote.cue.into_iter().all(whole));
            prop_assert!(start <= quote.span().start);
            prop_assert!((0.0..=1.0).contains(&quote.confidence));
            for speaker in &quote.speakers {
                prop_assert!(whole(speaker.mention));
                prop_assert!((0.0..=1.0).contains(&speaker.confidence));
                prop_assert!(speaker.entity.is_none_or(|id| notes.entity(id).is_some()));
            }
            start = quote.span().start;
            parts.extend(&quote.parts);
        }
        parts.sort();
        prop_assert!(parts.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", notes.quotes);
    }

    #[test]
    fn the_same_again(text in any_text()) {
        let blocks = blocks_of(&text);
        let notes = annotate_text(&text, &blocks);
        prop_assert_eq!(&notes, &annotate_text(&text, &blocks));
        let explained = explain_text(&text, &blocks).into_iter();
        let explained: Vec<_> = explained.filter(|one| one.fate == Fate::Shown).map(|one| one.quote).collect();
        prop_assert_eq!(notes.quotes, explained);
    }
}
