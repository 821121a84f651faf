//! Lines that only send the reader elsewhere: "Read more: …", "Lesen Sie auch …".

use crate::ingest::html::prose::Leaf;

/// How lines begin that send the reader elsewhere, in lower case.
const AWAY: &[&str] = &[
    "read more",
    "next message",
    "previous message",
    "related",
    "see more",
    "see also",
    "don't miss",
    "more:",
    "read:",
    "read also",
    "also read",
    "read next",
    "click here",
    "watch:",
    "more from",
    "lesen sie auch",
    "lesen sie hier",
    "lesen sie mehr",
    "lesen sie dazu",
    "auch interessant",
    "mehr zum thema",
    "mehr dazu",
    "mehr lesen",
    "siehe auch",
    "weiterlesen",
    "zum thema",
    "czytaj też",
    "czytaj także",
    "czytaj również",
    "czytaj więcej",
    "przeczytaj",
    "zobacz też",
    "zobacz także",
    "zobacz również",
    "zobacz więcej",
    "polecamy",
    "sprawdź też",
    "lee también",
    "lea también",
    "leer también",
    "lee más",
    "leer más",
    "ver también",
    "ver más",
    "te puede interesar",
    "le puede interesar",
    "también te puede",
    "también puede",
    "más información",
    "noticias relacionadas",
    "à lire aussi",
    "a lire aussi",
    "lire aussi",
    "lire la suite",
    "voir aussi",
    "leggi anche",
    "leggi di più",
    "vedi anche",
    "leia também",
    "leia mais",
    "veja também",
    "veja mais",
    "saiba mais",
    "lees ook",
    "lees meer",
    "bekijk ook",
    "meer over",
    "läs också",
    "läs mer",
    "läs även",
    "les også",
    "læs også",
    "lue myös",
    "přečtěte si",
    "čtěte také",
    "olvasd el",
    "citește și",
    "ayrıca okuyun",
    "bunu da oku",
    "читайте також",
    "leggi pure",
    "potrebbe interessarti",
    "sur le même sujet",
    "читайте также",
    "смотрите также",
];

/// Whether a line only names what else there is to read: all of it is a link, or all behind a colon.
pub fn sends_away(leaf: &Leaf<'_>) -> bool {
    let lower = leaf.words.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(start) = AWAY.iter().find(|start| bare.starts_with(**start)) else {
        return false;
    };
    let colon = bare.find(": ").filter(|at| *at <= start.len() + 8);
    leaf.is_link() || colon.is_some_and(|at| (leaf.linked + at + 4) * 10 >= leaf.chars * 9)
}

/// Whether a line says that what stands behind it is something else to read, and nothing besides.
pub fn is_label(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    AWAY.contains(&bare)
}

/// The longest heading, in characters, of what else there is to read.
const HEADING: usize = 60;

/// Whether a line heads a list of what else there is to read.
pub fn heads_others(line: &str) -> bool {
    const MORE: [&str; 15] = [
        "hot network questions",
        "more great ",
        "more stories",
        "more news",
        "more articles",
        "more galleries",
        "more pictures",
        "more photos",
        "more videos",
        "more recipes",
        "more on this",
        "mehr artikel",
        "recommended",
        "you may also",
        "you might also",
    ];
    const TAGS: [&str; 7] = [
        "categories",
        "etiquetas",
        "mots-clés",
        "related topics",
        "schlagwörter",
        "tags",
        "topics",
    ];
    let lower = line.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |starts: &[&str]| starts.iter().any(|start| bare.starts_with(start));
    let tags = TAGS.contains(&bare.trim_end_matches([':', ' ']));
    line.chars().count() <= HEADING
        && !line.ends_with('.')
        && (tags || begins(AWAY) || begins(&MORE))
}

#[cfg(test)]
mod tests {
    use super::is_label;

    #[test]
    fn labels_of_what_else_there_is_to_read_are_known_in_many_languages() {
        for label in [
            "Ayrıca okuyun:",
            "Lue myös",
            "Čtěte také",
            "Citește și:",
            "Читайте також:",
        ] {
            assert!(is_label(label), "{label}");
        }
        assert!(!is_label("Lue"));
    }
}
