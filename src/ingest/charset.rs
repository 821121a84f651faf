//! Bytes to text: byte-order mark, strict UTF-8, parts in two charsets, the declared encoding, then a guess.
//!
//! The order was chosen by trying it on pages and feeds that lie about their encoding: bytes that are
//! valid UTF-8 by chance are rarer than wrong declarations.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::mangled;

mod mixed;

/// How many bytes at the head are searched for a declaration.
const HEAD: usize = 4096;
/// How many bytes the guess looks at, from a little before the first that is not ASCII.
const SAMPLE: usize = 512 * 1024;

/// Turns bytes into text. `content_type` is the header of that name, if one came along. Never fails:
/// what cannot be decoded becomes U+FFFD.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    mangled::mend(read(bytes, content_type))
}

fn read<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some(text) = utf32(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let escapes = memchr::memmem::find(bytes, b"\x1b$").is_some();
    if !escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let declared = [content_type.and_then(label_in), label_in_head(bytes)];
    let first = declared.into_iter().flatten().next();
    if !escapes && let Some(text) = mixed::read(bytes, first) {
        return Cow::Owned(text);
    }
    for encoding in declared.into_iter().flatten() {
        if let Some(text) = decode_if_right(bytes, encoding) {
            return text;
        }
    }
    if !escapes && let Some(text) = nearly_utf8(bytes, 20) {
        return text;
    }
    guess(bytes).decode_without_bom_handling(bytes).0
}

/// UTF-32, told by its mark or by the zeros around a first `<`.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (big, skip) = match bytes.get(..4)? {
        [0xff, 0xfe, 0, 0] => (false, 4),
        [0, 0, 0xfe, 0xff] => (true, 4),
        [b'<', 0, 0, 0] => (false, 0),
        [0, 0, 0, b'<'] => (true, 0),
        _ => return None,
    };
    let read = |unit: &[u8]| {
        let unit = <[u8; 4]>::try_from(unit).unwrap_or_default();
        let code = if big {
            u32::from_be_bytes(unit)
        } else {
            u32::from_le_bytes(unit)
        };
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    Some(bytes[skip..].chunks_exact(4).map(read).collect())
}

/// UTF-16 shows by zeros at every second byte of its ASCII part, or by a first tag (XML 1.0, appendix F):
/// in Russian or Chinese that part is small.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4) {
        Some([b'<', 0, b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', 0]) => return Some(UTF_16LE),
        Some([0, b'<', 0, b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z']) => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let pairs = head.len() / 2;
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs >= 2 && odd * 3 > pairs && even * 20 < odd {
        Some(UTF_16LE)
    } else if pairs >= 2 && even * 3 > pairs && odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that a `Content-Type` or the like names after `charset=`.
fn label_in(declaration: &str) -> Option<&'static Encoding> {
    let lower = declaration.to_ascii_lowercase();
    let label = lower.split("charset=").nth(1)?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ';', ' ', '>', '/', ',']);
    Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])
}

/// The encoding that an XML declaration or a `<meta>` near the head names.
fn label_in_head(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let declaration = &declaration[..declaration.find("?>").unwrap_or(declaration.len())];
        let named = declaration.split("encoding").nth(1).and_then(|rest| {
            let rest = rest.trim_start().strip_prefix('=')?.trim_start();
            let label = rest.trim_start_matches(['"', '\'']);
            let end = label.find(['"', '\''])?;
            Encoding::for_label(&label.as_bytes()[..end])
        });
        if named.is_some() {
            return named;
        }
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        label_in(&tag[..tag.find('>').unwrap_or(tag.len())])
    })
}

/// Decodes when less than 2 % of the characters are wrong. UTF-16 is not believed here: it would have
/// shown by its zeros.
fn decode_if_right<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Option<Cow<'a, str>> {
    if encoding == UTF_16LE || encoding == UTF_16BE || encoding == REPLACEMENT {
        return None;
    }
    if encoding == UTF_8 {
        return nearly_utf8(bytes, 1);
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if !had_errors {
        return Some(text);
    }
    let wrong = text.matches(char::REPLACEMENT_CHARACTER).count();
    (wrong * 50 < text.chars().count()).then_some(text)
}

/// UTF-8 with a few bytes spoilt or its end cut off: for each, so many signs are right.
fn nearly_utf8(bytes: &[u8], right_for_one: usize) -> Option<Cow<'_, str>> {
    let text = String::from_utf8_lossy(bytes);
    let (mut wrong, mut right) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if c == char::REPLACEMENT_CHARACTER {
            wrong += 1;
        } else {
            right += 1;
        }
    }
    (wrong * right_for_one <= right).then_some(text)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii() || *b == 0x1b);
    let start = first.unwrap_or(0).saturating_sub(256);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let guessed = detector.guess(None, Utf8Detection::Allow);
    // ASCII with a stray escape in it is still ASCII.
    if bytes.is_ascii() && guessed != ISO_2022_JP {
        UTF_8
    } else {
        guessed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, SHIFT_JIS, WINDOWS_1252};

    const JAPANESE: &str = "港の管理者は月曜日、新しい桟橋は春までに開くと語った。";
    const CHINESE: &str = "港务局长周一表示，新码头将在春天之前开放，居民们对此表示欢迎。";
    const FRENCH: &str =
        "« Le quai rouvrira au printemps », a déclaré la maîtresse du port à l’été.";

    #[track_caller]
    fn check(encoding: &'static Encoding, text: &str) {
        let (bytes, _, _) = encoding.encode(text);
        assert_eq!(decode(&bytes, None), text, "{}", encoding.name());
    }

    #[test]
    fn old_encodings_are_guessed() {
        check(WINDOWS_1252, FRENCH);
        check(SHIFT_JIS, JAPANESE);
        check(ISO_2022_JP, JAPANESE);
        check(GB18030, CHINESE);
        check(UTF_8, "plain and “curly”");
    }

    #[test]
    fn marks_and_zeros_tell_wide_encodings() {
        let utf16 = |mark: bool| {
            let mark = mark.then_some(0xfeff);
            let units = mark.into_iter().chain("<p>A café".encode_utf16());
            units.flat_map(u16::to_le_bytes).collect::<Vec<_>>()
        };
        assert_eq!(decode(&utf16(true), None), "<p>A café");
        assert_eq!(decode(&utf16(false), None), "<p>A café");
        let russian = "<?xml version='1.0'?><p>".to_owned() + &"Причал откроют весной. ".repeat(90);
        let wide: Vec<u8> = russian.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&wide, None), russian);
        let utf32: Vec<u8> = "<p>é"
            .chars()
            .flat_map(|c| (c as u32).to_be_bytes())
            .collect();
        assert_eq!(decode(&utf32, None), "<p>é");
    }

    #[test]
    fn a_declaration_is_believed_only_when_it_decodes() {
        let (bytes, _, _) = BIG5.encode("<meta charset='big5'><p>港務局長");
        assert!(decode(&bytes, None).ends_with("港務局長"));
        let lying = "<meta charset='us-ascii'><p>café";
        assert_eq!(
            decode(lying.as_bytes(), Some("text/html; charset=\"Big5\"")),
            lying
        );
        let (bytes, _, _) = WINDOWS_1252
            .encode("<?xml version='1.0' encoding='utf-8'?><p>Un été à la plage, déjà passé");
        assert!(decode(&bytes, None).ends_with("Un été à la plage, déjà passé"));
        // Few letters of many are wrong, and none is right.
        let long = format!("<p>{} été", "plage ".repeat(90));
        let (bytes, _, _) = WINDOWS_1252.encode(&long);
        let declared = Some("text/xml; charset=utf-8");
        assert_eq!(decode(&bytes, declared), long);
        let spoilt = [long.as_bytes(), b"\xe9"].concat();
        assert!(decode(&spoilt, declared).starts_with(&long));
    }

    #[test]
    fn utf8_survives_a_spoilt_byte() {
        let mut bytes = JAPANESE.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        assert!(decode(&bytes, None).starts_with(JAPANESE.trim_end_matches('。')));
        assert_eq!(decode(b"", None), "");
        assert_eq!(decode(b"a\x1b[2J", None), "a\x1b[2J");
    }
}
