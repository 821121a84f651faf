//! What commands do for a sheet: asking for one, moving on it, going where a row leads, copying.

use crate::app::Found;
use crate::app::Wanted;
use crate::app::article::copy;
use crate::app::command::motion::{Rows, motion};
use crate::app::command::prompt::PromptKind;
use crate::app::command::target::Lack;
use crate::app::command::target::Target;
use crate::app::sheet::{Body, Goes, Sheet, SheetKind, rows};
use crate::app::{Command, Effect, Pane, State};
use crate::model::Said;

impl State {
    /// Asks the world for a sheet; any other command makes the answer void.
    pub(in crate::app) fn want(&mut self, wanted: Wanted, effects: &mut Vec<Effect>) {
        self.sheets += 1;
        self.awaited_sheet = Some(self.sheets);
        if let Some(spoken) = &mut self.spoken {
            spoken.wait();
        }
        self.sheet_wanted = Some(wanted.clone());
        effects.push(Effect::Sheet {
            ask: self.sheets,
            wanted,
        });
    }

    /// Opens the sheet that was asked for, or says that there is nothing for it.
    pub(in crate::app) fn take_sheet(&mut self, ask: u64, found: Found) {
        if self.awaited_sheet != Some(ask) {
            return;
        }
        self.awaited_sheet = None;
        let settings = &self.settings;
        let (mut sheet, nothing) = match found {
            Found::Failed(words) => return self.fail(words),
            Found::Said(who, said) => {
                let nothing = format!("{who} says nothing in the library.");
                (rows::said(&who, said, None, settings), nothing)
            }
            Found::SaidNewest(who, said, tally) => {
                let mut sheet = rows::said(&who, said, Some(tally), settings);
                sheet.awaits = Some(ask);
                (sheet, String::new())
            }
            Found::Same(ours, same) => {
                let nothing = "These words stand nowhere else in the library.".to_owned();
                (rows::same(&ours, same, settings), nothing)
            }
            Found::Versions(article, versions) => {
                let nothing = "This story has not changed since it came.".to_owned();
                (rows::versions(&article, &versions, settings), nothing)
            }
            Found::Notes(of, notes) => {
                let nothing = "No notes yet.".to_owned();
                (rows::notes(of, notes, settings), nothing)
            }
            Found::Speakers(title, tallies) => {
                let nothing = "Nobody is quoted there.".to_owned();
                (rows::speakers(title, tallies, settings), nothing)
            }
            Found::Story(others) => {
                let nothing = "No other article tells this story.".to_owned();
                (rows::story(others, settings), nothing)
            }
        };
        sheet.wanted = self.sheet_wanted.take();
        let row = self.trail.row.take();
        let same = |old: &Sheet| old.kind == sheet.kind && matches!(old.kind, SheetKind::Notes(_));
        let again = self.focus == Pane::Sheet && self.sheet.as_ref().is_some_and(same);
        if sheet.is_empty() && !again {
            return self.say(nothing);
        }
        let old = self.sheet.take();
        if let (true, Some(old)) = (again, &old) {
            // Its rows after one was changed.
            (sheet.from, sheet.origin) = (old.from, old.origin);
            sheet.under.clone_from(&old.under);
            sheet.select(old.selected);
            self.sheet = Some(sheet);
            return;
        }
        if let Some(row) = row {
            sheet.select(row);
        }
        self.lay(sheet, old);
    }

    /// Opens a sheet, over the one that has the focus if one has.
    fn lay(&mut self, mut sheet: Sheet, old: Option<Sheet>) {
        sheet.from = self.focus;
        sheet.origin = self.reader.as_ref().map(|reader| reader.id);
        if self.focus == Pane::Sheet
            && let Some(old) = old
        {
            (sheet.from, sheet.origin) = (old.from, old.origin);
            sheet.under = Some(Box::new(old));
        }
        self.focus = Pane::Sheet;
        let sentence = sheet.sentence();
        self.sheet = Some(sheet);
        self.say(sentence);
    }

    /// Takes the older quotations of a sheet that is still open.
    pub(in crate::app) fn take_rest(&mut self, ask: u64, said: Vec<Said>) {
        let sheet = self.sheet.as_mut().and_then(|sheet| sheet.awaiting(ask));
        if let Some(sheet) = sheet {
            sheet.awaits = None;
            let settings = &self.settings;
            sheet.append(said.into_iter().map(|said| rows::one_said(said, settings)));
        }
    }

    /// Says so when the sheet that is listed is not whole yet, so that it cannot be given out.
    pub(in crate::app) fn is_sheet_in_part(&mut self) -> bool {
        let listed = self.sheet.as_ref().filter(|_| self.focus == Pane::Sheet);
        let part = listed.is_some_and(Sheet::is_in_part);
        if part {
            self.fail("The older quotes are still being looked up; try again in a moment.");
        }
        part
    }

    /// A sheet about the article that is read, or about the chosen quotation; false for other commands.
    pub(in crate::app) fn ask_for_sheet(
        &mut self,
        command: Command,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let row = self.sheet.as_ref().filter(|_| self.focus == Pane::Sheet);
        let row = row.and_then(Sheet::chosen);
        let article = match self.focus {
            Pane::Sheet => row.and_then(|row| row.goes).map(Goes::article),
            _ => self.reader.as_ref().map(|reader| reader.id),
        };
        let quote = match (row, &self.reader) {
            (Some(row), _) => row.said.as_ref().map(|said| said.words.clone()),
            (None, Some(reader)) => reader.quote().and_then(|index| {
                let quote = reader.notes.quotes.get(index)?;
                Some(copy::joined(&reader.article, quote))
            }),
            _ => None,
        };
        let wanted = match (command, article, quote) {
            (Command::SaidEverywhere, ..) => {
                let sheet = self.sheet.as_ref().filter(|_| self.focus == Pane::Sheet);
                let name = sheet.and_then(Sheet::who).map(str::to_owned);
                let name = name.or_else(|| self.speaker_chosen());
                let Some(name) = name else {
                    self.prompt(PromptKind::Who);
                    return true;
                };
                Wanted::Said(name)
            }
            (Command::SameWords, Some(id), Some(words)) => Wanted::Same(id, words),
            (Command::SameWords, ..) => {
                self.choose_first(Lack::Quote);
                return true;
            }
            (Command::Speakers, ..) => match self.speakers() {
                Some(wanted) => wanted,
                None => return true,
            },
            (Command::Notes, _, _) => {
                let here = matches!(self.focus, Pane::Reader | Pane::Panel);
                Wanted::Notes(article.filter(|_| here))
            }
            (Command::Versions, Some(id), _) => Wanted::Versions(id),
            (Command::Story, Some(id), _) => Wanted::Story(id),
            _ => return false,
        };
        self.want(wanted, effects);
        true
    }

    /// Asks who is quoted in the articles that are listed, or in those of the chosen feed; of the sheet of
    /// one person, shows by whom and when.
    fn speakers(&mut self) -> Option<Wanted> {
        let sheet = self.sheet.as_ref().filter(|_| self.focus == Pane::Sheet);
        if let Some(said) = sheet.filter(|sheet| sheet.kind == SheetKind::Said) {
            let shares = rows::shares(said);
            match shares {
                _ if self.is_sheet_in_part() => {}
                Some(sheet) => {
                    let old = self.sheet.take();
                    self.lay(sheet, old);
                }
                None => self.say("There is nothing to compare."),
            }
            return None;
        }
        let feed = self.feeds.as_ref().filter(|_| self.focus == Pane::Feeds);
        let within = match feed.and_then(|feeds| feeds.chosen()) {
            Some(chosen) => Some(chosen),
            None => self.list.within(),
        };
        let name = within.map_or("the library", |it| it.name.as_str());
        let (within, filter) = match feed {
            Some(_) => (within.map(|it| it.query.clone()), String::new()),
            None => (Some(self.list.query()), self.list.filter().to_owned()),
        };
        let title = match filter.as_str() {
            "" => format!("Who is quoted in {name}"),
            filter => format!("Who is quoted in {name}, {filter}"),
        };
        let within = within.unwrap_or_default();
        Some(Wanted::Speakers {
            title,
            within,
            filter,
        })
    }

    /// The speaker of the chosen quotation, or the chosen name.
    fn speaker_chosen(&self) -> Option<String> {
        let reader = self.reader.as_ref().filter(|_| self.focus != Pane::List)?;
        if let Some(Target::Name(entity, _)) = reader.target {
            return reader.notes.entities.get(entity).map(|it| it.name.clone());
        }
        let (name, _) = reader.speaker(reader.quote()?, &self.settings)?;
        Some(name.into_owned())
    }

    /// Runs a command on a sheet; false when it means the same everywhere.
    pub(in crate::app) fn run_sheet(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(sheet) = &mut self.sheet else {
            self.focus = Pane::List;
            return true;
        };
        let rows = Rows {
            at: sheet.selected,
            count: sheet.len(),
            page: usize::from(self.size.1 / 5).max(1),
        };
        let moved = match command {
            Command::NextQuote => Command::Down,
            Command::PreviousQuote => Command::Up,
            other => other,
        };
        if let Some(to) = motion(moved, count, rows) {
            sheet.select(to);
            return true;
        }
        match command {
            Command::Open => self.open_row(effects),
            Command::Search => self.prompt(PromptKind::Filter),
            Command::Back if !sheet.filter.is_empty() => {
                sheet.set_filter("");
                let sentence = sheet.sentence();
                self.say(sentence);
            }
            Command::Back => {
                let (from, origin) = (sheet.from, sheet.origin);
                self.sheet = sheet.under.take().map(|under| *under);
                if self.sheet.is_none() {
                    self.focus = from;
                    // The article that the sheet was opened from, when another was read since.
                    let id = origin.filter(|id| from != Pane::List && !self.reads(*id));
                    if let Some(id) = id {
                        self.load(id, effects);
                    }
                }
            }
            Command::CopyAll => {
                let all = sheet.markdown();
                if self.is_sheet_in_part() {
                    return true;
                }
                self.copy_text(all, "Copied all of them as Markdown.", effects);
            }
            Command::CopyQuote
            | Command::CopyWords
            | Command::CopyMarkdown
            | Command::CopyCitation => self.copy_row(command, effects),
            Command::CopyAddress | Command::Browse => {
                let said = sheet.chosen().and_then(|row| row.said.as_ref());
                match said.and_then(|said| said.url.clone()) {
                    Some(url) => self.open_or_copy(url, command == Command::Browse, effects),
                    None => self.fail("No address is known of this article."),
                }
            }
            _ if self.run_passages(command) || self.ask_for_sheet(command, effects) => {}
            _ if command.is_everywhere() => return false,
            _ => self.not_here(command),
        }
        true
    }

    fn copy_row(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let sheet = self.sheet.as_ref();
        let said = sheet
            .and_then(Sheet::chosen)
            .and_then(|row| row.said.as_ref());
        let (form, sentence) = copy::form_of(command);
        match said.map(|said| copy::said(said, form)) {
            Some(text) => self.copy_text(text, sentence, effects),
            None => self.fail("No quote stands here."),
        }
    }

    /// Goes to the article of the chosen row, to its quotation.
    fn open_row(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Body::Bar(bar)) = self
            .sheet
            .as_ref()
            .and_then(Sheet::chosen)
            .map(|row| &row.body)
            && let Some(who) = bar.who.clone()
        {
            return self.want(Wanted::Said(who), effects);
        }
        let row = self.sheet.as_ref().and_then(Sheet::chosen);
        let Some(goes) = row.and_then(|row| row.goes) else {
            return self.fail("This row leads nowhere.");
        };
        let id = goes.article();
        self.focus = Pane::Reader;
        self.wanted_place = Some(goes);
        if self.reads(id) {
            self.go_to_wanted();
        } else {
            if let Some(index) = self.list.find(id) {
                self.list.select(index);
            }
            self.load(id, effects);
        }
        self.set_read(id, true, effects);
    }

    /// Opens the article of the row after the chosen one, or before it.
    pub(in crate::app) fn open_other_row(&mut self, by: isize, effects: &mut Vec<Effect>) {
        if let Some(sheet) = &mut self.sheet {
            let before = sheet.selected;
            sheet.step(by);
            if sheet.selected == before {
                return self.say("No more rows.");
            }
            self.open_row(effects);
        }
    }

    /// Goes to the place that was wanted, once the notes on its article are there.
    pub(in crate::app) fn go_to_wanted(&mut self) {
        let Some(goes) = self.wanted_place else {
            return;
        };
        let id = goes.article();
        let Some(reader) = self.reader.as_mut().filter(|it| it.id == id && it.noted) else {
            return;
        };
        self.wanted_place = None;
        let target = match goes {
            Goes::Quote(_, nth) if nth < reader.notes.quotes.len() => Target::Quote(nth),
            Goes::Passage(_, span) => reader.target_at(span),
            _ => return,
        };
        reader.go(target, &self.settings);
        self.arrived = Some(target);
        let sentence = reader.where_target(target, &self.settings);
        self.say(sentence);
    }

    /// Asks for the notes again that are listed, after one was changed.
    pub(in crate::app) fn list_notes_again(&mut self, effects: &mut Vec<Effect>) {
        if self.focus == Pane::Sheet
            && let Some(SheetKind::Notes(of)) = self.sheet.as_ref().map(|sheet| sheet.kind)
        {
            self.want(Wanted::Notes(of), effects);
        }
    }

    /// Filters the sheet by what is being typed.
    pub(in crate::app) fn filter_sheet(&mut self, typed: &str) {
        if let Some(sheet) = &mut self.sheet {
            sheet.set_filter(typed);
        }
    }
}
