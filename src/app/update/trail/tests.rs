//! Links, the trail and marks: keys in, state and effects out.

use std::sync::Arc;

use crate::app::tests::{article, loaded, note, press, reading, said};
use crate::app::{Pane, State, update};
use crate::command::target::Target;
use crate::ingest::builder::ArticleBuilder;
use crate::message::{Effect, Msg};
use crate::model::{Article, ArticleId, BlockKind, MarkKind, Meta, Notes};

/// An article with links to these addresses, each in a paragraph under its own heading, with much text between.
fn linked(links: &[&str]) -> Article {
    let mut builder = ArticleBuilder::new(Meta {
        title: "Links".into(),
        url: Some("https://quay.example/links".into()),
        ..Meta::default()
    });
    for (index, link) in links.iter().enumerate() {
        builder.block(BlockKind::Heading(2), 0);
        builder.words(&format!("Part {index}"));
        for _ in 0..20 {
            builder.block(BlockKind::Paragraph, 0);
            builder.words("The boats come in late and go out early, whoever waits for them.");
        }
        builder.block(BlockKind::Paragraph, 0);
        builder.open(MarkKind::Link((*link).to_owned()));
        builder.words("here");
        builder.close();
    }
    builder.finish()
}

/// Answers questions for articles with this one.
fn load(state: &mut State, effects: &[Effect], article: &Article) {
    for effect in effects {
        if let Effect::Load { ask, id } = effect {
            let article = Arc::new(article.clone());
            update(state, loaded(*ask, *id, &article));
            note(state, Notes::default());
        }
    }
}

fn follows(ask: u64, page: Result<ArticleId, String>) -> Msg {
    Msg::Followed { ask, page }
}

/// The page that was asked for first arrives, as the nth of the session, and is opened.
fn arrives(state: &mut State, nth: usize) -> ArticleId {
    let page = ArticleId::page(nth);
    let effects = update(state, follows(1, Ok(page)));
    load(state, &effects, &article());
    page
}

/// A link of the second article is followed.
fn follow(ask: u64, address: &str, sure: bool) -> Effect {
    Effect::Follow {
        ask,
        of: ArticleId(1),
        address: address.to_owned(),
        sure,
    }
}

fn reads(state: &State) -> (ArticleId, usize, Option<Target>) {
    let reader = state.reader.as_ref().unwrap();
    (reader.id(), reader.top(), reader.target())
}

/// A list of three, the second of which is read: it has these links.
fn at_links(links: &[&str]) -> State {
    let mut state = reading(3, (100, 30));
    let effects = press(&mut state, "j<enter>");
    load(&mut state, &effects, &linked(links));
    state
}

#[test]
fn a_link_is_read_here_and_the_way_back_ends_at_the_link() {
    let mut state = at_links(&["#nothing", "https://quay.example/b?x=1#the-end"]);
    press(&mut state, "2]l");
    assert_eq!(
        said(&state),
        "Link 2 of 2: here, https://quay.example/b?x=1#the-end."
    );
    let at_link = reads(&state);
    let effects = press(&mut state, "<enter>");
    assert_eq!(effects, [follow(1, "https://quay.example/b?x=1", false)]);
    assert_eq!(
        said(&state),
        "Fetching https://quay.example/b?x=1. q ends it."
    );
    let page = arrives(&mut state, 0);
    assert_eq!(reads(&state).0, page);
    press(&mut state, ".");
    assert!(
        said(&state).ends_with("stop 3 of 3 on the trail."),
        "{}",
        said(&state)
    );
    // Back from a page leads to its link, as does the trail.
    let effects = press(&mut state, "q");
    load(
        &mut state,
        &effects,
        &linked(&["#nothing", "https://quay.example/b?x=1#the-end"]),
    );
    assert_eq!(reads(&state), at_link);
    let effects = press(&mut state, "L");
    load(&mut state, &effects, &article());
    assert_eq!(reads(&state).0, page);
    press(&mut state, "2H");
    assert_eq!((state.focus, state.list.selected()), (Pane::List, 1));
    press(&mut state, "H");
    assert_eq!(said(&state), "Nothing lies before this on the trail.");
}

#[test]
fn what_fails_or_is_put_away_leaves_the_reader_where_he_is() {
    let mut state = at_links(&["https://quay.example/b"]);
    press(&mut state, "]l<enter>");
    let before = reads(&state);
    let page = Err("https://quay.example/b: not found".to_owned());
    update(&mut state, Msg::Followed { ask: 1, page });
    assert_eq!(said(&state), "https://quay.example/b: not found");
    assert_eq!(reads(&state), before);
    for keys in ["<esc>", "<c-c>"] {
        let ask = if keys == "<esc>" { 2 } else { 3 };
        press(&mut state, "<enter>");
        assert_eq!(press(&mut state, keys), [Effect::LeavePage(ask)]);
        assert_eq!(said(&state), "The page is not fetched.");
        let late = follows(ask, Ok(ArticleId::page(0)));
        assert_eq!(update(&mut state, late), []);
        assert_eq!(reads(&state), before);
    }
}

#[test]
fn a_page_takes_nobody_away_from_what_is_done_meanwhile() {
    let mut state = at_links(&["https://quay.example/b"]);
    press(&mut state, "]l");
    let before = reads(&state);
    for (ask, keys, out) in [(1, "/bo", "<esc>"), (2, "v", "<esc>"), (3, "gi?", "<esc>")] {
        press(&mut state, &format!("<enter>{keys}"));
        let page = Ok(ArticleId::page(0));
        assert_eq!(update(&mut state, Msg::Followed { ask, page }), []);
        assert_eq!(
            said(&state),
            "The page is here. Follow its link again to read it."
        );
        press(&mut state, out);
        press(&mut state, "]l");
        assert_eq!(reads(&state).0, before.0);
    }
    // Another article ends it, and so does another link.
    press(&mut state, "<enter>");
    let effects = press(&mut state, "J");
    assert!(effects.contains(&Effect::LeavePage(4)), "{effects:?}");
}

#[test]
fn headings_of_the_page_are_jumped_to_and_other_schemes_only_shown() {
    let mut state = at_links(&["#part-1", "mailto:ana@quay.example", "#no-such"]);
    press(&mut state, "]l<enter>");
    assert_eq!(said(&state), "Heading 2 of 3: Part 1.");
    press(&mut state, "''");
    assert_eq!(reads(&state).2, Some(Target::Link(0)));
    for (keys, address) in [("]l", "mailto:ana@quay.example"), ("]l", "#no-such")] {
        press(&mut state, keys);
        assert_eq!(press(&mut state, "<enter>"), []);
        assert!(said(&state).ends_with(address), "{}", said(&state));
        assert!(state.notice.as_ref().unwrap().failed);
    }
    // The browser takes mail.
    let effects = press(&mut state, "[lo");
    assert_eq!(effects, [Effect::Browse("mailto:ana@quay.example".into())]);
}

#[test]
fn what_lies_beside_the_article_is_opened_and_what_lies_elsewhere_named_first() {
    let links = ["one.md#part-1", "../far.md"];
    let mut state = at_links(&links);
    assert_eq!(press(&mut state, "]l<enter>"), [follow(1, "one.md", false)]);
    assert_eq!(said(&state), "Opening one.md.");
    // It is the article of the first row.
    let page = Ok(ArticleId(0));
    let effects = update(&mut state, Msg::Followed { ask: 1, page });
    load(&mut state, &effects, &linked(&links));
    let article = linked(&links);
    let heading = article
        .blocks
        .iter()
        .rposition(|block| block.kind == BlockKind::Heading(2));
    assert_eq!((reads(&state).0, state.list.selected()), (ArticleId(0), 0));
    assert_eq!(reads(&state).2, heading.map(Target::Heading));
    let effects = press(&mut state, "H");
    load(&mut state, &effects, &article);
    assert_eq!(reads(&state).2, Some(Target::Link(0)));
    // One that leads to its own article goes to the place.
    press(&mut state, "<enter>");
    let page = Ok(ArticleId(1));
    update(&mut state, Msg::Followed { ask: 2, page });
    assert_eq!(said(&state), "Heading 2 of 2: Part 1.");
    press(&mut state, "]l<enter>");
    let path = "/quay/far.md".to_owned();
    update(&mut state, Msg::Outside { ask: 3, path });
    assert_eq!(
        said(&state),
        "/quay/far.md lies in another folder. Enter again reads it."
    );
    assert_eq!(press(&mut state, "<enter>"), [follow(4, "../far.md", true)]);
    press(&mut state, "<esc>");
    // Once it was read, or something else was followed, it is named again.
    assert_eq!(
        press(&mut state, "<enter>"),
        [follow(5, "../far.md", false)]
    );
}

#[test]
fn the_sign_of_a_footnote_leads_to_its_note() {
    let mut builder = ArticleBuilder::new(Meta::default());
    builder.block(BlockKind::Paragraph, 0);
    builder.words("The lamps");
    builder.open(MarkKind::Link("OPS/notes.xhtml#n1".into()));
    builder.words("[1]");
    builder.close();
    builder.words(" burn.");
    builder.block(BlockKind::Paragraph, 0);
    builder.words("[1] Oil lamps.");
    let mut state = reading(3, (100, 30));
    let effects = press(&mut state, "j<enter>");
    load(&mut state, &effects, &builder.finish());
    assert_eq!(press(&mut state, "]l<enter>"), []);
    assert_eq!(said(&state), "Note 1.");
    press(&mut state, "gf");
    assert_eq!(reads(&state).2, Some(Target::Link(0)));
}

#[test]
fn marks_and_the_place_before_the_last_jump() {
    let mut state = at_links(&["#part-0", "#part-1"]);
    press(&mut state, "20jma");
    assert_eq!(said(&state), "Marked a.");
    let marked = reads(&state).1;
    press(&mut state, "G");
    let end = reads(&state).1;
    press(&mut state, "'a");
    assert_eq!(reads(&state).1, marked);
    press(&mut state, "''");
    assert_eq!(reads(&state).1, end);
    press(&mut state, "'z");
    assert_eq!(said(&state), "No mark z. There are a.");
    // From another article, too.
    let effects = press(&mut state, "J");
    load(&mut state, &effects, &article());
    let effects = press(&mut state, "'a");
    load(&mut state, &effects, &linked(&["#part-0", "#part-1"]));
    assert_eq!((reads(&state).0, reads(&state).1), (ArticleId(1), marked));
    // A search is a stop.
    press(&mut state, "/early<enter>H");
    assert_eq!(reads(&state).1, marked);
    let typed = |state: &mut State, line: &str| drop(update(state, Msg::Line(line.to_owned())));
    typed(&mut state, "mark b");
    typed(&mut state, "bottom");
    typed(&mut state, "go to mark b");
    assert_eq!(reads(&state).1, marked);
}

#[test]
fn the_trail_goes_over_filters_too() {
    let mut state = reading(3, (100, 30));
    press(&mut state, "j/race<enter>");
    let effects = press(&mut state, "H");
    let asks = effects
        .iter()
        .any(|it| matches!(it, Effect::Rows { filter, .. } if filter.is_empty()));
    assert!(asks, "{effects:?}");
    assert_eq!((state.focus, state.list.selected()), (Pane::List, 1));
    let effects = press(&mut state, "L");
    let asks = effects
        .iter()
        .any(|it| matches!(it, Effect::Rows { filter, .. } if filter == "race"));
    assert!(asks, "{effects:?}");
}

#[test]
fn a_page_is_kept_with_a_key_and_goes_on_under_its_new_number() {
    let mut state = at_links(&["https://quay.example/b"]);
    assert_eq!(press(&mut state, "gk"), []);
    press(&mut state, "]l<enter>");
    let page = arrives(&mut state, 4);
    press(&mut state, "ma");
    assert_eq!(press(&mut state, "gk"), [Effect::Keep(page)]);
    update(
        &mut state,
        Msg::KeptPage {
            page,
            id: ArticleId(77),
        },
    );
    assert_eq!(reads(&state).0, ArticleId(77));
    assert_eq!(press(&mut state, "'a"), []);
    assert_eq!(reads(&state).0, ArticleId(77));
}
