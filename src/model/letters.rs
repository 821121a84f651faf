//! Letters as people type them: without accents and strokes, "strasse" for "Straße".

/// Plain letters, each with those that are typed so.
const LETTERS: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎ"),
    ("A", "ÀÁÂÃÄÅĀĂĄǍ"),
    ("ae", "æǽ"),
    ("AE", "ÆǼ"),
    ("c", "çćĉċč"),
    ("C", "ÇĆĈĊČ"),
    ("d", "ďđð"),
    ("D", "ĎĐÐ"),
    ("e", "èéêëēĕėęě"),
    ("E", "ÈÉÊËĒĔĖĘĚ"),
    ("g", "ĝğġģ"),
    ("G", "ĜĞĠĢ"),
    ("h", "ĥħ"),
    ("H", "ĤĦ"),
    ("i", "ìíîïĩīĭįı"),
    ("I", "ÌÍÎÏĨĪĬĮİ"),
    ("j", "ĵ"),
    ("J", "Ĵ"),
    ("k", "ķ"),
    ("K", "Ķ"),
    ("l", "ĺļľŀł"),
    ("L", "ĹĻĽĿŁ"),
    ("n", "ñńņň"),
    ("N", "ÑŃŅŇ"),
    ("o", "òóôõöøōŏőơ"),
    ("O", "ÒÓÔÕÖØŌŎŐƠ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("r", "ŕŗř"),
    ("R", "ŔŖŘ"),
    ("s", "śŝşšș"),
    ("S", "ŚŜŞŠȘ"),
    ("ss", "ß"),
    ("SS", "ẞ"),
    ("t", "ţťŧț"),
    ("T", "ŢŤŦȚ"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("u", "ùúûüũūŭůűųư"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲƯ"),
    ("w", "ŵ"),
    ("W", "Ŵ"),
    ("y", "ýÿŷ"),
    ("Y", "ÝŸŶ"),
    ("z", "źżž"),
    ("Z", "ŹŻŽ"),
    ("е", "ё"),
    ("Е", "Ё"),
    ("α", "ά"),
    ("Α", "Ά"),
    ("ε", "έ"),
    ("Ε", "Έ"),
    ("η", "ή"),
    ("Η", "Ή"),
    ("ι", "ί"),
    ("Ι", "Ί"),
    ("ο", "ό"),
    ("Ο", "Ό"),
    ("υ", "ύ"),
    ("Υ", "Ύ"),
    ("ω", "ώ"),
    ("Ω", "Ώ"),
];

/// How a letter with an accent or a stroke is typed without; none for one that has neither. A combining accent is
/// typed as nothing.
pub fn plain_letter(letter: char) -> Option<&'static str> {
    match letter {
        '\u{300}'..='\u{36f}' => Some(""),
        '\u{c0}'..='\u{24f}' | 'ẞ' | 'ё' | 'Ё' | 'Ά'..='Ώ' | 'ά'..='ί' | 'ό'..='ώ' => {
            let row = LETTERS.iter().find(|(_, marked)| marked.contains(letter));
            row.map(|(plain, _)| *plain)
        }
        _ => None,
    }
}

/// Words as they are typed without accents and strokes.
pub fn plain_letters(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars() {
        match plain_letter(letter) {
            Some(typed) => plain.push_str(typed),
            None => plain.push(letter),
        }
    }
    plain
}

/// Words that begin with a capital.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_typed_plainly() {
        assert_eq!(
            plain_letters("Straße, Łódź, Ærøskøbing"),
            "Strasse, Lodz, AEroskobing"
        );
        assert_eq!(
            plain_letters("ılık çığ, œuvre, e\u{301}té"),
            "ilik cig, oeuvre, ete"
        );
        assert_eq!(plain_letters("Порт “naïve”"), "Порт “naive”");
        assert_eq!(plain_letters("Ёлка, мой учёт"), "Елка, мой учет");
        assert_eq!(plain_letters("Άνδρος, ο καφές"), "Ανδρος, ο καφες");
    }
}
