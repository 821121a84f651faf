//! The reader pane: the open article, its notes, how it is wrapped, and what is on the screen.
//!
//! The screen shows *rows*: first the head (headline, byline, facts), then the lines of the layout.

use crate::app::article::column;
use std::borrow::Cow;
use std::sync::Arc;

use crate::app::article::card;
use crate::app::article::column::Column;
use crate::app::article::details::About;
pub use crate::app::article::layers::{Layers, Name};
use crate::app::article::panel::Panel;
use crate::app::article::search::Search;
use crate::app::command::outcome::Outcome;
use crate::app::command::target::Jump;
use crate::app::command::target::Reach;
use crate::app::command::target::Target;
use crate::app::words::day;
use crate::app::words::reading_time::Pace;
use crate::app::{Settings, words};
use crate::layout::{self, Cut, Layout, width};
use crate::model::{Article, ArticleId, Notes, Span};

/// The open article and where the reader is in it.
#[derive(Clone, Debug)]
pub struct ReaderPane {
    /// Which article.
    pub id: ArticleId,
    /// The article.
    pub article: Arc<Article>,
    /// What the annotator found; empty until it has looked.
    pub notes: Arc<Notes>,
    /// Whether the annotator has looked.
    pub noted: bool,
    /// What the library knows of it beside its text.
    pub about: About,
    /// The notes as layers of spans.
    pub layers: Layers,
    /// For each quote, how many are its speaker's.
    pub same: Vec<usize>,
    /// The lines.
    pub layout: Layout,
    /// The column of text in the pane.
    pub column: Column,
    /// The lines of the headline.
    pub headline: Vec<Span>,
    /// The source has a row of its own under it.
    source_row: bool,
    /// The first row on the screen.
    pub top: usize,
    /// Rows of the pane.
    pub height: u16,
    /// The quote, name, link that was chosen.
    pub target: Option<Target>,
    /// Whether the card shows all words of the quote.
    pub whole_card: bool,
    /// The search, while it is live.
    pub search: Option<Search>,
    /// The side panel, while it is open.
    pub panel: Option<Panel>,
    /// A jump to quotes or names that were not known yet; made when they are.
    pub wish: Option<(Jump, Reach)>,
    /// The last jump, for "repeat".
    pub last: Option<(Jump, bool)>,
    /// The byte that stays at the top when the width changes.
    anchor: usize,
    cut: Cut,
    pace: Pace,
}

/// Larger articles are drawn before their notes, and before they are wrapped to their end.
pub(in crate::app) const SMALL: usize = 60_000;

impl ReaderPane {
    /// Opens an article at `place`, the first byte to be seen. It has lines once
    /// [`Self::settle`] knows the width.
    pub fn new(id: ArticleId, article: Arc<Article>, place: usize) -> Self {
        ReaderPane {
            id,
            notes: Arc::default(),
            noted: false,
            about: About::default(),
            layers: Layers::default(),
            same: Vec::new(),
            layout: Layout::default(),
            column: column::column(0, 0),
            headline: Vec::new(),
            source_row: false,
            top: 0,
            height: 0,
            target: None,
            whole_card: false,
            search: None,
            panel: None,
            wish: None,
            last: None,
            anchor: place,
            cut: Cut::default(),
            pace: Pace::new(&article.text),
            article,
        }
    }

    /// Takes the notes. Nothing that is on the screen moves.
    pub fn note(&mut self, notes: Arc<Notes>, settings: &Settings) {
        self.layers = Layers::new(&self.article, &notes);
        self.notes = notes;
        self.noted = true;
        self.same = self.count_same();
        self.list_anew(settings);
    }

    /// Lists in the panel what is there and shown now.
    pub fn list_anew(&mut self, settings: &Settings) {
        if let Some(panel) = &self.panel {
            self.panel = Some(panel.anew(self, settings));
        }
    }

    /// Takes the notes on the beginning of a long article, for what is seen first. It counts as not looked at until all
    /// notes are here: nothing is counted, and jumps wait.
    pub fn note_in_part(&mut self, notes: Arc<Notes>) {
        self.layers = Layers::new(&self.article, &notes);
        self.notes = notes;
    }

    /// Wraps to the pane's size; the words at the top stay there.
    pub fn settle(&mut self, width: u16, height: u16, settings: &Settings) {
        let column = column::column(width, settings.measure);
        self.height = height;
        if self.column != column || self.layout.width == 0 {
            self.column = column;
            self.layout = Layout::new(&self.article, &self.cut, column.width);
            if self.cut.blocks == 0 {
                self.lay_first();
            }
            self.headline = layout::wrap_words(self.title(), column.width, 4);
            self.source_row = self.wants_source_row();
            self.top = self.row_of_anchor();
        }
        self.top = self.top.min(self.last_top(settings));
    }

    /// Wraps what is seen first: the whole of a small article, and of one that was left in the middle.
    fn lay_first(&mut self) {
        if self.article.text.len() < SMALL || self.anchor > 0 {
            return self.lay_rest();
        }
        let mut until = 0;
        // More rows than the pane has, so that nothing on the screen depends on the rest.
        while self.is_in_part() && self.layout.lines.len() <= usize::from(self.height) {
            until += SMALL / 4;
            self.lay(until);
        }
    }

    /// Wraps what is not wrapped yet.
    pub(in crate::app) fn lay_rest(&mut self) {
        if self.is_in_part() {
            self.lay(self.article.text.len());
        }
    }

    /// Whether the lines end before the article does.
    pub(in crate::app) fn is_in_part(&self) -> bool {
        self.layout.width > 0 && self.cut.blocks < self.article.blocks.len()
    }

    fn lay(&mut self, until: usize) {
        self.cut.go_on(&self.article, until);
        self.layout.go_on(&self.article, &self.cut);
    }

    /// The headline, or what stands for it.
    pub fn title(&self) -> &str {
        match self.article.meta.title.as_str() {
            "" => "Without a title",
            title => title,
        }
    }

    /// The rows under the headline: byline and source, then day, minutes and what was found. Without
    /// a byline the source stands with the others where there is room.
    pub fn facts(&self) -> Vec<String> {
        let meta = &self.article.meta;
        let room = usize::from(self.column.width);
        let source = meta.site.clone().filter(|site| !site.is_empty());
        let byline = meta.byline.as_ref().map(|by| format!("By {by}"));
        let (first, source) = match byline {
            Some(byline) => (joined([Some(byline), source]), None),
            None if self.source_row => (source.unwrap_or_default(), None),
            None => (String::new(), source),
        };
        let dated = [source, self.day(), Some(self.length())];
        let found = self.noted.then(|| words::found(&self.notes));
        let mut last = joined(dated.into_iter().chain([found.clone()]));
        if width::of(&last) > room
            && let Some((_, people)) = found.iter().find_map(|found| found.split_once(','))
        {
            // Where there is no room for all that was found, the quotes alone are told.
            last.truncate(last.len() - people.len() - 1);
        }
        let mut rows = match first.is_empty() {
            true => vec![last],
            false => vec![first, last],
        };
        let about = self.about.facts();
        if !about.is_empty() {
            let first = about.join(" · ");
            let mut letters = first.chars();
            let capital = letters.next().into_iter().flat_map(char::to_uppercase);
            rows.push(capital.chain(letters).collect());
        }
        rows.extend(words::language(&self.notes));
        rows
    }

    fn day(&self) -> Option<String> {
        self.article.meta.published.as_deref().map(day::long)
    }

    fn length(&self) -> String {
        format!("{} min", self.minutes(0))
    }

    /// Whether the source wants a row of its own. Quotes may still be looked for, and no row moves when
    /// they are found: their number has its room before.
    fn wants_source_row(&self) -> bool {
        let meta = &self.article.meta;
        let Some(source) = meta.site.clone().filter(|site| !site.is_empty()) else {
            return false;
        };
        let quotes = Some("000 quotes".to_owned());
        let whole = joined([Some(source), self.day(), Some(self.length()), quotes]);
        meta.byline.is_none() && width::of(&whole) > usize::from(self.column.width)
    }

    /// Rows before the first line of the text.
    pub fn head(&self) -> usize {
        let first = self.article.meta.byline.is_some() || self.source_row;
        let about = usize::from(!self.about.facts().is_empty());
        self.air() + self.headline.len() + usize::from(first) + 1 + about + 1
    }

    /// Empty rows above the headline.
    pub fn air(&self) -> usize {
        usize::from(self.height >= 12)
    }

    /// Rows of the whole article with its head.
    pub fn rows(&self) -> usize {
        self.head() + self.layout.lines.len()
    }

    /// Rows that the card leaves for the text.
    pub fn room(&self, settings: &Settings) -> usize {
        let card = card::height(self, settings);
        usize::from(self.height.saturating_sub(card).max(1))
    }

    /// The last row that may stand at the top.
    pub fn last_top(&self, settings: &Settings) -> usize {
        self.rows().saturating_sub(self.room(settings))
    }

    /// The row of a byte of the text.
    pub fn row_of(&self, offset: usize) -> usize {
        self.head() + self.layout.row_of(offset)
    }

    /// The first byte of the first line of text on the screen.
    pub fn top_offset(&self) -> usize {
        let line = self.top.saturating_sub(self.head());
        self.layout.lines.get(line).map_or(0, |l| l.span.start)
    }

    /// Whether the head is on the screen, so that the first paragraph is before the reader.
    pub fn is_at_start(&self) -> bool {
        self.top < self.head()
    }

    /// Scrolls to `top`, or as far as the article goes; false when nothing moves. What was chosen is
    /// let go when it leaves the screen.
    pub fn scroll_to(&mut self, top: usize, settings: &Settings) -> bool {
        let before = self.top;
        self.top = top.min(self.last_top(settings));
        self.keep_anchor();
        if let Some(target) = self.target
            && !self.sees(self.span_of(target), settings)
        {
            self.target = None;
            self.top = self.top.min(self.last_top(settings));
        }
        self.top != before
    }

    /// Brings a span into sight: a third down the screen, unless it is in sight already.
    pub fn bring(&mut self, span: Span, settings: &Settings) {
        if !self.sees_all(span, settings) {
            let row = self.row_of(span.start);
            self.top = row
                .saturating_sub(self.room(settings) / 3)
                .min(self.last_top(settings));
        }
        self.keep_anchor();
    }

    /// Scrolls so that the row of a byte is the first one; of the first byte the head.
    pub(in crate::app) fn show_offset(&mut self, offset: usize, settings: &Settings) {
        self.target = None;
        let top = if offset == 0 { 0 } else { self.row_of(offset) };
        self.scroll_to(top, settings);
    }

    /// Brings what is chosen to the row that is made of the room for the text.
    pub(super) fn place(&mut self, settings: &Settings, row: impl Fn(usize) -> usize) -> Outcome {
        if let Some(span) = self.chosen() {
            let top = self.row_of(span.start);
            self.scroll_to(top.saturating_sub(row(self.room(settings))), settings);
        }
        Outcome::done()
    }

    /// Lets the first row of the screen be what stays at the top.
    pub fn keep_anchor(&mut self) {
        self.anchor = if self.is_at_start() {
            0
        } else {
            self.top_offset()
        };
    }

    /// Minutes to read from the byte at `offset` to the end.
    pub fn minutes(&self, offset: usize) -> usize {
        self.pace.minutes(&self.article.text, offset)
    }

    /// How far the reader is, from 0 at the top to 100 when the end is on the screen.
    pub fn percent(&self, settings: &Settings) -> usize {
        let last = self.last_top(settings);
        (self.top * 100).checked_div(last).unwrap_or(100).min(100)
    }

    /// The bytes of what is chosen.
    pub fn chosen(&self) -> Option<Span> {
        Some(self.span_of(self.target?))
    }

    /// The chosen quote.
    pub fn quote(&self) -> Option<usize> {
        match self.target? {
            Target::Quote(index) => Some(index),
            _ => None,
        }
    }

    /// The speaker's name of a quote as it is shown, and whether it is sure enough.
    pub fn speaker(&self, quote: usize, settings: &Settings) -> Option<(Cow<'_, str>, bool)> {
        let quote = self.notes.quotes.get(quote)?;
        let name = self.notes.speakers_named(&self.article.text, quote)?;
        let confidence = quote.sure()?;
        Some((name, confidence >= settings.unclear))
    }

    /// The first and the last row of a span.
    pub fn rows_of(&self, span: Span) -> (usize, usize) {
        let first = self.row_of(span.start);
        (first, self.row_of(span.end.max(1) - 1).max(first))
    }

    fn sees(&self, span: Span, settings: &Settings) -> bool {
        let (first, last) = self.rows_of(span);
        last >= self.top && first < self.top + self.room(settings)
    }

    fn sees_all(&self, span: Span, settings: &Settings) -> bool {
        let (first, last) = self.rows_of(span);
        let room = self.room(settings);
        let tall = last - first >= room;
        first >= self.top && (last < self.top + room || tall && first < self.top + room / 2)
    }

    fn row_of_anchor(&self) -> usize {
        if self.anchor == 0 {
            return self.top.min(self.head() - 1);
        }
        self.row_of(self.anchor)
    }
}

/// What is known, with dots between.
fn joined(facts: impl IntoIterator<Item = Option<String>>) -> String {
    let known = facts.into_iter().flatten().filter(|fact| !fact.is_empty());
    known.collect::<Vec<_>>().join(" · ")
}
