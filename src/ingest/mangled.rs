//! Text that was once read in the wrong charset and stored so: "donâ€™t" for "don’t", "cafÃ©" for "café".
//!
//! UTF-8 read as Windows-1252 or Latin-1 turns each sign that is not ASCII into two to four letters. Nothing else
//! writes "â€™", so where a text has that, what it came from is put in its place (the way of Robyn Speer's ftfy).

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// How often signs have to be mangled in a text that does not have the byte 0x80 itself.
const OFTEN: usize = 2;

/// The text with mangled signs made right. A text that has the same signs unharmed is left alone: it may be about
/// such letters.
pub fn mend(text: Cow<'_, str>) -> Cow<'_, str> {
    // With these quotation marks and dashes begin once they are mangled.
    let has = |begin: &str| memchr::memmem::find(text.as_bytes(), begin.as_bytes()).is_some();
    if !has("â€") && !has("â\u{80}") {
        return text;
    }
    let mut signs = Signs::default();
    let mended = whole(&text, &mut signs);
    let sure = signs.bare > 0 || signs.mangled >= OFTEN && signs.right == 0;
    if sure { Cow::Owned(mended) } else { text }
}

/// What was met on the way.
#[derive(Default)]
struct Signs {
    /// Quotation marks and dashes that are mangled.
    mangled: usize,
    /// Those of them that show the byte 0x80 as it is.
    bare: usize,
    /// Quotation marks and dashes that are right.
    right: usize,
}

fn whole(text: &str, signs: &mut Signs) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii() {
            let end = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if let Some((sign, from)) = sign_of(rest) {
            if matches!(sign, '\u{2010}'..='\u{2027}') {
                signs.mangled += 1;
                signs.bare += usize::from(from.contains('\u{80}'));
            }
            out.push(sign);
            rest = &rest[from.len()..];
        } else {
            signs.right += usize::from(matches!(first, '\u{2013}'..='\u{201f}'));
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The sign whose UTF-8 the letters at the head of `rest` are, and these letters.
fn sign_of(rest: &str) -> Option<(char, &str)> {
    let mut bytes = [0; 4];
    for (length, (at, c)) in rest.char_indices().take(4).enumerate() {
        bytes[length] = byte_of(c)?;
        if let Ok(found) = str::from_utf8(&bytes[..=length]) {
            let sign = found.chars().next().filter(|c| !c.is_ascii())?;
            return Some((sign, &rest[..at + c.len_utf8()]));
        }
    }
    None
}

/// The byte that was read as this letter.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut letter = [0; 4];
    let (bytes, _, unknown) = WINDOWS_1252.encode(c.encode_utf8(&mut letter));
    match bytes[..] {
        [byte] if !unknown => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(mend(Cow::Borrowed(text)), expected);
    }

    #[test]
    fn mangled_signs_are_made_right() {
        check(
            "â€œThe quay isnâ€™t openâ€¦â€\u{9d} said Zoë at the cafÃ©, and 5Â° â€” no more.",
            "“The quay isn’t open…” said Zo\u{eb} at the café, and 5° — no more.",
        );
        check(
            "desks â\u{80}\u{93} and itÂ\u{a0}is",
            "desks – and it\u{a0}is",
        );
        check("æ—¥æœ¬ â€œaâ€\u{9d}", "日本 “a”");
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "un âge d’or, l’âme, bâtir",
            "Windows shows â€™ for “’” where it guesses wrongly.",
            "ＡÃ© Ã la carte",
            "âââ",
        ] {
            check(text, text);
        }
    }
}
