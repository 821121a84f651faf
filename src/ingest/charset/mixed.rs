//! Files whose parts are in two charsets: feeds put together from others, pages from old programs.
//!
//! What stands between tags and ends of lines is read piece by piece: as UTF-8 where it is that, else in the other
//! charset. No sign of any charset has the bytes of `<` or of the end of a line in it, but of those told by escapes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The fewest bytes that are not UTF-8, in all: a few may be spoilt ones.
const FOREIGN: usize = 3;

/// The text of bytes that are partly UTF-8 and partly not. None where all may be in one charset. `declared` is what the
/// file says of itself.
pub fn read(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<String> {
    let other = declared.filter(|it| *it != UTF_8);
    if other.is_some_and(|it| !it.is_single_byte()) {
        return None;
    }
    let mut sample = Vec::new();
    let (mut whole, mut wrong) = (0, 0);
    for piece in pieces(bytes) {
        let (bad, signs) = (bad(piece), signs(piece));
        whole += signs;
        if bad > signs {
            wrong += bad;
            sample.extend_from_slice(piece);
        }
    }
    // Nothing is wrong but signs that were cut.
    if wrong == 0 && whole > 0 && other.is_none() {
        return Some(String::from_utf8_lossy(bytes).into_owned());
    }
    if wrong < FOREIGN {
        return None;
    }
    let other = other.unwrap_or_else(|| guess(&sample));
    // So many signs in a piece are not UTF-8 by chance.
    let enough = match other {
        it if it == WINDOWS_1252 => 1,
        it if it.is_single_byte() => 2,
        _ => 6,
    };
    let is_whole = |piece: &[u8]| bad(piece) == 0 && signs(piece) >= enough;
    if !pieces(bytes).any(is_whole) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for piece in pieces(bytes) {
        let (bad, signs) = (bad(piece), signs(piece));
        let is_foreign = bad > signs || bad == 0 && signs > 0 && signs < enough;
        match is_foreign {
            true => text.push_str(&other.decode_without_bom_handling(piece).0),
            false => text.push_str(&String::from_utf8_lossy(piece)),
        }
    }
    Some(text)
}

fn guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The bytes up to each tag and end of a line.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| matches!(byte, b'<' | b'\n'))
}

/// How many bytes of a piece are no UTF-8. A sign that is cut at the end of its piece does not count: some feeds cut
/// their summaries at a byte.
fn bad(piece: &[u8]) -> usize {
    let words = piece.strip_suffix(b"<").or(piece.strip_suffix(b"\n"));
    let (mut bad, mut rest) = (0, words.unwrap_or(piece));
    while let Err(error) = std::str::from_utf8(rest) {
        let Some(length) = error.error_len() else {
            break;
        };
        bad += length;
        rest = &rest[error.valid_up_to() + length..];
    }
    bad
}

/// How many signs of a piece are whole ones of UTF-8 that are not ASCII.
fn signs(piece: &[u8]) -> usize {
    if piece.is_ascii() {
        return 0;
    }
    let valid = piece.utf8_chunks().flat_map(|it| it.valid().chars());
    valid.filter(|c| !c.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::super::decode;
    use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

    const PLAIN: &str =
        "<item><title>Été</title><p>Le quai rouvrira, déjà, a dit la maîtresse.</p></item>";

    /// A feed whose first and last items are UTF-8 and whose second is not.
    #[track_caller]
    fn check(declared: &str, foreign: &'static Encoding, words: &str) {
        let (bytes, _, lost) = foreign.encode(words);
        assert!(!lost);
        let head = format!("<?xml version='1.0' encoding='{declared}'?><rss>");
        let file = [
            head.as_bytes(),
            PLAIN.as_bytes(),
            &bytes,
            PLAIN.as_bytes(),
            b"</rss>",
        ]
        .concat();
        assert_eq!(
            decode(&file, None),
            format!("{head}{PLAIN}{words}{PLAIN}</rss>"),
            "{declared}"
        );
    }

    #[test]
    fn items_in_another_charset_are_read_too() {
        let french = "<item><title>L’été</title><p>« À la plage », répète Zoé, déçue.</p></item>";
        let russian = "<item><title>Причал откроют весной</title><p>Жители рады.</p></item>";
        let polish = "<item><title>Żółty prom</title><p>Pasażerowie, źli, czekają.</p></item>";
        for declared in ["utf-8", "windows-1252", "iso-8859-1"] {
            check(declared, WINDOWS_1252, french);
        }
        check("utf-8", WINDOWS_1251, russian);
        check("windows-1251", WINDOWS_1251, russian);
        check("windows-1250", WINDOWS_1250, polish);
    }

    #[test]
    fn summaries_that_are_cut_at_a_byte_stay_utf8() {
        let words = "<p>Le quai</p><p>Un \u{e9}t\u{e9} \u{e0} la plage</p>";
        let cut = |text: &str| text.as_bytes()[..text.len() - 1].to_vec();
        let file = [
            words.as_bytes(),
            b"<p>",
            &cut("Le café"),
            b"</p><p>",
            &cut("Le quai à"),
            b"</p><p>",
            &cut("Zoé"),
            b"</p><p>",
            &cut("déjà"),
            b"</p>",
        ]
        .concat();
        let text = decode(&file, None);
        assert!(text.starts_with(words), "{text}");
        assert!(text.contains("Le caf\u{fffd}</p>"), "{text}");
    }
}
