//! The side panel: quotes by speaker, names with counts, contents, links. Enter goes there.

use crate::command::target::Target;
use crate::layout;
use crate::model::{EntityKind, QuoteKind, Span};

/// Rows above the first one of a list or panel: its name and an empty one.
pub const HEAD: u16 = 2;

/// What a panel lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelKind {
    /// Quotes by speaker.
    Quotes,
    /// People, organisations, places.
    Names,
    /// Headings.
    Contents,
    /// Links.
    Links,
}

impl PanelKind {
    /// The name over the panel.
    pub const fn title(self) -> &'static str {
        match self {
            PanelKind::Quotes => "Quotes",
            PanelKind::Names => "Names",
            PanelKind::Contents => "Contents",
            PanelKind::Links => "Links",
        }
    }
}

/// The panel and what is chosen in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What it lists.
    pub(super) kind: PanelKind,
    /// Its rows, from top to bottom.
    pub(super) rows: Vec<PanelRow>,
    /// Those of them that go somewhere, by their numbers.
    places: Vec<usize>,
    /// The chosen row, always one with a target if there is any.
    pub(super) selected: usize,
    /// The first row on the screen.
    pub(super) top: usize,
    /// It opened by itself on a wide screen and goes when there is no room.
    pub(super) by_itself: bool,
}

/// A row of the panel; takes up to two rows of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelRow {
    /// The words.
    pub words: String,
    /// A number that belongs to them: quotes, mentions.
    pub count: Option<usize>,
    /// How deep it stands.
    pub depth: u16,
    /// Where Enter goes; headings of groups have none.
    pub target: Option<Target>,
    /// How it looks.
    pub look: Look,
}

/// What a panel row is, for its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// A heading of a group: a speaker, a kind.
    Group,
    /// How much of what is said in the article is the group's, in words, and the most of any group.
    Bar(usize, usize),
    /// A quote of that kind.
    Quote(QuoteKind),
    /// A name of that kind.
    Name(EntityKind),
    /// Plain words.
    #[default]
    Plain,
}

impl PanelRow {
    /// A row that leads nowhere.
    pub(super) const fn new(words: String, look: Look) -> Self {
        PanelRow {
            words,
            count: None,
            depth: 0,
            target: None,
            look,
        }
    }

    /// The heading of so many.
    pub(super) fn group(words: String, count: usize) -> Self {
        PanelRow {
            count: Some(count),
            ..PanelRow::new(words, Look::Group)
        }
    }
}

impl Panel {
    /// A panel of these rows.
    pub(super) fn of(kind: PanelKind, rows: Vec<PanelRow>) -> Self {
        let goes = |(index, row): (usize, &PanelRow)| row.target.map(|_| index);
        let mut panel = Panel {
            kind,
            places: rows.iter().enumerate().filter_map(goes).collect(),
            rows,
            selected: 0,
            top: 0,
            by_itself: false,
        };
        panel.step(0);
        panel
    }

    /// What is chosen and on the screen stays so among these rows.
    pub(super) fn anew(&self, rows: Vec<PanelRow>) -> Self {
        let mut panel = Panel {
            top: self.top,
            by_itself: self.by_itself,
            ..Panel::of(self.kind, rows)
        };
        if let Some(chosen) = self.target() {
            panel.selected = self.selected.min(panel.rows.len().saturating_sub(1));
            panel.step(0);
            panel.follow(Some(chosen));
        }
        panel
    }

    /// Moves the choice over rows that go somewhere, down when positive.
    pub fn step(&mut self, by: isize) {
        let Some(last) = self.places.len().checked_sub(1) else {
            return;
        };
        let now = self.places_before(self.selected).min(last);
        self.selected = self.places[now.saturating_add_signed(by).min(last)];
    }

    /// Chooses the row nearest to what is chosen in the text.
    pub fn follow(&mut self, target: Option<Target>) {
        let same = |row: &PanelRow| match (row.target, target) {
            (Some(Target::Name(a, _)), Some(Target::Name(b, _))) => a == b,
            (row, target) => row.is_some() && row == target,
        };
        if let Some(index) = self.rows.iter().position(same) {
            self.selected = index;
        }
    }

    /// Its rows, from top to bottom.
    pub fn rows(&self) -> &[PanelRow] {
        &self.rows
    }

    /// What it lists.
    pub fn kind(&self) -> PanelKind {
        self.kind
    }

    /// The chosen row, one with a target if there is any.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Chooses the row at a row of the pane, where it goes somewhere; gives its number.
    pub fn choose_at(&mut self, row: u16, width: u16) -> Option<usize> {
        let top = self.top;
        let begins = |index: usize| {
            let group = self
                .rows
                .get(index)
                .is_some_and(|row| row.look == Look::Group);
            u16::from(index == top && group && index > 0)
        };
        let high = |index| self.height(index, width) - begins(index);
        let index = layout::rows::at(row.checked_sub(HEAD)?, top..self.rows.len(), high)?;
        self.rows.get(index)?.target?;
        self.selected = index;
        Some(index)
    }

    /// How many rows go somewhere.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The nth of them.
    pub fn place(&self, nth: usize) -> Option<usize> {
        self.places.get(nth).copied()
    }

    /// How many of them stand before a row.
    pub fn places_before(&self, row: usize) -> usize {
        self.places.partition_point(|place| *place < row)
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the chosen row goes.
    pub fn target(&self) -> Option<Target> {
        self.rows.get(self.selected)?.target
    }

    /// The lines of a row in a panel of `width` columns.
    pub fn lines(row: &PanelRow, width: u16) -> Vec<Span> {
        let room = width.saturating_sub(2 + row.depth + if row.count.is_some() { 5 } else { 1 });
        let most = if row.look == Look::Group { 1 } else { 2 };
        layout::wrap_words(&row.words, room, most)
    }

    /// Rows of the screen that a row takes, with the empty one above a group.
    pub fn height(&self, index: usize, width: u16) -> u16 {
        let Some(row) = self.rows.get(index) else {
            return 1;
        };
        let gap = u16::from(row.look == Look::Group && index > 0);
        gap + u16::try_from(Self::lines(row, width).len().max(1)).unwrap_or(2)
    }

    /// Scrolls just so far that the chosen row is on the screen.
    pub fn settle(&mut self, width: u16, height: u16) {
        let room = height.saturating_sub(HEAD).max(1);
        if self.place(0) == Some(self.selected) {
            self.top = 0;
        }
        let high = |index| self.height(index, width);
        self.top = layout::rows::top(self.top, self.selected, room, high);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_go_somewhere_are_known_by_their_numbers() {
        let row = |target| PanelRow {
            target,
            ..PanelRow::new(String::new(), Look::Plain)
        };
        let to = |link| row(Some(Target::Link(link)));
        let panel = Panel::of(
            PanelKind::Links,
            vec![row(None), to(0), to(1), row(None), to(2)],
        );
        assert_eq!((panel.len(), panel.selected()), (3, 1));
        let places = [0, 1, 2, 3].map(|nth| panel.place(nth));
        assert_eq!(places, [Some(1), Some(2), Some(4), None]);
        let before = [0, 1, 2, 3, 4, 5].map(|row| panel.places_before(row));
        assert_eq!(before, [0, 0, 1, 2, 2, 3]);
    }
}
