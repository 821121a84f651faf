//! The answers of the library's thread: rows in windows, filters, undo, places.

use super::*;

use crate::annotate::annotate;
use crate::command::prompt::Passage;
use crate::ingest::builder::ArticleBuilder;
use crate::ingest::{Hint, Ingested, ingest};
use crate::library::{Incoming, Mark, Query, Which, text_hash};
use crate::message::{Found, Given, Wanted};
use crate::model::{Article, ArticleRow, Details, FeedId, Meta};
use crate::world::clock;
use crate::world::library_thread::listing::while_typing;

mod beside;
mod notes;

/// A library of `count` articles, newest first: Story 0, Story 1 …
fn library(count: usize) -> Library {
    let story = |number| format!("Story {number}\n\n“Words,” said Ana Ruiz of number{number}.");
    filled(Library::in_memory().unwrap(), (0..count).map(story))
}

fn filled(mut library: Library, stories: impl Iterator<Item = String>) -> Library {
    let incoming: Vec<Incoming> = stories
        .enumerate()
        .map(|(number, words)| {
            let Ok(Ingested::Article(mut article)) = ingest(words.as_bytes(), Hint::default())
            else {
                panic!("no article");
            };
            article.meta.published = Some(clock::iso(1_000_000 - number as i64));
            Incoming {
                feed: FeedId::KEPT,
                item: number.to_string(),
                hash: text_hash(&article),
                notes: Default::default(),
                article: *article,
                page: true,
                tags: Vec::new(),
            }
        })
        .collect();
    library.save(&incoming, 2_000_000).unwrap();
    library
}

fn rows(messages: &Receiver<Msg>) -> (usize, usize, usize, Vec<ArticleRow>) {
    loop {
        if let Msg::Rows {
            total,
            unread,
            from,
            rows,
            ..
        } = next(messages).unwrap()
        {
            return (total, unread, from, rows);
        }
    }
}

fn ask(filter: &str, from: usize) -> Effect {
    Effect::Rows {
        ask: 1,
        within: String::new(),
        filter: filter.to_owned(),
        from,
        count: 10,
    }
}

/// The next message that says something.
fn next(messages: &Receiver<Msg>) -> Result<Msg, crossbeam_channel::RecvError> {
    loop {
        match messages.recv() {
            Ok(Msg::Kept) => {}
            said => return said,
        }
    }
}

#[test]
fn rows_come_in_windows_and_stay_where_they_are() {
    let (effects, messages) = LibraryThread::new(library(500)).serve().unwrap();
    let (total, unread, from, first) = rows(&messages);
    assert_eq!(
        (total, unread, from, first.len()),
        (500, 500, 0, FIRST_ROWS)
    );
    effects.send(ask("", 495)).unwrap();
    let (total, _, from, last) = rows(&messages);
    assert_eq!((total, from, last.len()), (500, 495, 5));
    assert_eq!(last[4].title, "Story 499");
    effects.send(ask("unread", 5)).unwrap();
    let (_, _, _, before) = rows(&messages);
    effects.send(Effect::SetRead(before[0].id, true)).unwrap();
    effects.send(ask("unread", 5)).unwrap();
    let (total, unread, _, after) = rows(&messages);
    assert_eq!((total, unread, after[0].id), (500, 499, before[0].id));
    assert!(after[0].read);
}

#[test]
fn the_ends_of_a_list_are_known_ahead_and_looked_up_anew_when_something_changed() {
    let mut thread = LibraryThread::new(library(500));
    let (send, messages) = unbounded();
    let told = |thread: &mut LibraryThread, from| {
        thread.window = (from, 2 * FIRST_ROWS);
        thread.reply(&send, 1);
        rows(&messages)
    };
    let known = told(&mut thread, 450);
    assert_eq!(
        (known.0, known.1, known.2, known.3.len()),
        (500, 500, 450, 50)
    );
    assert_eq!(known.3[49].title, "Story 499");
    thread.ids = None;
    while thread.read_ahead().unwrap().is_some() {}
    let from = |thread: &LibraryThread, from| {
        let known = thread.known(from, 2 * FIRST_ROWS).unwrap();
        known.map(|known| known.rows)
    };
    assert_eq!(told(&mut thread, 450), known);
    assert_eq!(told(&mut thread, 499).3, known.3[49..]);
    assert_eq!(from(&thread, 450).unwrap(), known.3);
    assert_eq!(from(&thread, 0).unwrap(), told(&mut thread, 0).3);
    assert!(from(&thread, 100).is_none());
    // What is marked is so in what is known, and nothing is looked up for it.
    let (first, last) = (told(&mut thread, 0).3[0].id, known.3[49].id);
    let lists = |thread: &mut LibraryThread| {
        let held = thread.held.take().unwrap();
        let same = thread.library.hold(Some(held)).unwrap();
        assert_eq!(same.unread(&[first, last]), 1);
        thread.held = Some(same);
    };
    thread.found().unwrap();
    let tag = |on| Effect::SetTag(last, "later".to_owned(), on);
    let early = |on| Effect::SetTag(last, "Early".to_owned(), on);
    for act in [
        Effect::SetRead(last, true),
        Effect::SetFavourite(last, true),
        tag(true),
        tag(true),
        early(true),
        Effect::KeepPlace(first, 7),
    ] {
        thread.serve_one(act, &send);
    }
    lists(&mut thread);
    let marked = from(&thread, 450).unwrap().pop().unwrap();
    assert!(marked.read && marked.starred && marked.tags == ["Early", "later"]);
    assert_eq!(thread.library.rows_of(&[last]).unwrap(), [marked]);
    thread.serve_one(Effect::SetRead(last, false), &send);
    thread.serve_one(Effect::SetRead(first, true), &send);
    thread.serve_one(tag(false), &send);
    thread.serve_one(early(false), &send);
    lists(&mut thread);
    let marked = from(&thread, 450).unwrap().pop().unwrap();
    assert!(!marked.read && marked.tags.is_empty());
    let (_, unread, _, _) = told(&mut thread, 450);
    assert_eq!(unread, 499);
    let one = Which::These(vec![known.3[49].id]);
    thread
        .library
        .mark(&one, &Mark::Read(true), 2_000_000)
        .unwrap();
    let (_, unread, _, last) = told(&mut thread, 450);
    assert!(unread == 498 && last[49].read);
}

#[test]
fn filters_undo_and_places() {
    let (effects, messages) = LibraryThread::new(library(30)).serve().unwrap();
    let (_, _, _, all) = rows(&messages);
    effects.send(ask("number2", 0)).unwrap();
    assert_eq!(rows(&messages).0, 11, "number2, number20 to number29");
    effects.send(Effect::ReadAll(String::new())).unwrap();
    effects.send(ask("", 0)).unwrap();
    assert_eq!(rows(&messages).1, 19);
    effects.send(Effect::Undo).unwrap();
    assert_eq!(rows(&messages).1, 30);
    assert!(matches!(
        next(&messages),
        Ok(Msg::Selections { counted: true, .. })
    ));
    assert!(
        matches!(next(&messages), Ok(Msg::Told(told)) if told.starts_with("Undone: marked read"))
    );
    effects.send(Effect::KeepPlace(all[0].id, 3)).unwrap();
    effects
        .send(Effect::Load {
            ask: 7,
            id: all[0].id,
        })
        .unwrap();
    assert!(matches!(
        next(&messages),
        Ok(Msg::Loaded {
            ask: 7,
            place: 3,
            ..
        })
    ));
    assert!(matches!(
        next(&messages),
        Ok(Msg::Details { details, .. }) if details == Details::default()
    ));
    let Ok(Msg::Noted { notes, .. }) = next(&messages) else {
        panic!("no notes");
    };
    assert_eq!(notes.quotes.len(), 1, "annotated on the way");
    effects
        .send(Effect::Load {
            ask: 8,
            id: ArticleId(99),
        })
        .unwrap();
    assert!(matches!(next(&messages), Ok(Msg::Failed(_))));
}

#[test]
fn why_nothing_was_kept_comes_before_the_end_of_the_act() {
    let folder = std::env::temp_dir().join(format!("pullquote-unkept-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("library.db");
    let words = "Story\n\n“Words,” said Ana Ruiz.".to_owned();
    let library = filled(Library::open(&path).unwrap(), [words].into_iter());
    // Nothing can be done any more.
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("DROP TABLE acts").unwrap();
    drop(db);
    let (effects, messages) = LibraryThread::new(library).serve().unwrap();
    effects.send(Effect::ReadAll(String::new())).unwrap();
    let told = |msg: &Msg| matches!(msg, Msg::Failed(_) | Msg::Kept);
    let order: Vec<Msg> = messages.iter().filter(told).take(2).collect();
    assert!(
        matches!(order[..], [Msg::Failed(_), Msg::Kept]),
        "{order:?}"
    );
    drop(effects);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[cfg(unix)]
#[test]
fn an_article_is_given_to_a_command() {
    let (effects, messages) = LibraryThread::new(library(3)).serve().unwrap();
    let (_, _, _, all) = rows(&messages);
    let pipe = Effect::Pipe(Given::Article(all[1].id), "head -n 1".to_owned());
    effects.send(pipe).unwrap();
    let told = messages.iter().find_map(|msg| match msg {
        Msg::Told(words) => Some(words),
        _ => None,
    });
    assert_eq!(told.as_deref(), Some("head -n 1: Story 1"));
}

#[test]
fn of_questions_for_rows_only_the_newest_is_answered() {
    let mut thread = LibraryThread::new(library(5));
    let (effects, asked) = unbounded();
    for effect in [
        ask("s", 0),
        ask("st", 0),
        Effect::People,
        ask("sto", 0),
        Effect::Undo,
    ] {
        effects.send(effect).unwrap();
    }
    let mut answered = Vec::new();
    while let Some(effect) = thread.next_waiting(&asked) {
        answered.push(effect);
    }
    assert_eq!(answered, [Effect::People, ask("sto", 0), Effect::Undo]);
}

#[test]
fn a_filter_that_is_misread_is_told() {
    let (effects, messages) = LibraryThread::new(library(5)).serve().unwrap();
    effects.send(ask("autor:Ruiz", 0)).unwrap();
    let sentence = messages.iter().find_map(|msg| match msg {
        Msg::Misread { ask: 1, sentence } => Some(sentence),
        _ => None,
    });
    assert!(sentence.unwrap().contains("did you mean by:?"));
    assert_eq!(rows(&messages).0, 0);
}

#[test]
fn half_typed_queries_are_read() {
    let check = |text: &str, same: &str| {
        assert_eq!(
            while_typing(text, 0).0,
            Query::parse(same, 0).unwrap(),
            "{text}"
        );
    };
    check("fer", "fer*");
    check("the fer", "the fer*");
    check("said:", "\"said:\"");
    check("unread", "unread");
    check("", "");
    check("after:2026 ", "after:2026");
}

#[test]
fn sheets_are_filled_from_the_library() {
    let (effects, messages) = LibraryThread::new(library(3)).serve().unwrap();
    let (_, _, _, all) = rows(&messages);
    // Annotated on the way, so that there is something to find.
    for row in &all {
        effects.send(Effect::Load { ask: 1, id: row.id }).unwrap();
    }
    let wanted = Wanted::Said("Ruiz".into());
    effects.send(Effect::Sheet { ask: 4, wanted }).unwrap();
    let found = messages.iter().find_map(|msg| match msg {
        Msg::Sheet { ask: 4, found } => Some(found),
        _ => None,
    });
    let Some(Found::Said(who, said)) = found else {
        panic!("{found:?}");
    };
    assert_eq!((who.as_str(), said.len()), ("Ruiz", 3));
}

#[test]
fn everything_that_somebody_said_is_reached_and_saved() {
    let folder = std::env::temp_dir().join(format!("pullquote-said-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let late = |boat| format!("“Boat {boat} is late again,” said Ana Ruiz.\n\n");
    let story = |from: u32| {
        format!(
            "Late\n\n{}",
            (from..from + 300).map(late).collect::<String>()
        )
    };
    let library = Library::open(&folder.join("library.db")).unwrap();
    let library = filled(library, [story(0), story(300)].into_iter());
    let (effects, messages) = LibraryThread::new(library).serve().unwrap();
    let (_, _, _, all) = rows(&messages);
    for row in &all {
        effects.send(Effect::Load { ask: 1, id: row.id }).unwrap();
    }
    effects.send(Effect::People).unwrap();
    let people = messages.iter().find_map(|msg| match msg {
        Msg::People(names) => Some(names),
        _ => None,
    });
    assert_eq!(people, Some(vec!["Ana Ruiz".to_owned()]));
    let wanted = Wanted::Said("Ruiz".into());
    effects.send(Effect::Sheet { ask: 4, wanted }).unwrap();
    let mut quotes = Vec::new();
    for msg in messages.iter() {
        match msg {
            Msg::Sheet { ask: 4, found } => match found {
                Found::SaidNewest(_, said, tally) => {
                    assert_eq!((said.len(), tally), (500, (600, 2)));
                    quotes.extend(said);
                }
                other => panic!("{other:?}"),
            },
            Msg::SheetRest { ask: 4, said, more } => {
                quotes.extend(said);
                if !more {
                    break;
                }
            }
            _ => {}
        }
    }
    let mut numbers: Vec<_> = quotes.iter().map(|it| (it.article, it.nth)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 600);
    let file = folder.join("ruiz.csv").display().to_string();
    let given = Given::Quotes(numbers, "not Markdown".into());
    effects.send(Effect::Save(given, file.clone())).unwrap();
    let told = messages.iter().find_map(|msg| match msg {
        Msg::Told(told) => Some(told),
        Msg::Failed(why) => panic!("{why}"),
        _ => None,
    });
    assert_eq!(told, Some(format!("Saved as {file}.")));
    let table = std::fs::read_to_string(&file).unwrap();
    assert_eq!(table.lines().count(), 601, "a head and a row a quote");
    assert!(table.contains("Ana Ruiz"), "{table}");
    std::fs::remove_dir_all(&folder).unwrap();
}
