//! Keys in, state and effects out.

use std::sync::Arc;

use crate::app::command::keymap::chords;
use crate::app::command::target::Target;
use crate::app::spoken::Spoken;
use crate::app::*;
use crate::config::Shows;
use crate::ingest::builder::ArticleBuilder;
use crate::model::{
    Act, Article, ArticleId, ArticleRow, BlockKind, Entity, EntityId, EntityKind, MarkKind, Meta,
    Notes, Quote, QuoteKind, Span, Speaker,
};

/// Four paragraphs: two quotes of Ana Ruiz, the first one split, one of nobody, one reported.
const TEXT: [&str; 5] = [
    "“We won,” said Ana Ruiz, the captain. “It was hard.”",
    "The sea had been rough all the way to Lower Quay.",
    "“Never again,” someone shouted.",
    "Ruiz said that the boat was old. She was in Lower Quay.",
    "The report is on its page.",
];

pub(crate) fn article() -> Article {
    let mut builder = ArticleBuilder::new(Meta {
        title: "A race".into(),
        url: Some("https://example.org/race".into()),
        ..Meta::default()
    });
    for (index, words) in TEXT.iter().enumerate() {
        if index == 1 {
            builder.block(BlockKind::Heading(2), 0);
            builder.words("On the water");
        }
        builder.block(BlockKind::Paragraph, 0);
        match words.split_once("report ") {
            Some((before, after)) if index == 4 => {
                builder.words(before);
                builder.open(MarkKind::Link("javascript:alert(1)".into()));
                builder.words("report");
                builder.close();
                builder.words(" ");
                builder.words(after);
            }
            _ => builder.words(words),
        }
    }
    builder.finish()
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

pub(crate) fn notes(article: &Article) -> Notes {
    let text = &article.text;
    let said = |mention: &str, confidence: f32| Speaker {
        mention: span(text, mention),
        entity: Some(EntityId(0)),
        confidence,
    };
    let quote = |parts: &[&str], kind, cue: Option<&str>, speaker: Option<Speaker>| Quote {
        parts: parts.iter().map(|part| span(text, part)).collect(),
        kind,
        cue: cue.map(|cue| span(text, cue)),
        act: Act::Said,
        denied: false,
        speakers: speaker.into_iter().collect(),
        through: None,
        confidence: 0.9,
    };
    Notes {
        failed: false,
        unsaid: Vec::new(),
        version: 1,
        sentences: Vec::new(),
        quotes: vec![
            quote(
                &["“We won,”", "“It was hard.”"],
                QuoteKind::Direct,
                Some("said Ana"),
                Some(said("Ana Ruiz", 0.97)),
            ),
            quote(
                &["“Never again,”"],
                QuoteKind::Direct,
                Some("shouted"),
                None,
            ),
            quote(
                &["that the boat was old"],
                QuoteKind::Indirect,
                Some("said that"),
                Some(Speaker {
                    mention: span(text, "Ruiz said that").start_of(4),
                    entity: Some(EntityId(0)),
                    confidence: 0.4,
                }),
            ),
        ],
        entities: vec![
            Entity {
                kind: EntityKind::Person,
                name: "Ana Ruiz".into(),
                role: Some("captain".into()),
                mentions: vec![
                    span(text, "Ana Ruiz"),
                    span(text, "Ruiz said that").start_of(4),
                ],
            },
            Entity {
                kind: EntityKind::Place,
                name: "Lower Quay".into(),
                role: None,
                mentions: vec![span(text, "Lower Quay")],
            },
        ],
        ..Notes::default()
    }
}

trait StartOf {
    fn start_of(self, bytes: usize) -> Span;
}

impl StartOf for Span {
    fn start_of(self, bytes: usize) -> Span {
        Span::new(self.start, self.start + bytes)
    }
}

pub(crate) fn rows(count: usize) -> Vec<ArticleRow> {
    (0..count)
        .map(|n| ArticleRow {
            id: ArticleId(n as i64),
            title: format!("Headline {n}"),
            source: "The Lamp".into(),
            quotes: if n % 3 == 2 { 2 } else { 0 },
            published: Some(format!("2026-11-{:02}", 28 - n.min(20) / 2)),
            ..ArticleRow::default()
        })
        .collect()
}

/// A state with the article open and noted, in a list of `count`.
pub(crate) fn reading(count: usize, size: (u16, u16)) -> State {
    let settings = Settings {
        theme: "mono".into(),
        today: "2026-11-30".into(),
        ..Settings::default()
    };
    let mut state = State::new(size, settings, Keymap::default());
    let effects = update(
        &mut state,
        Msg::Rows {
            ask: 0,
            total: count,
            unread: count,
            from: 0,
            rows: rows(count.min(400)),
            more: false,
        },
    );
    assert!(matches!(effects[0], Effect::Load { ask: 1, .. }));
    load(&mut state, 1, 0);
    state
}

pub(crate) fn load(state: &mut State, ask: u64, id: i64) {
    let article = Arc::new(article());
    let notes = Arc::new(notes(&article));
    let id = ArticleId(id);
    let loaded = Msg::Loaded {
        ask,
        id,
        article: Arc::clone(&article),
        place: 0,
    };
    update(state, loaded);
    update(state, Msg::Noted { id, article, notes });
}

pub(crate) fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for chord in chords(keys).unwrap() {
        effects.extend(update(state, Msg::Key(chord)));
    }
    effects
}

/// Presses keys in a fresh reader and compares the sentence.
fn check(keys: &str, sentence: &str) {
    let mut state = reading(1, (100, 30));
    press(&mut state, keys);
    let notice = state.notice.map_or_else(String::new, |notice| notice.words);
    assert_eq!(notice, sentence, "after {keys}");
}

#[test]
fn every_jump_says_where_it_went() {
    check(")", "Quote 1 of 3, direct, Ana Ruiz said.");
    check("))", "Quote 2 of 3, direct, unclear who said it.");
    check(
        "]q]q]q",
        "Quote 3 of 3, indirect, unclear who said it, perhaps Ana Ruiz.",
    );
    check("2)", "Quote 2 of 3, direct, unclear who said it.");
    check(
        "9)",
        "Quote 3 of 3, indirect, unclear who said it, perhaps Ana Ruiz.",
    );
    check(
        "]Q",
        "Quote 3 of 3, indirect, unclear who said it, perhaps Ana Ruiz.",
    );
    check("]Q)", "No more quotes. 3 in this article.");
    check(")(", "No quotes before this. 3 in this article.");
    check(
        ")]s",
        "Quote 3 of 3, indirect, unclear who said it, perhaps Ana Ruiz.",
    );
    check("]s", "Choose a quote first: press ).");
    check("]e", "Ana Ruiz, person, captain, mention 1 of 2.");
    check("]e]e", "Lower Quay, place, mention 1 of 1.");
    check("]e*", "Ana Ruiz, person, captain, mention 2 of 2.");
    check(")*", "Ana Ruiz, person, captain, mention 1 of 2.");
    check("]h", "Heading 1 of 1: On the water.");
    check("]l", "Link 1 of 1: report, javascript:alert(1).");
    check("}}", "Paragraph 2 of 5.");
    check(");", "Quote 2 of 3, direct, unclear who said it.");
    check(")));,", "Quote 2 of 3, direct, unclear who said it.");
    check(".", "Paragraph 1 of 5, 100 percent.");
}

#[test]
fn an_article_on_which_the_annotator_failed_says_so() {
    let mut state = reading(1, (100, 30));
    let Some(id) = state.reader.as_ref().map(|reader| reader.id) else {
        panic!("no reader");
    };
    let notes = Arc::new(Notes {
        failed: true,
        ..Notes::default()
    });
    let article = state.reader.as_ref().unwrap().article.clone();
    update(&mut state, Msg::Noted { id, article, notes });
    for keys in ["", ")", "]e"] {
        press(&mut state, keys);
        let notice = state.notice.clone().unwrap();
        let words = "No quotes could be looked for in this article: pullquote failed on it, \
                     which is a fault of ours; please report it.";
        assert_eq!(notice.words, words, "after {keys}");
    }
}

#[test]
fn search_goes_to_matches_and_esc_puts_it_away() {
    check("/ruiz<enter>", "2 matches for ruiz. 1 of 2, paragraph 1.");
    check("/ruiz<enter>n", "2 matches for ruiz. 2 of 2, paragraph 4.");
    check("/ruiz<enter>nn", "No more matches. 2 in this article.");
    check("/ruiz<enter>nN", "2 matches for ruiz. 1 of 2, paragraph 1.");
    check("/zebra<enter>", "No match for zebra.");
    let mut state = reading(1, (100, 30));
    press(&mut state, "/ruiz<enter><esc>");
    let reader = state.reader.unwrap();
    assert_eq!((reader.search, reader.target), (None, None));
}

#[test]
fn unsafe_links_are_shown_and_not_opened() {
    let mut state = reading(1, (100, 30));
    let effects = press(&mut state, "]lo");
    assert_eq!(effects, []);
    let notice = state.notice.unwrap();
    assert!(notice.failed && notice.words.contains("javascript:alert(1)"));
    let mut state = reading(1, (100, 30));
    assert_eq!(
        press(&mut state, "o"),
        [Effect::Browse("https://example.org/race".into())]
    );
}

#[test]
fn copies_carry_speaker_and_source() {
    let copied = |keys: &str| match press(&mut reading(1, (100, 30)), keys).pop() {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied(")yy"),
        "“We won,” … “It was hard.”\n— Ana Ruiz, captain, in “A race”, https://example.org/race"
    );
    assert_eq!(copied(")yq"), "“We won,” … “It was hard.”");
    assert_eq!(
        copied(")ym"),
        "> “We won,” … “It was hard.”\n>\n> — Ana Ruiz, captain, in [A race](<https://example.org/race>)"
    );
    assert_eq!(copied("yu"), "https://example.org/race");
    assert_eq!(copied("yc"), "“A race”, https://example.org/race");
}

#[test]
fn back_closes_what_lies_nearest() {
    let mut state = reading(3, (100, 30));
    press(&mut state, "<enter>)gq<esc>");
    assert_eq!(state.focus, Pane::Reader, "the panel is closed first");
    assert!(state.reader.as_ref().unwrap().target.is_some());
    press(&mut state, "<esc>");
    assert!(
        state.reader.as_ref().unwrap().target.is_none(),
        "then the card"
    );
    press(&mut state, "<esc>");
    assert_eq!(state.focus, Pane::List, "then the article");
    assert!(press(&mut state, "<esc>").contains(&Effect::Quit));
}

#[test]
fn a_single_article_has_no_list_to_go_back_to() {
    let mut state = reading(1, (100, 30));
    assert_eq!(state.focus, Pane::Reader);
    assert!(press(&mut state, "q").contains(&Effect::Quit));
}

#[test]
fn panels_go_where_their_rows_point() {
    let mut state = reading(1, (100, 30));
    press(&mut state, "gqj<enter>");
    let reader = state.reader.as_ref().unwrap();
    assert_eq!(reader.target, Some(Target::Quote(1)));
    assert_eq!(state.focus, Pane::Reader);
    press(&mut state, "ge<enter>");
    let target = state.reader.as_ref().unwrap().target;
    assert_eq!(target, Some(Target::Name(0, 0)));
    press(&mut state, "gs");
    assert_eq!(
        state.notice.unwrap().words,
        "Ana Ruiz, 2 quotes in this article."
    );
}

#[test]
fn a_new_width_keeps_the_words_at_the_top() {
    let mut state = reading(1, (100, 10));
    press(&mut state, "jjjjjjj");
    let top = state.reader.as_ref().unwrap().top_offset();
    for size in [(40, 10), (133, 14), (21, 7), (100, 10)] {
        update(&mut state, Msg::Resize(size.0, size.1));
        let reader = state.reader.as_ref().unwrap();
        let row = reader.row_of(top);
        let last = reader.last_top(&state.settings);
        assert!(reader.top == row || reader.top == last, "{size:?}");
    }
}

#[test]
fn help_is_filtered_by_typing_and_runs_the_choice() {
    let mut state = reading(1, (100, 30));
    press(&mut state, "?next quote of the same<enter>");
    assert_eq!(state.overlay, None);
    assert_eq!(
        state.notice.unwrap().words,
        "Choose a quote first: press )."
    );
}

#[test]
fn what_must_be_chosen_first_names_the_keys_for_the_eye_and_the_ear() {
    let check = |command, shown: &str, heard: &str| {
        let mut state = reading(1, (100, 30));
        update(&mut state, Msg::Run(command, None));
        assert_eq!(state.notice.as_ref().unwrap().words, shown);
        let voice = spoken::Voice::of(&crate::config::Config::defaults().unwrap(), true);
        state.spoken = Some(Spoken::new(voice, String::new()));
        // The first answer greets.
        update(&mut state, Msg::Run(Command::Where, None));
        update(&mut state, Msg::Run(command, None));
        assert_eq!(state.notice.as_ref().unwrap().words, heard);
    };
    let quote = (
        "Choose a quote first: press ).",
        "Choose a quote first: press right parenthesis.",
    );
    for command in [Command::NextSame, Command::CopyWords, Command::SameWords] {
        check(command, quote.0, quote.1);
    }
    check(
        Command::NextMention,
        "Choose a name first: press ]e, or ) for a quote.",
        "Choose a name first: press right bracket e, or right parenthesis for a quote.",
    );
    check(
        Command::SaidBy,
        "Choose a quote with a speaker first: press ).",
        "Choose a quote with a speaker first: press right parenthesis.",
    );
    check(
        Command::Correct,
        "Choose a quote or a name first: press ) or ]e.",
        "Choose a quote or a name first: press right parenthesis or right bracket e.",
    );
}

#[test]
fn every_command_can_be_typed_by_its_name() {
    for row in COMMANDS
        .iter()
        .filter(|row| row.command != Command::CommandLine)
    {
        let size = (100, 30);
        let typed = &mut reading(3, size);
        let run = &mut reading(3, size);
        if row.scope == Scope::Reader {
            typed.focus = Pane::Reader;
            run.focus = Pane::Reader;
        }
        let by_name = press(typed, &format!(":{}<enter>", row.name));
        let by_command = update(run, Msg::Run(row.command, None));
        assert_eq!(by_name, by_command, "{}", row.name);
        assert_eq!(typed.notice, run.notice, "{}", row.name);
        assert_eq!(typed.focus, run.focus, "{}", row.name);
    }
}

#[test]
fn no_key_does_harm_whatever_the_state() {
    let mut seed = 1_u64;
    for size in [(120, 36), (60, 20), (20, 6), (3, 2), (1, 1)] {
        let mut state = reading(5, size);
        for _ in 0..3_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let row = &COMMANDS[(seed >> 33) as usize % COMMANDS.len()];
            if row.command != Command::Quit {
                update(
                    &mut state,
                    Msg::Run(row.command, Some((seed >> 20) as usize % 50)),
                );
                press(&mut state, "<esc>");
            }
        }
    }
}

#[test]
fn what_is_said_carries_no_escape() {
    let mut state = reading(1, (100, 30));
    update(&mut state, Msg::Failed("x\u{1b}[31m\u{202e}y".into()));
    assert_eq!(state.notice.unwrap().words, "xy");
}

#[test]
fn what_is_said_of_a_key_has_nothing_of_it_that_is_unsafe() {
    let mut state = reading(1, (100, 30));
    let typed = Chord {
        key: Key::Char('\u{202e}'),
        ctrl: false,
    };
    update(&mut state, Msg::Key(typed));
    let words = &state.notice.as_ref().unwrap().words;
    assert!(words.starts_with("No command for this key. "), "{words}");
}

#[test]
fn a_key_of_another_pane_says_where_it_works() {
    let mut state = reading(3, (100, 30));
    let said = |state: &mut State, keys: &str| {
        press(state, keys);
        state.notice.as_ref().unwrap().words.clone()
    };
    state.focus = Pane::Reader;
    assert_eq!(
        said(&mut state, "mk"),
        "mk is for the list. q goes back to it."
    );
    press(&mut state, "q");
    assert_eq!(state.focus, Pane::List);
    assert_eq!(
        said(&mut state, "gq"),
        "gq is for an open article. Enter opens this one."
    );
    assert_eq!(said(&mut state, "&"), "No command &. Press ? for help.");
}

#[test]
fn where_marks_alone_are_shown_no_jump_stops_at_what_is_reported() {
    let mut state = reading(1, (160, 30));
    let kept = |effects: &[Effect]| {
        let of = |effect: &Effect| match effect {
            Effect::KeepShows(set, chosen) => Some((*set, *chosen)),
            _ => None,
        };
        effects.iter().find_map(of)
    };
    let effects = press(&mut state, "zq");
    assert_eq!(kept(&effects), Some((Shows::Said, Shows::Thoughts)));
    let effects = press(&mut state, "zq");
    assert_eq!(kept(&effects), Some((Shows::Said, Shows::Marks)));
    press(&mut state, "3)");
    let reader = state.reader.as_ref().unwrap();
    assert_eq!(reader.target, Some(Target::Quote(1)));
    let listed = |state: &State| {
        let panel = state.reader.as_ref().unwrap().panel.as_ref().unwrap();
        panel.rows.iter().filter(|row| row.target.is_some()).count()
    };
    assert_eq!(listed(&state), 2);
    press(&mut state, ")");
    let notice = state.notice.as_ref().unwrap();
    assert_eq!(
        notice.words,
        "No more quotes between marks. 2 in this article."
    );
    press(&mut state, "zq)");
    assert_eq!(listed(&state), 3);
    let reader = state.reader.as_ref().unwrap();
    assert_eq!(reader.target, Some(Target::Quote(2)));
}
