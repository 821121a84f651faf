//! The reader's notes, printed.

use pullquote::library::Library;
use pullquote::model::{ArticleId, Span};

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
