//! Text to tokens: words, numbers and marks with their bytes.
//!
//! One pass over the bytes, no look further than the end of a word. The rules are those of the Penn
//! Treebank where they matter to a reader of news ("did n't", "Ruiz 's", "U.S." and "Mr." whole), but
//! hyphenated words, addresses, times and sums stay whole. A mark gets its [`Tag`] here, since its form
//! decides; words wait for the tagger.

use super::layer::Token;
use crate::annotate::language::lexicon;
use crate::annotate::language::tags::Tag;
use crate::model::Span;

/// Appends the tokens of the bytes `span` of `text` to `out`, in order.
pub fn tokens(text: &str, span: Span, out: &mut Vec<Token>) {
    let mut scan = Scan {
        text: text.get(..span.end).unwrap_or_default(),
        start: span.start,
        open_single: false,
        out,
    };
    let mut at = span.start;
    while let Some(c) = scan.char(at) {
        at = match c {
            _ if c.is_whitespace() => at + c.len_utf8(),
            _ if starts_word(&scan, at, c) => scan.word(at),
            _ => scan.mark(at, c),
        };
    }
}

struct Scan<'t, 'o> {
    /// Ends where the block ends.
    text: &'t str,
    /// Where the block begins.
    start: usize,
    /// Whether a single quotation mark was opened and not closed in this block.
    open_single: bool,
    out: &'o mut Vec<Token>,
}

impl<'t> Scan<'t, '_> {
    fn char(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte < 0x80 => Some(char::from(byte)),
            Some(_) => self.words(at, self.text.len()).chars().next(),
            None => None,
        }
    }

    /// The bytes from `start` up to `end`; nothing where they are no words of the text.
    fn words(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.words(self.start, at).chars().next_back()
    }

    fn push(&mut self, start: usize, end: usize, tag: Tag) -> usize {
        let mut start = start;
        // Nobody's word is so long.
        while end > start + Token::LONGEST {
            let ends = (start + 1..=start + Token::LONGEST).rev();
            let Some(cut) = ends.into_iter().find(|at| self.text.is_char_boundary(*at)) else {
                break;
            };
            self.out.push(Token::new(Span::new(start, cut), tag));
            start = cut;
        }
        if start < end {
            self.out.push(Token::new(Span::new(start, end), tag));
        }
        end
    }

    /// The token or tokens of the word at `start`; gives its end.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = address_end(self.text, start) {
            return self.push(start, end, Tag::Nnp);
        }
        let mut end = start;
        let mut dots = false;
        // A hash, an at sign or an apostrophe may begin a word: `starts_word` has looked.
        if let Some(c @ ('#' | '@' | '\'' | '’')) = self.char(start) {
            end += c.len_utf8();
        }
        while let Some(c) = self.char(end) {
            let next = end + c.len_utf8();
            if is_word(c) {
                end = next;
            } else if joins(self, end, c) {
                dots |= c == '.';
                end = next;
            } else {
                break;
            }
        }
        if self.char(end) == Some('.') && self.takes_stop(start, end, dots) {
            end += 1;
        }
        self.clitics(start, end)
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn takes_stop(&self, start: usize, end: usize, dots: bool) -> bool {
        let word = self.words(start, end);
        // "D-R.I.", "R-Calif.": a party and a state
        let state = word
            .split_once('-')
            .filter(|(party, _)| party.len() == 1 && party.starts_with(char::is_uppercase));
        let word = state.map_or(word, |(_, state)| state);
        if self.char(end + 1) == Some('.') {
            return false; // an ellipsis
        }
        if dots {
            // "U.S.", "a.m.", "Ph.D.", but not "example.com."
            return word.split('.').all(|part| part.chars().count() <= 2)
                && !word.starts_with(|c: char| c.is_ascii_digit());
        }
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_uppercase() => self.initial(start, end),
            _ => match lexicon::abbreviation(word) {
                Some(lexicon::Abbreviation::BeforeNumber) => self
                    .words(end + 1, self.text.len())
                    .trim_start_matches(' ')
                    .starts_with(|c: char| c.is_ascii_digit()),
                // "said Dr Sen.", at the end of a paragraph
                Some(lexicon::Abbreviation::Title) => {
                    let rest = self.words(end + 1, self.text.len());
                    !(rest.trim_end().is_empty() || rest.starts_with("\n\n"))
                }
                kind => kind.is_some(),
            },
        }
    }

    /// Whether a single capital with a stop is an initial: another word with a capital follows it.
    fn initial(&self, start: usize, end: usize) -> bool {
        let rest = self.words(end + 1, self.text.len()).trim_start_matches(' ');
        let after_name = self.out.last().is_some_and(|last| {
            last.span().of(self.text).starts_with(char::is_uppercase) && last.span().end + 2 > start
        });
        rest.starts_with(|c: char| c.is_uppercase()) && (after_name || start == self.start)
            || rest.starts_with(|c: char| c.is_uppercase())
                && !self.before(start).is_some_and(char::is_alphanumeric)
            || rest.starts_with(|c: char| c.is_lowercase() || c == ',')
    }

    /// Splits "n't", "'s" and their like from the end of a word; pushes all.
    fn clitics(&mut self, start: usize, end: usize) -> usize {
        let word = self.words(start, end);
        if word.eq_ignore_ascii_case("cannot") {
            let cut = start + "can".len();
            self.push(start, cut, Tag::Md);
            return self.push(cut, end, Tag::Rb);
        }
        let tag = word_tag(word);
        let Some((head, tail)) = word
            .rsplit_once(['\'', '’'])
            .filter(|(head, _)| !head.is_empty())
        else {
            return self.push(start, end, tag);
        };
        let at = head.len();
        let is = |list: &[&str]| list.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic));
        let cut = start + at;
        if is(&["t"]) && head.ends_with(['n', 'N']) && at > 1 {
            self.push(start, cut - 1, Tag::Nn);
            self.push(cut - 1, end, Tag::Rb)
        } else if is(&["s"]) {
            self.push(start, cut, tag);
            self.push(cut, end, Tag::Pos)
        } else if is(&["re", "ve", "ll", "d", "m"]) {
            self.push(start, cut, tag);
            let clitic = if is(&["ll", "d"]) { Tag::Md } else { Tag::Vbp };
            self.push(cut, end, clitic)
        } else {
            self.push(start, end, tag)
        }
    }

    /// The mark at `at`, which begins no word; gives its end.
    fn mark(&mut self, at: usize, c: char) -> usize {
        let bytes = self.text.as_bytes();
        let run = |c: char| {
            let same = |byte: &&u8| **byte == c as u8;
            at + bytes.iter().skip(at).take_while(same).count()
        };
        let after = at + c.len_utf8();
        match c {
            '.' => self.push(at, run('.'), Tag::Stop),
            '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => {
                self.push(at, after, Tag::Stop)
            }
            ',' | '،' | '、' | '，' => self.push(at, after, Tag::Comma),
            '-' | '–' | '—' | '―' | ':' | ';' | '：' | '；' => {
                let end = if c == '-' { run('-') } else { after };
                self.push(at, end, Tag::Colon)
            }
            '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '【' | '】' => {
                self.push(at, after, Tag::Bracket)
            }
            '`' => {
                let twice = self.char(after) == Some('`');
                self.push(at, after + usize::from(twice), Tag::Quote)
            }
            '\'' | '’' | '‘' => self.single(at, c),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‛' | '「' | '」'
            | '『' | '』' | '＂' => self.push(at, after, Tag::Quote),
            _ => {
                let mut end = after;
                while let Some(c) = self.char(end).filter(|&c| extends(c)) {
                    end += c.len_utf8();
                }
                self.push(at, end, Tag::Sym)
            }
        }
    }

    /// An apostrophe that stands outside words: a quotation mark or the possessive of a plural.
    fn single(&mut self, at: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        if c == '\'' && self.char(after) == Some('\'') {
            return self.push(at, after + 1, Tag::Quote);
        }
        let glued_left = self.before(at).is_some_and(|c| !c.is_whitespace());
        let glued_right = self.char(after).is_some_and(is_word);
        let plural = self.before(at).is_some_and(|c| matches!(c, 's' | 'S'));
        if c == '‘' || glued_right && !glued_left {
            self.open_single = true;
        } else if plural && !self.open_single && !glued_right {
            return self.push(at, after, Tag::Pos);
        } else if glued_left {
            self.open_single = false;
        }
        self.push(at, after, Tag::Quote)
    }
}

/// What a word's form says; [`Tag::Nn`] for "ask the tagger".
fn word_tag(word: &str) -> Tag {
    let mut digits = false;
    for byte in word.bytes() {
        match byte {
            b'0'..=b'9' => digits = true,
            b'.' | b',' | b':' | b'/' | b'-' => {}
            _ => return Tag::Nn,
        }
    }
    if digits { Tag::Cd } else { Tag::Nn }
}

fn starts_word(scan: &Scan<'_, '_>, at: usize, c: char) -> bool {
    let next = |skip: usize| scan.char(at + skip);
    match c {
        '#' | '@' => next(1).is_some_and(|c| c.is_alphanumeric() || c == '_'),
        '\'' | '’' => {
            // "'90s"
            let skip = c.len_utf8();
            let digit = |skip| next(skip).is_some_and(|c| c.is_ascii_digit());
            digit(skip) && digit(skip + 1) && next(skip + 2) == Some('s')
        }
        _ => is_word(c),
    }
}

/// Whether `c` belongs to a word wherever it stands.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() && (c.is_alphanumeric() || extends(c))
}

/// Combining marks, joiners, variation selectors: they belong to what stands before them.
fn extends(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{200c}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether the sign `c` at `at` joins the word before it with what follows.
fn joins(scan: &Scan<'_, '_>, at: usize, c: char) -> bool {
    let before = scan.before(at).unwrap_or(' ');
    let Some(after) = scan.char(at + c.len_utf8()) else {
        return false;
    };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match c {
        '-' | '\u{2010}' | '\u{2011}' => {
            (is_word(before) || before == '.') && after.is_alphanumeric()
        }
        '\'' | '’' => before.is_alphanumeric() && after.is_alphabetic(),
        ',' | ':' | '/' | '⁄' => digits,
        // "3.5", "U.S", "example.com"; not "end.Next"
        '.' => {
            digits
                || before.is_alphabetic()
                    && after.is_alphabetic()
                    && !(before.is_lowercase() && after.is_uppercase() && long_left(scan, at))
        }
        '&' => before.is_uppercase() && after.is_uppercase(),
        '@' => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Whether at least two letters stand before `at`: tells "end.Next" from "Ph.D".
fn long_left(scan: &Scan<'_, '_>, at: usize) -> bool {
    let left = scan.words(scan.start, at).chars().rev();
    left.take_while(|c| c.is_alphabetic()).take(3).count() > 2
}

/// The end of the web address at `start`, without the punctuation behind it.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let known = ["http://", "https://", "www."];
    known.iter().find(|begin| rest.starts_with(**begin))?;
    let stops = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”');
    let address = rest.split(stops).next()?;
    let end = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']);
    (end.len() > 4).then_some(start + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str) {
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut found);
        let found: Vec<&str> = found.iter().map(|token| token.span().of(text)).collect();
        assert_eq!(found.join(" "), words);
    }

    #[test]
    fn clitics_come_off() {
        check(
            "Ruiz's won't, can't; they'd",
            "Ruiz 's wo n't , ca n't ; they 'd",
        );
        check("Ruiz’s don’t", "Ruiz ’s do n’t");
        check(
            "O'Brien met Shi'ites in the '90s",
            "O'Brien met Shi'ites in the '90s",
        );
        check("the boys' 'big' day", "the boys ' ' big ' day");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "Mr. Okafor of the U.S. said.",
            "Mr. Okafor of the U.S. said .",
        );
        check("at 5 p.m. on Jan. 3", "at 5 p.m. on Jan. 3");
        check("George W. Bush has plan B.", "George W. Bush has plan B .");
        check("No. 4? No. Never", "No. 4 ? No . Never");
        check(
            "Ann Moss (R-N.C.) and Bo Hale (D-Calif.), of U-boat.",
            "Ann Moss ( R-N.C. ) and Bo Hale ( D-Calif. ) , of U-boat .",
        );
    }

    #[test]
    fn numbers_and_addresses_stay_whole() {
        check(
            "$3.5m, 1,200 at 10:30 (5%)",
            "$ 3.5m , 1,200 at 10:30 ( 5 % )",
        );
        check(
            "See https://x.org/a?b=1, ana@x.org.",
            "See https://x.org/a?b=1 , ana@x.org .",
        );
        check(
            "end.Next AT&T break-through",
            "end . Next AT&T break-through",
        );
        check("@ana_r #now it’s", "@ana_r #now it ’s");
    }

    #[test]
    fn marks_stand_alone() {
        check("“No,” she said--twice...", "“ No , ” she said -- twice ...");
        check("``Yes,'' he said", "`` Yes , '' he said");
        check("`````", "`` `` `");
        check("‘Go!’ «non» – x", "‘ Go ! ’ « non » – x");
        check("👩\u{200d}🔬 e\u{301}t", "👩\u{200d} 🔬 e\u{301}t");
    }

    #[test]
    fn words_without_end_are_several_tokens() {
        let text = format!("See {}.", "é".repeat(100_000));
        let mut found = Vec::new();
        tokens(&text, Span::new(0, text.len()), &mut found);
        let lengths: Vec<usize> = found.iter().map(|token| token.span().len()).collect();
        assert_eq!(lengths, [3, 65_534, 65_534, 65_534, 3_398, 1]);
    }

    #[test]
    fn plural_possessive_is_no_quote() {
        let text = "the teachers' union";
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut found);
        assert_eq!(found[2].tag, Tag::Pos);
    }
}
