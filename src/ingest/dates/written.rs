//! Dates in words and figures, as people write them.

use jiff::civil::Date;

use super::clock::clock;
use super::print::{century, print};

/// The date in words and figures, in any order that people use.
pub fn written(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let time = clock(&lower);
    let rest = match &time {
        // A zone that is none may end inside a letter: the words are then read as they stand.
        Some((_, _, used)) => match (lower.get(..used.start), lower.get(used.end..)) {
            (Some(before), Some(behind)) => [before, " ", behind].concat(),
            _ => lower,
        },
        None => lower,
    };
    let tokens = tokens(&rest);
    let date = by_name(&tokens).or_else(|| by_figures(&tokens))?;
    Some(print(date, time.map(|(time, offset, _)| (time, offset))))
}

/// A run of digits or letters, and the character right after it.
struct Token<'a> {
    text: &'a str,
    next: char,
}

impl Token<'_> {
    fn number(&self) -> Option<i16> {
        (self.text.len() <= 4)
            .then(|| self.text.parse().ok())
            .flatten()
    }

    fn year(&self) -> Option<i16> {
        match (self.text.len(), self.number()?) {
            (4, year) if (1000..2200).contains(&year) => Some(year),
            (2, year) => Some(century(year)),
            _ => None,
        }
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let same = |d: char| {
            if c.is_ascii_digit() {
                d.is_ascii_digit()
            } else {
                d.is_alphabetic()
            }
        };
        let end = rest
            .find(|d: char| !same(d))
            .unwrap_or(rest.len())
            .max(c.len_utf8());
        let (word, after) = rest.split_at(end);
        let between = ["de", "del", "of", "st", "nd", "rd", "th", "er", "the"];
        if c.is_alphanumeric() && !between.contains(&word) {
            tokens.push(Token {
                text: word,
                next: after.chars().next().unwrap_or(' '),
            });
        }
        rest = after;
    }
    tokens
}

/// `12 May 2024`, `May 12, 2024`, `12-May-04`, `May 2024`.
fn by_name(tokens: &[Token<'_>]) -> Option<Date> {
    let mut only_month = None;
    for (at, token) in tokens.iter().enumerate() {
        let Some(month) = month(token.text) else {
            continue;
        };
        // Four figures are no day: "0001".
        let number = |n: usize| {
            tokens
                .get(n)
                .filter(|t| t.text.len() <= 2)
                .and_then(Token::number)
        };
        let year = |n: usize| tokens.get(n).and_then(Token::year);
        let before = at.checked_sub(1);
        let day = before.and_then(number).filter(|day| (1..=31).contains(day));
        if let (Some(day), Some(year)) = (day, year(at + 1)) {
            return Date::new(year, month, day as i8).ok();
        }
        if let (Some(day @ 1..=31), Some(year)) = (number(at + 1), year(at + 2))
            && tokens[at + 2].text.len() == 4
        {
            return Date::new(year, month, day as i8).ok();
        }
        // Year first: 2024 May 12.
        if let (Some(year), Some(day @ 1..=31)) = (before.and_then(year), number(at + 1)) {
            return Date::new(year, month, day as i8).ok();
        }
        if tokens.len() <= 3 && tokens.get(at + 1).is_some_and(|t| t.text.len() == 4) {
            only_month = year(at + 1).and_then(|year| Date::new(year, month, 1).ok());
        }
    }
    only_month
}

/// `12.05.2024`, `05/12/2024`, `2024年5月12日`.
fn by_figures(tokens: &[Token<'_>]) -> Option<Date> {
    for three in tokens.windows(3) {
        let [a, b, c] = three else { continue };
        let (Some(x), Some(y), Some(z)) = (a.number(), b.number(), c.number()) else {
            // Korean and Japanese put a word behind each figure.
            continue;
        };
        let joined = a.next == b.next && "/.-".contains(a.next) || !a.next.is_ascii();
        if !joined {
            continue;
        }
        let date = if a.text.len() == 4 {
            Date::new(x, y as i8, z as i8)
        } else if let Some(year) = c.year().filter(|_| x <= 31 && y <= 31) {
            let month_first = a.next == '/' && x <= 12 || y > 12;
            let (month, day) = if month_first { (x, y) } else { (y, x) };
            Date::new(year, month as i8, day as i8)
        } else {
            continue;
        };
        if let Ok(date) = date {
            return Some(date);
        }
    }
    // 2004년 05월 28일: figures with one letter between.
    let figures: Vec<_> = tokens
        .iter()
        .filter_map(|t| t.number().map(|n| (n, t.next)))
        .collect();
    figures.windows(3).find_map(|three| match three {
        [
            (year @ 1000..=2199, '年' | '년'),
            (month @ 1..=12, _),
            (day @ 1..=31, _),
        ] => Date::new(*year, *month as i8, *day as i8).ok(),
        _ => None,
    })
}

/// Month names, by month, in the languages that were met.
const MONTHS: [&str; 12] = [
    "jan january januar jänner janvier enero gennaio janeiro januari stycznia января ιαν ιανουαρίου január januar ene janv ledna tammikuuta siječnja ocak січня gen янв",
    "feb february februar février fevrier febrero febbraio fevereiro februari lutego февраля φεβ φεβρουαρίου február fev févr fevr února helmikuuta veljače şubat лютого lut фев",
    "mar march märz maerz mrz mars marzo março maart marca марта μάρ μαρ μαρτίου március marts března maaliskuuta ožujka березня мар mart",
    "apr april avril abril aprile kwietnia апреля απρ απριλίου április avr abr dubna huhtikuuta travnja nisan квітня kwi апр",
    "may mai mayo maggio maio mei maja мая μάι μαϊ μαΐου május mag maj května toukokuuta svibnja mayıs травня máj",
    "jun june juni juin junio giugno junho czerwca июня ιούν ιον ιουνίου június giu června kesäkuuta lipnja haziran червня cze июн",
    "jul july juli juillet julio luglio julho lipca июля ιούλ ιολ ιουλίου július juil lug července heinäkuuta srpnja temmuz липня июл",
    "aug august août aout agosto augustus sierpnia августа αύγ αυγ αυγούστου augusztus ago augusti srpna elokuuta kolovoza ağustos серпня sie авг",
    "sep sept september septembre septiembre settembre setembro września сентября σεπ σεπτεμβρίου szeptember set září syyskuuta rujna eylül вересня wrz сен сент",
    "oct october oktober octobre octubre ottobre outubro października октября οκτ οκτωβρίου október okt ott out října lokakuuta ekim жовтня paź окт",
    "nov november novembre noviembre novembro listopada ноября νοέ νοε νοεμβρίου listopadu marraskuuta studenoga kasım листопада lis ноя нояб",
    "dec december dezember décembre decembre diciembre dicembre dezembro grudnia декабря δεκ δεκεμβρίου dez dic déc desember prosince joulukuuta prosinca aralık грудня gru дек des",
];

/// The number of a month's name.
pub fn month(word: &str) -> Option<i8> {
    let at = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}
