//! A list that takes the whole screen: everything somebody said in the library, the same words
//! elsewhere, what a story changed, where else it is told. Enter goes to a row's article; back returns
//! to the same row.

pub mod bar;
mod bars;
mod commands;
pub mod rows;
pub mod shape;
pub mod versions;

use crate::app::Pane;
use crate::app::article::panel::Look;
use crate::command::target::Goes;
use crate::compare::Pair;
use crate::message::{Given, Wanted};
use crate::model::{ArticleId, Remark, Said, holds};
use crate::words;
use crate::words::citation::{self, Form};
use crate::words::shares::Shares;
use bar::Bar;

/// What is said of a sheet that cannot be given out yet.
pub(in crate::app) const IN_PART: &str =
    "The older quotes are still being looked up; try again in a moment.";

/// A sheet and what is chosen of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    kind: SheetKind,
    title: String,
    facts: String,
    /// What was said, by time and outlet, for the bars under the name.
    shares: Shares,
    filter: String,
    selected: usize,
    top: usize,
    all: Vec<SheetRow>,
    /// The number of the question whose older quotations are still to come.
    awaits: Option<u64>,
    /// How many rows there are when those are there.
    total: usize,
    /// The numbers of the rows that the filter leaves.
    shown: Vec<usize>,
    /// What it was asked with.
    wanted: Option<Wanted>,
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
    /// Who speaks how much, or when and where one person does.
    Shares,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// A name and how much was said.
    Bar(Bar),
    /// So many paragraphs stayed as they were.
    Unchanged(usize),
}

impl Default for Body {
    fn default() -> Self {
        Body::Words(String::new())
    }
}

impl Sheet {
    fn new(kind: SheetKind, title: String, facts: String, all: Vec<SheetRow>) -> Self {
        Sheet {
            kind,
            title,
            facts,
            shares: Shares::default(),
            filter: String::new(),
            selected: 0,
            top: 0,
            shown: (0..all.len()).collect(),
            total: all.len(),
            all,
            awaits: None,
            wanted: None,
            from: Pane::Reader,
            origin: None,
            under: None,
        }
    }

    /// It was opened from that pane, while that article was read.
    pub(in crate::app) fn opened_from(mut self, pane: Pane, article: Option<ArticleId>) -> Self {
        (self.from, self.origin) = (pane, article);
        self
    }

    /// It was asked for with this.
    pub(in crate::app) fn asked_with(mut self, wanted: Option<Wanted>) -> Self {
        self.wanted = wanted;
        self
    }

    /// What it was asked for with; none for one that nobody has to be asked for.
    pub(in crate::app) fn wanted(&self) -> Option<&Wanted> {
        self.wanted.as_ref()
    }

    /// It lies over the sheet that it was opened from.
    pub(in crate::app) fn over(mut self, under: Sheet) -> Self {
        (self.from, self.origin) = (under.from, under.origin);
        self.under = Some(Box::new(under));
        self
    }

    /// Whether it lists the reader's notes as another sheet does, since when one of them was changed.
    pub(in crate::app) fn is_again(&self, old: &Sheet) -> bool {
        self.kind == old.kind && matches!(old.kind, SheetKind::Notes(_))
    }

    /// It takes the place of the same sheet of before.
    pub(in crate::app) fn instead_of(mut self, old: Sheet) -> Self {
        (self.from, self.origin, self.under) = (old.from, old.origin, old.under);
        self.select(old.selected);
        self
    }

    /// Where it was opened: the pane, the article that was read there, and the sheet that it lay over.
    pub(in crate::app) fn close(self) -> (Pane, Option<ArticleId>, Option<Sheet>) {
        (self.from, self.origin, self.under.map(|under| *under))
    }

    /// What to ask for to list the same again after a note was changed.
    pub(in crate::app) fn notes(&self) -> Option<Wanted> {
        match self.kind {
            SheetKind::Notes(of) => Some(Wanted::Notes(of)),
            _ => None,
        }
    }

    /// The name over it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What stands beside the name: counts.
    pub fn facts(&self) -> &str {
        &self.facts
    }

    /// What was said, by time and outlet, for the bars under the name.
    pub fn shares(&self) -> &Shares {
        &self.shares
    }

    /// Only rows with these words are shown; empty for all.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// The number of the chosen row, of those shown.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The number of the first row on the screen.
    pub fn top(&self) -> usize {
        self.top
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

    /// "Anna Berg, 14 quotes in 9 articles, most in November 2026, most by The Lamp."
    pub fn sentence(&self) -> String {
        let told = self.shares.told();
        match self.filter.as_str() {
            "" if told.is_empty() => format!("{}, {}.", self.title, self.facts),
            "" => format!("{}, {}, {told}.", self.title, self.facts),
            filter => format!("{} with {filter}.", words::count(self.len(), "row")),
        }
    }

    pub(in crate::app) fn select(&mut self, index: usize) {
        self.selected = index.min(self.len().saturating_sub(1));
    }

    pub(super) fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Shows only rows that have all these words.
    pub(in crate::app) fn set_filter(&mut self, typed: &str) {
        let narrower = !self.filter.is_empty() && typed.starts_with(&self.filter);
        typed.clone_into(&mut self.filter);
        let shown = std::mem::take(&mut self.shown);
        self.shown = match narrower {
            true => self.matching(shown),
            false => self.matching(0..self.all.len()),
        };
        (self.selected, self.top) = (0, 0);
    }

    /// Those of the rows of these numbers that the filter leaves.
    pub(super) fn matching(&self, rows: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let lower = self.filter.to_lowercase();
        let wanted: Vec<&str> = lower.split_whitespace().collect();
        let has = |row: &SheetRow| {
            let places = [&row.spoken, &row.facts, &row.head];
            let stands = |word: &&str| places.iter().any(|text| holds(text, word));
            wanted.iter().all(stands)
        };
        let left = |index: &usize| self.all.get(*index).is_some_and(has);
        let rows = rows.into_iter();
        rows.filter(|it| wanted.is_empty() || left(it)).collect()
    }

    /// Counts by time and outlet what somebody said.
    fn count_shares(&mut self) {
        if self.kind == SheetKind::Said {
            self.shares = Shares::of(self.all.iter().filter_map(|row| row.said.as_ref()));
        }
    }

    /// The person that the chosen row is about.
    pub fn who(&self) -> Option<&str> {
        let row = self.chosen()?;
        match &row.body {
            Body::Bar(bar) => bar.who.as_deref(),
            _ => row.said.as_ref()?.who.as_deref(),
        }
    }

    /// The quotations that are listed.
    fn quotes(&self) -> impl Iterator<Item = &Said> {
        (0..self.len()).filter_map(|index| self.row(index)?.said.as_ref())
    }

    /// The quotations that are listed, to be given out. None when there are none.
    pub(super) fn given(&self) -> Option<Given> {
        let quotes: Vec<_> = self.quotes().map(|said| (said.article, said.nth)).collect();
        (!quotes.is_empty()).then(|| Given::Quotes(quotes, self.markdown()))
    }

    /// How many rows there are, those too that are still to come.
    pub fn total(&self) -> usize {
        match (self.awaits, self.filter.is_empty()) {
            (Some(_), true) => self.total,
            _ => self.len(),
        }
    }

    /// Whether only the newest rows are there yet.
    pub(super) fn is_in_part(&self) -> bool {
        self.awaits.is_some()
    }

    /// All rows as Markdown quotations, each with its source.
    pub(super) fn markdown(&self) -> String {
        let quotes = self
            .quotes()
            .map(|said| citation::said(said, Form::Markdown));
        quotes.collect::<Vec<_>>().join("\n\n")
    }
}

#[cfg(test)]
mod tests;
