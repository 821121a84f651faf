//! The reader pane: the open article, its notes, how it is wrapped, and what is on the screen.
//!
//! The screen shows *rows*: first the head (headline, byline, facts), then the lines of the layout.

use std::borrow::Cow;
use std::sync::Arc;

use crate::app::article::panel::Panel;
use crate::command::target::{Jump, Reach, Target};
use crate::config::Settings;
use crate::layout::column::{self, Column};
use crate::layout::layers::Layers;
use crate::layout::passage::Choosing;
use crate::layout::runs::Layer;
use crate::layout::small::InText;
use crate::layout::{Cut, Layout};
use crate::model::{Article, ArticleId, Details, Footnote, Notes, Search, Span};
use crate::words;
use crate::words::reading_time::ReadingTime;

/// The open article and where the reader is in it.
#[derive(Clone, Debug, Default)]
pub struct ReaderPane {
    /// Which article.
    pub(super) id: ArticleId,
    /// The article.
    pub(super) article: Arc<Article>,
    /// What the annotator found; empty until it has looked.
    pub(super) notes: Arc<Notes>,
    /// Whether the annotator has looked.
    pub(super) noted: bool,
    /// Only its beginning is here; the rest is being read.
    pub(super) begun: bool,
    /// What the library knows of it beside its text.
    pub(super) details: Details,
    /// The notes as layers of spans.
    pub(super) layers: Layers,
    /// For each quote, how many are its speaker's.
    pub(super) same: Vec<usize>,
    /// The lines.
    pub(super) layout: Layout,
    /// The column of text in the pane.
    pub(super) column: Column,
    /// How far rows that are kept whole are scrolled, in columns.
    pub(super) shift: u16,
    /// The footnote sign that led to its note last.
    pub(super) noted_from: Option<Footnote>,
    /// The language whose words are parted.
    pub(super) parted: Option<String>,
    /// Pictures that stand in the text.
    pub(super) in_text: InText,
    /// The lines of the headline.
    pub(super) headline: Vec<Span>,
    /// The source has a row of its own under it.
    pub(super) source_row: bool,
    /// The first row on the screen.
    pub(super) top: usize,
    /// Rows of the pane.
    pub(super) height: u16,
    /// The quote, name, link that was chosen.
    pub(super) target: Option<Target>,
    /// The passage that is being chosen.
    pub(super) choosing: Option<Choosing>,
    /// What was chosen before, and is again at the end.
    pub(super) chosen_before: Option<Target>,
    /// The sentence that was read aloud last.
    pub(super) aloud: Option<Span>,
    /// Whether it is said just now.
    pub(super) lit_aloud: bool,
    /// The library has another text by now.
    pub(super) outdated: bool,
    /// Passages that are highlighted.
    pub(super) lit: Layer<()>,
    /// Whether the card shows all words of the quote.
    pub(super) whole_card: bool,
    /// The search, while it is live.
    pub(super) search: Option<Search>,
    /// The side panel, while it is open.
    pub(super) panel: Option<Panel>,
    /// A jump to quotes or names that were not known yet; made when they are.
    pub(super) wish: Option<(Jump, Reach)>,
    /// The last jump, for "repeat".
    pub(super) last: Option<(Jump, bool)>,
    /// The byte that stays at the top when the width changes.
    pub(super) anchor: usize,
    pub(super) cut: Cut,
    reading_time: ReadingTime,
}

/// Larger articles are drawn before their notes, and before they are wrapped to their end.
pub(super) const SMALL: usize = 60_000;

/// Of larger articles only the lines are kept, not the pieces that a new width is wrapped from sooner: they are cut and
/// wrapped in parts. Bytes.
const LARGE: usize = 8 << 20;
const PART: usize = 1 << 20;

impl ReaderPane {
    /// Opens an article at `place`, the first byte to be seen. It has lines once
    /// [`Self::settle`] knows the width.
    pub fn new(id: ArticleId, article: Arc<Article>, place: usize) -> Self {
        ReaderPane {
            id,
            column: column::column(0, 0),
            anchor: place,
            reading_time: ReadingTime::new(&article.text),
            article,
            ..ReaderPane::default()
        }
    }

    /// Opens what an article begins with, until the whole is here.
    pub(in crate::app) fn begun(id: ArticleId, article: Arc<Article>) -> Self {
        ReaderPane {
            begun: true,
            ..ReaderPane::new(id, article, 0)
        }
    }

    /// Goes on where its beginning was read; what was found there stands until all is.
    pub(super) fn go_on_from(&mut self, beginning: &ReaderPane) {
        (self.anchor, self.top) = (beginning.anchor, beginning.top);
        if self.article.text.starts_with(&beginning.article.text) {
            self.note_in_part(Arc::clone(&beginning.notes));
        }
    }

    /// Takes the notes. Nothing that is on the screen moves.
    pub fn note(&mut self, notes: Arc<Notes>, settings: &Settings) {
        self.layers = Layers::new(&self.article, &notes);
        self.notes = notes;
        self.noted = true;
        self.same = self.notes.count_same(&self.article.text);
        self.list_anew(settings);
    }

    /// Takes what the library knows of the article beside its text.
    pub fn know(&mut self, details: Details) {
        let lit = details.notes.iter().filter(|it| it.lit);
        self.lit = Layer::new(lit.filter_map(|it| Some((it.span?, ()))));
        self.details = details;
    }

    /// The library has another text of it by now.
    pub(in crate::app) fn outdate(&mut self) {
        self.outdated = true;
    }

    /// Whether it has.
    pub(in crate::app) fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// Takes the notes on the beginning of a long article, for what is seen first. It counts as not looked at until all
    /// notes are here: nothing is counted, and jumps wait.
    pub fn note_in_part(&mut self, notes: Arc<Notes>) {
        self.layers = Layers::new(&self.article, &notes);
        self.notes = notes;
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

    pub(super) fn lay(&mut self, until: usize) {
        let large = self.article.text.len() >= LARGE;
        let next = |cut: &Cut| self.article.blocks.get(cut.blocks).map(|it| it.span.start);
        while let Some(start) = next(&self.cut).filter(|start| *start <= until) {
            let until = if large {
                until.min(start + PART)
            } else {
                until
            };
            self.cut.go_on(&self.article, until);
            self.layout.go_on(&self.article, &self.cut);
            if large {
                self.cut.forget();
            }
        }
    }

    /// The headline, or what stands for it.
    pub fn title(&self) -> &str {
        words::title(&self.article.meta.title)
    }

    /// Rows before the first line of the text.
    pub fn head(&self) -> usize {
        let first = self.article.meta.byline.is_some() || self.source_row;
        let details = usize::from(!words::details(&self.details).is_empty());
        self.air() + self.headline.len() + usize::from(first) + 1 + details + 1
    }

    /// Empty rows above the headline.
    pub fn air(&self) -> usize {
        usize::from(self.height >= 12)
    }

    /// Rows of the whole article with its head.
    pub fn rows(&self) -> usize {
        self.head() + self.layout.lines.len()
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

    /// The first byte before the reader: the first of the text while the head is on the screen.
    pub fn first_seen(&self) -> usize {
        match self.is_at_start() {
            true => 0,
            false => self.top_offset(),
        }
    }

    /// Where what is chosen begins, else the first byte before the reader.
    pub fn from_here(&self) -> usize {
        self.chosen()
            .map_or_else(|| self.first_seen(), |span| span.start)
    }

    /// Lets the first row of the screen be what stays at the top.
    pub fn keep_anchor(&mut self) {
        self.anchor = self.first_seen();
    }

    /// Minutes to read from the byte at `offset` to the end.
    pub fn minutes(&self, offset: usize) -> usize {
        self.reading_time.minutes(&self.article.text, offset)
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
        words::speaker(&self.article, &self.notes, quote, settings.unclear)
    }

    /// The first and the last row of a span.
    pub fn rows_of(&self, span: Span) -> (usize, usize) {
        let first = self.row_of(span.start);
        (first, self.row_of(span.end.max(1) - 1).max(first))
    }
}
