//! The reader's notes, printed.

use pullquote::ingest::builder::ArticleBuilder;
use pullquote::library::Library;
use pullquote::model::{ArticleId, Meta, Span};

use crate::place::Place;

#[test]
fn notes_are_printed_with_their_passages() {
    let place = Place::new("notes");
    place.says(&["add", "ferry.txt", "later.txt"]);
    assert_eq!(place.says(&["export", "notes"]), "");
    {
        let mut library = Library::open(&place.0.join("library.db")).unwrap();
        for (id, words, note) in [
            (
                1,
                "“The ferry is a lifeline for the whole island,”",
                "Ask *him*",
            ),
            (2, "the boats are full", "Count them"),
        ] {
            let id = ArticleId(id);
            let article = library.article(id).unwrap().unwrap().article;
            let start = article.text.find(words).unwrap();
            let passage = Span::new(start, start + words.len());
            library.remark(id, &article, passage, note, 0).unwrap();
        }
    }
    let printed = place.says(&["export", "notes", "council"]);
    let first = "> “The ferry is a lifeline for the whole island,”\n>\n\
                 > — “Council votes to keep harbour ferry”\n\nAsk \\*him\\*\n";
    assert!(printed.contains(first), "{printed}");
    let lines = place.says(&["export", "notes", "--format", "jsonl", "title:remembers"]);
    let note: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(
        (&note["note"], &note["passage"], &note["article"]),
        (
            &"Count them".into(),
            &"the boats are full".into(),
            &2.into()
        )
    );
    let place_of = |index: usize| note["place"][index].as_u64().unwrap();
    assert_eq!(place_of(1) - place_of(0), 18);
}

#[test]
fn two_readers_that_note_and_highlight_at_once_lose_nothing() {
    let place = Place::new("notes-at-once");
    place.says(&["add", "ferry.txt"]);
    let path = place.0.join("library.db");
    let id = ArticleId(1);
    // What is left of those of each: every third was changed, every fifth is gone.
    let write = |who: &str| -> Vec<String> {
        let mut library = Library::open(&path).unwrap();
        let article = library.article(id).unwrap().unwrap().article;
        let mut left = Vec::new();
        for n in 0..40 {
            let passage = Span::new(n, n + 5);
            let words = format!("{who} {n}");
            let number = match n % 2 {
                0 => library.highlight(id, &article, passage, &words, 0).unwrap(),
                _ => library.remark(id, &article, passage, &words, 0).unwrap(),
            };
            assert!(!library.remarks(id, &article).unwrap().is_empty());
            if n % 5 == 0 {
                assert!(library.set_remark(number, None, 0).unwrap());
            } else if n % 3 == 0 {
                let changed = format!("{words} again");
                assert!(library.set_remark(number, Some(&changed), 0).unwrap());
                left.push(changed);
            } else {
                left.push(words);
            }
        }
        left
    };
    let mut left = std::thread::scope(|scope| {
        let readers = ["Ana", "Bo"].map(|who| scope.spawn(move || write(who)));
        readers.map(|reader| reader.join().unwrap()).concat()
    });
    let library = Library::open(&path).unwrap();
    let article = library.article(id).unwrap().unwrap().article;
    let found = library.remarks(id, &article).unwrap();
    assert!(found.iter().all(|note| note.span.is_some()));
    let mut found: Vec<String> = found.into_iter().map(|note| note.words).collect();
    left.sort();
    found.sort();
    assert_eq!(found, left);
    place.says(&["doctor"]);
}

#[test]
fn a_highlight_may_be_as_long_as_a_book() {
    let place = Place::new("notes-long");
    place.says(&["add", "ferry.txt"]);
    let id = ArticleId(1);
    let mut builder = ArticleBuilder::new(Meta::default());
    builder.words(&"The ferry sails at dawn. ".repeat(170_000));
    let article = builder.finish();
    let mut library = Library::open(&place.0.join("library.db")).unwrap();
    let passage = Span::new(4, article.text.len());
    let number = library.highlight(id, &article, passage, "All", 0).unwrap();
    let found = library.remarks(id, &article).unwrap();
    assert_eq!(found[0].span, Some(passage));
    assert!(place.says(&["export", "notes"]).len() > passage.len());
    assert!(library.set_remark(number, None, 0).unwrap());
    assert_eq!(place.says(&["export", "notes"]), "");
    place.says(&["undo"]);
    assert_eq!(library.remarks(id, &article).unwrap().len(), 1);
}
