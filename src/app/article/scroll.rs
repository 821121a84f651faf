//! What of the article is on the screen: how it is wrapped to the pane, and scrolled.

use crate::app::article::card;
use crate::app::article::reader::{ReaderPane, SMALL};
use crate::app::outcome::Outcome;
use crate::config::Settings;
use crate::layout::small::InText;
use crate::layout::{self, Cut, Layout, column};
use crate::model::Span;

impl ReaderPane {
    /// Wraps to the pane's size; the words at the top stay there.
    pub fn settle(&mut self, width: u16, height: u16, settings: &Settings) {
        let column = column::column(width, settings.measure);
        self.height = height;
        let parted = self.language().filter(|_| settings.hyphenate);
        if self.parted != parted {
            self.cut = Cut::parting(parted.as_deref().unwrap_or_default());
            self.parted = parted;
            self.layout = Layout::default();
        }
        let mut manner = settings.manner;
        if settings.theme == "mono" {
            manner.pictures = 0;
        }
        let same = self.column == column && self.layout.manner == manner;
        if !same || self.layout.width == 0 {
            self.column = column;
            self.in_text = InText::default();
            self.cut.again();
            self.layout = Layout::filled(&self.article, &self.cut, column.width, manner);
            if self.cut.blocks == 0 {
                self.lay_first();
            }
            self.headline = layout::wrap_words(self.title(), column.width, 4);
            self.source_row = self.wants_source_row();
            self.top = self.row_of_anchor();
        }
        self.top = self.top.min(self.last_top(settings));
    }

    /// The language of the article: as its page says, else as it was told by its words.
    fn language(&self) -> Option<String> {
        let said = self.article.meta.lang.as_ref().or(self.notes.lang.as_ref());
        said.map(|language| language.to_ascii_lowercase())
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

    /// Rows that the card leaves for the text.
    pub fn room(&self, settings: &Settings) -> usize {
        let card = card::height(self, settings);
        usize::from(self.height.saturating_sub(card).max(1))
    }

    /// The last row that may stand at the top.
    pub fn last_top(&self, settings: &Settings) -> usize {
        self.rows().saturating_sub(self.room(settings))
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
        if self.layout.manner.sideways {
            self.show_column(span.start);
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

    /// How far the reader is, from 0 at the top to 100 when the end is on the screen.
    pub fn percent(&self, settings: &Settings) -> usize {
        let last = self.last_top(settings);
        (self.top * 100).checked_div(last).unwrap_or(100).min(100)
    }

    pub(in crate::app) fn sees(&self, span: Span, settings: &Settings) -> bool {
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
