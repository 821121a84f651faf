//! From the layer to sentences of items: where a sentence goes on after a quotation, and what each word does in a clause.

use std::ops::Range;

use super::marks::Region;
use super::sentence::{Item, LONGEST_CUE, Sentence, Word, lowercase};
use crate::annotate::language::cues::lexicon;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::Span;

/// A sentence is cut into pieces of at most so many items, which bounds all that reads them.
const LONGEST: usize = 400;

/// A sentence of so many tokens may only say who spoke the words before it.
const BRIEF: usize = 5;

/// Gives every sentence of the text, in order: all at once they would take ten times the room of the text. `regions` as
/// `marks::regions` gives them.
pub(crate) fn sentences<'t>(
    layer: &Layer<'t>,
    regions: &[Region],
    mut each: impl FnMut(&Sentence<'t>),
) {
    // The one that is being read; the next may still belong to it.
    let mut open: Option<Sentence<'t>> = None;
    let mut begin = |open: &mut Option<Sentence<'t>>, block| {
        let next = Sentence {
            text: layer.text,
            items: Vec::new(),
            block,
        };
        if let Some(whole) = open.replace(next) {
            each(&whole);
        }
    };
    let mut outer = regions
        .iter()
        .enumerate()
        .filter(|(_, region)| region.depth == 0)
        .peekable();
    let mut names = layer.names.iter().peekable();
    let mut block = 0;
    for range in &layer.sentences {
        let mut fresh = true;
        while layer
            .blocks
            .get(block)
            .is_some_and(|block| block.end <= range.start)
        {
            block += 1;
        }
        for token in range.clone() {
            let span = layer.token(token).span();
            while outer
                .peek()
                .is_some_and(|(_, region)| region.span.end <= span.start)
            {
                outer.next();
            }
            let inside = outer
                .peek()
                .filter(|(_, region)| region.span.start < span.end && span.start < region.span.end)
                .map(|(at, _)| *at);
            if let (Some(at), Some(last)) =
                (inside, open.as_ref().and_then(|open| open.items.last()))
                && last.region == Some(at)
            {
                fresh = false;
                continue;
            }
            if inside.is_none() && layer.token(token).tag == Tag::Quote {
                continue; // a mark without a partner
            }
            if open
                .as_ref()
                .is_some_and(|open| open.items.len() >= LONGEST)
            {
                begin(&mut open, block);
            }
            if fresh {
                let goes_on = open.as_ref().is_some_and(|last| {
                    last.block == block && goes_on(layer, regions, last, range)
                });
                if !goes_on {
                    begin(&mut open, block);
                }
                fresh = false;
            }
            while names.peek().is_some_and(|name| name.tokens.end <= token) {
                names.next();
            }
            let mut item = item(
                layer,
                token,
                inside.and_then(|at| Some((at, regions.get(at)?.span))),
            );
            let named = names
                .peek()
                .is_some_and(|name| name.tokens.contains(&token));
            if named && matches!(item.tag, Tag::Rb | Tag::Md | Tag::Vbd | Tag::Vbz | Tag::Vb) {
                item.tag = Tag::Nnp;
            }
            if is_verb_after_all(layer, token) || is_past_after_all(layer, token) {
                item.tag = Tag::Vbd;
            }
            if is_name_after_all(layer, token) {
                item.tag = Tag::Nnp;
            }
            if is_noun_after_all(layer, token) {
                item.tag = Tag::Nn;
            }
            if is_participle_after_all(layer, token) {
                item.tag = Tag::Vbn;
            }
            if let Some(sentence) = &mut open {
                sentence.items.push(item);
            }
        }
    }
    if let Some(last) = open {
        each(&last);
    }
}

/// Whether a word with a capital is a verb all the same: "“…,” Hale, the head of the club, |Tweeted."
fn is_verb_after_all(layer: &Layer<'_>, token: usize) -> bool {
    const SPEECH: [&str; 5] = ["Posted", "Said", "Says", "Tweeted", "Wrote"];
    let ends = |at: usize| {
        let tag = layer.tokens.get(at).map(|token| token.tag);
        matches!(tag, Some(Tag::Stop | Tag::Quote | Tag::Colon))
    };
    let after = |at: usize| matches!(layer.tag(at), Some(Tag::Comma | Tag::Nnp | Tag::Prp));
    token > 0 && after(token - 1) && ends(token + 1) && SPEECH.contains(&layer.word(token))
}

/// Whether a word between quoted words and a verb of speech is a name, whatever its tag: "“There is no leak,” |Bo said."
fn is_name_after_all(layer: &Layer<'_>, token: usize) -> bool {
    const SAYS: [&str; 8] = [
        "added",
        "agreed",
        "asked",
        "explained",
        "replied",
        "said",
        "says",
        "wrote",
    ];
    const OTHERS: [&str; 14] = [
        "All", "Another", "Both", "Each", "Either", "Few", "Many", "Most", "Neither", "Several",
        "Some", "Then", "They", "You",
    ];
    let behind = token > 1 && layer.tag(token - 1) == Some(Tag::Quote);
    if !behind {
        return false;
    }
    let word = layer.word(token);
    layer.tag(token - 2) == Some(Tag::Comma)
        && SAYS.contains(&layer.word(token + 1))
        && word.starts_with(char::is_uppercase)
        && !OTHERS.contains(&word)
        && !layer.tag(token).is_some_and(|tag| {
            tag.is_noun() || matches!(tag, Tag::Prp | Tag::PrpS | Tag::Dt | Tag::Wh | Tag::Cd)
        })
}

/// Whether a verb whose past looks like its infinitive is a past: "The librarian, Ada Finch, |put this on the door:"
fn is_past_after_all(layer: &Layer<'_>, token: usize) -> bool {
    const PASTS: [&str; 6] = ["cut", "hit", "let", "put", "read", "set"];
    let apposed = |at: usize| match layer.tag(at) {
        Some(Tag::Comma) => at > 0 && layer.tag(at - 1) == Some(Tag::Nnp),
        tag => matches!(tag, Some(Tag::Nnp)),
    };
    matches!(layer.tag(token), Some(Tag::Vb | Tag::Vbp))
        && PASTS.contains(&layer.word(token))
        && token.checked_sub(1).is_some_and(apposed)
}

/// Whether "a", "the", "her" or the like stands at `at`, behind which a noun must come.
fn opens_noun(layer: &Layer<'_>, at: usize) -> bool {
    layer.tag(at) == Some(Tag::PrpS) || matches!(layer.word(at), "a" | "an" | "the")
}

/// Whether what was tagged as a past modifies the noun after it: "her |bruised arm".
fn is_participle_after_all(layer: &Layer<'_>, token: usize) -> bool {
    // "said |retired Navy captain Bo Orr"
    let retired = |before: usize| {
        let acts = layer
            .tag(before)
            .is_some_and(|tag| tag.is_noun() || tag == Tag::Prp);
        layer.word(token) == "retired" && !acts
    };
    layer.tag(token) == Some(Tag::Vbd)
        && token
            .checked_sub(1)
            .is_some_and(|before| opens_noun(layer, before) || retired(before))
        && layer.tag(token + 1).is_some_and(Tag::is_noun)
}

/// Whether what was tagged as a participle is the noun of its phrase: "a packed |meeting in the hall".
fn is_gerund(layer: &Layer<'_>, token: usize) -> bool {
    const MODIFIERS: usize = 3;
    if layer.tag(token) != Some(Tag::Vbg) {
        return false;
    }
    let modifier = |at: &usize| matches!(layer.tag(*at), Some(Tag::Jj | Tag::Vbn | Tag::Vbd));
    let inner = (token.saturating_sub(MODIFIERS)..token)
        .rev()
        .take_while(modifier)
        .count();
    let ends = matches!(
        layer.tag(token + 1),
        Some(Tag::In | Tag::Comma | Tag::Stop | Tag::Wh | Tag::Md | Tag::Vbd | Tag::Vbz)
    );
    let first = token.checked_sub(inner + 1);
    inner > 0 && ends && first.is_some_and(|first| opens_noun(layer, first))
}

/// Whether a word is a noun whatever its tag: "press" between a name and a noun, "White House |press secretary"; a
/// participle that somebody owns before a verb, "people familiar with her |thinking say".
fn is_noun_after_all(layer: &Layer<'_>, token: usize) -> bool {
    let tag = |at: usize| layer.tokens.get(at).map(|token| token.tag);
    let owned = token > 0 && tag(token) == Some(Tag::Vbg) && tag(token - 1) == Some(Tag::PrpS);
    if owned && tag(token + 1).is_some_and(Tag::is_verb) || is_gerund(layer, token) {
        return true;
    }
    // "the sales |executive said"
    if layer.word(token) == "executive"
        && token > 0
        && tag(token - 1).is_some_and(Tag::is_noun)
        && !tag(token + 1).is_some_and(Tag::is_noun)
    {
        return true;
    }
    // "at a court |hearing the man told the judge"
    if tag(token) == Some(Tag::Vbg)
        && token > 2
        && ["briefing", "hearing", "meeting"].contains(&layer.word(token))
        && tag(token - 1) == Some(Tag::Nn)
        && tag(token - 2) == Some(Tag::Dt)
        && tag(token - 3) == Some(Tag::In)
    {
        return true;
    }
    // "the nets that |bosses say they need"
    let third = |at: usize| tag(at) == Some(Tag::Vbz) && layer.word(at).ends_with('s');
    if token > 0
        && third(token)
        && layer.word(token).len() > 3
        && ["that", "what", "which"].contains(&layer.word(token - 1))
        && matches!(
            layer.word(token + 1),
            "say" | "said" | "think" | "believe" | "call" | "claim" | "hope" | "argue"
        )
    {
        return true;
    }
    // "Saturday's council |debate": nobody's verb.
    let named = |at: usize| matches!(tag(at), Some(Tag::Nn | Tag::Nnp | Tag::Jj));
    let whose = |at: &usize| tag(*at) == Some(Tag::Pos);
    if token > 1
        && matches!(tag(token), Some(Tag::Vb | Tag::Vbp))
        && named(token - 1)
        && (token.saturating_sub(3)..token - 1).any(|at| whose(&at))
    {
        return true;
    }
    // "the |ad claims"
    if tag(token) == Some(Tag::Jj) && layer.word(token) == "ad" {
        return true;
    }
    token > 0
        && tag(token - 1) == Some(Tag::Nnp)
        && tag(token + 1) == Some(Tag::Nn)
        && layer.word(token) == "press"
}

/// Whether a sentence of the layer goes on with the one before it: "“No!” she cried."
fn goes_on(
    layer: &Layer<'_>,
    regions: &[Region],
    last: &Sentence<'_>,
    range: &Range<usize>,
) -> bool {
    let token = range.start;
    if range.len() < 2 {
        return false;
    }
    let Some(region) = last.items.last().and_then(|item| item.region) else {
        return false;
    };
    // "His answer was: “Why?” Ruiz left": the sentence that leads to the words ends with them.
    let led = last.len() > 1
        && (last.tag(last.len() - 2).is_verb()
            || matches!(last.tag(last.len() - 2), Tag::Comma | Tag::Colon));
    if led && layer.word(token).starts_with(char::is_uppercase) {
        return false;
    }
    let words = (regions.get(region)).map_or("", |region| region.inner.of(layer.text));
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || "’'”\"".contains(c));
    // "“We won.” Ruiz said.": the comma was written as a stop.
    let said = || {
        let verb = (range.len() <= BRIEF).then(|| layer.word(range.end - 2));
        verb.is_some_and(|verb| ["said", "says", "added", "replied", "wrote"].contains(&verb))
    };
    let open = words.ends_with(['!', '?', ',', '…', '—']) || words.ends_with('.') && said();
    open && layer.token(token).tag != Tag::Quote
}

fn item(layer: &Layer<'_>, token: usize, region: Option<(usize, Span)>) -> Item {
    let one = layer.token(token);
    let mut buffer = [0_u8; LONGEST_CUE];
    let text = one.span().of(layer.text);
    let lower = lowercase(text, &mut buffer);
    let word = lower.map_or(Word::Other, |lower| word(text, lower, one.tag));
    match region {
        Some((at, span)) => Item {
            span,
            token,
            tag: Tag::Quote,
            word: Word::Other,
            region: Some(at),
            entry: None,
        },
        None => Item {
            entry: lower.and_then(|lower| lexicon().entry(lower)),
            span: one.span(),
            token,
            tag: match word {
                _ if is_hyphen(layer.text, one.span()) => Tag::Sym,
                Word::Time if one.tag == Tag::In => Tag::Rb,
                _ => one.tag,
            },
            word,
            region: None,
        },
    }
}

/// Whether a dash joins two words: "U.S.-Iranian".
fn is_hyphen(text: &str, span: Span) -> bool {
    let glued = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    matches!(span.of(text), "-" | "–")
        && glued(Span::new(0, span.start).of(text).chars().next_back())
        && glued(Span::new(span.end, text.len()).of(text).chars().next())
}

/// What the word `text`, `lower` in small letters, does in a clause.
fn word(text: &str, lower: &str, tag: Tag) -> Word {
    match lower.strip_prefix("mid-").unwrap_or(lower) {
        "that" => Word::That,
        "who" | "whom" => Word::Who,
        "which" => Word::Which,
        "what" | "how" | "why" | "whether" | "where" | "whose" => Word::Wh,
        "to" => Word::To,
        "by" => Word::By,
        "of" => Word::Of,
        "as" => Word::As,
        "and" | "or" | "&" => Word::And,
        "but" | "yet" => Word::But,
        "if" | "when" | "because" | "while" | "although" | "though" | "unless" | "until"
        | "since" | "after" | "before" | "once" | "whereas" => Word::Sub,
        "is" | "was" | "are" | "were" | "be" | "been" | "being" | "am" | "'re" | "'m" => Word::Be,
        "'s" if tag != Tag::Pos => Word::Be,
        "has" | "have" | "had" | "having" | "'ve" | "'d" => Word::Have,
        "do" | "does" | "did" => Word::Do,
        "not" | "n't" | "never" => Word::Not,
        "it" => Word::It,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
        | "yesterday" | "today" | "tonight" | "earlier" | "later" | "afterward" | "recently"
        | "january" | "february" | "april" | "june" | "july" | "august" | "september"
        | "october" | "november" | "december" => Word::Time,
        "march" | "may" if matches!(tag, Tag::Nnp) && text.starts_with(char::is_uppercase) => {
            Word::Time
        }
        _ if tag == Tag::In => Word::Prep,
        _ => Word::Other,
    }
}
