//! The strings of JSON that careless programs write: half of an emoji where a text was cut, line breaks, backslashes that
//! mean nothing.

/// The same with strings that JSON can read: half pairs are U+FFFD, controls are escaped, a backslash
/// that means nothing means itself, and a comma before a bracket goes.
pub fn strings_mended(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 50);
    let mut inside = false;
    let mut rest = source;
    while let Some(at) = rest.find(|c: char| matches!(c, '"' | '\\' | ',') || c.is_ascii_control())
    {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let used = match rest.as_bytes()[0] {
            b'"' => {
                inside = !inside;
                out.push('"');
                1
            }
            b'\\' if inside => escape(rest, &mut out),
            b',' if !inside && rest[1..].trim_start().starts_with([']', '}']) => 1,
            byte if inside && byte.is_ascii_control() => {
                out.push_str(match byte {
                    b'\n' => "\\n",
                    b'\t' => "\\t",
                    _ => "",
                });
                1
            }
            byte if byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t') => 1,
            byte => {
                out.push(char::from(byte));
                1
            }
        };
        rest = &rest[used..];
    }
    out.push_str(rest);
    out
}

/// Writes the escape at the start of `rest` as JSON knows it; says how many bytes it took.
fn escape(rest: &str, out: &mut String) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            out.push_str(&rest[..2]);
            2
        }
        Some(b'u') => match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => {
                out.push_str(&rest[..12]);
                12
            }
            (Some(0xd800..=0xdfff), _) => {
                out.push('\u{fffd}');
                6
            }
            (Some(_), _) => {
                out.push_str(&rest[..6]);
                6
            }
            (None, _) => {
                out.push_str("\\\\");
                1
            }
        },
        _ => {
            out.push_str("\\\\");
            1
        }
    }
}

/// The code unit that `text` begins with as `\u` and four hexadecimal digits.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then(|| u16::from_str_radix(digits, 16).ok())?
}
