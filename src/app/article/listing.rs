//! What the side panel lists of the article: quotes by speaker, names with counts, contents, links.

use std::collections::HashMap;

use crate::app::article::panel::{Look, Panel, PanelKind, PanelRow};
use crate::app::article::reader::ReaderPane;
use crate::command::target::{Jump, Target};
use crate::config::Settings;
use crate::model::{Block, BlockKind, EntityKind, Mark, SortSmall, Who};
use crate::speech::places;
use crate::words;

impl ReaderPane {
    /// A panel of what is in the article.
    pub(super) fn panel_of(&self, kind: PanelKind, settings: &Settings) -> Panel {
        Panel::of(kind, self.panel_rows(kind, settings))
    }

    /// Lists in the panel what is there and shown now.
    pub fn list_anew(&mut self, settings: &Settings) {
        if let Some(panel) = &self.panel {
            self.panel = Some(panel.anew(self.panel_rows(panel.kind, settings)));
        }
    }

    /// Opens the panel that stood beside the article before, unless it had opened by itself; where that is another text of
    /// the same article, what was wished there is wished here.
    pub(in crate::app) fn open_as(&mut self, other: &ReaderPane, settings: &Settings) {
        self.wish = other.wish.filter(|_| other.id == self.id);
        if other.begun && other.id == self.id {
            self.go_on_from(other);
        }
        let panel = other.panel.as_ref().filter(|panel| !panel.by_itself);
        self.panel = panel.map(|panel| self.panel_of(panel.kind, settings));
    }

    /// What is said where the panel has no rows.
    pub fn nothing_in(&self, panel: &Panel, settings: &Settings) -> String {
        let jump = match panel.kind {
            PanelKind::Quotes | PanelKind::Names if !self.noted => {
                return "Looking for quotes and names.".to_owned();
            }
            PanelKind::Quotes => Jump::Quote,
            PanelKind::Names => Jump::Name,
            PanelKind::Contents => Jump::Heading,
            PanelKind::Links => Jump::Link,
        };
        places::none(jump, settings.shows)
    }

    fn panel_rows(&self, kind: PanelKind, settings: &Settings) -> Vec<PanelRow> {
        match kind {
            PanelKind::Quotes => quotes(self, settings),
            PanelKind::Names => names(self),
            PanelKind::Contents => contents(self),
            PanelKind::Links => links(self),
        }
    }
}

/// Quotes under their speakers, who come in the order in which they first speak.
fn quotes(reader: &ReaderPane, settings: &Settings) -> Vec<PanelRow> {
    let mut groups: Vec<(Option<Who<'_>>, Vec<usize>)> = Vec::new();
    let mut known: HashMap<Option<Who<'_>>, usize> = HashMap::new();
    let quotes = reader.notes.quotes.iter().enumerate();
    for (index, _) in quotes.filter(|(_, quote)| settings.shows.takes(quote.kind)) {
        let sure = reader
            .speaker(index, settings)
            .is_some_and(|(_, sure)| sure);
        let who = reader.who(index).filter(|_| sure);
        let of = *known.entry(who.clone()).or_insert(groups.len());
        match groups.get_mut(of) {
            Some((_, quotes)) => quotes.push(index),
            None => groups.push((who, vec![index])),
        }
    }
    // Those of nobody come last.
    groups.sort_small_by_key(|(who, _)| who.is_none());
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
        let name = name.unwrap_or_default().into_owned();
        rows.push(PanelRow::group(name, quotes.len()));
        if let Some(most) = most {
            let said = said(&quotes);
            rows.push(PanelRow::new(
                words::count(said, "word"),
                Look::Bar(said, most),
            ));
        }
        for index in quotes {
            let quote = &reader.notes.quotes[index];
            let words = words::quoted(&reader.article, quote);
            rows.push(PanelRow {
                depth: 2,
                target: Some(Target::Quote(index)),
                ..PanelRow::new(words, Look::Quote(quote.kind))
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
        found.sort_small_by_key(|(_, entity)| std::cmp::Reverse(entity.mentions.len()));
        if found.is_empty() {
            continue;
        }
        rows.push(PanelRow::group(title.to_owned(), found.len()));
        rows.extend(found.into_iter().map(|(index, entity)| {
            let words = words::known(", ", [Some(entity.name.clone()), entity.role.clone()]);
            PanelRow {
                count: Some(entity.mentions.len()),
                depth: 2,
                target: Some(Target::Name(index, 0)),
                ..PanelRow::new(words, Look::Name(kind))
            }
        }));
    }
    rows
}

fn contents(reader: &ReaderPane) -> Vec<PanelRow> {
    let blocks = reader.article.blocks.iter().enumerate();
    let row = |(index, block): (usize, &Block)| {
        let BlockKind::Heading(level) = block.kind else {
            return None;
        };
        let words = words::one_line(block.span.of(&reader.article.text));
        Some(PanelRow {
            depth: 2 * u16::from(level.clamp(1, 4) - 1),
            target: Some(Target::Heading(index)),
            ..PanelRow::new(words, Look::Plain)
        })
    };
    blocks.filter_map(row).collect()
}

fn links(reader: &ReaderPane) -> Vec<PanelRow> {
    let marks = reader.article.marks.iter().enumerate();
    let row = |(index, mark): (usize, &Mark)| {
        let address = mark.link()?;
        let words = words::one_line(mark.span.of(&reader.article.text));
        let words = format!("{words} · {}", words::shown_address(address));
        Some(PanelRow {
            target: Some(Target::Link(index)),
            ..PanelRow::new(words, Look::Plain)
        })
    };
    marks.filter_map(row).collect()
}
