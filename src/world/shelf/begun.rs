//! A long file of which the beginning can be read already, while a thread of its own reads the rest.

use std::sync::Arc;

use crossbeam_channel::Sender;

use super::rest::Begun;
use super::{Shelf, number, row_of};
use crate::error::Result;
use crate::ingest::Ingested;
use crate::message::Msg;
use crate::model::ArticleRow;
use crate::world::beside::Home;
use crate::world::inputs::Source;
use crate::world::noting::Notetaker;

impl Shelf {
    /// Reads what is to be on the screen first: of a long file what it begins with.
    pub(super) fn begin(&mut self, source: Result<Source>) -> Result<()> {
        let source = source?;
        let (Source::File(path), Some(article)) = (&source, source.opening()) else {
            return self.read(Ok(source));
        };
        self.add(article, &source.name(), "", Some(Home::new(path)));
        self.begun = Some(Begun::new(source));
        Ok(())
    }

    /// Takes the whole of the article that was begun. Where there is none, its beginning is all.
    pub(super) fn go_on(&mut self, whole: Result<Ingested>, send: &Sender<Msg>, notes: &Notetaker) {
        let Some(begun) = self.begun.take() else {
            return;
        };
        let mut failed = None;
        match whole {
            Ok(Ingested::Article(whole)) => {
                let (mine, row) = (self.articles.first_mut(), self.rows.first_mut());
                if let (Some(article), Some(row)) = (mine, row) {
                    *row = ArticleRow {
                        read: row.read,
                        starred: row.starred,
                        ..row_of(row.id, &whole, begun.name(), "")
                    };
                    if let Some(Some(home)) = self.homes.first_mut() {
                        home.url.clone_from(&whole.meta.url);
                    }
                    *article = Arc::new(*whole);
                }
                let _ = send.send(self.answer_rows(0));
            }
            Ok(feed) => {
                let home = self.homes.first().cloned().flatten();
                let path = home.as_ref().map(|home| home.file.as_path());
                self.put(feed, begun.name(), path);
            }
            Err(error) => failed = Some(format!("Only the beginning can be read: {error}.")),
        }
        if let (Some(ask), Some(article)) = (begun.asked(), self.articles.first()) {
            notes.give(ask, number(0), Arc::clone(article), 0);
        }
        if let Some(failed) = failed {
            let _ = send.send(Msg::Failed(failed));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::*;
    use crate::message::Effect;

    /// Opens a long file, which is gone before its rest is read where it `goes`: the sentences that are told after the whole
    /// was given, and whether that is longer than what was begun.
    fn check(name: &str, goes: bool) -> (Vec<String>, bool) {
        let path = env::temp_dir().join(format!("pullquote-{name}-{}.md", process::id()));
        let said = "The boats of Port Selm were painted “in one night”, said Ana Ruiz.\n\n";
        fs::write(&path, said.repeat(5000)).unwrap();
        let (shelf, errors) = Shelf::open(vec![Ok(Source::File(path.clone()))], true);
        assert!(errors.is_empty() && shelf.begun.is_some());
        if goes {
            fs::remove_file(&path).unwrap();
        }
        let (effects, messages) = shelf.serve().unwrap();
        let load = Effect::Load {
            ask: 1,
            id: number(0),
        };
        effects.send(load).unwrap();
        let (mut begun, mut longer, mut told) = (None, None, Vec::new());
        while longer.is_none() {
            match messages.recv().unwrap() {
                Msg::Begun {
                    ask: 1, article, ..
                } => begun = Some(article.text.len()),
                Msg::Loaded {
                    ask: 1, article, ..
                } => {
                    longer = Some(article.text.len() > begun.expect("it is begun first"));
                }
                _ => {}
            }
        }
        let _ = fs::remove_file(&path);
        // The last answers.
        effects.send(Effect::Undo).unwrap();
        loop {
            match messages.recv().unwrap() {
                Msg::Failed(words) => told.push(words),
                Msg::Told(_) => return (told, longer.unwrap()),
                _ => {}
            }
        }
    }

    #[test]
    fn the_whole_follows_the_beginning() {
        assert_eq!(check("whole", false), (Vec::new(), true));
    }

    #[test]
    fn where_there_is_no_whole_the_beginning_stays_and_that_is_said() {
        let (told, longer) = check("part", true);
        assert!(!longer);
        let [sentence] = &told[..] else {
            panic!("{told:?}");
        };
        assert!(sentence.starts_with("Only the beginning can be read: "));
        assert!(sentence.contains("part"), "{sentence}");
    }
}
