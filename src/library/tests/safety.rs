//! What is stored stays: full disks, other files, the doctor.

use super::*;

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
    assert_eq!(library.check().unwrap(), [""; 0]);
    library
        .db
        .execute_batch("UPDATE feeds SET unread = 9; DELETE FROM article_text_data WHERE id > 10;")
        .unwrap();
    let wrong = library.check().unwrap();
    assert!(wrong.len() >= 2, "{wrong:?}");
    library.mend().unwrap();
    assert_eq!(library.check().unwrap(), [""; 0]);
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
    assert_eq!(library.check().unwrap(), [""; 0]);
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
            db,
            path: None,
            whole: None,
            reworded: Vec::new(),
        }
    };
    for mut library in [
        Library::open_as_it_stands(&path).unwrap(),
        as_it_stands(&immutable(&path)),
    ] {
        assert!(library.is_unwritable());
        assert_eq!(library.count(&Query::default()).unwrap(), 1);
        assert_eq!(found(&library, "ferry"), ["Ferry"]);
        assert_eq!(library.check().unwrap(), [""; 0]);
        let all = Which::All(Query::default());
        let error = library.mark(&all, &Mark::Read(true), NOW).unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("the library may not be written"),
            "{error}"
        );
    }
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    drop(db);
    let error = Library::open_as_it_stands(&path).unwrap_err().to_string();
    assert!(error.contains("earlier pullquote"), "{error}");
    std::fs::remove_file(&path).unwrap();
}
