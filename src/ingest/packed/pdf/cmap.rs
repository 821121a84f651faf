//! The map of a font's codes to Unicode (ISO 32000-1, 9.10.3): hexadecimal codes and letters, one by one and in ranges.

use std::collections::HashMap;

/// A code: how many bytes it has, and their value.
pub type Code = (u8, u32);

/// Codes of one range, and of a list of one range.
const MOST_OF_RANGE: u32 = 1 << 16;

/// What a map is made of.
enum Part<'m> {
    /// Bytes.
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'m [u8]),
}

/// What stands between a "begin" and its "end".
#[derive(PartialEq)]
enum Section {
    Letters,
    Ranges,
    Other,
}

/// Adds the codes of a map; each costs a step of those that are left.
pub fn read(map: &[u8], codes: &mut HashMap<Code, Box<str>>, left: &mut usize) {
    let mut rest = map;
    let mut section = Section::Other;
    let mut given: Vec<Vec<u8>> = Vec::new();
    // The place in a list, where one is open.
    let mut listed: Option<u32> = None;
    while let Some(part) = next(&mut rest)
        && *left > 0
    {
        match (part, &section) {
            (Part::Word(word), _) => {
                section = match word {
                    b"beginbfchar" => Section::Letters,
                    b"beginbfrange" => Section::Ranges,
                    _ => Section::Other,
                };
                given.clear();
                listed = None;
            }
            (Part::Open, Section::Ranges) if given.len() == 2 => listed = Some(0),
            (Part::Close, _) => {
                given.clear();
                listed = None;
            }
            (Part::Hex(bytes), Section::Letters) => {
                given.push(bytes);
                if let [code, letters] = given.as_slice() {
                    put(codes, code, 0, &text(letters), left);
                    given.clear();
                }
            }
            (Part::Hex(bytes), Section::Ranges) => match (&mut listed, given.as_slice()) {
                (Some(nth), [first, _]) if *nth < MOST_OF_RANGE => {
                    put(codes, first, *nth, &text(&bytes), left);
                    *nth += 1;
                }
                (None, [first, last]) => {
                    range(codes, first, last, &text(&bytes), left);
                    given.clear();
                }
                (None, _) => given.push(bytes),
                _ => {}
            },
            _ => {}
        }
    }
}

/// The codes from `first` to `last`, whose last letter is one further each time.
fn range(
    codes: &mut HashMap<Code, Box<str>>,
    first: &[u8],
    last: &[u8],
    letters: &str,
    left: &mut usize,
) {
    let count = value(last)
        .saturating_sub(value(first))
        .min(MOST_OF_RANGE - 1);
    let mut head = letters.chars();
    let Some(end) = head.next_back() else {
        return;
    };
    for nth in 0..=count {
        if *left == 0 || value(last) < value(first) {
            return;
        }
        if let Some(end) = char::from_u32(u32::from(end) + nth) {
            put(codes, first, nth, &format!("{}{end}", head.as_str()), left);
        }
    }
}

fn put(
    codes: &mut HashMap<Code, Box<str>>,
    first: &[u8],
    nth: u32,
    letters: &str,
    left: &mut usize,
) {
    *left = left.saturating_sub(1);
    let length = u8::try_from(first.len()).unwrap_or_default();
    if (1..=4).contains(&length)
        && let Some(code) = value(first).checked_add(nth)
    {
        codes.insert((length, code), letters.into());
    }
}

fn value(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter().take(4);
    bytes.fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// UTF-16, or one byte for one letter.
fn text(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).into();
    }
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

/// The next part of a map; what is neither code nor list nor word goes.
fn next<'m>(rest: &mut &'m [u8]) -> Option<Part<'m>> {
    /// Bytes of a code, or of the letters that one stands for.
    const LONGEST: usize = 256;
    loop {
        let (first, behind) = rest.split_first()?;
        let length = |is: fn(&u8) -> bool| behind.iter().take_while(|byte| is(byte)).count();
        match first {
            b'<' if behind.first() != Some(&b'<') => {
                let length = length(|byte| *byte != b'>');
                let digits = behind.get(..length)?.iter();
                let digits = digits.filter_map(|byte| char::from(*byte).to_digit(16));
                let digits: Vec<u8> = digits.take(2 * LONGEST).map(|digit| digit as u8).collect();
                *rest = behind.get(length + 1..).unwrap_or_default();
                let bytes = digits.chunks(2).map(|pair| match pair {
                    [high, low] => high << 4 | low,
                    [high] => high << 4,
                    _ => 0,
                });
                return Some(Part::Hex(bytes.collect()));
            }
            b'[' | b']' => {
                *rest = behind;
                return Some(if *first == b'[' {
                    Part::Open
                } else {
                    Part::Close
                });
            }
            b'%' => *rest = behind.get(length(|byte| !matches!(byte, b'\r' | b'\n'))..)?,
            b'/' => {
                *rest =
                    behind.get(length(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')..)?
            }
            _ if first.is_ascii_alphabetic() => {
                let length = length(u8::is_ascii_alphanumeric);
                let word = rest.get(..=length)?;
                *rest = behind.get(length..)?;
                return Some(Part::Word(word));
            }
            _ => *rest = behind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(map: &str) -> Vec<String> {
        let mut codes = HashMap::new();
        read(map.as_bytes(), &mut codes, &mut 1000);
        let mut all: Vec<String> = codes
            .iter()
            .map(|((length, code), letters)| format!("{length}:{code:x}={letters}"))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn letters_ranges_and_lists_are_read() {
        let map = "/CIDInit /ProcSet findresource begin % <99>\n1 begincodespacerange <00> <ff> endcodespacerange \
                   2 beginbfchar <01> <0041> <0102> <00660069> endbfchar \
                   2 beginbfrange <20> <22> <0061> <30> <31> [<0078> <D83DDE00>] endbfrange";
        let expected = [
            "1:1=A",
            "1:20=a",
            "1:21=b",
            "1:22=c",
            "1:30=x",
            "1:31=😀",
            "2:102=fi",
        ];
        assert_eq!(words(map), expected);
    }

    #[test]
    fn what_lies_is_short() {
        assert!(words("beginbfrange <00000000> <ffffffff> <0041>").len() <= 1000);
        assert!(
            words("beginbfrange <ff> <00> <0041> endbfrange beginbfchar <> <41> <0102030405> <41>")
                .is_empty()
        );
        assert!(words("beginbfchar <41 beginbfrange [ ] < <<").is_empty());
    }
}
