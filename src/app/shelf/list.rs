//! The list pane: a window of rows out of a list that may be very long.

use crate::app::article::panel::HEAD;
use crate::app::shelf::aim::Seek;
use crate::layout;
use crate::message::{Effect, Question, Wanted};
use crate::model::{ArticleId, ArticleRow, Selection, Span};
use crate::words;

/// Rows asked for at once.
const WINDOW: usize = 200;
/// When fewer rows than this are loaded on one side of the chosen one, more are asked for.
const MARGIN: usize = 60;
/// Columns before the headline: the sign of its state and blanks around it.
pub const INDENT: u16 = 3;

/// The list of articles: how many there are, the rows around the chosen one, and what is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListPane {
    /// Rows in the whole list.
    pub(super) total: usize,
    /// Unread ones among them.
    pub(super) unread: usize,
    /// The number of the first row in `rows`.
    pub(super) from: usize,
    /// The rows that are loaded.
    pub(super) rows: Vec<ArticleRow>,
    /// The chosen row.
    pub(super) selected: usize,
    /// The first row on the screen.
    top: usize,
    /// Rows of the screen.
    height: u16,
    /// Which of the library's articles are listed; none for all.
    within: Option<Selection>,
    /// Only rows with these words.
    pub(super) filter: String,
    /// There were articles since the start.
    had_rows: bool,
    /// The article that was opened last.
    opened: Option<ArticleId>,
    /// More articles are being read.
    coming: bool,
    /// These are the articles that come with the program: the library is empty.
    welcomes: bool,
    /// The request for rows.
    pub(super) request: Question<()>,
    /// What the filter leaves is said once its rows have come.
    pub(super) announce: bool,
    /// Why the filter is not read as it was meant.
    pub(super) misread: Option<String>,
    /// What is looked for in the rows of that request.
    pub(super) seek: Option<Seek>,
}

impl ListPane {
    /// Rows in the whole list.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Unread ones among them.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// The number of the chosen row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The number of the first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Which of the library's articles are listed; none for all.
    pub fn within(&self) -> Option<&Selection> {
        self.within.as_ref()
    }

    /// Only rows with these words are listed; empty for all.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// The article that was opened last.
    pub fn opened(&self) -> Option<ArticleId> {
        self.opened
    }

    /// Whether more articles are being read.
    pub fn is_coming(&self) -> bool {
        self.coming
    }

    /// Whether these are the articles that come with the program: the library is empty.
    pub fn welcomes(&self) -> bool {
        self.welcomes
    }

    /// The row of that number, if it is loaded.
    pub fn row(&self, index: usize) -> Option<&ArticleRow> {
        self.rows.get(index.checked_sub(self.from)?)
    }

    /// Whether no rows are loaded.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The chosen row, if it is loaded.
    pub fn chosen(&self) -> Option<&ArticleRow> {
        self.row(self.selected)
    }

    /// The loaded row of an article.
    pub fn find(&self, id: ArticleId) -> Option<usize> {
        let index = self.rows.iter().position(|row| row.id == id)?;
        Some(self.from + index)
    }

    /// The loaded row of an article itself.
    pub fn of(&self, id: ArticleId) -> Option<&ArticleRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Whether only the rows with some words are shown.
    pub fn is_filtered(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Whether there were articles since the start: what is empty now has become so.
    pub fn had_rows(&self) -> bool {
        self.had_rows
    }

    /// Whether only some of the library is listed.
    pub fn is_part(&self) -> bool {
        self.is_filtered() || self.within.is_some()
    }

    /// Whether rows were asked for that have not come yet.
    pub fn awaited(&self) -> bool {
        self.request.open().is_some()
    }

    /// Whether what the filter leaves is to be said now that its rows have come.
    pub(in crate::app) fn is_announced(&self) -> bool {
        self.announce
    }

    /// The name over the list.
    pub fn name(&self) -> &str {
        self.within.as_ref().map_or("Library", |it| &it.name)
    }

    /// Lists these articles, from the first one on.
    pub fn show(&mut self, within: Option<Selection>) -> Effect {
        self.within = within;
        self.rows.clear();
        (self.total, self.unread, self.from) = (0, 0, 0);
        self.set_filter("")
    }

    /// Lists what was listed before, with its filter, at that row.
    pub(in crate::app) fn show_again(
        &mut self,
        within: Option<Selection>,
        filter: &str,
        row: usize,
    ) -> Effect {
        let _ = self.show(within);
        let _ = self.set_filter(filter);
        // It is not known yet that there are so many rows.
        self.selected = row;
        self.ask()
    }

    /// Chooses a row, or the last one when there are fewer.
    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.total.saturating_sub(1));
    }

    /// Moves the choice by `rows`, down when positive.
    pub fn step(&mut self, rows: isize) {
        self.select(self.selected.saturating_add_signed(rows));
    }

    /// Takes rows that arrived; false when they answer an older question. Of those that nobody asked
    /// for, the chosen article stays chosen and where it is.
    pub fn take(
        &mut self,
        ask: u64,
        total: usize,
        unread: usize,
        from: usize,
        rows: Vec<ArticleRow>,
    ) -> bool {
        if ask != 0 && self.request.answer(ask).is_none() {
            return false;
        }
        let chosen = self.selected.saturating_sub(self.from);
        let before = std::mem::replace(&mut self.rows, rows);
        self.had_rows |= total > 0;
        (self.total, self.unread, self.from) = (total, unread, from);
        // Where the chosen article has gone, the next one that is still there.
        let mut still = before.iter().skip(chosen);
        if ask == 0
            && let Some(index) = still.find_map(|row| self.find(row.id))
        {
            // Rows that came unasked must not move the screen under the reader's hands.
            self.top = (self.top + index).saturating_sub(self.selected);
            self.selected = index;
        }
        self.select(self.selected);
        true
    }

    /// Shows only rows with these words, from the first one.
    pub fn set_filter(&mut self, words: &str) -> Effect {
        self.filter = words.to_owned();
        (self.selected, self.top) = (0, 0);
        (self.announce, self.misread) = (false, None);
        self.ask()
    }

    /// Takes what is known of the whole list beside its rows.
    pub(in crate::app) fn set_welcomes(&mut self, is: bool) {
        self.welcomes = is;
    }

    /// Whether more rows are being read.
    pub(in crate::app) fn set_coming(&mut self, more: bool) {
        self.coming = more;
    }

    /// Marks the article that was opened last.
    pub(in crate::app) fn set_opened(&mut self, id: ArticleId) {
        self.opened = Some(id);
    }

    /// What is listed goes by the name that it has among these rows of feeds.
    pub(in crate::app) fn rename(&mut self, rows: &[Selection]) {
        if let Some(within) = &mut self.within
            && let Some(row) = rows.iter().find(|row| row.query == within.query)
        {
            within.name.clone_from(&row.name);
            within.feed.clone_from(&row.feed);
        }
    }

    /// Changes the row of an article, if it is loaded.
    pub(in crate::app) fn change(&mut self, id: ArticleId, change: impl FnOnce(&mut ArticleRow)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
            let before = row.read;
            change(row);
            match (before, row.read) {
                (false, true) => self.unread = self.unread.saturating_sub(1),
                (true, false) => self.unread += 1,
                _ => {}
            }
        }
    }

    /// All articles of the list are read.
    pub(in crate::app) fn read_all(&mut self) {
        self.rows.iter_mut().for_each(|row| row.read = true);
        self.unread = 0;
    }

    /// Takes the sentence why a filter cannot be read, when it is about the newest one.
    pub(in crate::app) fn misread(&mut self, ask: u64, sentence: String) {
        if self.request.open() == Some(ask) {
            self.misread = Some(sentence);
        }
    }

    /// What is listed, apart from the filter, in the query language.
    pub fn query(&self) -> String {
        let within = self.within.as_ref();
        within.map_or_else(String::new, |it| it.query.clone())
    }

    /// Who is quoted in the articles of the list.
    pub(in crate::app) fn speakers(&self) -> Wanted {
        Wanted::speakers(self.within.as_ref(), &self.filter)
    }

    /// Asks for the rows around the chosen one.
    pub fn ask(&mut self) -> Effect {
        self.seek = None;
        self.ask_for(self.selected.saturating_sub(WINDOW / 2), WINDOW)
    }

    /// Asks for `count` rows from the row `from` on; answers to earlier questions are void.
    pub(super) fn ask_for(&mut self, from: usize, count: usize) -> Effect {
        Effect::Rows {
            ask: self.request.ask(()),
            within: self.query(),
            filter: self.filter.clone(),
            from,
            count,
        }
    }

    /// Asks for rows when the chosen one comes near the end of what is loaded.
    pub fn ask_if_near_edge(&mut self) -> Option<Effect> {
        let end = self.from + self.rows.len();
        let short_above = self.from > 0 && self.selected < self.from + MARGIN;
        let short_below = end < self.total && self.selected + MARGIN >= end;
        (!self.awaited() && (short_above || short_below)).then(|| self.ask())
    }

    /// The lines of the headline of a row in a pane of `width` columns; at most two.
    pub fn headline(row: &ArticleRow, width: u16) -> Vec<Span> {
        layout::wrap_words(
            words::title(&row.title),
            width.saturating_sub(INDENT + 1),
            2,
        )
    }

    /// Screen rows that an article takes, with the empty one after it.
    pub fn height(&self, index: usize, width: u16, airy: bool) -> u16 {
        let lines = self
            .row(index)
            .map_or(1, |row| Self::headline(row, width).len());
        u16::try_from(lines).unwrap_or(2) + 1 + u16::from(airy)
    }

    /// How many articles a page has.
    pub(super) fn page(&self) -> usize {
        let each = if is_airy(self.height) { 4 } else { 3 };
        usize::from(self.height.saturating_sub(HEAD) / each).max(1)
    }

    /// Scrolls just so far that the chosen row is on the screen.
    pub fn settle(&mut self, width: u16, height: u16) {
        self.height = height;
        let airy = is_airy(height);
        let gap = |index| u16::from(airy && index == self.selected);
        let high = |index| self.height(index, width, airy) - gap(index);
        let room = height.saturating_sub(HEAD);
        self.top = layout::rows::top(self.top, self.selected, room, high);
    }
}

/// Whether a pane of that height has an empty row between articles.
pub const fn is_airy(height: u16) -> bool {
    height >= 16
}
