//! A font of a PDF: what its codes mean, and how wide they are.

use std::collections::{BTreeMap, HashMap};
use std::ptr;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::codes::Codes;

/// Bytes that a part of the file may have when it is unpacked.
pub const MOST_UNPACKED: usize = 64 << 20;

/// Steps of work that a file may cost: operations and what they are given, widths, what fonts say of their codes. A book
/// of a thousand pages costs a few million.
pub const MOST_STEPS: usize = 40_000_000;

/// Widths that a font may say in ranges: a few for each code that there can be.
const MOST_WIDTHS: usize = 4 << 16;

/// A number of the file.
pub fn number(object: &Object) -> f64 {
    object.as_float().map_or(0.0, f64::from)
}

/// Fonts by the names that a page or a form gives them.
pub type Named = BTreeMap<Vec<u8>, Rc<Font>>;

/// The fonts of a document, each read once however many pages have it.
pub struct Fonts<'a> {
    document: &'a Document,
    /// By their places in memory.
    read: HashMap<*const Dictionary, Rc<Font>>,
}

impl<'a> Fonts<'a> {
    /// None is read yet.
    pub fn new(document: &'a Document) -> Self {
        Fonts {
            document,
            read: HashMap::new(),
        }
    }

    /// The fonts of a page by their names.
    pub fn of(&mut self, page: ObjectId, left: &mut usize) -> Named {
        let fonts = self.document.get_page_fonts(page).unwrap_or_default();
        fonts
            .into_iter()
            .map(|(name, font)| (name, self.font(font, left)))
            .collect()
    }

    /// The fonts that the resources of a form name.
    pub fn named(&mut self, resources: &'a Dictionary, left: &mut usize) -> Named {
        let fonts = resources.get_deref(b"Font", self.document);
        let fonts = fonts.and_then(Object::as_dict).into_iter().flatten();
        let fonts = fonts.filter_map(|(name, font)| {
            let (_, font) = self.document.dereference(font).ok()?;
            Some((name.clone(), self.font(font.as_dict().ok()?, left)))
        });
        fonts.collect()
    }

    fn font(&mut self, font: &'a Dictionary, left: &mut usize) -> Rc<Font> {
        *left = left.saturating_sub(1);
        let font = self
            .read
            .entry(ptr::from_ref(font))
            .or_insert_with(|| Rc::new(Font::new(font, self.document, left)));
        Rc::clone(font)
    }
}

/// A font.
pub struct Font {
    codes: Codes,
    /// Its codes have two bytes.
    double: bool,
    widths: HashMap<u16, f64>,
    /// The width of other codes, in thousandths of the size; none where it must be guessed.
    other: Option<f64>,
}

impl Font {
    /// The font of a dictionary.
    fn new(font: &Dictionary, document: &Document, left: &mut usize) -> Self {
        let double = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it == b"Type0");
        let mut made = Font {
            codes: Codes::of(font, document, left),
            double,
            widths: HashMap::new(),
            other: None,
        };
        match double {
            true => made.read_double(font, document, left),
            false => made.read_single(font, document),
        }
        *left = left.saturating_sub(made.widths.len());
        made
    }

    fn read_single(&mut self, font: &Dictionary, document: &Document) {
        let first = font.get_deref(b"FirstChar", document).map_or(0.0, number) as u16;
        let widths = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array);
        for (code, width) in (first..=u16::MAX).zip(widths.into_iter().flatten()) {
            let width = document
                .dereference(width)
                .map_or(0.0, |(_, it)| number(it));
            self.widths.insert(code, width);
        }
    }

    /// The widths of a font with many characters: `[code [w w …] first last w …]`.
    fn read_double(&mut self, font: &Dictionary, document: &Document, left: &mut usize) {
        let inner = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array);
        let inner = inner
            .ok()
            .and_then(|all| document.dereference(all.first()?).ok());
        let Some(Ok(inner)) = inner.map(|(_, it)| it.as_dict()) else {
            return;
        };
        self.other = Some(inner.get_deref(b"DW", document).map_or(1000.0, number));
        let Ok(list) = inner.get_deref(b"W", document).and_then(Object::as_array) else {
            return;
        };
        let mut rest = list.iter();
        let mut most = MOST_WIDTHS;
        while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
            let first = number(first) as u16;
            if let Ok(widths) = next.as_array() {
                let widths = widths.iter().map(number);
                self.widths.extend((first..=u16::MAX).zip(widths));
            } else if let Some(width) = rest.next() {
                let codes = first..=number(next) as u16;
                // Ranges may be said again and again.
                match most.checked_sub(codes.len()) {
                    Some(rest) => most = rest,
                    None => break,
                }
                let width = number(width);
                self.widths.extend(codes.map(|code| (code, width)));
            }
        }
        *left = left.saturating_sub(MOST_WIDTHS - most);
    }

    /// The words that some codes are.
    pub fn words(&self, codes: &[u8]) -> String {
        self.codes.words(codes)
    }

    /// How far some codes reach at size 1, and how many they are, and how many are blanks.
    pub fn reach(&self, codes: &[u8]) -> (f64, usize, usize) {
        let each = if self.double { 2 } else { 1 };
        let (mut reach, mut count, mut blanks) = (0.0, 0, 0);
        for code in codes.chunks(each) {
            let value = code.iter().fold(0, |all, byte| all << 8 | u16::from(*byte));
            let known = self.widths.get(&value).copied().or(self.other);
            reach += known.unwrap_or_else(|| guessed(value)) / 1000.0;
            count += 1;
            blanks += usize::from(!self.double && value == 32);
        }
        (reach, count, blanks)
    }
}

/// About the width of a letter in Helvetica and Times, which files need not bring along.
fn guessed(code: u16) -> f64 {
    match u8::try_from(code).map_or('x', char::from) {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | ' ' => 278.0,
        'm' | 'w' | 'M' | 'W' => 830.0,
        'A'..='Z' => 680.0,
        _ => 530.0,
    }
}
