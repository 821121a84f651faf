//! The names of letters in fonts (Adobe's glyph list), as far as words in Latin, Greek and Cyrillic need them.

/// Names and what they are, each behind the other.
const NAMES: &str = "exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) \
asterisk * plus + comma , hyphen - sfthyphen - minus − period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 \
eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ] \
asciicircum ^ underscore _ grave ` braceleft { bar | braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ \
brokenbar ¦ section § dieresis ¨ copyright © ordfeminine ª guillemotleft « logicalnot ¬ registered ® macron ¯ degree ° \
plusminus ± twosuperior ² threesuperior ³ acute ´ mu µ paragraph ¶ periodcentered · cedilla ¸ onesuperior ¹ ordmasculine º \
guillemotright » onequarter ¼ onehalf ½ threequarters ¾ questiondown ¿ AE Æ Eth Ð multiply × Oslash Ø Thorn Þ germandbls ß \
ae æ eth ð divide ÷ oslash ø thorn þ Dcroat Đ dcroat đ dotlessi ı Lslash Ł lslash ł Eng Ŋ eng ŋ OE Œ oe œ florin ƒ \
circumflex ˆ caron ˇ breve ˘ dotaccent ˙ ring ˚ ogonek ˛ tilde ˜ hungarumlaut ˝ endash – emdash — quoteleft ‘ quoteright ’ \
quotesinglbase ‚ quotedblleft “ quotedblright ” quotedblbase „ dagger † daggerdbl ‡ bullet • ellipsis … perthousand ‰ \
guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € trademark ™ ff ff fi fi fl fl ffi ffi ffl ffl \
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ \
Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ \
lambda λ nu ν xi ξ omicron ο pi π rho ρ sigma1 ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω";

/// Accents, and letters each before itself with that accent: "Aacute".
const ACCENTS: [(&str, &str); 14] = [
    ("acute", "AÁCĆEÉIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeéiílĺnńoórŕsśuúyýzź"),
    ("breve", "AĂGĞUŬaăgğuŭ"),
    ("caron", "CČDĎEĚLĽNŇRŘSŠTŤZŽcčdďeělľnňrřsštťzž"),
    ("cedilla", "CÇSŞTŢcçsştţ"),
    ("circumflex", "AÂCĈEÊGĜIÎOÔSŜUÛaâcĉeêgĝiîoôsŝuû"),
    ("commaaccent", "GĢKĶLĻNŅRŖSȘTȚgģkķlļnņrŗsștț"),
    ("dieresis", "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"),
    ("dotaccent", "CĊEĖGĠIİZŻcċeėgġzż"),
    ("grave", "AÀEÈIÌOÒUÙaàeèiìoòuù"),
    ("hungarumlaut", "OŐUŰoőuű"),
    ("macron", "AĀEĒIĪOŌUŪaāeēiīoōuū"),
    ("ogonek", "AĄEĘIĮUŲaąeęiįuų"),
    ("ring", "AÅUŮaåuů"),
    ("tilde", "AÃNÑOÕaãnñoõ"),
];

/// The letters of the names; several where the name is one of a ligature.
pub fn letters(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    // "a.sc": a small capital.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    name.split('_').map(letter).collect()
}

fn letter(name: &str) -> Option<String> {
    let mut chars = name.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if rest.is_empty() {
        return first.is_ascii_alphabetic().then(|| first.to_string());
    }
    if matches!(name, "space" | "nbspace" | "nonbreakingspace") {
        return Some(" ".to_owned());
    }
    let mut names = NAMES.split_whitespace();
    while let (Some(known), Some(letters)) = (names.next(), names.next()) {
        if known == name {
            return Some(letters.to_owned());
        }
    }
    let accented = || {
        let (_, pairs) = ACCENTS.iter().find(|(accent, _)| *accent == rest)?;
        let mut pairs = pairs.chars();
        while let (Some(bare), Some(accented)) = (pairs.next(), pairs.next()) {
            if bare == first {
                return Some(accented);
            }
        }
        None
    };
    let found = accented().or_else(|| by_number(name));
    let found = found.or_else(|| cyrillic(name));
    found.map(String::from)
}

/// "uni0416", "u1F600".
fn by_number(name: &str) -> Option<char> {
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let is_number = (4..=6).contains(&digits.len());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    char::from_u32(value)
}

/// "afii10017" to "afii10049", and small from "afii10065" on: the Russian alphabet.
fn cyrillic(name: &str) -> Option<char> {
    let number: u32 = name.strip_prefix("afii100")?.parse().ok()?;
    let (from, first, yo) = match number {
        17..=49 => (17, 0x410, 'Ё'),
        65..=97 => (65, 0x430, 'ё'),
        _ => return None,
    };
    match number - from {
        6 => Some(yo),
        place if place < 6 => char::from_u32(first + place),
        place => char::from_u32(first + place - 1),
    }
}

/// Letters of the standard encoding from 0xa1 on; blanks where there is none.
const STANDARD: &str =
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/// The letter of a code in the standard encoding.
pub fn standard(code: u8) -> Option<char> {
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        b' '..=b'~' => Some(char::from(code)),
        0xa1.. => STANDARD
            .chars()
            .nth(usize::from(code - 0xa1))
            .filter(|c| *c != ' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters_are_known() {
        for (name, expected) in [
            ("A", "A"),
            ("space", " "),
            ("quotedblleft", "“"),
            ("Ccaron", "Č"),
            ("aring", "å"),
            ("amacron", "ā"),
            ("udieresis", "ü"),
            ("f_i", "fi"),
            ("a.sc", "a"),
            ("uni0416", "Ж"),
            ("afii10022", "Е"),
            ("afii10023", "Ё"),
            ("afii10049", "Я"),
            ("afii10097", "я"),
        ] {
            assert_eq!(
                letters(name.as_bytes()).as_deref(),
                Some(expected),
                "{name}"
            );
        }
        for name in [".notdef", "g123", "", "uniZZZZ", "xacute", "afii10099"] {
            assert_eq!(letters(name.as_bytes()), None, "{name}");
        }
        assert_eq!(
            (standard(0xd0), standard(0xfb), standard(0xaa)),
            (Some('—'), Some('ß'), Some('“'))
        );
    }
}
