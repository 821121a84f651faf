//! Dates in words and figures, as people write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::beside::is_day_first;
use super::clock::clock;
use super::print::{century, print};

/// The date in words and figures, in any order that people use.
pub fn written(text: &str) -> Option<String> {
    let lower = plain_figures(text.to_lowercase());
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
    let date = by_name(&tokens).or_else(|| by_figures(&tokens, &rest))?;
    Some(print(date, time.map(|(time, offset, _)| (time, offset))))
}

/// The figures of Arabic, Persian and Hindi as those of English; years of Thailand, which counts from Buddha's death.
fn plain_figures(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let figure = |c: char| match u32::from(c) {
        at @ (0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f | 0xe50..=0xe59) => {
            // Each of these rows begins at a multiple of 16, that of Hindi 6 behind one.
            let zero = if (0x966..=0x96f).contains(&at) { 6 } else { 0 };
            char::from_digit((at & 0xf) - zero, 10).unwrap_or(c)
        }
        _ => c,
    };
    let text: String = text.chars().map(figure).collect();
    if !text.chars().any(|c| ('\u{e00}'..'\u{e80}').contains(&c)) {
        return text;
    }
    let words = text.split(' ').map(|word| match word.parse::<u16>() {
        Ok(year @ 2400..=2700) => (year - 543).to_string(),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a sign belongs to a word: Hindi joins letters with one that is none.
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\u{94d}'
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
                is_letter(d)
            }
        };
        let end = rest
            .find(|d: char| !same(d))
            .unwrap_or(rest.len())
            .max(c.len_utf8());
        let (word, after) = rest.split_at(end);
        let between = [
            "de", "del", "of", "st", "nd", "rd", "th", "er", "the", "gada", "m", "ko",
        ];
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
        // 2024. gada 12. maijs.
        if let (Some(day), Some(year)) = (day, at.checked_sub(2).and_then(year)) {
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
fn by_figures(tokens: &[Token<'_>], line: &str) -> Option<Date> {
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
            let month_first = y > 12 || a.next == '/' && x <= 12 && !is_day_first(line);
            let (month, day) = if month_first { (x, y) } else { (y, x) };
            Date::new(year, month as i8, day as i8)
        } else {
            continue;
        };
        if let Ok(date) = date {
            return Some(date);
        }
    }
    // "ngày 12 tháng 5 năm 2024"
    if let Some(at) = tokens.iter().position(|token| token.text == "tháng") {
        let number = |at: usize| tokens.get(at).and_then(Token::number);
        let day = at.checked_sub(1).and_then(number)?;
        let year = tokens.get(at + 2..)?.iter().find_map(Token::year)?;
        return Date::new(year, number(at + 1)? as i8, day as i8).ok();
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
    "jan january januar jänner janvier enero gennaio janeiro januari stycznia января ιαν ιανουαρίου január januar ene janv ledna tammikuuta siječnja ocak січня gen янв \
        ianuarie ianuar januára janúar gener јануар јануара januara janvāris janvārī sausio jaanuar januarja януари يناير ژانویه ינואר בינואר जनवरी มกราคม",
    "feb february februar février fevrier febrero febbraio fevereiro februari lutego февраля φεβ φεβρουαρίου február fev févr fevr února helmikuuta veljače şubat лютого lut фев \
        februarie februára febrúar febrer фебруар фебруара februara februāris februārī vasario veebruar februarja февр февруари فبراير شباط فوریه פברואר בפברואר फरवरी फ़रवरी กุมภาพันธ",
    "mar march märz maerz mrz mrt mars marzo março maart marca марта μάρ μαρ μαρτίου március marts března maaliskuuta ožujka березня мар mart \
        martie març marta март kovo märts marec maret mac marzec مارس آذار מרץ במרץ मार्च มีนาคม",
    "apr april avril abril aprile kwietnia апреля απρ απριλίου április avr abr dubna huhtikuuta travnja nisan квітня kwi апр \
        aprilie apríla apríl aprila април априла aprīlis aprīlī balandžio aprill أبريل ابريل إبريل نيسان آوریل אפריל באפריל अप्रैल เมษายน",
    "may mai mayo maggio maio mei maja мая μάι μαϊ μαΐου május mag maj května toukokuuta svibnja mayıs травня máj \
        mája maí maig мај маја май maijs maijā gegužės مايو أيار مه מאי במאי मई พฤษภาคม bealtaine",
    "jun june juni juin junio giugno junho czerwca июня ιούν ιον ιουνίου június giu června kesäkuuta lipnja haziran червня cze июн \
        iunie júna júní juny јун јуна юни juna jūnijs jūnijā birželio juuni junij junija يونيو حزيران ژوئن יוני ביוני जून มิถุนายน",
    "jul july juli juillet julio luglio julho lipca июля ιούλ ιολ ιουλίου július juil lug července heinäkuuta srpnja temmuz липня июл \
        iulie júla júlí juliol јул јула юли jula jūlijs jūlijā liepos juuli julij julija julai يوليو تموز ژوئیه יולי ביולי जुलाई กรกฎาคม",
    "aug august août aout agosto augustus sierpnia августа αύγ αυγ αυγούστου augusztus ago augusti srpna elokuuta kolovoza ağustos серпня sie авг \
        augusta ágúst agost август avgust avgusta augusts augustā rugpjūčio agustus ogos أغسطس اغسطس آب اوت אוגוסט באוגוסט अगस्त สิงหาคม",
    "sep sept september septembre septiembre settembre setembro września сентября σεπ σεπτεμβρίου szeptember set září syyskuuta rujna eylül вересня wrz сен сент \
        septembrie septembra setembre setiembre септембар септембра септември septembris septembrī rugsėjo септ سبتمبر أيلول سپتامبر ספטמבר בספטמבר सितंबर กันยายน",
    "oct october oktober octobre octubre ottobre outubro października октября οκτ οκτωβρίου október okt ott out října lokakuuta ekim жовтня paź окт \
        octombrie októbra октобар октобра октомври oktobra oktobris oktobrī spalio oktoober أكتوبر اكتوبر اکتبر אוקטובר באוקטובר अक्टूबर ตุลาคม",
    "nov november novembre noviembre novembro listopada ноября νοέ νοε νοεμβρίου listopadu marraskuuta studenoga kasım листопада lis ноя нояб \
        noiembrie novembra nóvember новембар новембра ноември novembris novembrī lapkričio studenog نوفمبر نوامبر נובמבר בנובמבר नवंबर พฤศจิกายน",
    "dec december dezember décembre decembre diciembre dicembre dezembro grudnia декабря δεκ δεκεμβρίου dez dic déc desember prosince joulukuuta prosinca aralık грудня gru дек des \
        decembrie decembra desembre децембар децембра декември decembris decembrī gruodžio detsember disember ديسمبر دسامبر דצמבר בדצמבר दिसंबर ธันวาคม",
];

/// The number of a month's name.
pub fn month(word: &str) -> Option<i8> {
    // Asked of each word of each line that may be a date.
    static NUMBERS: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
        let months = MONTHS.iter().zip(1..);
        months
            .flat_map(|(names, number)| {
                names
                    .split_ascii_whitespace()
                    .map(move |name| (name, number))
            })
            .collect()
    });
    NUMBERS.get(word).copied()
}
