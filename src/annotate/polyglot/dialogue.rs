//! Dialogue that a dash at the head of a paragraph opens, and the teller's words in it: between two further dashes, or none.

use super::region::{Habits, Region, trimmed};
use crate::model::Span;

/// So many bytes of the teller's words between a speaker's are believed.
const ASIDE: usize = 80;

/// A speaker's words without the teller's among them: "Plus une seule, répondit le marchand. Revenez demain."
fn without_asides(text: &str, span: Span, habits: Habits<'_>) -> Vec<Span> {
    let words = span.of(text);
    let verb = |at: usize| {
        let rest = words.get(at..).unwrap_or_default();
        let mut near = rest.split([' ', '-', ',', '.']);
        let word = near.next().unwrap_or_default();
        let next = near.next().unwrap_or_default();
        let word = word.rsplit(['\'', '’']).next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && habits.tells.is_some_and(|tells| tells(word, next))
    };
    let signs = words.match_indices([',', '?', '!', '…']);
    let mut aside = signs.filter_map(|(at, sign)| {
        let rest = words
            .get(at + sign.len()..)
            .unwrap_or_default()
            .trim_start();
        let begin = words.len() - rest.len();
        let end = begin + rest.find(['.', '!', '?']).unwrap_or(rest.len());
        (verb(begin) && end - begin < ASIDE).then_some((at + sign.len(), end))
    });
    let Some((open, close)) = aside.next() else {
        return vec![span];
    };
    // "sade Lind. Egli medgav: ”Bra.”": whoever is quoted there is not spoken of by the speaker.
    let rest = words.get(close..).unwrap_or_default();
    let marked = rest.find(['”', '“', '„', '«', '»', '"']);
    let last = marked.map_or(words.len(), |at| {
        let before = rest.get(..at).unwrap_or_default();
        let end = close + before.rfind(['.', '!', '?']).map_or(0, |stop| stop + 1);
        // "sade Lind. Landshövdingen Jens Berg håller med. ”Bra”, säger han."
        let told = rest.get(..end - close).unwrap_or_default();
        close + before_told(told, habits)
    });
    let (words, span) = (
        words.get(..last).unwrap_or_default(),
        Span::new(span.start, span.start + last),
    );
    let first = Span::new(span.start, span.start + open);
    let first = if first.of(text).ends_with(',') {
        Span::new(first.start, first.end - 1)
    } else {
        first
    };
    let rest = words
        .get(close..)
        .unwrap_or_default()
        .trim_start_matches(['.', '!', '?', ' ']);
    let last = Span::new(span.end - rest.len(), span.end);
    vec![trimmed(text, first), last]
}

/// Whether the teller's words follow what a dash opens: " – przyznał trener", ", sade tränaren".
fn is_told(words: &str, habits: Habits<'_>) -> bool {
    let verb = |at: usize| {
        let rest = words.get(at..).unwrap_or_default().trim_start();
        let mut near = rest.split([' ', ',', '.']);
        let (word, next) = (
            near.next().unwrap_or_default(),
            near.next().unwrap_or_default(),
        );
        word.starts_with(char::is_lowercase) && habits.tells.is_some_and(|tells| tells(word, next))
    };
    let behind = words.char_indices().skip(1).take(LONGEST);
    let mut signs = behind.filter(|(_, c)| matches!(c, ',' | '—' | '–' | '-' | '?' | '!' | '…'));
    signs.any(|(at, sign)| verb(at + sign.len_utf8()))
}

/// Whether the last sentence of some words is one, no place and date before what an agency tells.
fn is_sentence(words: &str) -> bool {
    let ended = words.trim_end().trim_end_matches(STOPS);
    let last = ended.rsplit(['.', '!', '?', '…']).next();
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    last.is_some_and(|last| last.split_whitespace().filter(small).count() > 1)
}

/// Whether some words leave a mark open.
fn is_open(words: &str) -> bool {
    let count = |marks: &[char]| words.matches(marks).count();
    count(&['«']) > count(&['»']) || count(&['„']) > count(&['”', '“'])
}

/// So many letters behind a dash the teller's words are looked for.
const LONGEST: usize = 400;
/// What a dash that opens dialogue may stand behind.
const STOPS: [char; 5] = ['.', '!', '?', '…', ':'];
/// So many dashes of a block are looked at.
const DASHES: usize = 20;

/// Dialogue in a block: behind a dash at its head, or behind one that follows a sentence.
pub(super) fn dialogue(text: &str, block: Span, habits: Habits<'_>, out: &mut Vec<Region>) {
    let words = block.of(text);
    if words.starts_with(['—', '–']) || words.starts_with("- ") && is_told(words, habits) {
        spoken(text, block, habits, out);
        return;
    }
    if !habits.inside {
        return;
    }
    // "Szturm przegrał. – Oddaliśmy połowę – przyznał trener.", "Он спросил: — Ты идёшь?"
    let dashes = words.match_indices(['—', '–', '-']).filter(|(at, dash)| {
        let (before, rest) = words.split_at_checked(*at).unwrap_or_default();
        let said = rest.get(dash.len()..).unwrap_or_default();
        let stopped = before
            .strip_suffix(' ')
            .is_some_and(|before| before.ends_with(STOPS));
        stopped
            && is_sentence(before)
            && said.starts_with(' ')
            && said.trim_start().starts_with(char::is_uppercase)
    });
    let later = dashes.take(DASHES).find(|(at, dash)| {
        let (before, rest) = words.split_at_checked(*at).unwrap_or_default();
        let said = rest.get(dash.len()..).unwrap_or_default();
        // «Да, — говорит он. — Завтра». Все ушли. «Жаль», — сказал он.
        if is_open(before) {
            return false;
        }
        // "Он спросил: — Ты идёшь?"
        let led = habits.joins && before.trim_end().ends_with(':');
        led || is_told(said.trim_start(), habits)
    });
    if let Some((at, _)) = later {
        spoken(text, Span::new(block.start + at, block.end), habits, out);
    }
}

/// Dialogue after a dash: —No lo sé —dijo Ana—. Mañana veremos.
fn spoken(text: &str, block: Span, habits: Habits<'_>, out: &mut Vec<Region>) {
    let words = block.of(text);
    let hyphen = words.starts_with('-');
    let is_dash = |c: char| c == '—' || c == '–' || hyphen && c == '-';
    let Some(rest) = words.strip_prefix(is_dash) else {
        return;
    };
    let begin = words.len() - rest.trim_start().len();
    let ends = words
        .trim_end()
        .ends_with(['.', '!', '?', '…', '»', '"', '”', ',']);
    if !ends || begin >= words.len() {
        return;
    }
    let mut told = false;
    let mut from = begin;
    // Gives whether the teller's words close what was pushed: "– Ja, säger hon."
    let mut push = |from: usize, to: usize| {
        let span = trimmed(text, Span::new(block.start + from, block.start + to));
        // A stop that the teller's words end with is none of the speaker's.
        let words = span.of(text).trim_start_matches(['.', ',', ' ']);
        let span = Span::new(span.end - words.len(), span.end);
        let parts = without_asides(text, span, habits);
        let closed = parts.len() > 1 && parts.last().is_some_and(|it| it.is_empty());
        for span in parts {
            if span.of(text).contains(char::is_alphanumeric) {
                out.push(Region {
                    span,
                    inner: span,
                    continues: false,
                    dash: true,
                });
            }
        }
        closed
    };
    let spoken = words.get(begin..).unwrap_or_default();
    for (offset, dash) in spoken.match_indices(is_dash) {
        let at = begin + offset;
        let beside = words.split_at_checked(at);
        let before = beside.and_then(|(before, _)| before.chars().next_back());
        let after = beside.and_then(|(_, rest)| rest.get(dash.len()..)?.chars().next());
        let (before, after) = (before.unwrap_or(' '), after.unwrap_or(' '));
        let spaced = before.is_whitespace() || after.is_whitespace() || ".,;:".contains(after);
        let spaced = spaced && (dash != "-" || before.is_whitespace() && after.is_whitespace());
        let stopped = || {
            let said = beside.map_or("", |(before, _)| before.trim_end());
            said.ends_with([',', '.', '!', '?', '…', ':', '»', '"'])
        };
        // "мой блог – моя страсть": no teller's words.
        if !spaced || at == begin || habits.joins && !stopped() {
            continue;
        }
        let next = at + dash.len();
        // "– Idziesz? – Tak – odpowiedziała Anna.": another answers.
        let answers = !told && {
            let asked = beside.map_or("", |(before, _)| before.trim_end());
            asked.ends_with(['?', '!', '.', '…']) && is_answer(words, next, is_dash, habits)
        };
        let said = words.get(from..at).unwrap_or_default();
        // "– Ja, säger X. Kaptenen Y håller inte med. – Nej, säger han.": another speaks behind the teller's words.
        let again = !told && has_aside(said, habits) && {
            let behind = words.get(next..).unwrap_or_default().trim_start();
            let begins = behind.starts_with(char::is_uppercase) && is_told(behind, habits);
            said.trim_end().ends_with(STOPS) && begins
        };
        // "– Gol – mówi X. – Nie było nóg. Prezes odparł: „Dobrze”. – Idę – mówi Y.": the teller goes on behind the speaker.
        let until = match (again, answers) {
            (true, _) => from + before_told(said, habits),
            (_, true) => from + before_quoted(said),
            _ => at,
        };
        let closed = !told && push(from, until);
        from = next;
        told = !told && !closed && !answers && !again;
    }
    if !told {
        // "– Gol – mówi X. – Nie było nóg. Prezes odparł: „Dobrze”.": the teller goes on.
        let rest = words.get(from..).unwrap_or_default();
        let until = if from > begin {
            before_quoted(rest)
        } else {
            rest.len()
        };
        push(from, from + until);
    }
}

/// Whether the teller's words stand between commas in what is spoken.
fn has_aside(words: &str, habits: Habits<'_>) -> bool {
    without_asides(words, Span::new(0, words.len()), habits).len() > 1
}

/// Where what is spoken in some words ends: before a last sentence of the teller's that names somebody.
fn before_told(words: &str, habits: Habits<'_>) -> usize {
    let ended = words.trim_end().trim_end_matches(STOPS);
    let Some(stop) = ended.rfind(['.', '!', '?']) else {
        return words.len();
    };
    let last = ended.get(stop + 1..).unwrap_or_default().trim_start();
    let mut later = last.split(' ').skip(1);
    let named = later.any(|word| word.starts_with(char::is_uppercase));
    match named && !has_aside(last, habits) {
        true => stop + 1,
        false => words.len(),
    }
}

/// Where what is spoken in some words ends: before the sentence in which the teller quotes another behind a colon.
fn before_quoted(words: &str) -> usize {
    let colon = words
        .find(": „")
        .or_else(|| words.find(": ”"))
        .or_else(|| words.find(": «"));
    let before = colon.and_then(|colon| words.get(..colon));
    before
        .and_then(|before| before.rfind(['.', '!', '?']))
        .map_or(words.len(), |stop| stop + 1)
}

/// Whether what a dash before `at` opens is spoken: it begins with a capital and the teller's words follow another dash.
fn is_answer(words: &str, at: usize, is_dash: impl Fn(char) -> bool, habits: Habits<'_>) -> bool {
    let rest = words.get(at..).unwrap_or_default();
    let near: usize = rest.chars().take(LONGEST).map(char::len_utf8).sum();
    let rest = rest.get(..near).unwrap_or_default();
    let Some((said, told)) = rest.split_once(is_dash) else {
        return false;
    };
    let mut told = told.trim_start().split([' ', ',', '.']);
    let word = told.next().unwrap_or_default();
    let next = told.next().unwrap_or_default();
    said.trim_start().starts_with(char::is_uppercase)
        && word.starts_with(char::is_lowercase)
        && habits.tells.is_some_and(|tells| tells(word, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let habits = Habits {
            dashes: true,
            joins: text.contains(|c: char| ('а'..='я').contains(&c)),
            inside: true,
            singles: true,
            tells: Some(&|word, _| matches!(word, "dijo" | "répondit")),
            asides: None,
        };
        let mut out = Vec::new();
        dialogue(text, Span::new(0, text.len()), habits, &mut out);
        let found: Vec<&str> = out.iter().map(|region| region.inner.of(text)).collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn a_dash_opens_dialogue() {
        check("—No lo sé —dijo Ana—. Mañana.", &["No lo sé", "Mañana."]);
        check("— Não sei — disse ela. — Amanhã.", &["Não sei", "Amanhã."]);
        check("La ville — Paris — est belle.", &[]);
        check("— Да, — кивнул он, — иду.", &["Да,", "иду."]);
        check("— Хлеб – это труд.", &["Хлеб – это труд."]);
    }

    #[test]
    fn a_dash_behind_a_sentence_opens_dialogue_where_somebody_tells() {
        check("Llovió todo el día. – No lo sé – dijo Ana.", &["No lo sé"]);
        check("Llovió todo el día. – Nadie salió – dicen.", &[]);
        check("Lima, 3 mayo. – Nadie sabe – dijo Ana.", &[]);
        check("- No lo sé - dijo Ana. - Mañana.", &["No lo sé", "Mañana."]);
        check("- Pan, leche y huevos - todo fresco.", &[]);
        check("– Sí, dijo Ana. – Mañana, dijo ella.", &["Sí", "Mañana"]);
        check("Preguntó Eva: – ¿Vienes hoy? – Sí, voy – dijo Ana.", &[]);
        check("– ¿Vienes? – Sí, voy – dijo Ana.", &["¿Vienes?", "Sí, voy"]);
        check(
            "«Sí, – dijo Ana. – Hoy llueve». No llovió nada. «Ya», – dijo Eva.",
            &[],
        );
    }

    #[test]
    fn the_tellers_words_need_no_dash() {
        check(
            "— Plus une seule, répondit le marchand. Revenez demain.",
            &["Plus une seule", "Revenez demain."],
        );
        check("— Pourquoi ? répondit-elle.", &["Pourquoi ?"]);
        check("— Oui, demain, à midi.", &["Oui, demain, à midi."]);
    }
}
