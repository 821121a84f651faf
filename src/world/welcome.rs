//! The first start: the library is empty, so the list shows pullquote's own articles and an offer.
//! When something was added the library takes their place.

use std::path::{Path, PathBuf};

use crossbeam_channel::{Receiver, Sender, select, unbounded};

use super::library_thread::LibraryThread;
use super::shelf::Shelf;
use super::threads::{attempt, spawn};
use super::workers::{Job, run};
use crate::error::Result;
use crate::library::Library;
use crate::message::{Effect, Msg};

/// Answers effects on threads of its own until the sender is dropped, and sends the answers there: from the articles that
/// come with the program until the library at `path` has some.
///
/// # Errors
/// When the system gives no more threads.
pub fn serve_to(path: PathBuf, send: Sender<Msg>) -> Result<Sender<Effect>> {
    let (effects, asked) = unbounded();
    let _ = send.send(Msg::Welcome(true));
    let shelf = Shelf::demo().serve_to(send.clone())?;
    let work = move || router(&path, shelf, &asked, &send);
    spawn("worker-welcome", work)?;
    Ok(effects)
}

/// Hands every effect to who answers now.
fn router(path: &Path, shelf: Sender<Effect>, asked: &Receiver<Effect>, send: &Sender<Msg>) {
    let (home, done) = unbounded();
    let mut to = shelf;
    let mut is_empty = true;
    loop {
        select! {
            recv(asked) -> effect => match effect {
                Ok(Effect::Add(input)) if is_empty => {
                    add(path.to_owned(), input, home.clone(), send.clone());
                }
                Ok(effect) => drop(to.send(effect)),
                Err(_) => return,
            },
            recv(done) -> added => {
                let taken = added.unwrap_or_else(|_| Ok(String::new())).and_then(|told| {
                    let thread = LibraryThread::new(Library::open(path)?);
                    if is_empty && !thread.is_empty()? {
                        let _ = send.send(Msg::Welcome(false));
                        to = thread.serve_to(send.clone())?;
                        is_empty = false;
                    }
                    Ok(told)
                });
                let _ = send.send(match taken {
                    Ok(told) => Msg::Told(told),
                    Err(error) => Msg::Failed(error.to_string()),
                });
            }
        }
    }
}

/// Adds on a thread of its own: it may wait for the network.
fn add(path: PathBuf, input: String, home: Sender<Result<String>>, send: Sender<Msg>) {
    let work = move || {
        let tell = |how_far| {
            let _ = send.send(Msg::Told(how_far));
        };
        let _ = home.send(attempt(|| {
            run(&mut Library::open(&path)?, Job::Add(input), &tell)
        }));
    };
    let _ = spawn("worker-add", work);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, ArticleRow};
    use std::fs;

    /// The next rows and sentence, and whether the welcome was still there at their time.
    fn next(messages: &Receiver<Msg>, until_told: bool) -> (Vec<ArticleRow>, String, Option<bool>) {
        let (mut found, mut welcome) = (Vec::new(), None);
        for msg in messages {
            match msg {
                Msg::Welcome(is) => welcome = Some(is),
                Msg::Rows { rows, .. } => {
                    found = rows;
                    if !until_told {
                        break;
                    }
                }
                Msg::Told(words) | Msg::Failed(words) => return (found, words, welcome),
                _ => {}
            }
        }
        (found, String::new(), welcome)
    }

    #[test]
    fn the_library_takes_over_when_something_was_added() {
        let folder = std::env::temp_dir().join(format!("pullquote-welcome-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let story = folder.join("story.txt");
        fs::write(
            &story,
            "The boat\n\n“It floats,” said Ana Ruiz of the boat.\n",
        )
        .unwrap();
        let (send, messages) = unbounded();
        let effects = serve_to(folder.join("library.db"), send).unwrap();
        let (rows, _, welcome) = next(&messages, false);
        assert_eq!(
            (rows[0].title.as_str(), welcome),
            ("Welcome to pullquote", Some(true))
        );
        let own = ArticleId(rows[0].id.0);
        assert!(own.0 < 0, "no article of the library has such a number");

        let nowhere = folder.join("nowhere").display().to_string();
        effects.send(Effect::Add(nowhere)).unwrap();
        let (rows, words, welcome) = next(&messages, true);
        assert!(words.contains("there is no such file"), "{words}");
        assert!(rows.is_empty() && welcome.is_none(), "nothing changes");

        effects
            .send(Effect::Add(story.display().to_string()))
            .unwrap();
        let (rows, words, welcome) = next(&messages, true);
        assert_eq!((words.as_str(), welcome), ("Kept: The boat.", Some(false)));
        let rows = match rows.is_empty() {
            true => next(&messages, false).0,
            false => rows,
        };
        assert_eq!(rows[0].title, "The boat");
        fs::remove_dir_all(&folder).unwrap();
    }
}
