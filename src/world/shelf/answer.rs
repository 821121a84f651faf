//! What each effect means to the articles of a session, and what is sent back.

use std::path::Path;
use std::sync::Arc;

use crossbeam_channel::Sender;

use super::{Shelf, index, number};
use crate::message::{Effect, Found, Given, Msg};
use crate::words::ELSEWHERE;
use crate::world::hand_over::{self, HandOver};
use crate::world::noting::Notetaker;
use crate::world::threads::attempt;
use crate::world::{browser, choices, clipboard, guard};

impl Shelf {
    /// Answers one effect, and says so when something was kept for it.
    pub(super) fn serve_one(&mut self, effect: Effect, send: &Sender<Msg>, notes: &Notetaker) {
        let act = effect.is_act();
        let served = attempt(|| {
            match self.visits.answer(effect, send)? {
                Some(Effect::Follow {
                    ask,
                    of,
                    address,
                    sure,
                }) => self.follow((ask, sure), of, address, send)?,
                Some(Effect::Picture { ask, of, address }) => {
                    let home = self.home(of);
                    self.pictures.show(ask, address, home.as_ref(), send)?;
                }
                Some(Effect::LeavePicture(ask)) => self.pictures.leave(ask),
                Some(effect) => self.answer(effect, send, notes),
                None => {}
            }
            Ok(())
        });
        if let Err(error) = served {
            let _ = send.send(Msg::Failed(error.to_string()));
        }
        if act {
            let _ = send.send(Msg::Kept);
        }
    }

    fn answer(&mut self, effect: Effect, send: &Sender<Msg>, notes: &Notetaker) {
        let reply = match effect {
            Effect::Rows {
                ask,
                filter,
                from,
                count,
                ..
            } => {
                self.window = (filter, from, count);
                Some(self.answer_rows(ask))
            }
            Effect::Load { ask, id } => {
                let place = self.places.get(&id).copied().unwrap_or(0);
                let article = index(id).and_then(|at| self.articles.get(at));
                match (article, &mut self.begun) {
                    (Some(article), Some(begun)) if id == number(0) => {
                        begun.give(ask, id, article, notes);
                    }
                    (Some(article), _) => notes.give(ask, id, Arc::clone(article), place),
                    (None, _) => {}
                }
                None
            }
            Effect::SetRead(id, read) => self.change(|row| row.id == id, |row| row.read = read),
            Effect::ReadAll(_) => self.change(|row| !row.read, |row| row.read = true),
            Effect::SetFavourite(id, on) => self.change(|row| row.id == id, |row| row.starred = on),
            Effect::Undo => Some(self.take_back(true, send)),
            Effect::Redo => Some(self.take_back(false, send)),
            Effect::KeepPlace(id, place) => {
                self.places.insert(id, place);
                None
            }
            Effect::Browse(address) => browser::open(&address)
                .err()
                .map(|error| Msg::Failed(error.to_string())),
            Effect::KeepShows(set, chosen) => {
                choices::keep_shows(set, chosen);
                None
            }
            Effect::Copy(text) => Some(clipboard::copied(&text)),
            Effect::Save(given, file) => self.hand_over(given, HandOver::Save(file), send),
            Effect::Share(given, command) => self.hand_over(given, HandOver::Share(command), send),
            Effect::Pipe(given, command) => self.hand_over(given, HandOver::Pipe(command), send),
            Effect::ChangeFeed(..)
            | Effect::SetNote { .. }
            | Effect::Correct { .. }
            | Effect::Merge { .. }
            | Effect::Refresh(_)
            | Effect::Add(_)
            | Effect::SetTag(..)
            | Effect::Keep(_)
            | Effect::FullText { .. } => Some(Msg::Failed(ELSEWHERE.to_owned())),
            Effect::Sheet { ask, .. } => Some(Msg::Sheet {
                ask,
                found: Found::Failed(ELSEWHERE.to_owned()),
            }),
            Effect::Selections
            | Effect::People
            | Effect::Follow { .. }
            | Effect::LeavePage(_)
            | Effect::Picture { .. }
            | Effect::LeavePicture(_)
            | Effect::KeepTrail(_)
            | Effect::Speak { .. }
            | Effect::Hush
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => None,
        };
        if let Some(reply) = reply {
            let _ = send.send(reply);
        }
    }

    /// Gives something out on a thread of its own; a failure to do so is told.
    fn hand_over(&self, given: Given, way: HandOver, send: &Sender<Msg>) -> Option<Msg> {
        let done = match given {
            Given::Quotes(_, markdown) => {
                hand_over::on_a_thread(move |_| Ok(markdown.clone()), way, send.clone())
            }
            Given::Quote(id, nth) => {
                let article = Arc::clone(self.articles.get(index(id)?)?);
                let render = move |_: &Path| {
                    Ok(hand_over::quotation(&article, &guard::notes(&article), nth))
                };
                hand_over::on_a_thread(render, way, send.clone())
            }
            Given::Article(id) => {
                let article = Arc::clone(self.articles.get(index(id)?)?);
                let render =
                    move |path: &Path| Ok(hand_over::rendered(&article, guard::notes, path));
                hand_over::on_a_thread(render, way, send.clone())
            }
        };
        done.err().map(|error| Msg::Failed(error.to_string()))
    }
}
