//! The answers of the library's thread: rows in windows, filters, undo, places.

use super::*;

use crate::annotate::annotate;
use crate::app::command::prompt::Passage;
use crate::app::{Details, Found, Given, Wanted};
use crate::ingest::builder::ArticleBuilder;
use crate::ingest::{Hint, Ingested, ingest};
use crate::library::Query;
use crate::library::{Incoming, text_hash};
use crate::model::{Article, ArticleRow, FeedId, Meta};

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
fn the_end_of_a_list_is_known_ahead_and_looked_up_anew_when_something_changed() {
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
    assert!(thread.end.is_some());
    assert_eq!(told(&mut thread, 450), known);
    assert_eq!(told(&mut thread, 499).3, known.3[49..]);
    let one = Which::These(vec![known.3[49].id]);
    thread
        .library
        .mark(&one, &Mark::Read(true), 2_000_000)
        .unwrap();
    let (_, unread, _, last) = told(&mut thread, 450);
    assert!(unread == 499 && last[49].read);
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
fn notes_and_corrections_are_kept_told_and_taken_back() {
    let (effects, messages) = LibraryThread::new(library(3)).serve().unwrap();
    let (_, _, _, all) = rows(&messages);
    let id = all[0].id;
    effects.send(Effect::Load { ask: 1, id }).unwrap();
    let text = messages.iter().find_map(|msg| match msg {
        Msg::Loaded { article, .. } => Some(article),
        _ => None,
    });
    let text = text.unwrap();
    // What was told last of the article: its notes, and who said the first quote.
    let told = || {
        let mut notes = Vec::new();
        loop {
            match messages.recv_timeout(Duration::from_secs(300)).unwrap() {
                Msg::Details { details, .. } => {
                    notes = details.notes.into_iter().map(|it| it.words).collect();
                }
                Msg::Noted { notes: found, .. } => {
                    let speaker = found.quotes[0].speaker();
                    let entity = speaker.and_then(|it| found.entity(it.entity?).cloned());
                    return (notes, entity.map(|it| it.name));
                }
                _ => {}
            }
        }
    };
    let (none, ruiz) = (Vec::<String>::new(), Some("Ana Ruiz".to_owned()));
    assert_eq!(told(), (none.clone(), ruiz.clone()));
    effects
        .send(Effect::SetNote {
            passage: passage(id, &text, 0..10),
            words: "Ask her".into(),
        })
        .unwrap();
    assert_eq!(told(), (vec!["Ask her".to_owned()], ruiz.clone()));
    let who = "Ivo Lind".to_owned();
    let quote = Box::new(annotate(&text).quotes[0].clone());
    let correct = Effect::Correct {
        id,
        text,
        quote,
        who,
    };
    effects.send(correct).unwrap();
    assert_eq!(told().1.as_deref(), Some("Ivo Lind"));
    let merge = Effect::Merge {
        name: "Ana Ruiz".into(),
        who: "Ana M. Ruiz".into(),
    };
    effects.send(Effect::Undo).unwrap();
    assert_eq!(told().1, ruiz);
    effects.send(merge).unwrap();
    assert_eq!(told().1.as_deref(), Some("Ana M. Ruiz"));
    effects.send(Effect::Undo).unwrap();
    effects.send(Effect::Undo).unwrap();
    told();
    assert_eq!(told(), (none, ruiz));
}

/// A passage without a note.
fn passage(id: ArticleId, text: &Arc<Article>, span: std::ops::Range<usize>) -> Passage {
    Passage {
        id,
        text: Arc::clone(text),
        span: span.into(),
        note: None,
        lit: false,
    }
}

#[test]
fn a_note_is_on_the_words_that_were_seen_whatever_the_library_has_by_now() {
    let (effects, messages) = LibraryThread::new(library(3)).serve().unwrap();
    let (_, _, _, all) = rows(&messages);
    let id = all[0].id;
    effects.send(Effect::Load { ask: 1, id }).unwrap();
    let mut older = ArticleBuilder::new(Meta::default());
    older.words("So it stood before, in other words.");
    let older = Arc::new(older.finish());
    effects
        .send(Effect::SetNote {
            passage: passage(id, &older, 6..11),
            words: "why".into(),
        })
        .unwrap();
    let noted = messages.iter().find_map(|msg| match msg {
        Msg::Details {
            article, details, ..
        } if article.text == older.text => Some(details.notes),
        _ => None,
    });
    let noted = noted.unwrap();
    assert_eq!(
        (noted[0].exact.as_str(), noted[0].words.as_str()),
        ("stood", "why")
    );
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
            Msg::SheetRest { ask: 4, said } => {
                quotes.extend(said);
                break;
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

#[test]
#[cfg(target_os = "linux")]
fn what_another_program_does_is_noticed_and_nothing_jumps() {
    let folder = std::env::temp_dir().join(format!("pullquote-notice-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("library.db");
    let story = |number| format!("Story {number}\n\n“Words,” said Ana Ruiz of number{number}.");
    let mut other = filled(Library::open(&path).unwrap(), (0..5).map(story));
    let (effects, messages) = LibraryThread::new(Library::open(&path).unwrap())
        .serve()
        .unwrap();
    effects.send(ask("unread", 0)).unwrap();
    let second = loop {
        if let Msg::Rows { ask: 1, rows, .. } = messages.recv().unwrap() {
            break rows[1].id;
        }
    };
    let mark = |library: &mut Library, id| {
        let which = Which::These(vec![id]);
        library.mark(&which, &Mark::Read(true), 3_000_000).unwrap();
    };
    mark(&mut other, second);
    // What was read stays in its row, shown as read.
    let unread_left = loop {
        let (total, unread, _, rows) = rows(&messages);
        if rows.get(1).is_some_and(|row| row.read) {
            break (total, unread, rows[1].id);
        }
    };
    assert_eq!((unread_left.0, unread_left.2), (5, second));
    // What came is there, and the rows before it have moved down together.
    let mut article = other.article(second).unwrap().unwrap().article;
    article.meta.title = "Storm".to_owned();
    article.meta.published = Some(clock::iso(2_000_000));
    let incoming = Incoming {
        feed: FeedId::KEPT,
        item: "new".to_owned(),
        hash: text_hash(&article),
        notes: Default::default(),
        article,
        page: true,
        tags: Vec::new(),
    };
    other.save(&[incoming], 3_000_000).unwrap();
    let (total, _, from, _) = loop {
        let seen = rows(&messages);
        if seen.0 > 5 {
            break seen;
        }
    };
    assert_eq!((total, from), (6, 1));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A book of two chapters, the first with a link to the second and a picture.
fn book() -> Vec<u8> {
    let picture = include_bytes!("../../../tests/pictures/quarters.png");
    let files: [(&str, &[u8]); 5] = [
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path='OPS/b.opf'/></rootfiles></container>",
        ),
        (
            "OPS/b.opf",
            b"<package><metadata><title>Tide</title><identifier>urn:tide</identifier></metadata><manifest>\
              <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
              <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest>\
              <spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
        ),
        (
            "OPS/a.xhtml",
            b"<html><body><h1>Low</h1><p>See <a href='b.xhtml'>there</a>.</p><img src='p.png' alt='A boat'/></body></html>",
        ),
        ("OPS/b.xhtml", b"<html><body><h1>High</h1><p>The tide came.</p></body></html>"),
        ("OPS/p.png", picture),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_chapters_of_a_book_lead_to_each_other_and_its_pictures_stay_when_it_goes() {
    use crate::world::add::{Wish, add};
    use crate::world::fetch::{Limits, Net};

    let folder = std::env::temp_dir().join(format!("pullquote-book-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (file, path) = (folder.join("tide.epub"), folder.join("library.db"));
    std::fs::write(&file, book()).unwrap();
    let mut library = Library::open(&path).unwrap();
    let net = Net::new(Limits::default());
    let added = add(&mut library, &net, &Wish::default(), &file);
    assert!(added.iter().all(std::result::Result::is_ok), "{added:?}");
    std::fs::remove_file(&file).unwrap();
    let (effects, messages) = LibraryThread::new(library).serve().unwrap();
    let (.., all) = rows(&messages);
    let of = |title: &str| all.iter().find(|row| row.title == title).unwrap().id;
    let follow = |address: &str| Effect::Follow {
        ask: 1,
        of: of("Low"),
        address: address.to_owned(),
        sure: false,
    };
    let page = |effect: Effect| {
        effects.send(effect).unwrap();
        loop {
            match next(&messages).unwrap() {
                Msg::Followed { page, .. } => return page,
                Msg::Picture { picture, .. } => return picture.map(|_| ArticleId(0)),
                _ => {}
            }
        }
    };
    assert_eq!(page(follow("OPS/b.xhtml")), Ok(of("High")));
    assert!(page(follow("OPS/c.xhtml")).is_err());
    let picture = |address: &str| Effect::Picture {
        ask: 1,
        of: of("Low"),
        address: address.to_owned(),
    };
    assert_eq!(page(picture("OPS/p.png")), Ok(ArticleId(0)));
    assert!(page(picture("OPS/q.png")).is_err());
    std::fs::remove_dir_all(&folder).unwrap();
}
