//! A font of a PDF: what its codes mean, and how wide they are.

use std::collections::{BTreeMap, HashMap};
use std::ptr;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// Bytes that a part of the file may have when it is unpacked.
pub const MOST_UNPACKED: usize = 64 << 20;

/// Steps of work that a file may cost: operations and what they are given, widths, what fonts say of their codes. A book
/// of a thousand pages costs a few million.
pub const MOST_STEPS: usize = 40_000_000;

/// Bytes in which a font may say what its codes mean.
const MOST_TOLD: usize = 4 << 20;

/// A number of the file.
pub fn number(object: &Object) -> f64 {
    object.as_float().map_or(0.0, f64::from)
}

/// The fonts of a document, each read once however many pages have it.
pub struct Fonts<'a> {
    document: &'a Document,
    told: &'a HashMap<*const Dictionary, Dictionary>,
    read: HashMap<*const Dictionary, Rc<Font<'a>>>,
}

/// Each font of these pages, by its place in memory, as [`Fonts`] wants it.
pub fn fonts(
    document: &Document,
    pages: &[ObjectId],
    left: &mut usize,
) -> HashMap<*const Dictionary, Dictionary> {
    let mut all = HashMap::new();
    for page in pages {
        let fonts = document.get_page_fonts(*page).unwrap_or_default();
        *left = left.saturating_sub(fonts.len());
        if *left == 0 {
            break;
        }
        for font in fonts.into_values() {
            all.entry(ptr::from_ref(font))
                .or_insert_with(|| told(font, document));
        }
    }
    all
}

impl<'a> Fonts<'a> {
    /// None is read yet.
    pub fn new(document: &'a Document, told: &'a HashMap<*const Dictionary, Dictionary>) -> Self {
        Fonts {
            document,
            told,
            read: HashMap::new(),
        }
    }

    /// The fonts of a page by their names.
    pub fn of(&mut self, page: ObjectId, left: &mut usize) -> BTreeMap<Vec<u8>, Rc<Font<'a>>> {
        let fonts = self.document.get_page_fonts(page).unwrap_or_default();
        *left = left.saturating_sub(fonts.len());
        let fonts = fonts.into_iter().filter_map(|(name, original)| {
            let place = ptr::from_ref(original);
            let font = match self.read.get(&place) {
                Some(font) => Rc::clone(font),
                None => {
                    let told = self.told.get(&place)?;
                    let font = Rc::new(Font::new(told, original, self.document, left));
                    self.read.insert(place, Rc::clone(&font));
                    font
                }
            };
            Some((name, font))
        });
        fonts.collect()
    }
}

/// A font.
pub struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    /// Its codes have two bytes.
    double: bool,
    widths: HashMap<u16, f64>,
    /// The width of other codes, in thousandths of the size; none where it must be guessed.
    other: Option<f64>,
}

/// The dictionary of a font, ready for [`Font::new`]: where it says what its codes mean in Unicode, nothing else counts.
fn told(font: &Dictionary, document: &Document) -> Dictionary {
    let mut font = font.clone();
    let to_unicode = font
        .get_deref(b"ToUnicode", document)
        .is_ok_and(|it| it.as_stream().is_ok());
    if to_unicode {
        font.remove(b"Encoding");
    }
    font
}

impl<'a> Font<'a> {
    /// The font of a dictionary; `original` is the same as the file has it.
    fn new(
        font: &'a Dictionary,
        original: &Dictionary,
        document: &'a Document,
        left: &mut usize,
    ) -> Self {
        let meaning = font.get_deref(b"ToUnicode", document);
        let cost = meaning.and_then(Object::as_stream).map_or(0, |it| {
            let is_packed = it.dict.has(b"Filter");
            let unpacked = it.decompressed_content_with_limit(MOST_TOLD);
            unpacked.map_or(
                if is_packed {
                    MOST_TOLD
                } else {
                    it.content.len()
                },
                |it| it.len(),
            )
        });
        *left = left.saturating_sub(cost);
        let double = original
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it == b"Type0");
        let mut made = Font {
            encoding: font
                .get_font_encoding_with_limit(document, MOST_TOLD.min(*left))
                .ok(),
            double,
            widths: HashMap::new(),
            other: None,
        };
        match double {
            true => made.read_double(original, document, left),
            false => made.read_single(original, document),
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
        while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
            let first = number(first) as u16;
            if let Ok(widths) = next.as_array() {
                let widths = widths.iter().map(number);
                self.widths.extend((first..=u16::MAX).zip(widths));
            } else if let Some(width) = rest.next() {
                let codes = first..=number(next) as u16;
                // Ranges may be said again and again.
                *left = left.saturating_sub(codes.len());
                if *left == 0 {
                    return;
                }
                let width = number(width);
                self.widths.extend(codes.map(|code| (code, width)));
            }
        }
    }

    /// The words that some codes are.
    pub fn words(&self, codes: &[u8]) -> String {
        let words = self
            .encoding
            .as_ref()
            .map(|it| Document::decode_text(it, codes));
        words.and_then(Result::ok).unwrap_or_default()
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
