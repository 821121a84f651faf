//! Notes, corrections and highlights: kept, told, taken back, and on the words that were seen.

use super::*;

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
