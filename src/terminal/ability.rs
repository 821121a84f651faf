//! What a terminal can do with pictures: the questions to it, and what its answers mean.
//!
//! They are asked when the first picture is to be shown, and never waited for: until they are answered, and where they
//! never are, pictures are half blocks of colour.

use std::io::{self, Write, stdout};

/// What a terminal answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It knows kitty's way.
    Kitty,
    /// Its name and version.
    Name(String),
    /// Columns and rows of pixels in a cell.
    Cell(u16, u16),
    /// What every terminal answers, and so the last answer: whether it knows sixels.
    Attributes {
        /// It does.
        sixel: bool,
    },
}

/// Whether it knows kitty's way (one pixel, to be looked at and thrown away); its name (XTVERSION); how large its cells
/// are (XTWINOPS 16); last its attributes (DA1), which every terminal answers.
pub const QUESTIONS: &[u8] = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>q\x1b[16t\x1b[c";

/// The same for tmux, which would take the first for a title. It answers for itself: what it does not know does not
/// reach the terminal behind it.
pub const QUESTIONS_TO_TMUX: &[u8] = b"\x1b[16t\x1b[c";

/// Asks the terminal something; its answer comes among the keys.
pub(super) fn ask(question: &[u8]) -> io::Result<()> {
    let mut out = stdout().lock();
    out.write_all(question)?;
    out.flush()
}

/// The answer in a string of that kind (the letter behind the Esc), without its end.
pub fn in_string(kind: u8, words: &[u8]) -> Option<Told> {
    match kind {
        b'_' => words.starts_with(b"Gi=31;OK").then_some(Told::Kitty),
        b'P' => {
            let name = String::from_utf8_lossy(words.strip_prefix(b">|")?);
            Some(Told::Name(name.into_owned()))
        }
        _ => None,
    }
}

/// The answer with these parameters and this last byte.
pub fn in_sequence(parameters: &[u8], last: u8) -> Option<Told> {
    let text = std::str::from_utf8(parameters).ok()?;
    match last {
        b'c' => {
            let known = text.strip_prefix('?')?;
            let sixel = known.split(';').skip(1).any(|known| known == "4");
            Some(Told::Attributes { sixel })
        }
        b't' => {
            let (height, width) = text.strip_prefix("6;")?.split_once(';')?;
            let size = |digits: &str| digits.parse().ok().filter(|size| (1..=200).contains(size));
            Some(Told::Cell(size(width)?, size(height)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_others() {
        assert_eq!(in_string(b'_', b"Gi=31;OK"), Some(Told::Kitty));
        assert_eq!(in_string(b'_', b"Gi=31;ENOTSUPPORTED:no"), None);
        let name = Told::Name("WezTerm 20240203".to_owned());
        assert_eq!(in_string(b'P', b">|WezTerm 20240203"), Some(name));
        assert_eq!(in_string(b'P', b"1$r0m"), None);
        let sixel = |words: &[u8]| in_sequence(words, b'c');
        assert_eq!(sixel(b"?62;4;22"), Some(Told::Attributes { sixel: true }));
        assert_eq!(sixel(b"?4;22"), Some(Told::Attributes { sixel: false }));
        assert_eq!(sixel(b">41;354;0"), None);
        assert_eq!(in_sequence(b"6;18;9", b't'), Some(Told::Cell(9, 18)));
        assert_eq!(in_sequence(b"6;0;99999", b't'), None);
        assert_eq!(in_sequence(b"8;24;80", b't'), None);
    }
}
