//! Parts of speech: a greedy tagger from left to right with averaged perceptron weights.
//!
//! After Collins, "Discriminative Training Methods for Hidden Markov Models" (2002). Words that were always seen with one tag get it at once;
//! marks and numbers have theirs from the tokens. What a word adds to the sums does not depend on its
//! place, so it is added up once for each word type of a text.

use super::model::{Model, TAG_LANES};
use super::sums::{Cache, Sums, add};
use super::words::{Word, Words, mix};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Token;

/// Tags the words of one text; the other tokens keep their tags. `cache` is of these word types and that model;
/// `starts` says where sentences begin.
pub fn tag(
    model: &Model<'_>,
    (words, cache): (&Words, &mut Cache<TAG_LANES>),
    text: &str,
    tokens: &mut [Token],
    starts: impl Fn(usize) -> bool,
) {
    cache.fit(words.types.len(), PLACES);
    let mut before = [Tag::Stop; 2];
    let count = tokens.len();
    for at in 0..count {
        let Some((left, [token, rest @ ..])) = tokens.split_at_mut_checked(at) else {
            break;
        };
        if starts(at) {
            before = [Tag::Stop; 2];
        }
        if token.tag == Tag::Nn {
            let word = words.get(at);
            token.tag = word.only_tag.unwrap_or_else(|| {
                let mut sums = [0; TAG_LANES];
                for place in 0..PLACES {
                    let near = (at + place).checked_sub(HERE);
                    if let Some(near) = near.filter(|&near| near < count) {
                        cache.add(&model.tags, words, (near, place), around, &mut sums);
                    }
                }
                add(&model.tags, context(words, at, count, before), &mut sums);
                best(&sums, token.span().len())
            });
        }
        if token.tag == Tag::Pos && matches!(before[0], Tag::Prp | Tag::Wh | Tag::Ex) {
            token.tag = Tag::Vbz; // "it's"
        }
        if token.tag == Tag::Nns && does(text, left, before) {
            token.tag = Tag::Vbz; // "the council still pays"
        }
        if token.tag == Tag::Nn
            && matches!(before[0], Tag::Nn | Tag::Nns | Tag::Nnp)
            && is_past(text, *token)
            || matches!(token.tag, Tag::Nn | Tag::Rb | Tag::Vbn)
                && !matches!(before[0], Tag::Dt | Tag::PrpS)
                && is_only_past(text, *token)
        {
            token.tag = Tag::Vbd; // "the candidate sent", "he slept", "Orr, 81, drew applause"
        }
        let rose = token.tag == Tag::Nn && token.span().of(text) == "rose";
        if (token.tag == Tag::Vbn || rose)
            && matches!(before[0], Tag::Nn | Tag::Nns)
            && is_said(text, left)
        {
            token.tag = Tag::Vbd; // "said inflation eased", "said profit rose"
        }
        match token.span().of(text) {
            // "Ruiz beat the champion", "Sir Alan rose to reply"
            "beat" | "quit" | "rose" if before[0] == Tag::Nnp => token.tag = Tag::Vbd,
            // "its profit rose to 12 million", "sales, helped by exports, rose 3%"
            "rose" if !matches!(before[0], Tag::Dt | Tag::Jj | Tag::PrpS | Tag::In) => {
                let next = rest.first().map_or("", |next| next.span().of(text));
                let far = ["above", "by", "from", "to"].contains(&next);
                if far || next.starts_with(|c: char| c.is_ascii_digit()) {
                    token.tag = Tag::Vbd;
                }
            }
            // "said output beat forecasts"
            "beat" | "cut" | "hit" if before[0].is_noun() && is_said(text, left) => {
                token.tag = Tag::Vbd;
            }
            "agrees" | "disagrees" if before[0].is_noun() => token.tag = Tag::Vbz,
            // "said neither side had budged"
            "either" | "neither" if before[0].is_finite() => token.tag = Tag::Dt,
            // "told reporters aboard the ferry"
            "aboard" | "alongside" | "amid" | "atop" | "via" => token.tag = Tag::In,
            "Beijing" => token.tag = Tag::Nnp,
            // "briefed on the talks"
            _ if token.tag == Tag::Vbz && before[0] == Tag::Dt && ends_in(text, left, "the") => {
                token.tag = Tag::Nns;
            }
            _ => {}
        }
        if before[0] == Tag::PrpS && opens_clause(text, *token) && ends_in(text, left, "her") {
            before[0] = Tag::Prp; // "asked |her whether"
            if let Some(last) = left.last_mut() {
                last.tag = Tag::Prp;
            }
        }
        if before[0] == Tag::Wh && token.tag == Tag::Nns && ends_in(text, left, "who") {
            let next = rest.first().map_or("", |next| next.span().of(text));
            if !SAY.contains(&next) {
                token.tag = Tag::Vbz; // "Ruiz, who studies salmon"
            }
        }
        if token.tag == Tag::Uh && matches!(token.span().of(text), "da" | "de" | "di" | "du") {
            token.tag = Tag::Nnp; // "de la Cruz said"
        }
        if token.tag == Tag::In && token.span().of(text) == "Per" && before[0] != Tag::Stop {
            token.tag = Tag::Nnp; // "said Per Dahl"
        }
        if before[0] == Tag::Prp {
            token.tag = after_pronoun(text, left, token.tag, before[1]);
        }
        if before[0] == Tag::Jj && ends_phrase(token.tag) && heads(text, left) {
            if let Some(last) = left.last_mut() {
                last.tag = Tag::Nn;
            }
            before[0] = Tag::Nn;
        }
        before = [token.tag, before[0]];
    }
}

/// The tag with the most points among those that a word of `len` bytes may have.
fn best(sums: &Sums<TAG_LANES>, len: usize) -> Tag {
    let mut all = Tag::ALL.iter().zip(sums);
    let Some(first) = all.next() else {
        return Tag::default();
    };
    let better =
        |best: &(&Tag, &i16), next: &(&Tag, &i16)| next.1 > best.1 && len <= longest(*next.0);
    let best = all.fold(
        first,
        |best, next| if better(&best, &next) { next } else { best },
    );
    *best.0
}

/// The longest word, in bytes, of the few that have a tag: no longer one is "neither" or "themselves".
const fn longest(tag: Tag) -> usize {
    match tag {
        Tag::To | Tag::Pos => 4,
        Tag::Ex | Tag::Md => 7,
        Tag::Cc | Tag::Dt | Tag::PrpS => 7,
        Tag::Prp | Tag::Wh => 10,
        _ => usize::MAX,
    }
}

/// Whether a noun phrase has ended where a word has this tag.
const fn ends_phrase(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Stop
            | Tag::Comma
            | Tag::Vbd
            | Tag::Vbn
            | Tag::Vbz
            | Tag::Md
            | Tag::In
            | Tag::Pos
            | Tag::Bracket
    )
}

/// Whether what follows `tokens` is done by the noun before their last, an adverb that stands before verbs.
fn does(text: &str, tokens: &[Token], before: [Tag; 2]) -> bool {
    const ADVERBS: [&str; 7] = [
        "already", "also", "always", "never", "often", "still", "usually",
    ];
    before[0] == Tag::Rb
        && matches!(before[1], Tag::Nn | Tag::Nnp)
        && tokens
            .last()
            .is_some_and(|last| ADVERBS.contains(&last.span().of(text)))
}

/// Whether a word is a past and nothing else.
fn is_past(text: &str, token: Token) -> bool {
    const PASTS: [&str; 12] = [
        "became", "began", "brought", "came", "gave", "held", "kept", "paid", "sent", "took",
        "went", "wrote",
    ];
    PASTS.contains(&token.span().of(text))
}

/// Whether a word is the past of a verb, and neither a participle nor anything else.
fn is_only_past(text: &str, token: Token) -> bool {
    const PASTS: [&str; 31] = [
        "arose", "ate", "became", "began", "blew", "chose", "drank", "drew", "drove", "fell",
        "flew", "forgot", "froze", "gave", "grew", "knew", "rang", "rode", "sang", "sank", "shook",
        "slept", "swam", "swore", "threw", "took", "tore", "went", "woke", "wore", "wrote",
    ];
    (3..=6).contains(&token.span().len()) && PASTS.binary_search(&token.span().of(text)).is_ok()
}

/// What follows "who" where critics or others speak inside its clause: "the man who critics say is".
const SAY: [&str; 12] = [
    "argue", "believe", "call", "claim", "fear", "hope", "insist", "said", "saw", "say", "think",
    "want",
];

/// Whether the last of `tokens` are a bare noun phrase that somebody "said" stands right before.
fn is_said(text: &str, tokens: &[Token]) -> bool {
    let phrase = |tag: Tag| tag.is_noun() || matches!(tag, Tag::Jj | Tag::Cd);
    let mut before = tokens.iter().rev().take(6);
    let said = before.find(|token| !phrase(token.tag));
    said.is_some_and(|token| matches!(token.span().of(text), "said" | "says" | "say"))
}

/// Whether a word opens what somebody is asked or told.
fn opens_clause(text: &str, token: Token) -> bool {
    matches!(token.tag, Tag::In | Tag::Wh | Tag::Dt)
        && matches!(
            token.span().of(text),
            "whether" | "if" | "why" | "how" | "what" | "where" | "when" | "who" | "that"
        )
}

/// Whether the last of `tokens` is `word`.
fn ends_in(text: &str, tokens: &[Token], word: &str) -> bool {
    tokens
        .last()
        .is_some_and(|last| last.span().of(text).eq_ignore_ascii_case(word))
}

/// The tag of a word after the pronoun that ends `tokens`: what looks like a plural after "she" is what she does, what
/// looks like an infinitive after "they" what they do, unless something helps: "did they hear".
fn after_pronoun(text: &str, tokens: &[Token], tag: Tag, before: Tag) -> Tag {
    const HELPERS: [&str; 8] = ["do", "does", "did", "let", "help", "helped", "lets", "make"];
    let [front @ .., pronoun] = tokens else {
        return tag;
    };
    let is = |words: &[&str], token: &Token| {
        let word = token.span().of(text);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    let helped = before == Tag::Md || front.last().is_some_and(|token| is(&HELPERS, token));
    match tag {
        Tag::Nns if is(&["he", "she"], pronoun) => Tag::Vbz,
        Tag::Vb if is(&["i", "they", "we"], pronoun) && !helped => Tag::Vbp,
        tag => tag,
    }
}

/// Whether the last of `tokens`, an adjective by its tag, is what an article asks for: "the second official |".
fn heads(text: &str, tokens: &[Token]) -> bool {
    const NOUNS: [&str; 26] = [
        "activist",
        "conservative",
        "daily",
        "democrat",
        "executive",
        "expert",
        "general",
        "individual",
        "judiciary",
        "liberal",
        "local",
        "military",
        "ministry",
        "moderate",
        "native",
        "official",
        "opponent",
        "patient",
        "professional",
        "radical",
        "representative",
        "republican",
        "resident",
        "secretary",
        "treasury",
        "veteran",
    ];
    let [before @ .., last] = tokens else {
        return false;
    };
    let word = last.span().of(text);
    NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
        && before
            .iter()
            .rev()
            .find(|token| !matches!(token.tag, Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Cd))
            .is_some_and(|token| matches!(token.tag, Tag::Dt | Tag::PrpS | Tag::Pos))
}

/// How many places around a token [`around`] knows: one before, itself, one after.
pub const PLACES: usize = 3;
const HERE: usize = 1;

/// The features of a word type: of the word itself at `place` 1, of the one before at 0, after at 2.
pub fn around(word: &Word, place: usize) -> impl Iterator<Item = u64> + use<> {
    let here = place == HERE;
    let all = [
        mix(1, word.lower),
        mix(2, word.suffixes[2]),
        mix(3, u64::from(word.clusters[1])),
        mix(4, u64::from(word.clusters[3])),
        mix(5, word.cap as u64),
        mix(6, word.suffixes[0]),
        mix(7, word.suffixes[1]),
        mix(8, word.suffixes[3]),
        mix(9, word.prefixes[0]),
        mix(10, word.prefixes[1]),
        mix(11, word.shape),
        mix(12, u64::from(word.clusters[0])),
        mix(13, u64::from(word.clusters[2])),
        mix(14, word.listed()),
        mix(mix(15, word.suffixes[1]), word.cap as u64),
    ];
    let count = if here { all.len() } else { 5 };
    all.into_iter()
        .take(count)
        .map(move |hash| mix(hash, place as u64))
}

/// The features of the place at `at`: the two tags before, and pairs.
pub fn context(words: &Words, at: usize, end: usize, before: [Tag; 2]) -> [u64; 8] {
    let word = words.get(at);
    let [last, last_but_one] = before.map(|tag| tag as u64);
    let none = Word::default();
    let next = if at + 1 < end {
        words.get(at + 1)
    } else {
        &none
    };
    let previous = at.checked_sub(1).map_or(&none, |at| words.get(at));
    [
        mix(21, last),
        mix(mix(22, last), last_but_one),
        mix(mix(23, last), word.lower),
        mix(mix(24, last), u64::from(next.clusters[1])),
        mix(mix(25, last), next.lower),
        mix(mix(26, last), word.suffixes[1]),
        mix(mix(27, previous.lower), next.lower),
        mix(mix(28, last), word.cap as u64),
    ]
}
