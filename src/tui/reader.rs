//! The reader pane: head, text with its voices and names, bars and speakers in the margin, the card.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};

use super::ink::Ink;
use super::{card, picture};
use crate::app::{ReaderPane, State};
use crate::command::Command;
use crate::command::target::Target;
use crate::config::Shows;
use crate::layout::code::Token;
use crate::layout::panes::Area;
use crate::layout::{Line, reads_from_right, runs};
use crate::model::{Block, BlockKind, EntityKind, MarkKind, QuoteKind, Span};
use crate::theme::Role;

/// Everything that drawing a row needs.
pub(super) struct Page<'a> {
    pub(super) state: &'a State,
    pub(super) reader: &'a ReaderPane,
    pub(super) ink: &'a Ink,
    pub(super) area: Area,
    chosen: Option<Span>,
    pub(super) quote: Option<usize>,
}

/// Draws the open article; gives the cell that has the focus.
pub fn draw(
    state: &State,
    reader: &ReaderPane,
    ink: &Ink,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let page = Page {
        state,
        reader,
        ink,
        area,
        chosen: reader.chosen(),
        quote: reader.quote(),
    };
    let room = reader.room(&state.settings);
    for y in 0..room.min(usize::from(area.height)) {
        page.row(reader.top() + y, area.y + y as u16, buffer);
    }
    card::draw(state, reader, ink, area, buffer);
    page.cursor(room)
}

/// What stands in the reader pane while no article is open.
pub fn draw_nothing(state: &State, ink: &Ink, area: Area, buffer: &mut Buffer) {
    let words = match state.list.total() {
        0 => "Nothing to read yet.".to_owned(),
        _ => format!("Press {} to read.", state.keymap.key(Command::Open)),
    };
    let room = area.width.saturating_sub(6);
    ink.put(
        buffer,
        area.x + 4,
        area.y + 1,
        &words,
        room,
        ink.style(Role::Dim),
    );
}

impl Page<'_> {
    /// The first column of the text.
    pub(super) fn left(&self) -> u16 {
        self.area.x + self.reader.column().left
    }

    fn row(&self, row: usize, y: u16, buffer: &mut Buffer) {
        let head = self.reader.head();
        if row < head {
            return self.head_row(row, y, buffer);
        }
        let index = row - head;
        let Some(line) = self.reader.layout().lines.get(index) else {
            return;
        };
        self.margin(index, line, y, buffer);
        let Some(block) = line
            .block()
            .and_then(|block| self.reader.article().blocks.get(block))
        else {
            return;
        };
        if line.picture().is_some() {
            let place = Area {
                x: self.left(),
                y,
                width: self.reader.column().width,
                height: 1,
            };
            if let Some((seen, row)) = self.reader.picture_on(line) {
                picture::row(&seen.halves, row, place, self.ink, buffer);
            }
            return;
        }
        self.indent(block, line, y, buffer);
        self.text(index, line, block, y, buffer);
    }

    fn head_row(&self, row: usize, y: u16, buffer: &mut Buffer) {
        let (reader, ink) = (self.reader, self.ink);
        let Some(row) = row.checked_sub(reader.air()) else {
            return;
        };
        let room = reader.column().width;
        if let Some(line) = reader.headline().get(row) {
            let words = (reader.title(), *line);
            let heading = ink.style(Role::Heading);
            ink.put_line(buffer, (self.left(), y), words, room, heading);
        } else if let Some(fact) = reader.facts().get(row - reader.headline().len()) {
            ink.put(buffer, self.left(), y, fact, room, ink.style(Role::Dim));
        }
    }

    /// The words of a row, each run in its style.
    fn text(&self, index: usize, line: &Line, block: &Block, y: u16, buffer: &mut Buffer) {
        let (reader, ink) = (self.reader, self.ink);
        let marks = self.marks(line.span);
        let hits = reader.hits(line.span);
        let edges = reader.edges(line.span);
        let runs = runs::cut(line.span, edges.chain(marks.iter().map(|(span, _)| *span)));
        let base = self.base(block);
        let (left, right) = (self.left(), self.left() + reader.column().width);
        let shift = reader.shift_of(line);
        let mut end = left;
        let mut run = 0;
        let mut styled = (usize::MAX, Style::new());
        let mut glyphs = reader.layout().glyphs(&reader.article().text, index);
        // Spaces that end a row are not drawn, or an underline would run on.
        let words = glyphs.iter().rposition(|glyph| glyph.symbol != " ");
        glyphs.truncate(words.map_or(0, |last| last + 1));
        for glyph in glyphs {
            while runs.get(run).is_some_and(|it| it.end <= glyph.offset) {
                run += 1;
            }
            // Right-to-left rows go back and forth.
            while run > 0 && runs.get(run).is_none_or(|it| it.start > glyph.offset) {
                run -= 1;
            }
            if styled.0 != run
                && let Some(span) = runs.get(run)
            {
                styled = (run, self.style(base, *span, block, &marks, hits));
            }
            end = end.max(
                left.saturating_add(glyph.column)
                    .saturating_add(glyph.width),
            );
            let Some(column) = glyph.column.checked_sub(shift) else {
                continue;
            };
            let x = left.saturating_add(column);
            if x.saturating_add(glyph.width) > right {
                continue;
            }
            let between_cells = block.kind == BlockKind::Table
                && glyph.symbol == "|"
                && !marks.iter().any(|(span, _)| span.contains(glyph.offset));
            if between_cells {
                ink.set(buffer, x, y, ink.signs.cell, 1, ink.style(Role::Faint));
            } else {
                ink.set(buffer, x, y, glyph.symbol, glyph.width, styled.1);
            }
        }
        if line.parted {
            ink.set(buffer, end, y, "-", 1, styled.1);
        }
        // What is scrolled out of sight at either side.
        let more = ink.style(Role::Accent);
        if shift > 0 && end > left {
            ink.set(buffer, left, y, ink.signs.more, 1, more);
        }
        if reader.is_scrolled(line) && end.saturating_sub(shift) > right {
            ink.set(buffer, right.saturating_sub(1), y, ink.signs.more, 1, more);
        }
    }

    /// The marks that share a byte with a row. Marks never cross blocks, so the walk back ends at
    /// the block's first one.
    fn marks(&self, row: Span) -> Vec<(Span, &MarkKind)> {
        let article = self.reader.article();
        let block = article.blocks.get(article.block_at(row.start));
        let start = block.map_or(row.start, |block| block.span.start);
        let first = article
            .marks
            .partition_point(|mark| mark.span.start < start);
        article.marks[first..]
            .iter()
            .take_while(|mark| mark.span.start < row.end)
            .filter(|mark| mark.span.end > row.start)
            .map(|mark| (mark.span, &mark.kind))
            .collect()
    }

    fn base(&self, block: &Block) -> Style {
        let ink = self.ink;
        match block.kind {
            BlockKind::Heading(_) => ink.style(Role::Heading),
            BlockKind::Code => ink.style(Role::Code),
            BlockKind::Image | BlockKind::Caption => {
                ink.style(Role::Dim).add_modifier(Modifier::ITALIC)
            }
            _ => ink.style(Role::Text),
        }
    }

    /// The style of a run: what surrounds it first, what is special about it last.
    fn style(
        &self,
        base: Style,
        run: Span,
        block: &Block,
        marks: &[(Span, &MarkKind)],
        hits: &[Span],
    ) -> Style {
        let (reader, ink) = (self.reader, self.ink);
        let shows = self.state.settings.shows;
        let mut style = base;
        let plain = !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code);
        if let (true, Some((_, quote))) = (plain, reader.layers().quotes.at(run.start)) {
            let kind = reader.notes().quotes.get(*quote).map(|quote| quote.kind);
            let piece = reader.layers().pieces.at(run.start).is_some();
            style = style.patch(match kind {
                Some(QuoteKind::Mixed) if piece => ink.style(Role::Direct),
                Some(QuoteKind::Direct) => ink.style(Role::Direct),
                _ if shows == Shows::Marks => Style::new(),
                _ => ink.style(Role::Indirect),
            });
        } else if plain
            && shows == Shows::Thoughts
            && reader.layers().thoughts.at(run.start).is_some()
        {
            style = style
                .patch(ink.style(Role::Dim))
                .add_modifier(Modifier::ITALIC);
        }
        if shows != Shows::Marks && reader.layers().cues.at(run.start).is_some() {
            style = style.patch(ink.style(Role::Cue));
        }
        if let (BlockKind::Code, Some((_, token))) =
            (block.kind, reader.layers().code.at(run.start))
        {
            style = style.patch(ink.style(match token {
                Token::Comment => Role::CodeComment,
                Token::Text => Role::CodeText,
                Token::Number => Role::CodeNumber,
                Token::Keyword => Role::CodeKeyword,
            }));
        }
        for (_, kind) in marks.iter().filter(|(span, _)| span.covers(run)) {
            style = match kind {
                MarkKind::Emphasis => style.add_modifier(Modifier::ITALIC),
                MarkKind::Strong | MarkKind::Cell { header: true } => {
                    style.add_modifier(Modifier::BOLD)
                }
                MarkKind::Code => style.patch(ink.style(Role::Code)),
                MarkKind::Link(_) => style.patch(ink.style(Role::Link)),
                MarkKind::Image(_) | MarkKind::Cell { .. } => style,
            };
        }
        let code = |(span, kind): &(Span, &MarkKind)| **kind == MarkKind::Code && span.covers(run);
        if self.state.settings.names
            && !marks.iter().any(code)
            && let Some((_, name)) = reader.layers().names.at(run.start)
            && let Some(entity) = reader.notes().entities.get(name.entity)
        {
            style = style.patch(match entity.kind {
                EntityKind::Person => ink.style(Role::Person),
                EntityKind::Organisation => ink.style(Role::Organisation),
                EntityKind::Place => ink.style(Role::Place),
                EntityKind::Group | EntityKind::Other => ink.style(Role::Name),
                EntityKind::Date => Style::new(),
            });
            if name.first {
                style = style.add_modifier(Modifier::UNDERLINED);
            }
        }
        if reader
            .highlights(Span::new(run.start, run.start + 1))
            .next()
            .is_some()
        {
            style = style.patch(ink.style(Role::Highlight));
        }
        if reader.said_now().is_some_and(|it| it.covers(run))
            || reader.choosing().is_some_and(|it| it.span.covers(run))
        {
            return style.patch(ink.style(Role::Chosen));
        }
        if let Some(hit) = hits.iter().find(|hit| hit.covers(run)) {
            let here = self.chosen == Some(*hit);
            style = style.patch(ink.style(if here { Role::MatchHere } else { Role::Match }));
        } else if let (Some(chosen), Some(Target::Name(..) | Target::Link(_) | Target::Heading(_))) =
            (self.chosen, reader.target())
            && chosen.covers(run)
        {
            style = style.patch(ink.style(Role::Chosen));
        }
        style
    }

    /// The cell with the focus: the row of what is chosen, else the first row of text on the screen.
    fn cursor(&self, room: usize) -> Option<Position> {
        let reader = self.reader;
        let at = |row: usize, column: u16| {
            let y = row.checked_sub(reader.top()).filter(|y| *y < room)?;
            Some(Position::new(self.left() + column, self.area.y + y as u16))
        };
        let exact = matches!(
            reader.target(),
            Some(Target::Name(..) | Target::Link(_) | Target::Match(_))
        );
        if let Some(choosing) = reader.choosing() {
            let (line, column) = reader
                .layout()
                .cell_of(&reader.article().text, choosing.edge());
            if let Some(position) = at(reader.head() + line, column) {
                return Some(position);
            }
        }
        if let Some(span) = self.chosen {
            let (line, column) = reader.layout().cell_of(&reader.article().text, span.start);
            let start = || reader.layout().start_of(&reader.article().text, line);
            let column = if exact { column } else { start() };
            let row = reader.head() + line;
            let line = reader.layout().lines.get(line);
            let shift = line.map_or(0, |line| reader.shift_of(line));
            let column = column.saturating_sub(shift).min(reader.column().width - 1);
            if let Some(position) = at(row, column) {
                return Some(position);
            }
        }
        let row = reader.top().max(reader.air());
        let line = row.checked_sub(reader.head());
        let start = line.map(|line| reader.layout().start_of(&reader.article().text, line));
        // A headline that reads from the right begins there.
        let right =
            || reads_from_right(reader.title()) && row < reader.air() + reader.headline().len();
        let edge = || {
            if right() {
                reader.column().width - 1
            } else {
                0
            }
        };
        at(row, start.unwrap_or_else(edge))
    }
}
