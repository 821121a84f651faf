//! The side panel: quotes by speaker, names with counts, contents, links. Enter goes there.

use crate::app::article::jump::Who;
use crate::app::article::reader::ReaderPane;
use crate::app::command::target::Target;
use crate::app::{Settings, words};
use crate::layout;
use crate::model::{BlockKind, EntityKind, MarkKind, QuoteKind, Span};

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

    const fn empty(self) -> &'static str {
        match self {
            PanelKind::Quotes => "No quotes in this article.",
            PanelKind::Names => "No names in this article.",
            PanelKind::Contents => "No headings in this article.",
            PanelKind::Links => "No links in this article.",
        }
    }
}

/// The panel and what is chosen in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What it lists.
    pub kind: PanelKind,
    /// Its rows, from top to bottom.
    pub rows: Vec<PanelRow>,
    /// The chosen row, always one with a target if there is any.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// It opened by itself on a wide screen and goes when there is no room.
    pub by_itself: bool,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Plain,
}

impl Panel {
    /// A panel of what is in the reader's article.
    pub fn new(kind: PanelKind, reader: &ReaderPane, settings: &Settings) -> Self {
        let rows = match kind {
            PanelKind::Quotes => quotes(reader, settings),
            PanelKind::Names => names(reader),
            PanelKind::Contents => contents(reader),
            PanelKind::Links => links(reader),
        };
        let mut panel = Panel {
            kind,
            rows,
            selected: 0,
            top: 0,
            by_itself: false,
        };
        panel.step(0);
        panel
    }

    /// The same panel of notes that are new. What was chosen stays so.
    pub(in crate::app) fn anew(&self, reader: &ReaderPane, settings: &Settings) -> Self {
        let mut panel = Panel {
            top: self.top,
            by_itself: self.by_itself,
            ..Panel::new(self.kind, reader, settings)
        };
        if let Some(chosen) = self.target() {
            panel.selected = self.selected.min(panel.rows.len().saturating_sub(1));
            panel.step(0);
            panel.follow(Some(chosen));
        }
        panel
    }

    /// What the panel says when it has no rows.
    pub fn empty(&self, noted: bool) -> &'static str {
        match (noted, self.kind) {
            (false, PanelKind::Quotes | PanelKind::Names) => "Looking for quotes and names.",
            _ => self.kind.empty(),
        }
    }

    /// Moves the choice over rows that go somewhere, down when positive.
    pub fn step(&mut self, by: isize) {
        let places: Vec<usize> = self.places().collect();
        let Some(last) = places.len().checked_sub(1) else {
            return;
        };
        let now = places
            .partition_point(|place| *place < self.selected)
            .min(last);
        self.selected = places[now.saturating_add_signed(by).min(last)];
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
        let room = height.saturating_sub(crate::app::shelf::list::HEAD).max(1);
        self.top = self.top.min(self.selected);
        if self.places().next() == Some(self.selected) {
            self.top = 0;
        }
        let mut used = 0;
        for index in (self.top..=self.selected).rev() {
            used += self.height(index, width);
            if used > room {
                self.top = (index + 1).min(self.selected);
                return;
            }
        }
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.target.is_some()).map(|(i, _)| i)
    }
}

/// Quotes under their speakers, who come in the order in which they first speak.
fn quotes(reader: &ReaderPane, settings: &Settings) -> Vec<PanelRow> {
    let mut groups: Vec<(Option<Who<'_>>, Vec<usize>)> = Vec::new();
    let quotes = reader.notes.quotes.iter().enumerate();
    for (index, _) in quotes.filter(|(_, quote)| settings.shows.takes(quote.kind)) {
        let sure = reader
            .speaker(index, settings)
            .is_some_and(|(_, sure)| sure);
        let who = reader.who(index).filter(|_| sure);
        match groups.iter_mut().find(|(of, _)| *of == who) {
            Some((_, quotes)) => quotes.push(index),
            None => groups.push((who, vec![index])),
        }
    }
    // Those of nobody come last.
    groups.sort_by_key(|(who, _)| who.is_none());
    let said = |quotes: &[usize]| -> usize {
        let quotes = quotes
            .iter()
            .filter_map(|index| reader.notes.quotes.get(*index));
        let words = quotes.map(|quote| words::said_words(&reader.article, quote));
        words.sum()
    };
    let most = groups.iter().map(|(_, quotes)| said(quotes)).max();
    // One alone has nobody to be compared with.
    let most = most.filter(|_| groups.len() > 1);
    let mut rows = Vec::new();
    for (who, quotes) in groups {
        let name = match who {
            Some(_) => (reader.notes.quotes.get(quotes[0]))
                .and_then(|quote| reader.notes.speaker_name(&reader.article.text, quote)),
            None => Some("Unclear who".into()),
        };
        rows.push(PanelRow {
            words: name.unwrap_or_default().into_owned(),
            count: Some(quotes.len()),
            depth: 0,
            target: None,
            look: Look::Group,
        });
        if let Some(most) = most {
            let said = said(&quotes);
            rows.push(PanelRow {
                words: words::count(said, "word"),
                count: None,
                depth: 0,
                target: None,
                look: Look::Bar(said, most),
            });
        }
        for index in quotes {
            let quote = &reader.notes.quotes[index];
            rows.push(PanelRow {
                words: words::quoted(&reader.article, quote),
                count: None,
                depth: 2,
                target: Some(Target::Quote(index)),
                look: Look::Quote(quote.kind),
            });
        }
    }
    rows
}

/// Names by kind, the most mentioned first.
fn names(reader: &ReaderPane) -> Vec<PanelRow> {
    const GROUPS: [(&str, EntityKind); 5] = [
        ("People", EntityKind::Person),
        ("Organisations", EntityKind::Organisation),
        ("Places", EntityKind::Place),
        ("Groups", EntityKind::Group),
        ("Other names", EntityKind::Other),
    ];
    let mut rows = Vec::new();
    for (title, kind) in GROUPS {
        let entities = reader.notes.entities.iter().enumerate();
        let mut found: Vec<_> = entities.filter(|(_, it)| it.kind == kind).collect();
        found.sort_by_key(|(_, entity)| std::cmp::Reverse(entity.mentions.len()));
        if found.is_empty() {
            continue;
        }
        rows.push(PanelRow {
            words: title.to_owned(),
            count: Some(found.len()),
            depth: 0,
            target: None,
            look: Look::Group,
        });
        rows.extend(found.into_iter().map(|(index, entity)| PanelRow {
            words: match &entity.role {
                Some(role) => format!("{}, {role}", entity.name),
                None => entity.name.clone(),
            },
            count: Some(entity.mentions.len()),
            depth: 2,
            target: Some(Target::Name(index, 0)),
            look: Look::Name(kind),
        }));
    }
    rows
}

fn contents(reader: &ReaderPane) -> Vec<PanelRow> {
    let blocks = reader.article.blocks.iter().enumerate();
    blocks
        .filter_map(|(index, block)| match block.kind {
            BlockKind::Heading(level) => Some(PanelRow {
                words: words::one_line(block.span.of(&reader.article.text)),
                count: None,
                depth: 2 * u16::from(level.clamp(1, 4) - 1),
                target: Some(Target::Heading(index)),
                look: Look::Plain,
            }),
            _ => None,
        })
        .collect()
}

fn links(reader: &ReaderPane) -> Vec<PanelRow> {
    let marks = reader.article.marks.iter().enumerate();
    marks
        .filter_map(|(index, mark)| match &mark.kind {
            MarkKind::Link(address) => Some(PanelRow {
                words: format!(
                    "{} · {}",
                    words::one_line(mark.span.of(&reader.article.text)),
                    words::shown_address(address)
                ),
                count: None,
                depth: 0,
                target: Some(Target::Link(index)),
                look: Look::Plain,
            }),
            _ => None,
        })
        .collect()
}

impl ReaderPane {
    /// Lets the panel choose what is chosen in the text.
    pub fn follow(&mut self) {
        let target = self.target;
        if let Some(panel) = &mut self.panel {
            panel.follow(target);
        }
    }
}
