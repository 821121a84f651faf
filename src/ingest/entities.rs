//! Character references: `&amp;`, `&#8217;`, `&#x2019;`.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// The longest name, with its semicolon.
const LONGEST: usize = 33;

/// Replaces every reference that HTML knows; others stay as they are.
pub fn decode(text: &str) -> Cow<'_, str> {
    replace(text, |_| true)
}

/// Replaces the references that end with a semicolon; "AT&T" and "?a=1&copy=2" stay.
pub fn decode_ended(text: &str) -> Cow<'_, str> {
    replace(text, |reference| reference.ends_with(';'))
}

fn replace(text: &str, wanted: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(body) = rest.strip_prefix('&') {
        match reference(body).filter(|(_, used)| wanted(&body[..*used])) {
            Some((chars, used)) => {
                out.extend(chars.into_iter().flatten());
                rest = &body[used..];
            }
            None => {
                out.push('&');
                rest = body;
            }
        }
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// What the reference after `&` means, and how many bytes it takes.
pub fn reference(body: &str) -> Option<([Option<char>; 2], usize)> {
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(c, used)| ([Some(c), None], used + 1));
    }
    let letters = body
        .bytes()
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let end = letters + usize::from(body.as_bytes().get(letters) == Some(&b';'));
    let (a, b) = NAMED_ENTITIES.get(&body[..end]).filter(|(a, _)| *a != 0)?;
    let second = (*b != 0).then(|| char::from_u32(*b)).flatten();
    Some(([char::from_u32(*a), second], end))
}

/// `8217;` or `x2019;`. Numbers 128 to 159 mean windows-1252, as in every browser.
fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (number, 10, 0),
    };
    let end = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let code = u32::from_str_radix(digits.get(..end).filter(|d| !d.is_empty())?, radix).ok()?;
    let c = match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => {
            let byte = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            text.chars().next()?
        }
        _ => char::from_u32(code)?,
    };
    let semicolon = usize::from(digits[end..].starts_with(';'));
    Some((c, lead + end + semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_and_others_stay() {
        assert_eq!(
            decode("Ana &amp; Ruiz&#8217;s caf&eacute; &#x201c;"),
            "Ana & Ruiz’s café “"
        );
        assert_eq!(decode("&#147;so&#148; &nbsp"), "“so” \u{a0}");
        assert_eq!(
            decode("AT&T &unknown; &# &#x; &"),
            "AT&T &unknown; &# &#x; &"
        );
        assert_eq!(decode("&#99999999999; &#xd800;"), "&#99999999999; &#xd800;");
        assert!(matches!(decode("plain"), Cow::Borrowed("plain")));
    }
}
