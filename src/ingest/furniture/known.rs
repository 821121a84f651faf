//! Whether pages are known to wear a line.

use super::lines::{LINES, SECTIONS};

/// How lines begin that pages wear, in lower case.
const BEGINNINGS: &[&str] = &[
    "click here to",
    "download our app",
    "embed <iframe ",
    "filed under",
    "folgen sie uns auf",
    "folge uns auf",
    "follow us on",
    "följ oss på",
    "følg oss på",
    "hier geht es zu unserem",
    "hier geht es zum newsletter",
    "hier geht's zu unserem",
    "hier geht's zum newsletter",
    "image copyright",
    "image source",
    "<iframe ",
    "leave a reply",
    "obserwuj nas na",
    "podoba ci się ten artykuł",
    "polub nas na",
    "post comment",
    "post a comment",
    "posted in",
    "published under",
    "share on ",
    "share via ",
    "seguici su",
    "siga-nos n",
    "sign up for our",
    "skip to ",
    "subscribe to our",
    "suivez-nous sur",
    "síguenos en",
    "tags:",
    "view the discussion",
    "volg ons op",
    "we use cookies",
    "zum newsletter anmelden",
    "users browsing this forum",
    "únete a nuestro canal",
    "śledź nas na",
];

/// How notices of copyright begin; these may end like sentences.
const NOTICES: &[&str] = &[
    "comments on this piece are premoderated",
    "you received this email because",
    "you received this message because",
    "you are receiving this email",
    "you’re receiving this email",
    "you're receiving this email",
    "this email was sent to",
    "sie erhalten diese e-mail",
    "sie erhalten diesen newsletter",
    "vous recevez cet e-mail",
    "vous recevez ce courriel",
    "recibes este correo",
    "has recibido este correo",
    "hai ricevuto questa email",
    "ricevi questa email",
    "você está recebendo este e-mail",
    "recebeu este e-mail",
    "je ontvangt deze e-mail",
    "u ontvangt deze e-mail",
    "otrzymujesz tę wiadomość",
    "вы получили это письмо",
    "©",
    "(c) 19",
    "(c) 20",
    "copyright ©",
    "copyright (c)",
    "copyright 19",
    "copyright 20",
    "copyright ⓒ",
    "discover stories from this section",
    "this article appeared in the ",
    "ⓒ",
    "read the original article on",
    "this document is subject to copyright",
    "all rights reserved",
    "alle rechte vorbehalten",
    "alle rettigheder forbeholdt",
    "alle rechten voorbehouden",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "wszelkie prawa zastrzeżone",
    "все права защищены",
    "저작권자 ⓒ",
    "저작권자ⓒ",
    "저작권자 ©",
    "저작권자 (c)",
    "무단전재",
    "무단 전재",
    "版权所有",
    "版權所有",
    "未经授权不得",
    "未经授权，不得",
    "未經授權不得",
    "未經授權，不得",
    "转载请注明",
    "無断転載",
    "本サイトに掲載の記事",
];

/// "WhatsApp Facebook Email": nothing but places to share at.
fn is_sharing(bare: &str) -> bool {
    const PLACES: [&str; 24] = [
        "bluesky",
        "copy",
        "e-mail",
        "email",
        "facebook",
        "flipboard",
        "instagram",
        "link",
        "linkedin",
        "mastodon",
        "messenger",
        "pin",
        "pint",
        "pinterest",
        "pocket",
        "print",
        "reddit",
        "share",
        "telegram",
        "threads",
        "tumblr",
        "tweet",
        "twitter",
        "whatsapp",
    ];
    // Buttons in the page's own language stand among them.
    let words: Vec<&str> = bare.split_whitespace().collect();
    let places = words.iter().filter(|word| PLACES.contains(word)).count();
    (2..=12).contains(&words.len()) && places >= 2 && places + 1 >= words.len()
}

/// Whether a line that pages wear may as well head a section of an article.
pub fn heads_section(line: &str) -> bool {
    let lower = line.to_lowercase();
    SECTIONS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// "3 Likes", "2 / 12", "Page 2 of 4": how many did something with a post, or which of several pictures or pages it is.
pub fn is_count(line: &str) -> bool {
    const DONE: [&str; 12] = [
        "like",
        "likes",
        "reaction",
        "reactions",
        "repost",
        "reposts",
        "retweet",
        "retweets",
        "share",
        "shares",
        "upvote",
        "upvotes",
    ];
    const PAGES: [&str; 6] = ["page ", "seite ", "página ", "pagina ", "strona ", "sida "];
    const OF: [&str; 6] = [" / ", " of ", " von ", " de ", " sur ", " di "];
    // "2 / 12", of pictures.
    let digits = |part: &str| {
        !part.is_empty() && part.len() <= 3 && part.chars().all(|c| c.is_ascii_digit())
    };
    // "Page 2 of 4"
    let lower = line.to_lowercase();
    let page = PAGES.iter().find_map(|page| lower.strip_prefix(page));
    let pages = page.and_then(|rest| OF.iter().find_map(|of| rest.split_once(of)));
    if let Some((one, of)) = pages.or(line.split_once(" / ")).or(line.split_once(" of "))
        && digits(one)
        && digits(of)
    {
        return true;
    }
    line.split_once(' ').is_some_and(|(number, done)| {
        let digits = number.trim_end_matches(['k', 'K', 'm', 'M']);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || ".,".contains(c))
            && DONE.contains(&done.to_lowercase().as_str())
    })
}

/// Whether a line says whose the words of the page are, or what may be done with them.
pub fn is_notice(line: &str) -> bool {
    let lower = line.to_lowercase();
    NOTICES.iter().any(|start| lower.starts_with(start))
        || is_own_citation(&lower)
        || is_edition(&lower)
}

/// "From the May 12th 2024 edition"
fn is_edition(lower: &str) -> bool {
    let between = lower
        .strip_prefix("from the ")
        .and_then(|rest| rest.strip_suffix(" edition"));
    between.is_some_and(|day| day.len() <= 30 && day.contains(|c: char| c.is_ascii_digit()))
}

/// "Citation: A quay for Almery (2024, May 12) retrieved 14 May 2024 from https://…"
fn is_own_citation(lower: &str) -> bool {
    lower.starts_with("citation: ") && lower.contains(" retrieved ") && lower.contains(" from http")
}

/// Whether a line is one that pages are known to wear.
pub fn on_list(line: &str) -> bool {
    // What somebody says is no button, however short.
    let dashed = line.starts_with(['—', '–']) && !line.ends_with(['—', '–']);
    if dashed || line.starts_with(['“', '"', '„', '«', '‘']) {
        return false;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let begins = |starts: &[&str]| starts.iter().any(|start| bare.starts_with(start));
    let sentence = line.ends_with(['.', '!', '?']);
    LINES.contains(&bare) || is_sharing(bare) || begins(NOTICES) || !sentence && begins(BEGINNINGS)
}
