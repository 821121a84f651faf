//! What a description says that names nobody, "the Oregon senator", and which words beside a name say the same.

use std::ops::Range;

use super::speakers::Resolver;
use crate::annotate::language::lexicon;
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::model::EntityKind;

/// A description is no longer than this, in tokens.
const LONGEST: usize = 7;

/// What a description says.
pub(super) struct Description<'l> {
    /// Its noun in small letters: "striker".
    pub head: String,
    /// Its other words: "Oregon" of "the Oregon senator".
    pub others: Range<usize>,
    /// "24" of "the 24-year-old".
    pub age: Option<&'l str>,
    /// Whether it may mean anybody: by age, home or party, not by what somebody does.
    pub open: bool,
}

impl Resolver<'_> {
    /// What a mention says of somebody whom it does not name; None for one that means nobody named before.
    pub(super) fn description(&self, tokens: &Range<usize>) -> Option<Description<'_>> {
        let end = (tokens.clone())
            .find(|&at| self.ends_head(at, tokens.end))
            .unwrap_or(tokens.end);
        let last = end.checked_sub(1).filter(|&last| last > tokens.start)?;
        // "The lifelong Republican |who wrote the speech" comes in with these words.
        let new = self.layer.tag(end) == Some(Tag::Wh) || self.is(end, "that");
        if new || end - tokens.start > LONGEST || !self.is(tokens.start, "the") {
            return None;
        }
        let one = matches!(
            self.layer.token(last).tag,
            Tag::Nn | Tag::Nnp | Tag::Jj | Tag::Cd
        );
        let word = self.layer.word(last);
        let head = small(word).into_owned();
        // "The company" is not its chief executive.
        if !one || matches!(lexicon::voice(&head), Some("body" | "paper" | "thing")) {
            return None;
        }
        let age = (tokens.clone())
            .filter_map(|at| self.layer.word(at).split_once("-year-old"))
            .map(|(age, _)| age)
            .next();
        let parent = ["father-of-", "mother-of-"];
        let named = self.names_in(&(last..last + 1));
        let home = named
            .iter()
            .any(|name| name.kind != EntityKind::Organisation)
            && is_one_of(word);
        Some(Description {
            open: age.is_some() || home || parent.iter().any(|parent| head.starts_with(parent)),
            head,
            others: tokens.start + 1..last,
            age,
        })
    }
}

/// Whether a number is an age as it stands behind a name.
pub(super) fn is_age(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word with a capital tells of one person: "Dane", "Democrat", not "Chinese", "Republicans", "GOP".
fn is_one_of(word: &str) -> bool {
    const SEVERAL: [&str; 4] = ["ch", "s", "se", "sh"];
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && !SEVERAL.iter().any(|end| word.ends_with(end))
}

/// Whether a word beside a name says what a description says: the same noun, a title that goes with it, the same age.
pub(super) fn means(word: &str, description: &Description<'_>) -> bool {
    if description.age.is_some_and(|age| age == word) {
        return true;
    }
    let head = description.head.as_str();
    // "Ana Ruiz, 19,": the teenager
    if is_age(word) {
        return matches!(
            (head, word.parse()),
            ("teen" | "teenager", Ok(13..=19_u8))
                | ("octogenarian", Ok(80..=89))
                | ("nonagenarian", Ok(90..=99))
                | ("pensioner", Ok(65..=110))
        );
    }
    let party = match head {
        "democrat" => word.starts_with("D-"),
        "republican" => word.starts_with("R-"),
        _ => false,
    };
    let word = small(word.trim_end_matches('.'));
    party || word == head || called(head).contains(&word.as_ref())
}

/// The words beside a name that make somebody what a noun says: "Cllr Ana Ruiz" is "the councillor".
fn called(noun: &str) -> &'static [&'static str] {
    const LAWMAKERS: &[&str] = &[
        "assemblyman",
        "assemblywoman",
        "congressman",
        "congresswoman",
        "mp",
        "rep",
        "representative",
        "sen",
        "senator",
    ];
    const POLICE: &[&str] = &[
        "capt",
        "captain",
        "constable",
        "dc",
        "dci",
        "det",
        "detective",
        "di",
        "insp",
        "inspector",
        "lt",
        "pc",
        "sergeant",
        "sgt",
        "supt",
    ];
    const LAWYERS: &[&str] = &["advocate", "attorney", "barrister", "lawyer", "solicitor"];
    const BOSSES: &[&str] = &["boss", "coach", "manager"];
    match noun {
        "attorney" | "barrister" | "lawyer" | "solicitor" => LAWYERS,
        "boss" | "coach" | "manager" => BOSSES,
        "ceo" => &["executive"],
        "congressman" | "congresswoman" | "representative" => &["rep"],
        "councillor" | "councilor" => &["cllr", "councilman", "councilwoman"],
        "detective" => &["dc", "dci", "det", "di"],
        "doctor" | "physician" => &["dr"],
        "goalkeeper" | "keeper" => &["goalkeeper", "keeper"],
        "governor" => &["gov"],
        "lawmaker" | "legislator" => LAWMAKERS,
        "officer" => POLICE,
        "pastor" | "priest" | "reverend" | "vicar" => &["fr", "rev", "revd", "reverend"],
        "peer" => &["baroness", "lady", "lord"],
        "professor" => &["prof"],
        "senator" => &["sen"],
        _ => &[],
    }
}
