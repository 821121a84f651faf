//! What is stored stays: full disks, other files, the doctor.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::*;
use crate::library::rescue;
use crate::library::store::immutable;

#[test]
fn an_article_comes_back_as_it_went() {
    let mut library = Library::in_memory().unwrap();
    let one = incoming(
        FeedId::KEPT,
        "x",
        "2026-08-01",
        "Ferry",
        "“Ours,” she said.",
        "Ana Ruiz",
    );
    let saved = library.save(std::slice::from_ref(&one), NOW).unwrap();
    let [Saved::New(id)] = saved[..] else {
        panic!("{saved:?}")
    };
    let stored = library.article(id).unwrap().unwrap();
    assert_eq!(stored.article, one.article);
    assert_eq!(stored.notes, one.notes);
    assert_eq!(library.save(&[one], NOW).unwrap(), [Saved::Same(id)]);
    assert_eq!(library.article(ArticleId(99)).unwrap(), None);
}

#[test]
fn the_doctor_finds_and_mends() {
    let mut library = shelf();
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    library
        .db
        .execute_batch("UPDATE feeds SET unread = 9; DELETE FROM article_text_data WHERE id > 10;")
        .unwrap();
    let wrong = library.check(|_| ()).unwrap();
    assert!(wrong.len() >= 2, "{wrong:?}");
    library.mend().unwrap();
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    assert_eq!(found(&library, "flour"), ["Bread dearer"]);
}

#[test]
fn a_full_disk_keeps_what_was_stored_and_says_so() {
    let mut library = shelf();
    let pages: i64 = library
        .db
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    library
        .db
        .pragma_update(None, "max_page_count", pages + 2)
        .unwrap();
    let words = "Words and words. ".repeat(20_000);
    let large = incoming(FeedId::KEPT, "large", "2026-08-04", "Large", &words, "A");
    let error = library.save(&[large], NOW).unwrap_err().to_string();
    assert!(error.starts_with("the disk is full"), "{error}");
    assert_eq!(library.count(&Query::default()).unwrap(), 3);
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
}

#[test]
fn a_file_of_a_later_version_or_of_another_kind_is_left_alone() {
    let path = std::env::temp_dir().join(format!("pullquote-version-{}.db", std::process::id()));
    let open = || Library::open(&path).map(drop).unwrap_err().to_string();
    Library::open(&path)
        .unwrap()
        .db
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(
        open().contains("written by a later pullquote"),
        "{}",
        open()
    );
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    std::fs::write(&path, "This is a letter, not a database. ".repeat(100)).unwrap();
    assert!(open().contains("doctor"), "{}", open());
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("This is a letter")
    );
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn what_may_not_be_written_is_read_as_it_stands() {
    let name = format!("pullquote a ?#%41-{}.db", std::process::id());
    let path = std::env::temp_dir().join(name);
    let mut library = Library::open(&path).unwrap();
    let one = incoming(
        FeedId::KEPT,
        "x",
        "2026-08-01",
        "Ferry",
        "“Ours.”",
        "Ana Ruiz",
    );
    library.save(&[one], NOW).unwrap();
    assert!(!library.is_unwritable());
    drop(library);

    let as_it_stands = |place: &Path| {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(place, flags).unwrap();
        Library {
            seen: Default::default(),
            requoted: 0,
            db,
            path: None,
            cramped: None,
            whole: None,
            reworded: Vec::new(),
        }
    };
    let shut = "the library may not be written";
    let full = "the disk is full";
    for (mut library, why) in [
        (Library::open_as_it_stands(&path, None).unwrap(), shut),
        (
            Library::open_as_it_stands(&path, Some(full.to_owned())).unwrap(),
            full,
        ),
        (as_it_stands(&immutable(&path)), shut),
    ] {
        assert!(library.is_unwritable());
        assert_eq!(library.count(&Query::default()).unwrap(), 1);
        assert_eq!(found(&library, "ferry"), ["Ferry"]);
        assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
        let all = Which::All(Query::default());
        let error = library.mark(&all, &Mark::Read(true), NOW).unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with(why), "{error}");
        let error = library.keep_place(ArticleId(1), 3).unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with(why), "{error}");
    }
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    drop(db);
    let error = Library::open_as_it_stands(&path, None)
        .unwrap_err()
        .to_string();
    assert!(error.contains("earlier pullquote"), "{error}");
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn the_doctor_in_short_finds_what_is_missing() {
    let library = shelf();
    assert_eq!(library.check_in_short().unwrap(), [""; 0]);
    library
        .db
        .execute_batch(
            "UPDATE feeds SET unread = 9;
             DELETE FROM article_text_docsize WHERE id = 1;
             DELETE FROM quote_text_docsize WHERE id = 1;",
        )
        .unwrap();
    assert_eq!(
        library.check_in_short().unwrap(),
        [
            "articles that are not in the index of words: 1",
            "quotations that are not in their index: 1",
            "the counts of 3 feeds are not true",
        ]
    );
}

/// A feed whose summaries are the beginnings of its stories.
#[test]
fn the_beginning_of_a_story_is_stored_once_and_comes_back() {
    let mut library = Library::in_memory().unwrap();
    let long = "The ferry was late on Monday, and nobody could say why it was. ".repeat(20);
    let text = format!("It rained.\n\n{}", long.trim_end());
    let mut one = incoming(FeedId::KEPT, "x", "2026-08-01", "Ferry", &text, "Ana Ruiz");
    one.article.meta.excerpt = Some(text.replace("\n\n", " "));
    let mut other = incoming(FeedId::KEPT, "y", "2026-08-01", "Boat", &text, "Ana Ruiz");
    other.article.meta.excerpt = Some("A boat was late.".to_owned());
    let saved = library.save(&[one.clone(), other], NOW).unwrap();
    let stored = |library: &Library, at: usize| -> (String, String) {
        let sql = "SELECT excerpt FROM articles WHERE id = ?1";
        let row = (library.db).query_row(sql, [saved[at].id().0], |row| row.get(0));
        let article = library.article(saved[at].id()).unwrap().unwrap().article;
        (row.unwrap(), article.meta.excerpt.unwrap_or_default())
    };
    let (kept, given) = stored(&library, 0);
    assert_eq!(kept, "");
    assert!(
        given.starts_with("It rained. The ferry was late") && given.ends_with('…'),
        "{given}"
    );
    assert_eq!(stored(&library, 1).1, "A boat was late.");
    // Other words come from the page: the summary stays the feed's.
    let mut page = one.article.clone();
    page.text = page.text.replace("It rained", "The sun shone");
    library.fill(saved[0].id(), &page, &one.notes, NOW).unwrap();
    assert_eq!(stored(&library, 0).1, given);
}

#[test]
fn a_compact_library_holds_what_it_held() {
    let mut library = shelf();
    let all = |library: &Library| -> Vec<Stored> {
        (1..=3)
            .filter_map(|id| library.article(ArticleId(id)).unwrap())
            .collect()
    };
    // As the first versions stored it.
    let stale = library.article(ArticleId(1)).unwrap().unwrap();
    let notes = serde_json::json!({
        "sentences": [], "quotes": stale.notes.quotes, "unsaid": [], "entities": stale.notes.entities,
    });
    let blocks = serde_json::json!([[0, stale.article.text.len(), "Paragraph", 0]]);
    library
        .db
        .execute(
            "UPDATE texts SET blocks = ?1, notes = ?2 WHERE article = 1",
            [blocks.to_string(), notes.to_string()],
        )
        .unwrap();
    let before = all(&library);
    assert_eq!(before.len(), 3);
    library.compact().unwrap();
    assert_eq!(all(&library), before);
    let sql = "SELECT length(blocks), substr(notes, 1, 1) = '{' FROM texts WHERE article = 1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (length, plain): (usize, bool) = {
        let (length, plain): (i64, bool) = library.db.query_row(sql, [], row).unwrap();
        (length as usize, plain)
    };
    assert!(length < blocks.to_string().len() && !plain);
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    assert_eq!(found(&library, "flour"), ["Bread dearer"]);
}

#[test]
fn a_library_that_another_program_holds_is_not_damaged_and_not_moved() {
    let place = std::env::temp_dir().join(format!("pullquote-held-{}", std::process::id()));
    std::fs::create_dir_all(&place).unwrap();
    let path = place.join("library.db");
    let mut library = Library::open(&path).unwrap();
    let one = incoming(
        FeedId::KEPT,
        "x",
        "2026-08-01",
        "Ferry",
        "The ferry.",
        "Ana Ruiz",
    );
    library.save(&[one], NOW).unwrap();
    library.db.busy_timeout(std::time::Duration::ZERO).unwrap();
    // It writes, and then it only has the file open.
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let told = library.check(|_| ()).unwrap_err().to_string();
    assert!(told.starts_with("another program"), "{told}");
    drop(library);
    let files = || std::fs::read_dir(&place).unwrap().count();
    for end in ["SELECT 1", "ROLLBACK; SELECT count(*) FROM articles"] {
        other.execute_batch(end).unwrap();
        let before = files();
        let told = rescue(&path).unwrap_err().to_string();
        assert!(
            told.contains("another program has the library open"),
            "{told}"
        );
        assert_eq!(files(), before);
    }
    drop(other);
    // Each file that was kept stays.
    for name in ["library.db.damaged", "library.db.damaged-2"] {
        let rescued = rescue(&path).unwrap();
        assert_eq!((rescued.articles, rescued.lost), (1, 0));
        assert_eq!(rescued.old, place.join(name));
    }
    std::fs::remove_dir_all(&place).unwrap();
}
