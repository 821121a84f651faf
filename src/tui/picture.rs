//! A picture over the whole screen, with its words below it: half blocks of colour as ordinary cells, or room for the
//! pixels that the terminal draws itself.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use super::ink::Ink;
use super::overlay::without_panes;
use crate::app::geometry::panes;
use crate::app::{Overlay, State, Viewed};
use crate::layout::panes::Area;
use crate::layout::wrap_words;
use crate::model::{Picture, Span, fitting};
use crate::theme::Role;

/// Pixels of a cell where half blocks draw them: one beside, two above each other.
const HALVES: (u16, u16) = (1, 2);

/// A picture of few pixels is made so many times as large at most.
const LARGER: u32 = 4;

/// Where a picture stands, and what its pixels are.
pub struct Placed<'a> {
    /// Its cells.
    pub area: Area,
    /// Columns and rows of pixels there.
    pub pixels: (u32, u32),
    /// The picture.
    pub picture: &'a Arc<Picture>,
}

/// The pictures on the screen, where a cell has so many pixels: the one that is looked at, else those that stand whole in the
/// text. Of one that is cut by an edge half blocks are seen.
pub fn all_placed(state: &State, cell: (u16, u16)) -> Vec<Placed<'_>> {
    match &state.overlay {
        None => in_text(state, cell),
        Some(_) => placed(state, cell).into_iter().collect(),
    }
}

/// The pictures that stand whole in the text of the open article.
fn in_text(state: &State, cell: (u16, u16)) -> Vec<Placed<'_>> {
    let (Some(pane), Some(reader)) = (panes(state).reader, &state.reader) else {
        return Vec::new();
    };
    let room = reader.room(&state.settings).min(pane.height.into());
    let (first, end) = (reader.top(), reader.top() + room);
    let head = reader.head();
    let lines = reader.layout().lines.iter().enumerate();
    let seen = lines
        .skip(first.saturating_sub(head))
        .map(|(at, line)| (at + head, line))
        .take_while(|(row, _)| *row < end)
        .filter(|(_, line)| line.picture() == Some(0));
    let whole = seen.filter_map(|(row, line)| {
        let (small, _) = reader.picture_on(line)?;
        let (width, height) = small.cells();
        let place = Area {
            x: pane.x + reader.column().left,
            y: pane.y + u16::try_from(row - first).ok()?,
            width,
            height,
        };
        (row + usize::from(height) <= end).then_some(Placed {
            area: place,
            pixels: (
                u32::from(width) * u32::from(cell.0),
                u32::from(height) * u32::from(cell.1),
            ),
            picture: &small.fine,
        })
    });
    whole.collect()
}

/// The place of the picture that is looked at, where a cell has so many pixels.
pub fn placed(state: &State, cell: (u16, u16)) -> Option<Placed<'_>> {
    let Some(Overlay::Picture(viewed)) = &state.overlay else {
        return None;
    };
    let picture = viewed.picture()?;
    let (columns, rows) = state.size;
    let words = words(viewed, columns, rows);
    let below = words.iter().map(|(_, lines)| lines.len()).sum::<usize>();
    let room = Area {
        x: 0,
        y: 0,
        width: columns,
        height: rows.saturating_sub(2 + u16::try_from(below).unwrap_or(rows)),
    };
    let (area, pixels) = within(picture, room, cell)?;
    Some(Placed {
        area,
        pixels,
        picture,
    })
}

/// The cells that a picture takes in the middle of a room, and the pixels there.
fn within(picture: &Picture, room: Area, cell: (u16, u16)) -> Option<(Area, (u32, u32))> {
    if room.width == 0 || room.height == 0 {
        return None;
    }
    let (wide, high) = (u32::from(cell.0.max(1)), u32::from(cell.1.max(1)));
    let most = |cells: u16, pixels: u32, own: u32| (u32::from(cells) * pixels).min(own * LARGER);
    let most = (
        most(room.width, wide, picture.width),
        most(room.height, high, picture.height),
    );
    let pixels = fitting((picture.width, picture.height), most);
    let cells = |pixels: u32, each: u32| u16::try_from(pixels.div_ceil(each)).unwrap_or(u16::MAX);
    let (width, height) = (
        cells(pixels.0, wide).min(room.width),
        cells(pixels.1, high).min(room.height),
    );
    let area = Area {
        x: room.x + (room.width - width) / 2,
        y: room.y + (room.height - height) / 2,
        width,
        height,
    };
    Some((area, pixels))
}

/// The words below: the caption, and what the page says in the picture's place; each with its lines.
fn words(viewed: &Viewed, columns: u16, rows: u16) -> Vec<(&str, Vec<Span>)> {
    let room = columns.saturating_sub(4).clamp(1, 100);
    let most = usize::from(rows / 4).max(1);
    let both = [viewed.caption.as_str(), viewed.alt.as_str()];
    let both = both
        .into_iter()
        .enumerate()
        .filter(|(at, words)| !words.is_empty() && (*at == 0 || viewed.caption != viewed.alt));
    both.map(|(_, words)| (words, wrap_words(words, room, most)))
        .collect()
}

/// Draws the picture that is looked at, or why there is none, over the panes.
pub fn draw(state: &State, viewed: &Viewed, ink: &Ink, buffer: &mut Buffer) {
    let (columns, rows) = state.size;
    let all = without_panes(state, buffer);
    let words = words(viewed, columns, rows);
    let below: usize = words.iter().map(|(_, lines)| lines.len()).sum();
    let below = u16::try_from(below).unwrap_or(rows);
    let mut y = all.height.saturating_sub(below);
    if let Some(placed) = placed(state, ink.cell.unwrap_or(HALVES)) {
        if ink.cell.is_none() {
            halves(placed.picture, placed.area, ink, buffer);
        }
    } else {
        y = (all.height / 2).min(y);
    }
    let room = columns.saturating_sub(4).clamp(1, 100);
    for (at, (text, lines)) in words.iter().enumerate() {
        let role = if at == 0 { Role::Text } else { Role::Dim };
        for line in lines {
            ink.put_line(
                buffer,
                (2.min(columns), y),
                (text, *line),
                room,
                ink.style(role),
            );
            y += 1;
        }
    }
}

/// Two pixels in each cell: the upper as the colour of a half block, the lower as what is behind it. ASCII has no half
/// block: there it is one pixel.
fn halves(picture: &Picture, area: Area, ink: &Ink, buffer: &mut Buffer) {
    let high = if ink.is_ascii() { 1 } else { 2 };
    let (width, height) = (u32::from(area.width), u32::from(area.height) * high);
    let scaled = Picture {
        rgb: picture.scaled(width, height),
        width,
        height,
        ..*picture
    };
    for nth in 0..area.height {
        let place = Area {
            y: area.y + nth,
            height: 1,
            ..area
        };
        let first = if ink.is_ascii() { nth } else { 2 * nth };
        cells(&scaled, (first.into(), high), place, ink, buffer);
    }
}

/// A row of a picture that stands in the text: two rows of its pixels.
pub fn row(picture: &Picture, row: u16, place: Area, ink: &Ink, buffer: &mut Buffer) {
    cells(picture, (2 * u32::from(row), 2), place, ink, buffer);
}

/// A row of cells: in each one or two pixels, from that row of pixels on.
fn cells(
    picture: &Picture,
    (first, high): (u32, u32),
    place: Area,
    ink: &Ink,
    buffer: &mut Buffer,
) {
    let colour = |x: u32, y: u32| {
        let at = (y as usize * picture.width as usize + x as usize) * 3;
        match picture.rgb.get(at..at + 3) {
            Some(&[red, green, blue]) => ink.pixel(red, green, blue),
            _ => Color::Reset,
        }
    };
    let wide = u16::try_from(picture.width)
        .unwrap_or(u16::MAX)
        .min(place.width);
    for column in 0..wide {
        let x = u32::from(column);
        if first >= picture.height {
            return;
        }
        let style = Style::new().bg(colour(x, first + high - 1));
        let (sign, style) = match ink.is_ascii() {
            true => (" ", style),
            false => ("▀", style.fg(colour(x, first))),
        };
        ink.set(buffer, place.x + column, place.y, sign, 1, style);
    }
}
