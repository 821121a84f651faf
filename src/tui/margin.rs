//! Left of the words: bars and speakers in the margin, bullets, numbers and quote bars in the indent.

use ratatui::buffer::Buffer;

use super::reader::Page;
use crate::layout::{Line, width};
use crate::model::{Block, BlockKind, EntityKind, QuoteKind, Span, Who};
use crate::theme::Role;

impl Page<'_> {
    /// Bar and speaker's name left of a row.
    pub(super) fn margin(&self, index: usize, line: &Line, y: u16, buffer: &mut Buffer) {
        let (reader, ink, column) = (self.reader, self.ink, self.reader.column());
        let row = Span::new(line.span.start, line.span.end.max(line.span.start + 1));
        let note = reader.notes_on(row).any(|it| {
            // The sign stands once, beside the first row of the passage.
            !it.words.is_empty() && it.span.is_some_and(|span| row.contains(span.start))
        });
        if note && column.left > 0 {
            let x = self.area.x
                + column
                    .left
                    .saturating_sub(if column.left > 2 { 2 } else { 1 });
            ink.set(buffer, x, y, ink.signs.note, 1, ink.style(Role::Accent));
        }
        let Some((quote, kind)) = reader
            .layers()
            .voice(reader.notes(), row, self.quote, |kind| {
                self.state.settings.shows.takes(kind)
            })
        else {
            return;
        };
        let (sign, role) = match kind {
            _ if Some(quote) == self.quote => (ink.signs.chosen, Role::ChosenBar),
            QuoteKind::Direct => (ink.signs.direct, Role::DirectBar),
            QuoteKind::Mixed => (ink.signs.direct, Role::IndirectBar),
            QuoteKind::Indirect => (ink.signs.indirect, Role::IndirectBar),
        };
        let bar = self.area.x + column.bar;
        ink.set(buffer, bar, y, sign, 1, ink.style(role));
        if column.name == 0 {
            return;
        }
        let Some(name) = self.name_beside(index, row) else {
            return;
        };
        let wide = u16::try_from(width::of(&name))
            .unwrap_or(column.name)
            .min(column.name);
        let chosen = self.quote.is_some_and(|chosen| self.begins_on(chosen, row));
        let style = if chosen {
            ink.style(Role::Accent)
        } else {
            ink.style(Role::Dim)
        };
        ink.put(buffer, bar - 1 - wide, y, &name, wide, style);
    }

    /// Whether the first words of a quote stand on the row.
    pub(super) fn begins_on(&self, quote: usize, row: Span) -> bool {
        let quote = self.reader.notes().quotes.get(quote);
        quote.is_some_and(|quote| row.contains(quote.span().start))
    }

    /// The name to stand beside a row: of the first quote that begins there, unless the quote before
    /// it in the same paragraph has the same speaker.
    pub(super) fn name_beside(&self, index: usize, row: Span) -> Option<String> {
        let reader = self.reader;
        reader.layout().lines.get(index)?.block()?;
        let first = reader
            .notes()
            .quotes
            .partition_point(|q| q.span().start < row.start);
        let quote = reader.notes().quotes.get(first)?;
        if !row.contains(quote.span().start) {
            return None;
        }
        let name = self.name_of(first)?;
        if let Some(before) = first.checked_sub(1)
            && self.name_of(before).as_ref() == Some(&name)
            && reader
                .article()
                .block_at(reader.notes().quotes[before].span().start)
                == reader.article().block_at(row.start)
        {
            return None;
        }
        Some(name)
    }

    /// The speaker of a quote, as short as the margin needs it; doubtful ones with a question mark.
    pub(super) fn name_of(&self, quote: usize) -> Option<String> {
        let reader = self.reader;
        let (name, sure) = reader.speaker(quote, &self.state.settings)?;
        let entity = match reader.who(quote) {
            Some(Who::Entity(entity)) => reader.notes().entities.get(entity),
            _ => None,
        };
        let is_person = entity.is_some_and(|entity| {
            !matches!(entity.kind, EntityKind::Organisation | EntityKind::Place)
        });
        let alone = (reader.notes().quotes.get(quote)).is_none_or(|quote| quote.speakers.len() < 2);
        let mark = if sure { "" } else { "?" };
        let room = usize::from(reader.column().name) - mark.len();
        Some(format!(
            "{}{mark}",
            short_name(&name, is_person && alone, room)
        ))
    }

    /// Bullet, number, quote bars, or the label of a table's cell: at the left, and at the right of a
    /// paragraph that reads from there.
    pub(super) fn indent(&self, block: &Block, line: &Line, y: u16, buffer: &mut Buffer) {
        let (ink, left) = (self.ink, self.left());
        let dim = ink.style(Role::Dim);
        // The first column of `wide` columns that begin `from` columns behind the edge.
        let place = |from: u16, wide: u16| match line.from_right {
            true => (left + self.reader.column().width).saturating_sub(from + wide),
            false => left + from,
        };
        let wide = |words: &str| u16::try_from(width::of(words)).unwrap_or(u16::MAX);
        if let Some(label) = self.reader.layout().label(line) {
            let label = format!("{}:", label.of(&self.reader.article().text));
            let room = wide(&label).min(line.indent.saturating_sub(1));
            ink.put_text(buffer, (place(0, room), y), &label, room, dim);
        }
        let first = line.span.start == block.span.start && line.picture().is_none();
        let depth = usize::from(block.depth.max(1) - 1);
        let before = (2 * depth as u16).min(line.indent);
        match block.kind {
            BlockKind::Item(number) if first && line.indent > 0 => {
                let sign = ink.signs.bullets[depth.min(2)].to_owned();
                let sign = match (number, line.from_right) {
                    (Some(number), true) => format!(".{number}"),
                    (Some(number), false) => format!("{number}."),
                    (None, _) => sign,
                };
                let x = place(before, wide(&sign));
                ink.put(buffer, x, y, &sign, line.indent, dim);
            }
            BlockKind::BlockQuote => {
                for level in 0..=depth as u16 {
                    if 2 * level < line.indent {
                        let faint = ink.style(Role::Faint);
                        ink.set(buffer, place(2 * level, 1), y, ink.signs.quoted, 1, faint);
                    }
                }
            }
            BlockKind::Code => {
                for x in left..left + self.reader.column().width {
                    ink.set(buffer, x, y, " ", 1, ink.style(Role::Code));
                }
            }
            BlockKind::Image if first => {
                let words = "Picture:";
                ink.put(buffer, place(0, wide(words)), y, words, line.indent, dim);
            }
            BlockKind::Rule => {
                let wide = self.reader.column().width;
                for x in left..left + wide.min(24) {
                    ink.set(buffer, x, y, ink.signs.rule, 1, ink.style(Role::Faint));
                }
            }
            _ => {}
        }
    }
}

/// A name that fits: the whole one, without its article, of a person the surname with what belongs to it ("van Dam"), else
/// its last word; the rest is cut off.
fn short_name(name: &str, is_person: bool, room: usize) -> &str {
    let fits = |name: &&str| width::of(name) <= room;
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let Some((before, last)) = bare.rsplit_once(' ').filter(|_| is_person) else {
        return if fits(&name) { name } else { bare };
    };
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let belongs = before.rsplit(' ').take_while(is_small);
    let long = belongs.map(|word| word.len() + 1).sum::<usize>() + last.len();
    let surname = bare.get(bare.len().saturating_sub(long)..).unwrap_or(bare);
    let known = last.starts_with(char::is_uppercase);
    let ways = [name, bare].into_iter().chain(known.then_some(surname));
    let fitting = ways.chain(known.then_some(last)).find(fits);
    fitting.unwrap_or(if known { last } else { bare })
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn a_name_is_as_long_as_the_margin_allows() {
        for (name, is_person, room, short) in [
            ("Ruth Okafor", true, 12, "Ruth Okafor"),
            ("Ruth Okafor", true, 8, "Okafor"),
            ("Piet van Dam", true, 8, "van Dam"),
            ("Piet van Dam", true, 5, "Dam"),
            ("Ana de la Cruz", true, 10, "de la Cruz"),
            ("the coast guard", false, 15, "the coast guard"),
            ("the coast guard", false, 9, "coast guard"),
            ("the witness", true, 8, "witness"),
            ("the old keeper", true, 8, "old keeper"),
            ("Harbour Board", false, 8, "Harbour Board"),
            ("van Dam", true, 5, "Dam"),
        ] {
            assert_eq!(short_name(name, is_person, room), short, "{name}, {room}");
        }
    }
}
