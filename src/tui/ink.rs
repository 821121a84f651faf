//! The theme and the signs that views draw with, and the few ways in which they put text on cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::layout::panes::Area;
use crate::layout::{Glyph, is_rtl, of_line, reads_from_right, width};
use crate::model::{Span, is_unsafe};
use crate::theme::{Role, Theme};

/// Theme and signs.
#[derive(Clone, Debug)]
pub struct Ink {
    theme: Theme,
    name: String,
    /// Signs for what is no text.
    pub signs: &'static Signs,
    ascii: bool,
    /// Columns and rows of pixels in a cell, where the terminal draws pictures itself; none where they are half blocks.
    pub cell: Option<(u16, u16)>,
}

/// The signs of the screen; ASCII has its own.
#[derive(Debug)]
pub struct Signs {
    /// Beside direct speech.
    pub direct: &'static str,
    /// Beside reported speech.
    pub indirect: &'static str,
    /// Beside the chosen quote.
    pub chosen: &'static str,
    /// Between panes.
    pub wall: &'static str,
    /// A line across.
    pub rule: &'static str,
    /// Beside a block quote.
    pub quoted: &'static str,
    /// Between the cells of a table.
    pub cell: &'static str,
    /// Not read.
    pub unread: &'static str,
    /// A favourite.
    pub favourite: &'static str,
    /// List items, by depth.
    pub bullets: [&'static str; 3],
    /// What was cut off.
    pub more: &'static str,
    /// Between facts.
    pub dot: &'static str,
    /// Beside the chosen row of a panel.
    pub here: &'static str,
    /// Beside a passage with a note of the reader.
    pub note: &'static str,
}

const UNICODE: Signs = Signs {
    direct: "▎",
    indirect: "▏",
    chosen: "▌",
    wall: "│",
    rule: "─",
    quoted: "│",
    cell: "│",
    unread: "●",
    favourite: "★",
    bullets: ["•", "◦", "▪"],
    more: "…",
    dot: "·",
    here: "›",
    note: "¶",
};

const ASCII: Signs = Signs {
    direct: "|",
    indirect: ":",
    chosen: "#",
    wall: "|",
    rule: "-",
    quoted: ">",
    cell: "|",
    unread: "*",
    favourite: "+",
    bullets: ["*", "o", "-"],
    more: "~",
    dot: "-",
    here: ">",
    note: "n",
};

impl Ink {
    /// The ink of a theme; `ascii` where the terminal knows no other signs.
    pub fn new(theme: &str, ascii: bool) -> Self {
        Ink {
            theme: Theme::named(theme),
            name: theme.to_owned(),
            signs: if ascii { &ASCII } else { &UNICODE },
            ascii,
            cell: None,
        }
    }

    /// Takes another theme when it is not this one; gives whether it was another.
    pub fn follow(&mut self, theme: &str) -> bool {
        let other = self.name != theme;
        if other {
            let cell = self.cell;
            *self = Ink::new(theme, self.ascii);
            self.cell = cell;
        }
        other
    }

    /// Whether the terminal knows ASCII alone.
    pub const fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// The colour of a pixel: itself, or where true colour is not announced the nearest of the 216 that terminals have
    /// beside the user's own.
    pub fn pixel(&self, red: u8, green: u8, blue: u8) -> Color {
        if self.name != "ansi" {
            return Color::Rgb(red, green, blue);
        }
        // The levels are 0, 95, 135, 175, 215 and 255.
        let level = |value: u8| match value {
            ..48 => 0,
            48..115 => 1,
            _ => (value - 35) / 40,
        };
        Color::Indexed(16 + 36 * level(red) + 6 * level(green) + level(blue))
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// What is drawn for a character: itself, or what ASCII has for it.
    pub fn symbol<'a>(&self, symbol: &'a str) -> &'a str {
        if !self.ascii || symbol.is_ascii() {
            return symbol;
        }
        match symbol {
            "“" | "”" | "„" | "«" | "»" => "\"",
            "‘" | "’" | "‚" | "‹" | "›" => "'",
            "–" | "—" | "‐" | "−" => "-",
            "…" => "~",
            "·" => "-",
            "•" => "*",
            "↑" => "^",
            "↓" => "v",
            "←" => "<",
            "→" => ">",
            _ => plain_letter(symbol),
        }
    }

    /// Draws a thin rule along the first row of a part of the screen.
    pub fn put_rule(&self, buffer: &mut Buffer, area: Area) {
        for x in area.x..area.x + area.width {
            self.set(
                buffer,
                x,
                area.y,
                self.signs.rule,
                1,
                self.style(Role::Faint),
            );
        }
    }

    /// Puts words of the program at a cell, at most `room` columns; what does not fit ends in an ellipsis.
    /// They read from the left, whatever names stand in them. Gives the column after them.
    pub fn put(
        &self,
        buffer: &mut Buffer,
        x: u16,
        y: u16,
        text: &str,
        room: u16,
        style: Style,
    ) -> u16 {
        let room = room.min(buffer.area.right().saturating_sub(x));
        let text = apart(self.fitting(text, room));
        let line = Span::new(0, text.len());
        self.draw(buffer, (x, y), &of_line(&text, line, None, false), style)
    }

    /// The same with words of an article: they stand in the order of their own direction.
    pub fn put_text(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        text: &str,
        room: u16,
        style: Style,
    ) -> u16 {
        let room = room.min(buffer.area.right().saturating_sub(x));
        let from_right = reads_from_right(text);
        let text = self.fitting(text, room);
        let line = Span::new(0, text.len());
        self.draw(
            buffer,
            (x, y),
            &of_line(&text, line, None, from_right),
            style,
        )
    }

    /// Puts a line of a text at a cell; where the text reads from the right, the line stands at the right
    /// end of the room.
    pub fn put_line(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        (text, line): (&str, Span),
        room: u16,
        style: Style,
    ) {
        let room = room.min(buffer.area.right().saturating_sub(x));
        let words = self.fitting(line.of(text), room);
        let line = Span::new(0, words.len());
        let from_right = reads_from_right(text);
        let glyphs = of_line(&words, line, Some(room), from_right);
        self.draw(buffer, (x, y), &glyphs, style);
    }

    /// The words as far as they fit, with an ellipsis where they do not.
    fn fitting<'a>(&self, text: &'a str, room: u16) -> Cow<'a, str> {
        if width::of(text) <= usize::from(room) {
            return Cow::Borrowed(text);
        }
        let (start, _) = width::fit(text, usize::from(room.saturating_sub(1)));
        let more = if room > 0 { self.signs.more } else { "" };
        Cow::Owned(format!("{}{more}", start.trim_end()))
    }

    /// Draws characters from a cell on; gives the column after the last one.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        glyphs: &[Glyph<'_>],
        style: Style,
    ) -> u16 {
        let mut end = x;
        for glyph in glyphs {
            let column = x.saturating_add(glyph.column);
            self.set(buffer, column, y, glyph.symbol, glyph.width, style);
            end = end.max(column.saturating_add(glyph.width));
        }
        end
    }

    /// Puts one character at a cell; out of the screen nothing happens.
    pub fn set(&self, buffer: &mut Buffer, x: u16, y: u16, symbol: &str, wide: u16, style: Style) {
        if x.saturating_add(wide) > buffer.area.right() {
            return;
        }
        if let Some(cell) = buffer.cell_mut((x, y)) {
            let drawn = match symbol.contains(is_unsafe) {
                true => " ",
                false => self.symbol(width::drawn(symbol)),
            };
            cell.set_symbol(drawn).set_style(style);
            for column in x + 1..x + wide {
                if let Some(cell) = buffer.cell_mut((column, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }
}

/// Keeps apart what a sentence of the program goes on with after a name that reads from the right: without
/// a mark (UAX 9, LRM) a number behind it would be taken into the name.
fn apart(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_rtl) {
        return text;
    }
    let mut marked = String::with_capacity(text.len() + 12);
    for c in text.chars() {
        marked.push(c);
        if matches!(c, '.' | ',' | ':' | ';' | '·' | '?' | '!') {
            marked.push('\u{200e}');
        }
    }
    Cow::Owned(marked)
}

/// Latin letters without their accents; a question mark for what ASCII cannot say.
fn plain_letter(symbol: &str) -> &str {
    let letter = symbol.chars().next().unwrap_or('?');
    let plain = crate::model::plain_letter(letter).unwrap_or("?");
    // One cell stays one cell: "ß" is an s.
    plain.get(..1).unwrap_or("?")
}

/// A pane's place as ratatui counts it.
pub fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
