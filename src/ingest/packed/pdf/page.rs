//! A page to pieces of text, each with its place (ISO 32000-1, 9.4): the painting of letters, without the painting.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::font::{Fonts, MOST_UNPACKED, Named, number};

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

/// Forms, which are pages in a page, in each other.
const MOST_FORMS: usize = 8;
/// Steps that a form costs besides its content.
const STEPS_A_FORM: usize = 500;

/// The pieces of text on a page: those that run as most letters do, as if it had been turned upright; stamps at the
/// margin are left out. What it costs goes from the steps that are left, and where none are the page ends.
pub fn pieces<'a>(
    document: &'a Document,
    page: ObjectId,
    fonts: &mut Fonts<'a>,
    left: &mut usize,
) -> Vec<Piece> {
    let Ok(content) = document.get_page_content_with_limit(page, MOST_UNPACKED) else {
        return Vec::new();
    };
    let named = fonts.of(page, left);
    let (own, others) = document.get_page_resources(page).unwrap_or_default();
    let others = others
        .iter()
        .filter_map(|id| document.get_dictionary(*id).ok());
    let resources: Vec<&Dictionary> = own.into_iter().chain(others).collect();
    let painter = Painter {
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
    let mut sheet = Sheet {
        document,
        fonts,
        left,
        pieces: Vec::new(),
    };
    sheet.paint(&content, &resources, &named, painter, 0);
    upright(sheet.pieces)
}

/// The pieces of the direction that most letters run in.
fn upright(pieces: Vec<(Turn, Piece)>) -> Vec<Piece> {
    let mut letters = [0; 4];
    for (turn, piece) in &pieces {
        letters[*turn as usize] += piece.text.len();
    }
    let most = [Turn::Upright, Turn::Up, Turn::Over, Turn::Down];
    let most = most
        .into_iter()
        .rev()
        .max_by_key(|turn| letters[*turn as usize]);
    let kept = pieces.into_iter().filter(|(turn, _)| Some(*turn) == most);
    kept.map(|(_, piece)| piece).collect()
}

/// Where words run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Upright,
    Up,
    Over,
    Down,
}

impl Turn {
    /// The direction of a matrix; none where it is between two.
    fn of(m: Matrix) -> Option<Self> {
        let (along, up) = (m[0], m[1]);
        match (up.abs() <= 0.1 * along.abs(), along.abs() <= 0.1 * up.abs()) {
            (true, _) if along > 0.0 => Some(Turn::Upright),
            (true, _) => Some(Turn::Over),
            (_, true) if up > 0.0 => Some(Turn::Up),
            (_, true) => Some(Turn::Down),
            _ => None,
        }
    }

    /// A point of the page, when it is turned so that words of this direction are upright.
    fn upright(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Turn::Upright => (x, y),
            Turn::Up => (y, -x),
            Turn::Over => (-x, -y),
            Turn::Down => (-y, x),
        }
    }
}

/// A page that is painted.
struct Sheet<'a, 's> {
    document: &'a Document,
    fonts: &'s mut Fonts<'a>,
    left: &'s mut usize,
    pieces: Vec<(Turn, Piece)>,
}

impl<'a> Sheet<'a, '_> {
    /// Paints a page, or a form in it so deep.
    fn paint(
        &mut self,
        content: &[u8],
        resources: &[&'a Dictionary],
        fonts: &Named,
        mut painter: Painter,
        depth: usize,
    ) {
        *self.left = self.left.saturating_sub(content.len() / BYTES_A_STEP);
        let mut kept = Vec::new();
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            let all = operation.operands.as_slice();
            *self.left = self.left.saturating_sub(1 + all.len());
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
                "Tj" => painter.paint(all, fonts, &mut self.pieces),
                "TJ" => {
                    let parts = all.first().and_then(|it| it.as_array().ok());
                    painter.paint(parts.map_or(&[], Vec::as_slice), fonts, &mut self.pieces);
                }
                "'" => {
                    painter.go(0.0, -painter.leading);
                    painter.paint(all, fonts, &mut self.pieces);
                }
                "\"" => {
                    (painter.blank, painter.between) = (at(0), at(1));
                    painter.go(0.0, -painter.leading);
                    painter.paint(all.get(2..).unwrap_or_default(), fonts, &mut self.pieces);
                }
                "Do" if depth < MOST_FORMS => {
                    let name = all.first().and_then(|it| it.as_name().ok());
                    if let Some(form) = name.and_then(|name| self.form(resources, name)) {
                        self.paint_form(form, resources, fonts, painter.clone(), depth + 1);
                    }
                }
                _ => {}
            }
            if self.pieces.len() > MOST || *self.left == 0 {
                break;
            }
        }
    }

    /// The form of a name.
    fn form(&self, resources: &[&'a Dictionary], name: &[u8]) -> Option<&'a Stream> {
        resources.iter().find_map(|resources| {
            let all = resources.get_deref(b"XObject", self.document).ok()?;
            let found = all.as_dict().ok()?.get_deref(name, self.document).ok()?;
            let stream = found.as_stream().ok()?;
            let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
            kind.is_ok_and(|kind| kind == b"Form").then_some(stream)
        })
    }

    fn paint_form(
        &mut self,
        form: &'a Stream,
        resources: &[&'a Dictionary],
        fonts: &Named,
        mut painter: Painter,
        depth: usize,
    ) {
        *self.left = self.left.saturating_sub(STEPS_A_FORM);
        let Ok(content) = form.get_plain_content_with_limit(MOST_UNPACKED) else {
            return;
        };
        if let Ok(turned) = form
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
        {
            painter.page = then(matrix(turned), painter.page);
        }
        let own = form.dict.get_deref(b"Resources", self.document);
        match own.and_then(Object::as_dict) {
            Ok(own) => {
                let named = self.fonts.named(own, self.left);
                self.paint(&content, &[own], &named, painter, depth);
            }
            Err(_) => self.paint(&content, resources, fonts, painter, depth),
        }
    }
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
    fn paint(&mut self, parts: &[Object], fonts: &Named, pieces: &mut Vec<(Turn, Piece)>) {
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
            let is_seen = size.is_finite() && size > 0.5 && to[4].is_finite() && to[5].is_finite();
            let Some(turn) = Turn::of(to).filter(|_| is_seen) else {
                continue;
            };
            let (x, y) = turn.upright(to[4], to[5]);
            let piece = Piece {
                x,
                end: x + reach * to[0].hypot(to[1]),
                y,
                size,
                text: font.words(codes),
            };
            pieces.push((turn, piece));
        }
    }
}
