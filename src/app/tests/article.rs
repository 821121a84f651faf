//! What keys do in the open article and its panel.

use super::*;
use crate::command::target::Target;
use crate::config::Shows;

/// Presses keys in a fresh reader and compares the sentence.
fn check(keys: &str, sentence: &str) {
    let mut state = reading(1, (100, 30));
    press(&mut state, keys);
    assert_eq!(said(&state), sentence, "after {keys}");
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
    let failed = Notes {
        failed: true,
        ..Notes::default()
    };
    note(&mut state, failed);
    for keys in ["", ")", "]e"] {
        press(&mut state, keys);
        let words = "No quotes could be looked for in this article: pullquote failed on it, \
                     which is a fault of ours; please report it.";
        assert_eq!(said(&state), words, "after {keys}");
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
    assert_eq!((reader.is_searched(), reader.target()), (false, None));
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
    assert!(state.reader.as_ref().unwrap().target().is_some());
    press(&mut state, "<esc>");
    assert!(
        state.reader.as_ref().unwrap().target().is_none(),
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
    assert_eq!(reader.target(), Some(Target::Quote(1)));
    assert_eq!(state.focus, Pane::Reader);
    press(&mut state, "ge<enter>");
    let target = state.reader.as_ref().unwrap().target();
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
        assert!(reader.top() == row || reader.top() == last, "{size:?}");
    }
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
    assert_eq!(reader.target(), Some(Target::Quote(1)));
    let listed = |state: &State| {
        let panel = state.reader.as_ref().unwrap().panel().unwrap();
        panel
            .rows()
            .iter()
            .filter(|row| row.target.is_some())
            .count()
    };
    assert_eq!(listed(&state), 2);
    press(&mut state, ")");
    let notice = state.notice.as_ref().unwrap();
    assert_eq!(
        notice.words,
        "No more quotes between marks. 2 in this article."
    );
    let reader = state.reader.as_mut().unwrap();
    let said = Arc::clone(reader.notes());
    reader.note(Arc::default(), &state.settings);
    let nothing = reader.nothing_in(reader.panel().unwrap(), &state.settings);
    assert_eq!(nothing, "No quotes between marks in this article.");
    reader.note(said, &state.settings);
    press(&mut state, "zq)");
    assert_eq!(listed(&state), 3);
    let reader = state.reader.as_ref().unwrap();
    assert_eq!(reader.target(), Some(Target::Quote(2)));
}
