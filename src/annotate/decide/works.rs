//! Quoted words that are a title or a thing's name: "unveiled “The Silver Lantern,”", "ordered a “harbour stew”".

use crate::annotate::attribution::{Rule, Said, is_title};
use crate::annotate::language::cues::{Cue, Frames};
use crate::annotate::language::lookup::small;
use crate::annotate::text::layer::Layer;
use crate::model::QuoteKind;

/// Whether what somebody makes, plays or shows, or does anything to but say, is written like a title in its marks:
/// "unveiled “The Silver Lantern,”", "wrote “The Book of Ropes”", but not "wrote, “Come Home”".
pub(super) fn is_work(layer: &Layer<'_>, said: &Said, word: Option<&Cue>) -> bool {
    const MAKES: [&str; 9] = [
        "name", "perform", "play", "publish", "read", "record", "release", "sing", "write",
    ];
    const OPENERS: [char; 4] = ['"', '“', '‘', '\''];
    const CLOSERS: [char; 4] = ['"', '”', '’', '\''];
    let gives = Frames::QUOTE | Frames::THAT | Frames::PRED | Frames::AS;
    let makes = match word {
        // "Critics loved “Rain on Tin”"
        Some(cue) if cue.frames.any(Frames::MIND) && !cue.frames.any(Frames::THAT) => true,
        Some(cue) => MAKES.contains(&cue.lemma) || !cue.frames.any(gives),
        None => said.cue.is_some(),
    };
    let after = matches!(said.rule, Rule::QuoteAfter | Rule::Object);
    let Some(part) = said.parts.first().filter(|_| makes && after) else {
        return false;
    };
    let before = layer.text.get(..part.start).unwrap_or_default();
    let words = part.of(layer.text).strip_prefix(OPENERS);
    let inner = words.and_then(|rest| rest.get(..rest.find(CLOSERS)?));
    let titled = inner.is_some_and(|inner| {
        let inner = inner.trim_matches(|c: char| !c.is_alphanumeric());
        (inner.contains(' ') || word.is_none()) && is_title(inner)
    });
    titled && !before.trim_end().ends_with([',', ':'])
}

/// Whether people without a name give somebody a name: "Everyone called him “Duke”", "His fans dubbed him “the Wall”".
pub(super) fn is_crowd_name(layer: &Layer<'_>, said: &Said, word: Option<&Cue>) -> bool {
    const NAMES: [&str; 4] = ["call", "christen", "dub", "nickname"];
    let named = said.mention.as_ref().is_none_or(|mention| {
        let pronoun = mention.tokens.len() == 1
            && matches!(
                small(layer.word(mention.tokens.start)).as_ref(),
                "he" | "she" | "i" | "it"
            );
        pronoun || !layer.names_in(&mention.tokens).is_empty()
    });
    let [part] = said.parts.as_slice() else {
        return false;
    };
    let words = part.of(layer.text);
    let (Some(open), true) = (words.find(['“', '"']), !named) else {
        return false;
    };
    let inner = words.get(open..).unwrap_or_default();
    let inner = inner.trim_matches(|c: char| !c.is_alphanumeric());
    let inner = inner.strip_prefix("the ").unwrap_or(inner);
    word.is_some_and(|cue| NAMES.contains(&cue.lemma))
        && inner
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase))
}

/// Whether all that is quoted in the object of a verb is a work's title: "shared his first song, “Blue Rope,” in May".
pub(super) fn is_named_work(layer: &Layer<'_>, said: &Said, word: Option<&Cue>) -> bool {
    const WORKS: [&str; 29] = [
        "ad",
        "album",
        "anthem",
        "blog",
        "book",
        "comedy",
        "column",
        "documentary",
        "drama",
        "ep",
        "episode",
        "film",
        "game",
        "hit",
        "magazine",
        "memoir",
        "movie",
        "novel",
        "opener",
        "play",
        "podcast",
        "poem",
        "program",
        "programme",
        "series",
        "show",
        "single",
        "song",
        "track",
    ];
    let [part] = said.parts.as_slice() else {
        return false;
    };
    let last = |before: &'_ str| {
        let before = before.trim_end_matches([' ', ',', '(']);
        let word = before.rsplit([' ', '(']).next();
        small(word.unwrap_or_default()).into_owned()
    };
    // "wrote in her memoir, “Tough Choices”"
    let beside = matches!(
        said.rule,
        Rule::Inverted | Rule::Passive | Rule::QuoteBefore
    );
    if said.kind == QuoteKind::Direct && (said.rule == Rule::QuoteAfter || beside) {
        let before = layer.text.get(..part.start).unwrap_or_default();
        let inner = part
            .of(layer.text)
            .trim_matches(|c: char| !c.is_alphanumeric());
        return WORKS.contains(&last(before).as_str()) && is_title(inner);
    }
    let mut pieces = part.of(layer.text).split(['"', '“', '”']);
    let mut titles = 0;
    while let (Some(before), Some(quoted)) = (pieces.next(), pieces.next()) {
        let inner = quoted.trim_matches(|c: char| !c.is_alphanumeric());
        if !WORKS.contains(&last(before).as_str()) || !is_title(inner) {
            return false;
        }
        titles += 1;
    }
    let called = word.is_some_and(|cue| cue.frames.any(Frames::PRED | Frames::AS));
    said.kind == QuoteKind::Mixed && titles > 0 && !called
}

/// Whether all that is quoted in the object of a verb is a slogan or a name that the text says to be one: "defended a
/// campaign with the slogan “It is ours.”"
pub(super) fn is_slogan(layer: &Layer<'_>, said: &Said) -> bool {
    const SLOGANS: [&str; 12] = [
        "banner", "caption", "hashtag", "label", "logo", "motto", "name", "nickname", "slogan",
        "tagline", "title", "word",
    ];
    let [part] = said.parts.as_slice() else {
        return false;
    };
    let mut pieces = part.of(layer.text).split(['"', '“', '”']);
    let before = pieces.next().unwrap_or_default();
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let object = matches!(said.rule, Rule::Object | Rule::Infinitive);
    object
        && said.kind == QuoteKind::Mixed
        && pieces.count() <= 2
        && SLOGANS.contains(&small(last).as_ref())
}

/// Whether the quoted words of what follows a cue are few, and no comma leads to them: "typed “harbour”", not "typed,
/// “Come home.”"
pub(super) fn is_thing(layer: &Layer<'_>, said: &Said) -> bool {
    const FEW: usize = 3;
    let after = matches!(said.rule, Rule::QuoteAfter | Rule::Object | Rule::Clause);
    let Some(part) = said.parts.first().filter(|_| after) else {
        return false;
    };
    let before = layer.text.get(..part.start).unwrap_or_default();
    let mut pieces = part.of(layer.text).split(['"', '“', '”']);
    let lead = pieces.next().unwrap_or_default();
    let quoted = pieces.next().unwrap_or_default();
    let object = lead.split_whitespace().count() < FEW && !lead.starts_with("that");
    let few = object && (1..=FEW).contains(&quoted.split_whitespace().count());
    said.kind != QuoteKind::Indirect && few && !before.trim_end().ends_with([',', ':'])
}
