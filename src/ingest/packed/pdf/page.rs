//! A page to pieces of text, each with its place (ISO 32000-1, 9.4): the painting of letters, without the painting.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};

use super::font::{Font, Fonts, MOST_UNPACKED, number};

/// Words that are painted at once. Lengths are points, upwards and to the right.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it begins.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// Its baseline.
    pub y: f64,
    /// The size of its letters.
    pub size: f64,
    /// The words.
    pub text: String,
}

/// Pieces of one page that are read.
const MOST: usize = 100_000;
/// Bytes of a page's content that cost as much as a step.
const BYTES_A_STEP: usize = 64;
/// States of the painter that are kept.
const DEEPEST: usize = 256;

/// What a point becomes: `x' = a x + c y + e`, `y' = b x + d y + f`.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
fn then(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// The painter.
#[derive(Clone)]
struct Painter {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Vec<u8>,
    size: f64,
    between: f64,
    blank: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// The pieces of text on a page; those that are turned, such as stamps at the margin, are left out. What it costs goes
/// from the steps that are left, and where none are the page ends.
pub fn pieces(
    document: &Document,
    page: ObjectId,
    fonts: &mut Fonts<'_>,
    left: &mut usize,
) -> Vec<Piece> {
    let Ok(content) = document.get_page_content_with_limit(page, MOST_UNPACKED) else {
        return Vec::new();
    };
    *left = left.saturating_sub(content.len() / BYTES_A_STEP);
    let fonts = fonts.of(page, left);
    let mut painter = Painter {
        page: SAME,
        text: SAME,
        line: SAME,
        font: Vec::new(),
        size: 0.0,
        between: 0.0,
        blank: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let mut kept = Vec::new();
    let mut pieces = Vec::new();
    for operation in Content::decode_iter(&content).map_while(Result::ok) {
        let all = operation.operands.as_slice();
        *left = left.saturating_sub(1 + all.len());
        let at = |nth: usize| all.get(nth).map_or(0.0, number);
        match operation.operator.as_str() {
            "q" if kept.len() < DEEPEST => kept.push(painter.clone()),
            "Q" => painter = kept.pop().unwrap_or(painter),
            "cm" => painter.page = then(matrix(all), painter.page),
            "BT" => (painter.text, painter.line) = (SAME, SAME),
            "Tf" => {
                painter.font = all
                    .first()
                    .and_then(|it| it.as_name().ok())
                    .unwrap_or_default()
                    .to_vec();
                painter.size = at(1);
            }
            "Tc" => painter.between = at(0),
            "Tw" => painter.blank = at(0),
            "Tz" => painter.stretch = at(0) / 100.0,
            "TL" => painter.leading = at(0),
            "Ts" => painter.rise = at(0),
            "Td" => painter.go(at(0), at(1)),
            "TD" => {
                painter.leading = -at(1);
                painter.go(at(0), at(1));
            }
            "Tm" => (painter.text, painter.line) = (matrix(all), matrix(all)),
            "T*" => painter.go(0.0, -painter.leading),
            "Tj" => painter.paint(all, &fonts, &mut pieces),
            "TJ" => {
                let parts = all.first().and_then(|it| it.as_array().ok());
                painter.paint(parts.map_or(&[], Vec::as_slice), &fonts, &mut pieces);
            }
            "'" => {
                painter.go(0.0, -painter.leading);
                painter.paint(all, &fonts, &mut pieces);
            }
            "\"" => {
                (painter.blank, painter.between) = (at(0), at(1));
                painter.go(0.0, -painter.leading);
                painter.paint(all.get(2..).unwrap_or_default(), &fonts, &mut pieces);
            }
            _ => {}
        }
        if pieces.len() > MOST || *left == 0 {
            break;
        }
    }
    pieces
}

fn matrix(all: &[Object]) -> Matrix {
    let mut matrix = SAME;
    for (to, from) in matrix.iter_mut().zip(all) {
        *to = number(from);
    }
    matrix
}

impl Painter {
    /// Begins another line, so far from this one.
    fn go(&mut self, x: f64, y: f64) {
        self.line = then([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    /// Paints strings; numbers between them take thousandths of the size back.
    fn paint(
        &mut self,
        parts: &[Object],
        fonts: &BTreeMap<Vec<u8>, Rc<Font>>,
        pieces: &mut Vec<Piece>,
    ) {
        let Some(font) = fonts.get(&self.font) else {
            return;
        };
        for part in parts {
            let Ok(codes) = part.as_str() else {
                self.text = then(
                    [
                        1.0,
                        0.0,
                        0.0,
                        1.0,
                        -number(part) / 1000.0 * self.size * self.stretch,
                        0.0,
                    ],
                    self.text,
                );
                continue;
            };
            let (reach, count, blanks) = font.reach(codes);
            let reach =
                reach * self.size + self.between * count as f64 + self.blank * blanks as f64;
            let reach = reach * self.stretch;
            let to = then(
                [1.0, 0.0, 0.0, 1.0, 0.0, self.rise],
                then(self.text, self.page),
            );
            self.text = then([1.0, 0.0, 0.0, 1.0, reach, 0.0], self.text);
            let size = self.size.abs() * to[2].hypot(to[3]);
            let is_turned = to[1].abs() > 0.1 * to[0].abs();
            let is_seen = size.is_finite() && size > 0.5 && to[4].is_finite() && to[5].is_finite();
            if is_turned || !is_seen {
                continue;
            }
            pieces.push(Piece {
                x: to[4],
                end: to[4] + reach * to[0],
                y: to[5],
                size,
                text: font.words(codes),
            });
        }
    }
}
