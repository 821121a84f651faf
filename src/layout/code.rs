//! Code in colours: comments, strings, numbers and the words that many languages share. Nothing tells which
//! language a listing is in, so its signs of a comment do; what does not look like code stays plain.

mod families;

use self::families::{BRACES, DASHES, Family, HASHES, TAGS};
use crate::layout::runs::Layer;
use crate::model::{Article, BlockKind, Span};

/// What a stretch of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A remark for people.
    Comment,
    /// A text between quotation marks.
    Text,
    /// A number.
    Number,
    /// A word of the language.
    Keyword,
}

/// So many signs of code a hundred letters of a listing have at least.
const DENSITY: usize = 3;

/// The longest text on one line, in bytes: where none ends, the search for its end must not grow with the listing.
const LONGEST: usize = 500;

/// The tokens of all listings of an article.
pub fn tokens(article: &Article) -> Layer<Token> {
    let code = article.blocks.iter();
    let code = code.filter(|block| block.kind == BlockKind::Code);
    Layer::new(code.flat_map(|block| of_listing(&article.text, block.span)))
}

fn of_listing(text: &str, span: Span) -> Vec<(Span, Token)> {
    let listing = span.of(text);
    let Some(family) = family(listing) else {
        return Vec::new();
    };
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < listing.len() {
        let (len, token) = next(listing, at, family);
        if let Some(token) = token {
            let start = span.start + at;
            tokens.push((Span::new(start, start + len), token));
        }
        at += len;
    }
    tokens
}

/// The family of a listing, by its remarks, its words and its other signs; none for a poem, a drawing, or
/// what a program printed.
fn family(listing: &str) -> Option<&'static Family> {
    let trimmed = listing.trim_start();
    if trimmed.starts_with('<') && listing.contains("</") || trimmed.starts_with("<?xml") {
        return Some(&TAGS);
    }
    // "a // b" divides, where no line ends or holds statements as in C.
    let mut lines = listing.lines();
    let states = lines.any(|line| line.trim_end().ends_with([';', '{']));
    let divides = |line: &str, at: usize| {
        let operand = |c: char| c.is_alphanumeric() || ")]".contains(c);
        line[at..].starts_with("//") && line[..at].trim_end().ends_with(operand) && !states
    };
    // What a remark says is no evidence, but that it is one.
    let before_remark = |line: &'_ str| {
        let signs = ["//", "/*", "# ", "-- "].iter();
        let begun = |sign: &&str| {
            line.match_indices(*sign)
                .map(|(at, _)| at)
                .find(|&at| opens(line, at) && !divides(line, at))
        };
        signs.filter_map(begun).min().unwrap_or(line.len())
    };
    let words: Vec<&str> = listing
        .lines()
        .flat_map(|line| {
            line[..before_remark(line)].split(|c: char| !c.is_alphanumeric() && c != '_')
        })
        .filter(|word| !word.is_empty())
        .collect();
    let begins = |sign: &str| {
        let remark = |line: &&str| {
            line.get(before_remark(line)..)
                .is_some_and(|it| it.starts_with(sign))
        };
        listing.lines().filter(remark).count()
    };
    let known = |family: &Family| {
        let known = words
            .iter()
            .filter(|word| family.words.binary_search(word).is_ok());
        known.count()
    };
    let ends = |sign: char| {
        listing
            .lines()
            .filter(|it| it.trim_end().ends_with(sign))
            .count()
    };
    let scores = [
        (
            &BRACES,
            known(&BRACES) + 3 * (begins("//") + begins("/*")) + ends(';') + ends('{'),
        ),
        (
            &HASHES,
            known(&HASHES) + 2 * begins("# ") + ends(':') + begins("$ "),
        ),
        (&DASHES, known(&DASHES) + 3 * begins("-- ")),
    ];
    let (family, score) = scores.into_iter().rev().max_by_key(|(_, score)| *score)?;
    let signs = listing
        .bytes()
        .filter(|b| b"(){}[];=<>:$&|/#\"'".contains(b))
        .count();
    (score > 0 && signs * 100 >= listing.len() * DENSITY).then_some(family)
}

/// How many bytes from `at` on belong together, and what they are.
fn next(listing: &str, at: usize, family: &Family) -> (usize, Option<Token>) {
    let rest = &listing[at..];
    let before = listing[..at].chars().next_back();
    let apart = before.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    if let Some((open, close)) = family.block
        && rest.starts_with(open)
    {
        let end = rest[open.len()..].find(close);
        let len = end.map_or(rest.len(), |end| open.len() + end + close.len());
        return (len, Some(Token::Comment));
    }
    // "http://" and "$#" are no remarks.
    let begins = |sign: &&str| rest.starts_with(*sign);
    if family.line.iter().any(begins) && opens(listing, at) {
        let line = rest.find('\n').unwrap_or(rest.len());
        return (line, Some(Token::Comment));
    }
    let Some(first) = rest.chars().next() else {
        return (1, None);
    };
    // A lifetime of Rust is no text.
    let apart = apart && !(first == '\'' && before.is_some_and(|c| "<&".contains(c)));
    if first.is_ascii() && family.quotes.contains(&(first as u8)) && apart {
        return match text_end(rest, first) {
            Some(end) => (end, Some(Token::Text)),
            None => (1, None),
        };
    }
    if first.is_ascii_digit() && apart {
        let number = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let len = rest.find(|c| !number(c)).unwrap_or(rest.len());
        let len = rest[..len].trim_end_matches('.').len();
        return (len, Some(Token::Number));
    }
    if first.is_alphanumeric() || first == '_' {
        let len = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let word = &rest[..len];
        let is_word = apart && before != Some('.') && family.words.binary_search(&word).is_ok();
        return (len, is_word.then_some(Token::Keyword));
    }
    (first.len_utf8(), None)
}

/// Whether a remark may begin there: behind a blank or the end of a statement.
fn opens(listing: &str, at: usize) -> bool {
    let before = listing.get(..at).and_then(|it| it.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || ";{}()".contains(c))
}

/// Where a text ends that begins with `quote`: on its own line; one that does not is none ("it's").
fn text_end(rest: &str, quote: char) -> Option<usize> {
    let thrice = [quote; 3].iter().collect::<String>();
    if let Some(inner) = rest.strip_prefix(&thrice) {
        return Some(inner.find(&thrice).map_or(rest.len(), |end| end + 6));
    }
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if at > LONGEST => return None,
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The listing with a letter before each token and a bar behind it.
    fn check(listing: &str, expected: &str) {
        let mut shown = String::new();
        let mut at = 0;
        for (span, token) in of_listing(listing, Span::new(0, listing.len())) {
            shown.push_str(&listing[at..span.start]);
            let sign = match token {
                Token::Comment => "«c ",
                Token::Text => "«t ",
                Token::Number => "«n ",
                Token::Keyword => "«k ",
            };
            shown.push_str(sign);
            shown.push_str(span.of(listing));
            shown.push('»');
            at = span.end;
        }
        shown.push_str(&listing[at..]);
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_are_sorted_for_the_search() {
        for family in [BRACES, HASHES, DASHES] {
            assert!(family.words.is_sorted());
        }
    }

    #[test]
    fn listings_show_remarks_texts_numbers_and_words() {
        check(
            "let a = \"x // y\"; // as https://a.example\nfn b(c: u8) -> f64 { 2.5e3 }",
            "«k let» a = «t \"x // y\"»; «c // as https://a.example»\n«k fn» b(c: u8) -> f64 { «n 2.5e3» }",
        );
        check(
            "/* all\nof it */ int x1 = 0x1F;",
            "«c /* all\nof it */» «k int» x1 = «n 0x1F»;",
        );
        check(
            "def go(self):\n    \"\"\"Goes.\nFar.\"\"\"\n    return 'it\\'s' # so",
            "«k def» go(«k self»):\n    «t \"\"\"Goes.\nFar.\"\"\"»\n    «k return» «t 'it\\'s'» «c # so»",
        );
        check(
            "def turns(hours):\n    return hours * 3600 // turn # by hand",
            "«k def» turns(hours):\n    «k return» hours * «n 3600» // turn «c # by hand»",
        );
        check(
            "SELECT name FROM boats -- all\nWHERE built < 1961;",
            "«k SELECT» name «k FROM» boats «c -- all»\n«k WHERE» built < «n 1961»;",
        );
        check(
            "<p class=\"a\"><!-- so --></p>",
            "<p class=«t \"a\"»>«c <!-- so -->»</p>",
        );
        check(
            "fn main() { let a = 4; // crowns, of which and on and on in and of the end\n    go(a); }",
            "«k fn» main() { «k let» a = «n 4»; «c // crowns, of which and on and on in and of the end»\n    «k go»(a); }",
        );
        check(
            "$ echo \"it's\" $# # 3\n",
            "$ «k echo» «t \"it's\"» $# «c # 3»\n",
        );
    }

    #[test]
    fn what_is_no_code_stays_plain() {
        for plain in [
            "The boat is old,\n  and so am I, it's true,\nand in the bay are 9 gulls.",
            "  +---+\n  | 9 |\n  +---+\n",
            "",
            "depth: 4 m\n  tide: low\n",
        ] {
            assert_eq!(of_listing(plain, Span::new(0, plain.len())), [], "{plain}");
        }
    }

    #[test]
    fn what_has_no_end_does_no_harm() {
        let long = format!(
            "int a = {};\n/* {}",
            "(".repeat(50_000),
            "\"".repeat(50_000)
        );
        let tokens = of_listing(&long, Span::new(0, long.len()));
        assert_eq!(tokens.last().map(|(span, _)| span.end), Some(long.len()));
        // One line, no blank, signs of texts that are never closed: a square would take minutes.
        for unit in ["a(b);", "\"\\", "'\\\"", "x=1;#"] {
            let long = format!("let a = b; // so\n{}", unit.repeat(50_000));
            let tokens = of_listing(&long, Span::new(0, long.len()));
            assert!(!tokens.is_empty());
        }
    }
}
