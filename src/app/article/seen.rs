//! What the others know of the open article: the views that draw it, the ear that says it, `update`, where the panes meet.
//!
//! The fields of [`ReaderPane`] are private to this folder. What is asked of it from outside stands here; what is done
//! to it stands with what it is about: jumps, scrolling, reading aloud.

use std::sync::Arc;

use crate::app::article::panel::Panel;
use crate::app::article::reader::{ReaderPane, SMALL};
use crate::command::target::{Goes, Target};
use crate::config::Settings;
use crate::layout::column::Column;
use crate::layout::layers::Layers;
use crate::layout::passage::Choosing;
use crate::layout::runs::Layer;
use crate::layout::{Layout, Line};
use crate::model::{Article, ArticleId, Details, Notes, Span};

impl ReaderPane {
    /// Which article it is.
    pub fn id(&self) -> ArticleId {
        self.id
    }

    /// The article.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// What the annotator found; empty until it has looked.
    pub fn notes(&self) -> &Arc<Notes> {
        &self.notes
    }

    /// Whether only its beginning is here.
    pub fn is_begun(&self) -> bool {
        self.begun
    }

    /// Whether the annotator has looked at all of it.
    pub fn is_noted(&self) -> bool {
        self.noted
    }

    /// Whether its notes come so soon that nothing is drawn before them.
    pub(in crate::app) fn is_noted_soon(&self) -> bool {
        !self.noted && !self.begun && self.article.text.len() < SMALL
    }

    /// What the library knows of it beside its text.
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// The notes as layers of spans.
    pub fn layers(&self) -> &Layers {
        &self.layers
    }

    /// The lines of the text, without the head.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The lines of the headline, as spans of [the title](Self::title).
    pub fn headline(&self) -> &[Span] {
        &self.headline
    }

    /// The column of text in the pane.
    pub fn column(&self) -> Column {
        self.column
    }

    /// The first row on the screen; [`Self::head`] rows come before the first line.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Columns by which a row is scrolled to the left.
    pub fn shift_of(&self, line: &Line) -> u16 {
        match self.is_scrolled(line) {
            true => self.shift,
            false => 0,
        }
    }

    /// What is chosen.
    pub fn target(&self) -> Option<Target> {
        self.target
    }

    /// The chosen link, by its mark.
    pub fn link(&self) -> Option<usize> {
        match self.target? {
            Target::Link(mark) => Some(mark),
            _ => None,
        }
    }

    /// What to choose for a place that something leads to; none where that is the whole article, or another one.
    pub(in crate::app) fn target_of(&self, goes: Goes) -> Option<Target> {
        match goes {
            _ if goes.article() != self.id => None,
            Goes::Quote(_, nth) => (nth < self.notes.quotes.len()).then_some(Target::Quote(nth)),
            Goes::Passage(_, span) => Some(self.target_at(span)),
            Goes::Article(_) => None,
        }
    }

    /// Chooses this, or nothing; the screen stays where it is.
    pub(in crate::app) fn point_at(&mut self, target: Option<Target>) {
        self.target = target;
    }

    /// The passage that is being chosen.
    pub fn choosing(&self) -> Option<Choosing> {
        self.choosing
    }

    /// The sentence that is read aloud just now.
    pub fn said_now(&self) -> Option<Span> {
        self.aloud.filter(|_| self.lit_aloud)
    }

    /// The passages that are highlighted.
    pub fn lit(&self) -> &Layer<()> {
        &self.lit
    }

    /// The highlights that share a byte with a span.
    pub fn highlights(&self, span: Span) -> impl Iterator<Item = Span> {
        self.lit.over(span).map(|(lit, ())| *lit)
    }

    /// Whether words are looked for.
    pub fn is_searched(&self) -> bool {
        self.search.is_some()
    }

    /// What the search found on a row.
    pub fn hits(&self, row: Span) -> &[Span] {
        let all = self.search.as_ref().map_or(&[][..], |search| &search.hits);
        let first = all.partition_point(|hit| hit.end <= row.start);
        let end = all.partition_point(|hit| hit.start < row.end);
        all.get(first..end).unwrap_or_default()
    }

    /// Where something begins or ends on a row: all spans there that may look or be said in their own way.
    pub fn edges(&self, row: Span) -> impl Iterator<Item = Span> {
        let own = self.choosing.map(|it| it.span).into_iter();
        let own = own.chain(self.said_now()).chain(self.chosen());
        let found = self.highlights(row).chain(self.hits(row).iter().copied());
        self.layers.edges(row).chain(found).chain(own)
    }

    /// The side panel, while it is open.
    pub fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// The same, to step in it.
    pub(in crate::app) fn panel_mut(&mut self) -> Option<&mut Panel> {
        self.panel.as_mut()
    }

    /// Minutes to read behind what is on the screen; none when the end is.
    pub fn minutes_left(&self, settings: &Settings) -> Option<usize> {
        let end = self.top + self.room(settings);
        let line = self.layout.lines.get(end.saturating_sub(self.head()))?;
        Some(self.minutes(line.span.start)).filter(|minutes| *minutes > 0)
    }

    /// Takes the number that the article has in the library now.
    pub(in crate::app) fn renumber(&mut self, id: ArticleId) {
        self.id = id;
    }
}
