//! What the codes of a font mean: by its own map to Unicode, else by an encoding and the names of its letters
//! (ISO 32000-1, 9.6.6 and 9.10).

use std::collections::HashMap;

use encoding_rs::{MACINTOSH, UTF_16BE, WINDOWS_1252};
use lopdf::{Dictionary, Document, Object};

use super::cmap::{self, Code};
use super::glyphs;

/// Bytes in which a font may say what its codes mean.
const MOST_TOLD: usize = 4 << 20;

/// An encoding that is known by its name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Base {
    Standard,
    WinAnsi,
    Mac,
    /// Codes of two bytes that are UTF-16.
    Utf16,
    /// Glyphs by their numbers, which mean nothing by themselves.
    Glyphs,
}

/// What the codes of a font mean.
#[derive(Debug)]
pub struct Codes {
    base: Base,
    /// What differs from the base: by its own map, or by names.
    own: HashMap<Code, Box<str>>,
    /// Bytes of a code that nothing is said of.
    unit: usize,
}

impl Codes {
    /// Reads what a font says; what that costs goes from the steps that are left.
    pub fn of(font: &Dictionary, document: &Document, left: &mut usize) -> Self {
        let is_double = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it == b"Type0");
        let mut codes = Codes {
            base: if is_double {
                Base::Glyphs
            } else {
                Base::Standard
            },
            own: HashMap::new(),
            unit: if is_double { 2 } else { 1 },
        };
        match font.get_deref(b"Encoding", document) {
            Ok(Object::Name(name)) => codes.take_base(name),
            Ok(Object::Dictionary(encoding)) => codes.take_names(encoding, document),
            _ => {}
        }
        let map = font.get_deref(b"ToUnicode", document);
        if let Ok(map) = map.and_then(Object::as_stream) {
            let is_packed = map.dict.has(b"Filter");
            let unpacked = match is_packed {
                true => map.decompressed_content_with_limit(MOST_TOLD.min(*left)),
                false => Ok(map.content.clone()),
            };
            *left = left.saturating_sub(unpacked.as_ref().map_or(MOST_TOLD, Vec::len));
            // Where it says what its codes mean in Unicode, that counts.
            cmap::read(&unpacked.unwrap_or_default(), &mut codes.own, left);
        }
        codes
    }

    fn take_base(&mut self, name: &[u8]) {
        match name {
            b"WinAnsiEncoding" => self.base = Base::WinAnsi,
            b"MacRomanEncoding" => self.base = Base::Mac,
            b"StandardEncoding" => self.base = Base::Standard,
            _ if name.starts_with(b"Uni") => self.base = Base::Utf16,
            _ => {}
        }
    }

    /// The base of an encoding, and the names of letters at the codes where it differs.
    fn take_names(&mut self, encoding: &Dictionary, document: &Document) {
        if let Ok(Object::Name(name)) = encoding.get_deref(b"BaseEncoding", document) {
            self.take_base(name);
        }
        let differences = encoding.get_deref(b"Differences", document);
        let mut code = 0_u32;
        for one in differences.and_then(Object::as_array).into_iter().flatten() {
            if let Ok(number) = one.as_i64() {
                code = u32::try_from(number).unwrap_or(u32::MAX);
            } else if let Ok(name) = one.as_name() {
                if code < 256
                    && let Some(letters) = glyphs::letters(name)
                {
                    self.own.insert((1, code), letters.into());
                }
                code = code.saturating_add(1);
            }
        }
    }

    /// The words that some codes are.
    pub fn words(&self, codes: &[u8]) -> String {
        let mut words = String::new();
        let mut rest = codes;
        while !rest.is_empty() {
            let mut value = 0;
            let known = (1..).zip(rest.iter().take(4)).find_map(|(length, byte)| {
                value = value << 8 | u32::from(*byte);
                Some((usize::from(length), self.own.get(&(length, value))?))
            });
            let taken = match known {
                Some((taken, letters)) => {
                    words.push_str(letters);
                    taken
                }
                None => {
                    let taken = self.unit.min(rest.len());
                    self.by_base(rest.get(..taken).unwrap_or_default(), &mut words);
                    taken
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        words
    }

    fn by_base(&self, code: &[u8], words: &mut String) {
        let encoding = match self.base {
            Base::WinAnsi => WINDOWS_1252,
            Base::Mac => MACINTOSH,
            Base::Utf16 => UTF_16BE,
            Base::Standard => {
                words.extend(code.iter().filter_map(|byte| glyphs::standard(*byte)));
                return;
            }
            Base::Glyphs => return,
        };
        words.push_str(&encoding.decode_without_bom_handling(code).0);
    }
}
