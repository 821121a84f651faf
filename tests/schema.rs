//! Libraries of every older schema are opened, brought up to date, and nothing of them is lost.

#![allow(clippy::unwrap_used, reason = "tests say what they expect")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use pullquote::library::{Library, Order, Query, Ranking};
use pullquote::model::{ArticleId, BlockKind};
use rusqlite::Connection;

/// A folder with the library that a dump in `tests/schema` makes.
struct Old {
    folder: PathBuf,
}

impl Old {
    fn new(dump: &str, name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("pullquote-schema-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let old = Self { folder };
        let db = Connection::open(old.library()).unwrap();
        db.execute_batch(dump).unwrap();
        old
    }

    fn library(&self) -> PathBuf {
        self.folder.join("library.db")
    }
}

impl Drop for Old {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn version(path: &Path) -> i64 {
    let db = Connection::open(path).unwrap();
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap()
}

const FIRST: &str = include_str!("schema/1.sql");

fn query(text: &str) -> Query {
    Query::parse(text, 1_794_182_400).unwrap()
}

/// All that was in the first library is there.
fn check_contents(library: &mut Library) {
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    let titles = |text: &str| -> Vec<String> {
        let rows = library.rows(&query(text), Order::Newest, None, 10).unwrap();
        rows.into_iter().map(|row| row.title).collect()
    };
    let (letter, ferry, bread) = (
        "A letter from the island",
        "Council keeps the ferry, for now",
        "Bread dearer",
    );
    assert_eq!(titles(""), [letter, ferry, bread]);
    assert_eq!(titles("unread"), [letter, ferry]);
    assert_eq!(titles("starred"), [ferry]);
    assert_eq!(titles("tag:sea"), [ferry, bread]);
    assert_eq!(titles("tag:food"), [bread]);
    assert_eq!(titles("is:noted"), [ferry]);
    let found = library
        .search(&query("flour"), Ranking::Best, 10)
        .unwrap()
        .rows;
    assert_eq!(found.len(), 1);
    let said = library.said("Okafor", &Query::default(), 0.5, 10).unwrap();
    assert_eq!(said[0].words, "“The ferry stays,”");
    let said = library
        .said("Rosa M. Hale", &Query::default(), 0.5, 10)
        .unwrap();
    assert_eq!(said[0].who.as_deref(), Some("Rosa M. Hale"));
    let stored = library.article(ArticleId(1)).unwrap().unwrap();
    assert_eq!(stored.notes.quotes.len(), 1);
    let remarks = library.remarks(ArticleId(1), &stored.article).unwrap();
    assert_eq!(remarks[0].words, "Ask him again");
    let versions = library.versions(ArticleId(1)).unwrap();
    assert_eq!(versions[0].article.meta.title, "Council keeps the ferry");
    assert_eq!(
        library.saved_queries().unwrap(),
        [("Ferry".to_owned(), "ferry".to_owned())]
    );
    assert_eq!(library.filters().unwrap().len(), 1);
    let feed = library.feeds().unwrap().pop().unwrap();
    assert_eq!(
        (feed.name.as_str(), feed.total, feed.unread),
        ("The Lamp", 2, 1)
    );
}

#[test]
fn the_first_schema_is_brought_up_to_date() {
    let old = Old::new(FIRST, "first");
    assert_eq!(version(&old.library()), 1);
    {
        let mut library = Library::open(&old.library()).unwrap();
        check_contents(&mut library);
        // What the newer schema adds: the reader's own tags.
        assert_eq!(library.own_tags().unwrap(), ["boats", "letters", "sea"]);
    }
    assert!(version(&old.library()) > 1);
    let mut library = Library::open(&old.library()).unwrap();
    check_contents(&mut library);
    // What was done before the update is taken back after it.
    let mut undone = Vec::new();
    while let Some(what) = library.undo().unwrap() {
        undone.push(what);
    }
    assert!(
        undone.iter().any(|what| what == "speaker corrected"),
        "{undone:?}"
    );
    assert_eq!(library.own_tags().unwrap(), ["letters"]);
    assert_eq!(library.count(&query("starred")).unwrap(), 0);
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
}

/// The first library as later versions would have brought it up to their schema.
fn dump_of(schema: usize) -> String {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/library/migrations");
    let mut dump = FIRST.to_owned();
    for number in 2..=schema {
        let file = migrations.join(format!("{number:04}.sql"));
        dump.push_str(&std::fs::read_to_string(file).unwrap());
    }
    format!("{dump}\nPRAGMA user_version = {schema};")
}

#[test]
fn every_older_schema_is_brought_up_to_date() {
    let newest = {
        let old = Old::new("", "newest");
        drop(Library::open(&old.library()).unwrap());
        usize::try_from(version(&old.library())).unwrap()
    };
    for schema in 2..newest {
        let old = Old::new(&dump_of(schema), "older");
        let mut library = Library::open(&old.library()).unwrap();
        check_contents(&mut library);
        // What the third schema added: what a server knows.
        assert_eq!(library.unsent().unwrap(), [], "{schema}");
        assert!(old.folder.join(format!("library.db.v{schema}")).exists());
        library.compact().unwrap();
        check_contents(&mut library);
    }
}

#[test]
fn the_third_schema_is_brought_up_to_date() {
    let old = Old::new(
        &format!(
            "{}
             UPDATE feeds SET stream = 'feed/1' WHERE id <> 1;
             INSERT INTO synced (article, number, read, starred) VALUES (1, -2, 0, 0), (2, 31, 1, 1);",
            dump_of(3)
        ),
        "third",
    );
    let mut library = Library::open(&old.library()).unwrap();
    check_contents(&mut library);
    // What the newer schema adds: names in the place of numbers, and that the feed belongs there.
    let names = library.synced_names().unwrap();
    let wanted = ["fffffffffffffffe", "000000000000001f"].map(str::to_owned);
    assert_eq!(names, wanted.into());
    assert_eq!(library.served_feeds().unwrap().len(), 1);
}

#[test]
fn a_copy_of_the_old_file_stays_beside_it() {
    let old = Old::new(FIRST, "copy");
    assert!(Library::outdated(&old.library()).is_some());
    drop(Library::open(&old.library()).unwrap());
    assert_eq!(Library::outdated(&old.library()), None);
    let copy = old.folder.join("library.db.v1");
    assert_eq!(version(&copy), 1);
    let db = Connection::open(&copy).unwrap();
    let articles: i64 = db
        .query_row("SELECT count(*) FROM articles", [], |row| row.get(0))
        .unwrap();
    assert_eq!(articles, 3);
    drop(db);
    // The copy is a library of its own: an older pullquote goes on with it, and so does this one.
    check_contents(&mut Library::open(&copy).unwrap());
}

#[test]
fn a_copy_that_was_not_finished_is_made_anew() {
    let old = Old::new(FIRST, "part");
    std::fs::write(old.folder.join("library.db.v1.part"), "half").unwrap();
    drop(Library::open(&old.library()).unwrap());
    assert_eq!(version(&old.folder.join("library.db.v1")), 1);
    assert!(!old.folder.join("library.db.v1.part").exists());
}

#[test]
fn a_library_of_a_later_version_is_left_as_it_is() {
    let old = Old::new(FIRST, "later");
    {
        let db = Connection::open(old.library()).unwrap();
        db.pragma_update(None, "user_version", 99).unwrap();
    }
    let before = std::fs::read(old.library()).unwrap();
    let error = Library::open(&old.library())
        .map(drop)
        .unwrap_err()
        .to_string();
    assert!(error.contains("written by a later pullquote"), "{error}");
    assert!(error.contains("update pullquote"), "{error}");
    let files = std::fs::read_dir(&old.folder).unwrap().count();
    assert_eq!(files, 1, "nothing is put beside it");
    assert!(
        before == std::fs::read(old.library()).unwrap(),
        "not a byte changed"
    );
}

/// As the first version stored an article: blocks with all their words, plain notes, the whole story for a summary.
fn first_articles(db: &Connection, count: i64) {
    db.execute_batch("BEGIN").unwrap();
    for id in 1000..1000 + count {
        let body = format!(
            "The ferry was late.\n\n“Boat {id} floats,” said Ana Ruiz.\n\n{}",
            "It rained on the quay all day. ".repeat(40).trim_end()
        );
        let ends: Vec<usize> = body.split("\n\n").map(str::len).collect();
        let blocks = format!(
            r#"[[0,{},"Paragraph",0],[2,{},"Paragraph",0],[2,{},{{"Heading":2}},0]]"#,
            ends[0], ends[1], ends[2]
        );
        let notes = format!(
            r#"{{"sentences":[0,19,2,{}],"quotes":[],"entities":[]}}"#,
            ends[1]
        );
        db.execute(
            "INSERT INTO articles (id, feed, item, title, byline, url, excerpt, at, saved, read, place)
             VALUES (?1, 1, 'many-' || ?1, 'Boat ' || ?1, 'Rosa Hale', 'https://boats.example/' || ?1, ?2, ?1, ?1,
                     ?1 % 2, ?1 % 7)",
            rusqlite::params![id, body.replace("\n\n", " ")],
        )
        .unwrap();
        db.execute(
            "INSERT INTO texts (article, hash, body, blocks, marks, notes, annotator)
             VALUES (?1, ?1, ?2, ?3, '[[0,9,\"Strong\"]]', ?4, 1)",
            rusqlite::params![id, body, blocks, notes],
        )
        .unwrap();
        db.execute(
            "INSERT INTO article_text (rowid, title, byline, body)
             SELECT id, title, byline, body FROM article_words WHERE id = ?1",
            [id],
        )
        .unwrap();
    }
    db.execute_batch("COMMIT").unwrap();
}

/// All that [`first_articles`] put there is there.
fn check_first_articles(library: &Library) {
    for id in 1000..1300_usize {
        let number = ArticleId(id.try_into().unwrap());
        let stored = library.article(number).unwrap().unwrap();
        let article = &stored.article;
        assert_eq!(article.meta.title, format!("Boat {id}"));
        let second = article.blocks[1].span.of(&article.text);
        assert_eq!(second, format!("“Boat {id} floats,” said Ana Ruiz."));
        assert_eq!(article.blocks[2].kind, BlockKind::Heading(2));
        assert_eq!(article.blocks[2].span.end, article.text.len());
        assert_eq!(article.marks.len(), 1);
        assert_eq!(stored.notes.sentences[1], article.blocks[1].span);
        assert_eq!((stored.place, stored.saved), (id % 7, number.0));
        let excerpt = article.meta.excerpt.as_deref().unwrap();
        assert!(excerpt.starts_with(&format!("The ferry was late. “Boat {id} floats,”")));
        assert!((480..=620).contains(&excerpt.len()), "{excerpt}");
    }
    assert_eq!(library.count(&query("floats")).unwrap(), 300);
    assert_eq!(library.count(&query("floats unread")).unwrap(), 150);
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
}

#[test]
fn every_article_of_the_first_schema_comes_over_and_stays_when_compacted() {
    let old = Old::new(FIRST, "many");
    first_articles(&Connection::open(old.library()).unwrap(), 300);
    let mut library = Library::open(&old.library()).unwrap();
    check_first_articles(&library);
    let (before, after) = library.compact().unwrap();
    assert!(after <= before, "{before} {after}");
    check_first_articles(&library);
}

#[test]
fn killed_while_it_is_brought_up_to_date_or_made_compact_it_loses_nothing() {
    let old = Old::new(FIRST, "killed");
    first_articles(&Connection::open(old.library()).unwrap(), 300);
    let killed = |arguments: &[&str], after: u64| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .args(arguments)
            .env("PULLQUOTE_LIBRARY", old.library())
            .env("HOME", &old.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Whatever it is at by then.
        thread::sleep(Duration::from_millis(after));
        program.kill().unwrap();
        program.wait().unwrap();
    };
    for round in 0..5 {
        killed(&["list", "--count"], round * 20);
        let db = Connection::open(old.library()).unwrap();
        let found: i64 = db
            .query_row("SELECT count(*) FROM texts", [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, 303, "round {round}");
    }
    check_first_articles(&Library::open(&old.library()).unwrap());
    let copy = old.folder.join("library.db.v1");
    assert_eq!(version(&copy), 1);
    for round in 0..5 {
        killed(&["doctor", "--compact"], round * 20);
        check_first_articles(&Library::open(&old.library()).unwrap());
    }
}
