//! A sheet over the whole screen: rows of words with bars or signs beside them, and a dim line under
//! each. Two texts stand side by side where there is room, else the newer below the older; `-` and `+`
//! say which is which, and underlines where they differ.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};

use super::bars;
use super::ink::{Ink, rect};
use crate::app::State;
use crate::app::article::panel::HEAD;
use crate::app::article::panel::Look;
use crate::app::sheet::bar::Bar;
use crate::app::sheet::shape::Shape;
use crate::app::sheet::{Body, Sheet, SheetRow};
use crate::compare::Side;
use crate::layout::panes::Area;
use crate::layout::{of_line, reads_from_right, width};
use crate::model::{QuoteKind, Span};
use crate::theme::Role;
use crate::words;
use crate::words::day;
use crate::words::shares::{Share, Shares};

/// What drawing a row needs.
struct Page<'a> {
    ink: &'a Ink,
    area: Area,
    shape: Shape,
}

/// One of two texts, how its own words look, and its sign.
struct Text<'a> {
    side: &'a Side,
    role: Role,
    sign: Option<&'a str>,
}

/// Draws the sheet; gives the cell of its chosen row.
pub fn draw(
    state: &State,
    sheet: &Sheet,
    ink: &Ink,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let shape = Shape::new(sheet, area.width, state.settings.measure);
    let page = Page { ink, area, shape };
    page.head(sheet, buffer);
    let left = area.x + shape.column.left;
    let head = sheet.head(area.height);
    if head > HEAD {
        page.shares(sheet.shares(), buffer);
    }
    let mut y = area.y + head;
    let end = area.y + area.height;
    let mut cursor = None;
    for index in sheet.top()..sheet.len() {
        let Some(row) = sheet.row(index).filter(|_| y < end) else {
            break;
        };
        let height = shape.height(row);
        let chosen = index == sheet.selected();
        page.row(row, chosen, y, buffer);
        if chosen {
            let inner = height.saturating_sub(1).min(end - y);
            let block = rect(Area {
                y,
                height: inner,
                ..area
            });
            buffer.set_style(block, ink.style(Role::Row));
            cursor = Some(Position::new(left, y));
        }
        y = y.saturating_add(height);
    }
    if sheet.is_empty() {
        let words = "Nothing has these words.";
        ink.put(buffer, left, y, words, area.width, ink.style(Role::Dim));
        return Some(Position::new(left, y));
    }
    cursor
}

impl Page<'_> {
    fn left(&self) -> u16 {
        self.area.x + self.shape.column.left
    }

    fn room(&self) -> u16 {
        (self.area.x + self.area.width).saturating_sub(self.left() + 1)
    }

    /// The name of the sheet and its counts, or what it is filtered by.
    fn head(&self, sheet: &Sheet, buffer: &mut Buffer) {
        let (ink, y) = (self.ink, self.area.y);
        let room = self.room();
        let heading = ink.style(Role::Heading);
        let x = ink.put(buffer, self.left(), y, sheet.title(), room * 2 / 3, heading) + 2;
        let left = (self.left() + room).saturating_sub(x);
        if sheet.filter().is_empty() {
            ink.put(buffer, x, y, sheet.facts(), left, ink.style(Role::Dim));
            return;
        }
        let filter = format!("/{}", sheet.filter());
        let x = ink.put(buffer, x, y, &filter, left, ink.style(Role::Accent)) + 2;
        let left = (self.left() + room).saturating_sub(x);
        let rows = words::count(sheet.len(), "row");
        ink.put(buffer, x, y, &rows, left, ink.style(Role::Dim));
    }

    /// When and by whom somebody was quoted, as bars under the name.
    fn shares(&self, shares: &Shares, buffer: &mut Buffer) {
        let ink = self.ink;
        let (dim, bar) = (ink.style(Role::Dim), ink.style(Role::DirectBar));
        let mut y = self.area.y + 1;
        let end = self.left() + self.room();
        if let (true, [first, .., last]) = (shares.has_times(), shares.times.as_slice()) {
            let words: Vec<usize> = shares.times.iter().map(|it| it.words).collect();
            let name = |share: &Share| day::short_month(&share.name);
            let x = ink.put(buffer, self.left(), y, &name(first), 12, dim) + 1;
            let styles = (bar, ink.style(Role::Faint));
            let x = bars::upward(ink, buffer, (x, y), &words, styles) + 1;
            ink.put(buffer, x, y, &name(last), end.saturating_sub(x), dim);
            y += 1;
        }
        if !shares.has_outlets() {
            return;
        }
        /// Columns of the longest bar.
        const BAR: u16 = 8;
        let most = shares.outlets.first().map_or(0, |it| it.words);
        let mut x = self.left();
        for share in &shares.outlets {
            let words = share.words.to_string();
            let wide = u16::try_from(width::of(&share.name) + words.len()).unwrap_or(u16::MAX);
            // A name, a blank, its bar, a blank, its words.
            if x.saturating_add(wide).saturating_add(BAR + 2) > end {
                ink.put(buffer, x, y, ink.signs.more, 1, dim);
                return;
            }
            x = ink.put(buffer, x, y, &share.name, u16::MAX, dim) + 1;
            x = bars::across(ink, buffer, (x, y), BAR, (share.words, most), bar) + 1;
            x = ink.put(buffer, x, y, &words, u16::MAX, dim) + 3;
        }
    }

    /// A name, its bar and its words.
    fn bar_row(&self, bar: &Bar, y: u16, buffer: &mut Buffer) {
        let (ink, wide) = (self.ink, self.shape.column.width);
        let column = u16::try_from(bar.column)
            .unwrap_or(u16::MAX)
            .min(wide * 2 / 5);
        let name = ink.style(Role::Heading);
        ink.put(buffer, self.left(), y, &bar.name, column, name);
        let label = bar.label();
        let taken = u16::try_from(label.len())
            .unwrap_or(u16::MAX)
            .saturating_add(column + 4);
        let (room, x) = (wide.saturating_sub(taken), self.left() + column + 2);
        let style = ink.style(Role::DirectBar);
        let x = bars::across(ink, buffer, (x, y), room, (bar.words, bar.most), style) + 1;
        ink.put(buffer, x, y, &label, u16::MAX, ink.style(Role::Dim));
    }

    fn row(&self, row: &SheetRow, chosen: bool, top: u16, buffer: &mut Buffer) {
        let (ink, column) = (self.ink, self.shape.column);
        let end = self.area.y + self.area.height;
        let dim = ink.style(Role::Dim);
        let mut y = top;
        let put_line = |y: u16, words: &str, style: Style, buffer: &mut Buffer| {
            if y < end {
                ink.put(buffer, self.left(), y, words, self.room(), style);
            }
        };
        if !row.head.is_empty() {
            put_line(y, &row.head, ink.style(Role::Heading), buffer);
            y += 1;
        }
        let lines = self.shape.lines(row);
        match &row.body {
            Body::Unchanged(count) => {
                let paragraphs = words::count(*count, "paragraph");
                put_line(y, &format!("{paragraphs} unchanged"), dim, buffer);
                y += 1;
            }
            Body::Bar(bar) => {
                if y < end {
                    self.bar_row(bar, y, buffer);
                    self.bar(row.look, chosen, y, buffer);
                }
                y += 1;
            }
            Body::Words(words) => {
                let style = style(row.look, ink);
                for line in &lines.first {
                    if y < end {
                        let words = (words.as_str(), *line);
                        let room = self.room().min(column.width);
                        ink.put_line(buffer, (self.left(), y), words, room, style);
                    }
                    self.bar(row.look, chosen, y, buffer);
                    y += 1;
                }
            }
            Body::Pair(pair) => {
                let signs = !pair.is_same();
                let left = self.left();
                let old = Text {
                    side: &pair.old,
                    role: Role::Gone,
                    sign: signs.then_some("-"),
                };
                let new = Text {
                    side: &pair.new,
                    role: Role::New,
                    sign: signs.then_some("+"),
                };
                let below = self.text(&old, &lines.first, left, y, buffer);
                y = match self.shape.second {
                    Some(second) => self.text(&new, &lines.second, self.area.x + second, y, buffer),
                    None => self.text(&new, &lines.second, left, below, buffer),
                };
            }
        }
        // A day of another year may need more columns than the margin has; it is not cut.
        let cut = column.name < 6 || width::of(&row.day) > usize::from(column.name);
        let with_facts = cut && matches!(row.body, Body::Words(_)) && !row.facts.is_empty();
        let in_margin = column.name >= 6 && !with_facts;
        if in_margin && top < end && !matches!(row.body, Body::Pair(_)) {
            let wide = u16::try_from(width::of(&row.day))
                .unwrap_or(column.name)
                .min(column.name);
            let x = self.area.x + column.bar.saturating_sub(1 + wide);
            ink.put(buffer, x, top, &row.day, wide, dim);
        }
        if !row.facts.is_empty() && y < end {
            let facts = match with_facts {
                true => format!("{} · {}", row.day, row.facts),
                false => row.facts.clone(),
            };
            // Of two texts they are about the second.
            let x = self
                .shape
                .second
                .map_or(self.left(), |second| self.area.x + second);
            let room = (self.area.x + self.area.width).saturating_sub(x + 1);
            ink.put(buffer, x, y, facts.trim_start_matches(" · "), room, dim);
        }
    }

    /// The bar of a quotation in the margin.
    fn bar(&self, look: Look, chosen: bool, y: u16, buffer: &mut Buffer) {
        let (ink, x) = (self.ink, self.area.x + self.shape.column.bar);
        let (sign, role) = match look {
            _ if chosen => (ink.signs.chosen, Role::ChosenBar),
            Look::Quote(QuoteKind::Direct) => (ink.signs.direct, Role::DirectBar),
            Look::Quote(QuoteKind::Mixed) => (ink.signs.direct, Role::IndirectBar),
            Look::Quote(QuoteKind::Indirect) => (ink.signs.indirect, Role::IndirectBar),
            _ => return,
        };
        ink.set(buffer, x, y, sign, 1, ink.style(role));
    }

    /// Draws one of two texts; gives the row after it.
    fn text(&self, text: &Text<'_>, lines: &[Span], x: u16, top: u16, buffer: &mut Buffer) -> u16 {
        let ink = self.ink;
        let end = self.area.y + self.area.height;
        let plain = ink.style(Role::Text);
        let marked = plain.patch(ink.style(text.role));
        for (y, line) in (top..end).zip(lines) {
            if let (Some(sign), true) = (text.sign, y == top) {
                let style = ink.style(text.role).remove_modifier(Modifier::UNDERLINED);
                ink.set(buffer, x.saturating_sub(2), y, sign, 1, style);
            }
            let (words, room) = (&text.side.words, Some(self.shape.column.width));
            for glyph in of_line(words, *line, room, reads_from_right(words)) {
                let is_marked = text.side.marks.iter().any(|it| it.contains(glyph.offset));
                let style = if is_marked { marked } else { plain };
                let x = x.saturating_add(glyph.column);
                ink.set(buffer, x, y, glyph.symbol, glyph.width, style);
            }
        }
        top.saturating_add(u16::try_from(lines.len()).unwrap_or(u16::MAX))
    }
}

fn style(look: Look, ink: &Ink) -> Style {
    match look {
        Look::Quote(QuoteKind::Direct) => ink.style(Role::Direct),
        Look::Quote(_) => ink.style(Role::Indirect),
        _ => ink.style(Role::Heading),
    }
}
