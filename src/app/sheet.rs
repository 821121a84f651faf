//! A list that takes the whole screen: everything somebody said in the library, the same words
//! elsewhere, what a story changed, where else it is told. Enter goes to a row's article; back returns
//! to the same row.

pub mod pair;
pub mod rows;
pub mod shape;

use super::jump::Target;
use super::panel::Look;
use super::prompt::PromptKind;
use super::{Command, Effect, Pane, State, copy, words};
use crate::model::{Article, ArticleId, ArticleRow, Likeness, Remark, Said, Span, Version};
use pair::Pair;
use std::sync::Arc;

/// What is asked of the world for a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// What a person of that name said.
    Said(String),
    /// Where else these words of an article stand.
    Same(ArticleId, String),
    /// What the article said before.
    Versions(ArticleId),
    /// Which other articles tell its story.
    Story(ArticleId),
    /// The reader's notes on an article, or all of them.
    Notes(Option<ArticleId>),
}

/// What the world found.
#[derive(Clone, Debug)]
pub enum Found {
    /// What the person said, newest first.
    Said(String, Vec<Said>),
    /// Where else the words stand.
    Same(String, Vec<(Likeness, Said)>),
    /// The older texts, oldest first, and the one that is read now.
    Versions(Arc<Article>, Vec<Version>),
    /// The other articles.
    Story(Vec<ArticleRow>),
    /// The notes, each with its article's headline; of one article, or of all.
    Notes(Option<ArticleId>, Vec<(ArticleId, String, Remark)>),
}

/// A sheet and what is chosen of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it lists.
    pub kind: SheetKind,
    /// The name over it.
    pub title: String,
    /// What stands beside the name: counts.
    pub facts: String,
    /// Only rows with these words.
    pub filter: String,
    /// The chosen row, of those shown.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    all: Vec<SheetRow>,
    /// The numbers of the rows that the filter leaves.
    shown: Vec<usize>,
    /// The pane that it was opened from, and the article that was read there.
    from: Pane,
    origin: Option<ArticleId>,
    /// The sheet that it was opened from.
    under: Option<Box<Sheet>>,
}

/// What a sheet lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// What somebody said.
    Said,
    /// The same words elsewhere.
    Same,
    /// Changes of a story.
    Versions,
    /// The same story elsewhere.
    Story,
    /// Notes on an article, or on all.
    Notes(Option<ArticleId>),
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// The day for the margin; may be empty.
    pub day: String,
    /// A line above the words; may be empty.
    pub head: String,
    /// A dim line under them; may be empty.
    pub facts: String,
    /// All of the row for the ear.
    pub spoken: String,
    /// The words.
    pub body: Body,
    /// How they look.
    pub look: Look,
    /// Where Enter goes.
    pub goes: Option<Goes>,
    /// The quotation, for copying.
    pub said: Option<Said>,
    /// The note, for changing.
    pub note: Option<Remark>,
}

/// The words of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One text.
    Words(String),
    /// Two texts with what differs.
    Pair(Pair),
    /// So many paragraphs stayed as they were.
    Unchanged(usize),
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// To an article.
    Article(ArticleId),
    /// To a quotation in it, by its number.
    Quote(ArticleId, usize),
    /// To a passage of it.
    Passage(ArticleId, Span),
}

impl Goes {
    const fn article(self) -> ArticleId {
        match self {
            Goes::Article(id) | Goes::Quote(id, _) | Goes::Passage(id, _) => id,
        }
    }
}

impl Sheet {
    fn new(kind: SheetKind, title: String, facts: String, all: Vec<SheetRow>) -> Self {
        Sheet {
            kind,
            title,
            facts,
            filter: String::new(),
            selected: 0,
            top: 0,
            shown: (0..all.len()).collect(),
            all,
            from: Pane::Reader,
            origin: None,
            under: None,
        }
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// A row that is shown, by its number.
    pub fn row(&self, index: usize) -> Option<&SheetRow> {
        self.all.get(*self.shown.get(index)?)
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&SheetRow> {
        self.row(self.selected)
    }

    /// Whether its rows have two texts.
    pub fn has_pairs(&self) -> bool {
        matches!(self.kind, SheetKind::Same | SheetKind::Versions)
    }

    /// "Anna Berg, 14 quotes in 9 articles."
    pub fn sentence(&self) -> String {
        match self.filter.as_str() {
            "" => format!("{}, {}.", self.title, self.facts),
            filter => format!("{} with {filter}.", words::count(self.len(), "row")),
        }
    }

    fn select(&mut self, index: usize) {
        self.selected = index.min(self.len().saturating_sub(1));
    }

    pub(super) fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Shows only rows that have all these words.
    fn set_filter(&mut self, typed: &str) {
        let wanted: Vec<String> = typed
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let has = |row: &SheetRow| {
            let words = format!("{} {} {}", row.spoken, row.facts, row.head).to_lowercase();
            wanted.iter().all(|word| words.contains(word.as_str()))
        };
        let rows = self.all.iter().enumerate();
        self.shown = rows
            .filter(|(_, row)| has(row))
            .map(|(index, _)| index)
            .collect();
        typed.clone_into(&mut self.filter);
        (self.selected, self.top) = (0, 0);
    }

    /// All rows as Markdown quotations, each with its source.
    fn markdown(&self) -> String {
        let rows = (0..self.len()).filter_map(|index| self.row(index)?.said.as_ref());
        let quotes: Vec<String> = rows
            .map(|said| copy::said(said, copy::Form::Markdown))
            .collect();
        quotes.join("\n\n")
    }
}

impl State {
    /// Asks the world for a sheet; any other command makes the answer void.
    pub(super) fn want(&mut self, wanted: Wanted, effects: &mut Vec<Effect>) {
        self.sheets += 1;
        self.awaited_sheet = Some(self.sheets);
        if let Some(spoken) = &mut self.spoken {
            spoken.wait();
        }
        effects.push(Effect::Sheet {
            ask: self.sheets,
            wanted,
        });
    }

    /// Opens the sheet that was asked for, or says that there is nothing for it.
    pub(super) fn take_sheet(&mut self, ask: u64, found: Found) {
        if self.awaited_sheet != Some(ask) {
            return;
        }
        self.awaited_sheet = None;
        let settings = &self.settings;
        let (mut sheet, nothing) = match found {
            Found::Said(who, said) => {
                let nothing = format!("{who} says nothing in the library.");
                (rows::said(&who, said, settings), nothing)
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
            Found::Story(others) => {
                let nothing = "No other article tells this story.".to_owned();
                (rows::story(others, settings), nothing)
            }
        };
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

    /// A sheet about the article that is read, or about the chosen quotation; false for other commands.
    pub(super) fn ask_for_sheet(&mut self, command: Command, effects: &mut Vec<Effect>) -> bool {
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
                let said = row.and_then(|row| row.said.as_ref());
                let name = said
                    .and_then(|said| said.who.clone())
                    .or_else(|| self.speaker_chosen());
                let Some(name) = name else {
                    self.prompt(PromptKind::Who);
                    return true;
                };
                Wanted::Said(name)
            }
            (Command::SameWords, Some(id), Some(words)) => Wanted::Same(id, words),
            (Command::SameWords, ..) => {
                let key = self.key_name(Command::NextQuote);
                self.fail(format!("Choose a quote first: press {key}."));
                return true;
            }
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

    /// The speaker of the chosen quotation, or the chosen name.
    fn speaker_chosen(&self) -> Option<String> {
        let reader = self.reader.as_ref().filter(|_| self.focus != Pane::List)?;
        if let Some(Target::Name(entity, _)) = reader.target {
            return reader.notes.entities.get(entity).map(|it| it.name.clone());
        }
        let (name, _) = reader.speaker(reader.quote()?, &self.settings)?;
        Some(name.to_owned())
    }

    /// Runs a command on a sheet; false when it means the same everywhere.
    pub(super) fn run_sheet(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let page = isize::from(i16::try_from(self.size.1 / 5).unwrap_or(4).max(1));
        let n = count.unwrap_or(1).min(1_000_000) as isize;
        let Some(sheet) = &mut self.sheet else {
            self.focus = Pane::List;
            return true;
        };
        let last = sheet.len().saturating_sub(1);
        match command {
            Command::Down | Command::NextArticle | Command::NextQuote => sheet.step(n),
            Command::Up | Command::PreviousArticle | Command::PreviousQuote => sheet.step(-n),
            Command::PageDown | Command::HalfPageDown => sheet.step(n * page),
            Command::PageUp | Command::HalfPageUp => sheet.step(-n * page),
            Command::Top => sheet.select(count.unwrap_or(1).saturating_sub(1)),
            Command::Bottom => sheet.select(count.unwrap_or(usize::MAX).saturating_sub(1)),
            Command::Percent => sheet.select(last * count.unwrap_or(50).min(100) / 100),
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
    pub(super) fn open_other_row(&mut self, by: isize, effects: &mut Vec<Effect>) {
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
    pub(super) fn go_to_wanted(&mut self) {
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
        let sentence = reader.where_target(target, &self.settings);
        self.say(sentence);
    }

    /// Asks for the notes again that are listed, after one was changed.
    pub(super) fn list_notes_again(&mut self, effects: &mut Vec<Effect>) {
        if self.focus == Pane::Sheet
            && let Some(SheetKind::Notes(of)) = self.sheet.as_ref().map(|sheet| sheet.kind)
        {
            self.want(Wanted::Notes(of), effects);
        }
    }

    /// Filters the sheet by what is being typed.
    pub(super) fn filter_sheet(&mut self, typed: &str) {
        if let Some(sheet) = &mut self.sheet {
            sheet.set_filter(typed);
        }
    }
}

#[cfg(test)]
mod tests;
