//! What each effect means to the library, and what is sent back.

use crossbeam_channel::Sender;

use super::LibraryThread;
use super::ahead::Touch;
use super::listing::{part, while_typing};
use crate::error::Result;
use crate::library::{Mark, Query, Which};
use crate::message::{Effect, Found, Msg};
use crate::world::hand_over::HandOver;
use crate::world::threads::attempt;
use crate::world::workers::Job;
use crate::world::{browser, choices, clipboard, clock, reworded, trails};

impl LibraryThread {
    /// Answers one effect, and says so when something was kept for it. What could not be kept is not shown
    /// as if it were: why not is said in the place of what was done.
    pub(super) fn serve_one(&mut self, effect: Effect, send: &Sender<Msg>) {
        let act = effect.is_act();
        let touch = Touch::of(&effect);
        let served = attempt(|| {
            let Some(touch) = touch else {
                return self.answer(effect, send);
            };
            let before = self.library.stamp()?;
            self.answer(effect, send)?;
            self.go_along(before, &touch)
        });
        if let Err(error) = served {
            if act {
                self.reply(send, 0);
            }
            let _ = send.send(Msg::Failed(error.to_string()));
        }
        if act {
            let _ = send.send(Msg::Kept);
        }
    }

    fn answer(&mut self, effect: Effect, send: &Sender<Msg>) -> Result<()> {
        let now = clock::now().as_second();
        let one = |id| Which::These(vec![id]);
        let Some(effect) = self.visits.answer(effect, send)? else {
            return Ok(());
        };
        match effect {
            Effect::Rows {
                ask,
                within,
                filter,
                from,
                count,
            } => {
                let wanted = (within, filter);
                if wanted != self.asked || from == 0 {
                    let (typed, misread) = while_typing(&wanted.1, now);
                    if let Some(error) = misread {
                        let sentence = error.to_string();
                        let _ = send.send(Msg::Misread { ask, sentence });
                    }
                    self.query = part(&wanted.0, now).and(&typed);
                    self.asked = wanted;
                    self.ids = None;
                    self.first.clear();
                }
                self.window = (from, count);
                self.reply(send, ask);
            }
            Effect::Load { ask, id } => self.load(ask, id, send)?,
            Effect::SetRead(id, read) => {
                self.library.mark(&one(id), &Mark::Read(read), now)?;
            }
            Effect::SetFavourite(id, on) => {
                self.library.mark(&one(id), &Mark::Starred(on), now)?;
            }
            Effect::ReadAll(within) => {
                let all = if within == self.asked.0 {
                    self.query.clone()
                } else {
                    part(&within, now)
                };
                self.library
                    .mark(&Which::All(all), &Mark::Read(true), now)?;
            }
            Effect::ChangeFeed(feed, changes) => {
                self.library.change_feed(feed, &changes, now)?;
                self.selections(send)?;
            }
            Effect::SetNote { passage, words } => {
                let library = &mut self.library;
                let (id, text, span) = (passage.id, &passage.text, passage.span);
                match passage.note {
                    Some(note) => {
                        let kept = passage.lit || !words.is_empty();
                        library.set_remark(note, kept.then_some(words.as_str()), now)?;
                    }
                    None if passage.lit => drop(library.highlight(id, text, span, &words, now)?),
                    None => drop(library.remark(id, text, span, &words, now)?),
                }
                self.tell_of_open(Some(text), send)?;
            }
            Effect::Correct {
                id,
                text,
                quote,
                who,
            } => {
                self.library.correct_speaker(id, &text, &quote, &who, now)?;
                self.tell_of_open(Some(&text), send)?;
            }
            Effect::Merge { name, who } => {
                self.library.merge_names(&name, &who, now)?;
                self.tell_of_open(None, send)?;
            }
            Effect::Selections => self.selections(send)?,
            Effect::People => self.people(send)?,
            Effect::Sheet { ask, wanted } => {
                let sent = attempt(|| self.send_sheet(ask, wanted, send));
                if let Err(error) = sent {
                    let found = Found::Failed(error.to_string());
                    let _ = send.send(Msg::Sheet { ask, found });
                }
            }
            Effect::Undo => self.take_back(true, send)?,
            Effect::Redo => self.take_back(false, send)?,
            Effect::KeepPlace(id, place) => self.library.keep_place(id, place)?,
            Effect::SetTag(id, tag, on) => {
                self.library.mark(&one(id), &Mark::Tag(tag, on), now)?;
            }
            Effect::Refresh(of) => self.job("worker-refresh", Job::Refresh(of), send)?,
            Effect::Save(given, file) => self.hand_over(given, HandOver::Save(file), send)?,
            Effect::Share(given, command) => {
                self.hand_over(given, HandOver::Share(command), send)?
            }
            Effect::Pipe(given, command) => self.hand_over(given, HandOver::Pipe(command), send)?,
            Effect::Add(input) => self.job("worker-add", Job::Add(input), send)?,
            Effect::FullText { ask, id } => {
                self.job("worker-fetch", Job::FullText { ask, id }, send)?;
            }
            Effect::Follow {
                ask,
                of,
                address,
                sure,
            } => self.follow((ask, sure), of, address, send)?,
            Effect::Picture { ask, of, address } => {
                let home = self.home(of)?;
                self.pictures.show(ask, address, home.as_ref(), send)?;
            }
            Effect::LeavePicture(ask) => self.pictures.leave(ask),
            Effect::Keep(page) => self.keep_page(page, send)?,
            Effect::Browse(address) => browser::open(&address)?,
            Effect::KeepTrail(kept) => {
                if let Some(path) = self.library.path() {
                    trails::keep(path, &kept);
                }
            }
            Effect::KeepShows(set, chosen) => choices::keep_shows(set, chosen),
            Effect::Copy(text) => {
                let _ = send.send(clipboard::copied(&text));
            }
            // Answered by the pages that were followed.
            Effect::LeavePage(_) => {}
            // The voice is asked by the terminal itself: it must stop at once.
            Effect::Speak { .. } | Effect::Hush => {}
            Effect::Suspend | Effect::Redraw | Effect::Quit => {}
        }
        Ok(())
    }

    fn take_back(&mut self, undo: bool, send: &Sender<Msg>) -> Result<()> {
        let relists = self.query != Query::default() || self.library.relists(undo)?;
        let (done, word, nothing) = if undo {
            (self.library.undo()?, "Undone", "Nothing to undo.")
        } else {
            (self.library.redo()?, "Done again", "Nothing to do again.")
        };
        reworded::annotate_reworded(&mut self.library)?;
        let told = match done {
            Some(what) => format!("{word}: {what}."),
            None => nothing.to_owned(),
        };
        if relists {
            self.list_again()?;
        }
        self.reply(send, 0);
        self.selections(send)?;
        self.tell_of_open(None, send)?;
        let _ = send.send(Msg::Told(told));
        Ok(())
    }
}
