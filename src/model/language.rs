//! What languages are called, and the quotation marks that they set.

/// ISO 639-1 codes with the English names of their languages.
const NAMES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("ar", "Arabic"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("la", "Latin"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("ml", "Malayalam"),
    ("mr", "Marathi"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("yi", "Yiddish"),
    ("zh", "Chinese"),
];

/// The English name of a language, given its ISO 639-1 code: "German"; the code itself where it has none here.
pub fn language_name(code: &str) -> &str {
    NAMES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

/// The outer quotation marks by language; the region decides first where one is named. English has “ ”, and so has
/// what is not here.
const OUTER: &[(&str, &str, &str)] = &[
    ("de-CH", "«", "»"),
    ("fr-CH", "«", "»"),
    ("it-CH", "«", "»"),
    ("pt-BR", "“", "”"),
    ("ar", "«", "»"),
    ("be", "«", "»"),
    ("bg", "„", "“"),
    ("ca", "«", "»"),
    ("cs", "„", "“"),
    ("da", "»", "«"),
    ("de", "„", "“"),
    ("el", "«", "»"),
    ("es", "«", "»"),
    ("et", "„", "“"),
    ("fa", "«", "»"),
    ("fi", "”", "”"),
    // Narrow spaces that do not break.
    ("fr", "«\u{202f}", "\u{202f}»"),
    ("hr", "„", "”"),
    ("hu", "„", "”"),
    ("it", "«", "»"),
    ("ja", "「", "」"),
    ("lt", "„", "“"),
    ("mk", "„", "“"),
    ("no", "«", "»"),
    ("pl", "„", "”"),
    ("pt", "«", "»"),
    ("ro", "„", "”"),
    ("ru", "«", "»"),
    ("sk", "„", "“"),
    ("sl", "„", "“"),
    ("sr", "„", "”"),
    ("sv", "”", "”"),
    ("uk", "«", "»"),
];

/// Words between the quotation marks of a language, given by its BCP 47 tag: „Die Fähre“. Marks in the words stay.
pub fn between_marks(words: &str, tag: Option<&str>) -> String {
    let tag = tag.unwrap_or_default();
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    let of = |wanted: &str| {
        OUTER
            .iter()
            .find(|(known, ..)| known.eq_ignore_ascii_case(wanted))
    };
    let marks = of(&tag.replace('_', "-")).or_else(|| of(language));
    let (opens, closes) = marks.map_or(("“", "”"), |(_, opens, closes)| (*opens, *closes));
    format!("{opens}{words}{closes}")
}

/// The tag of a text: what its page says, which may name a region, unless the words were found to be in another language.
pub fn tag_of<'a>(found: Option<&'a str>, page: Option<&'a str>) -> Option<&'a str> {
    let same = |page: &&str| {
        let language = page.split(['-', '_']).next().unwrap_or_default();
        found.is_none_or(|found| found.eq_ignore_ascii_case(language))
    };
    page.filter(same).or(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_the_language_and_its_region() {
        let check = |tag: Option<&str>, wanted: &str| {
            assert_eq!(between_marks("Kai", tag), wanted, "{tag:?}");
        };
        check(None, "“Kai”");
        check(Some("en-GB"), "“Kai”");
        check(Some("de"), "„Kai“");
        check(Some("de-AT"), "„Kai“");
        check(Some("de_CH"), "«Kai»");
        check(Some("fr"), "«\u{202f}Kai\u{202f}»");
        check(Some("es"), "«Kai»");
        check(Some("pt-br"), "“Kai”");
        check(Some("sv"), "”Kai”");
        check(Some("pl"), "„Kai”");
        check(Some("da"), "»Kai«");
        assert_eq!(between_marks("Das „Kai“", Some("de")), "„Das „Kai““");
    }

    #[test]
    fn the_words_decide_and_the_page_names_the_region() {
        assert_eq!(tag_of(Some("de"), Some("de-CH")), Some("de-CH"));
        assert_eq!(tag_of(Some("de"), Some("en-US")), Some("de"));
        assert_eq!(tag_of(None, Some("fr")), Some("fr"));
        assert_eq!(tag_of(None, None), None);
    }
}
