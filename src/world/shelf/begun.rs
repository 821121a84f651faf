//! A long file of which the beginning can be read already, while a thread of its own reads the rest.

use std::sync::Arc;

use crossbeam_channel::{Sender, bounded};

use super::{Begun, Shelf, number, row_of};
use crate::app::Msg;
use crate::error::Result;
use crate::ingest::Ingested;
use crate::model::ArticleRow;
use crate::world::beside::Home;
use crate::world::inputs::Source;
use crate::world::noting::Notetaker;
use crate::world::threads::spawn;

impl Shelf {
    /// Reads what is to be on the screen first: of a long file what it begins with, and then the rest is on its way.
    pub(super) fn begin(&mut self, source: Result<Source>) -> Result<()> {
        let source = source?;
        let Source::File(path) = &source else {
            return self.read(Ok(source));
        };
        let (fetched, name, path) = (source.get()?, source.name(), path.clone());
        let Some(article) = source.opening(&fetched) else {
            self.put(source.read_fetched(&fetched, None)?, &name, Some(&path));
            return Ok(());
        };
        let (send, whole) = bounded(1);
        spawn("worker-rest", move || {
            let _ = send.send(source.read_fetched(&fetched, None));
        })?;
        self.add(article, &name, "", Some(Home::new(&path)));
        let asked = None;
        self.begun = Some(Begun { whole, name, asked });
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
                        ..row_of(row.id, &whole, &begun.name, "")
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
                self.put(feed, &begun.name, path);
            }
            Err(error) => failed = Some(format!("Only the beginning can be read: {error}.")),
        }
        if let (Some(ask), Some(article)) = (begun.asked, self.articles.first()) {
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
    use crate::app::Effect;
    use crate::error::Error;

    /// Opens a long file, of which the whole is this where it is not what the file holds: the sentences that are told after
    /// the whole was given, and whether that is longer than what was begun.
    fn check(name: &str, instead: Option<Result<Ingested>>) -> (Vec<String>, bool) {
        let path = env::temp_dir().join(format!("pullquote-{name}-{}.md", process::id()));
        let said = "The boats of Port Selm were painted “in one night”, said Ana Ruiz.\n\n";
        fs::write(&path, said.repeat(5000)).unwrap();
        let (mut shelf, errors) = Shelf::open(vec![Ok(Source::File(path.clone()))], true);
        fs::remove_file(&path).unwrap();
        if let (Some(instead), Some(begun)) = (instead, &mut shelf.begun) {
            let (send, whole) = bounded(1);
            send.send(instead).unwrap();
            begun.whole = whole;
        }
        assert!(errors.is_empty() && shelf.begun.is_some());
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
        assert_eq!(check("whole", None), (Vec::new(), true));
    }

    #[test]
    fn where_there_is_no_whole_the_beginning_stays_and_that_is_said() {
        let (told, longer) = check("part", Some(Err(Error::no_article("log.txt", "is torn"))));
        assert!(!longer);
        assert_eq!(told, ["Only the beginning can be read: log.txt: is torn."]);
    }
}
