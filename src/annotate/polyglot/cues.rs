//! The words that report: verbs with their frames, and phrases that give a source.

use super::class;
use super::nouns::Sentence;
use super::pack::{
    CITES, Form, Frames, NOTHING, OBJECT, Pack, Phrase, QUOTE, STATE, Side, WRITTEN,
};
use super::packs::Order;
use super::words::Kind;
use crate::model::Act;

/// A reporting verb in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// Its first token: the auxiliary, where that stands beside it.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Its finite word, where the subject stands beside.
    pub finite: usize,
    /// What it says of the words.
    pub act: Act,
    /// How it reports.
    pub frames: Frames,
    /// Whether what follows is *not* what somebody said.
    pub denied: bool,
    /// The particle that stands apart.
    pub particle: Option<usize>,
    /// A gerund: its subject is the sentence's.
    pub gerund: bool,
    /// Its form has "se" or "si" of its own: "se quejó", "si è difeso".
    pub reflexive: bool,
    /// No list has it: its place and its end alone say that it reports.
    pub guessed: bool,
}

/// A phrase that gives a source.
#[derive(Clone, Copy, Debug)]
pub struct According {
    /// Its first token.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// On which side the source is.
    pub side: Side,
}

/// The reporting verbs of a sentence, in order.
pub fn verbs(sentence: &Sentence<'_>, pack: &Pack) -> Vec<Cue> {
    let mut cues = Vec::new();
    let tokens = sentence.tokens.iter().enumerate();
    for (at, token) in tokens.take(sentence.end).skip(sentence.start) {
        let forms = pack.forms(&token.lower);
        if !token.is_word() {
            continue;
        }
        if forms.is_empty() {
            let led = pack.infinitive(&token.lower);
            let led = led.and_then(|form| after_modal(sentence, at, form));
            cues.extend(led.or_else(|| guessed(sentence, at, pack)));
            continue;
        }
        if token.capital && !first(sentence, at) || is_noun(sentence, at, forms) {
            continue;
        }
        // The rarest first: with a particle, behind its own small word.
        let led = |form: &&Form| {
            let before = |back: usize| at.checked_sub(back).and_then(|at| sentence.get(at));
            let is = |back: usize, lead: &str| before(back).is_some_and(|it| it.lower == lead);
            // "V kraji se jí říká"
            let clitic =
                sentence.order == Order::Bare && sentence.is(at - 1.min(at), class::CLITIC);
            form.lead
                .is_none_or(|lead| form.participle || is(1, lead) || clitic && is(2, lead))
        };
        let apart = forms.iter().filter(|form| form.particle.is_some());
        let apart = apart
            .chain(forms.iter().filter(|form| form.lead.is_some()))
            .filter(led);
        let plain = |form: &&Form| form.particle.is_none() && form.lead.is_none();
        let whole = || forms.iter().filter(plain);
        // "a-t-il dit": what an auxiliary stands before is no present.
        let near = sentence.order.subject_first();
        let participles = whole().filter(|form| near && form.participle);
        let rest = whole().filter(|form| !near || !form.participle);
        let mut all = apart.chain(participles).chain(rest);
        let cue = all.find_map(|form| cue(sentence, at, form));
        cues.extend(cue.filter(|cue| cue.frames & NOTHING == 0));
    }
    cues
}

/// "ha voluto precisare", "a tenu à préciser", "vient d'annoncer": an infinitive behind a verb that only leads to it.
fn after_modal(sentence: &Sentence<'_>, at: usize, form: &Form) -> Option<Cue> {
    let small = class::OF | class::PREPOSITION | class::TOWARDS | class::CLITIC | class::ADVERB;
    let before = (sentence.start..at).rev();
    let modal = before
        .take(4)
        .find(|&at| !sentence.is(at, small) || sentence.is(at, class::MODAL))
        .filter(|&at| sentence.is(at, class::MODAL))?;
    let has = |at: usize| sentence.is(at, class::HAVE | class::COPULA);
    let finite = [1, 2].map(|back| modal.wrapping_sub(back));
    let finite = finite.into_iter().find(|&at| has(at)).unwrap_or(modal);
    let low = finite.saturating_sub(2).max(sentence.start);
    // "aurait pu dire", "avrebbe potuto dire"
    let word = |at: usize| sentence.get(at).map_or("", |token| &token.lower);
    let may = matches!(word(modal), "pu" | "dû" | "potuto" | "dovuto" | "voluto");
    let unreal = ["rait", "raient", "ebbe", "ebbero"];
    if may && unreal.iter().any(|end| word(finite).ends_with(end)) {
        return None;
    }
    let clause = (low..at)
        .rev()
        .take_while(|&at| sentence.kind(at) == Some(Kind::Word));
    let denied = clause
        .into_iter()
        .any(|at| sentence.is(at, class::NEGATION));
    Some(Cue {
        start: finite,
        end: at + 1,
        finite,
        act: form.act,
        frames: form.frames,
        denied,
        particle: None,
        gerund: false,
        reflexive: false,
        guessed: false,
    })
}

/// «…», apuntilló Roux: a word that no list has, of a verb's end, right behind the sign that closes marks.
fn guessed(sentence: &Sentence<'_>, at: usize, pack: &Pack) -> Option<Cue> {
    let before = |at: usize| at.checked_sub(1).map(|at| (at, sentence.kind(at)));
    let mut near = before(at)?;
    while matches!(near.1, Some(Kind::Word)) && sentence.is(near.0, class::CLITIC) {
        near = before(near.0)?;
    }
    // The marks, and mostly a sign before the word.
    let marks = match near.1 {
        Some(Kind::Comma) => before(near.0)?,
        // «…», — буркнул X
        Some(Kind::Break) => match before(near.0)? {
            (comma, Some(Kind::Comma)) => before(comma)?,
            marks => marks,
        },
        _ => near,
    };
    if !matches!(marks.1, Some(Kind::Region(_))) {
        return None;
    }
    let token = sentence.get(at)?;
    let unknown =
        token.classes & !(class::VERB | class::HAVE | class::MODAL) == 0 && !token.is(class::HAVE);
    if token.capital
        || !unknown
        || !pack.tells(&token.lower)
        || !pack.phrases(&token.lower).is_empty()
    {
        return None;
    }
    Some(Cue {
        start: at,
        end: at + 1,
        finite: at,
        act: Act::Said,
        frames: QUOTE,
        denied: false,
        particle: None,
        gerund: false,
        reflexive: false,
        guessed: true,
    })
}

/// Whether the token at `at` begins a sentence or what stands like one.
fn first(sentence: &Sentence<'_>, at: usize) -> bool {
    at == sentence.start
        || matches!(
            sentence.kind(at - 1),
            Some(Kind::Colon | Kind::Region(_) | Kind::Stop | Kind::Break)
        )
}

/// "la nota", "de parte": a determiner or a preposition makes it a noun.
fn is_noun(sentence: &Sentence<'_>, at: usize, forms: &[Form]) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| sentence.get(at)) else {
        return false;
    };
    let participle = forms.iter().all(|form| form.participle);
    // "on sám o tom říkal": where nouns have no articles, no word before a verb makes a noun of it but a preposition.
    let bound = match sentence.order {
        Order::Bare => class::OF | class::PREPOSITION | class::TOWARDS,
        _ => class::DETERMINER | class::OBLIQUE | class::OF | class::PREPOSITION | class::TOWARDS,
    };
    let free = class::HE
        | class::SHE
        | class::THEY
        | class::RELATIVE
        | class::THAT
        | class::CLITIC
        | class::QUESTION
        | class::IT;
    // "Segundo explicou Elena Prates"
    let source = |phrase: &Phrase| phrase.source == Side::After && phrase.words.len() == 1;
    let leads = sentence.pack.phrases(&before.lower).iter().any(source);
    // "la stessa domanda", "una dura denuncia": an adjective between.
    let remark =
        sentence.is(at, class::REMARK | class::WORDS) && sentence.order == Order::SubjectFirst;
    let speaks =
        class::TITLE | class::PERSON | class::BODY | class::PAPER | class::CLITIC | class::HAVE;
    let adjective = !before.capital && before.is_word() && !before.is(speaks | bound | free);
    let article = at.checked_sub(2).is_some_and(|at| {
        sentence.is(at, class::DETERMINER | class::OBLIQUE) && !sentence.is(at, class::CLITIC)
    });
    let noun = remark && adjective && article;
    // "A la pregunta de si": an article, though a pronoun looks like it, behind a preposition.
    let led = class::PREPOSITION | class::TOWARDS;
    let noun = noun
        || before.is(class::DETERMINER)
            && sentence.order == Order::SubjectFirst
            && sentence.is(at.wrapping_sub(2), led);
    !participle && (before.is(bound) && !before.is(free) && !leads || noun)
}

/// "Anders denkt Roux darüber: „…“", "No opina lo mismo Ruiz: «…»": whoever disagrees says so.
const OTHERWISE: [&str; 14] = [
    "anders",
    "annorlunda",
    "autrement",
    "diferente",
    "diverso",
    "diversa",
    "diversamente",
    "jinak",
    "inaczej",
    "igual",
    "mismo",
    "mesmo",
    "иначе",
    "по-другому",
];

/// Whether the clause of a thought says that it is another one, before a colon and marks.
fn disagrees(sentence: &Sentence<'_>, cue: &Cue) -> bool {
    let colon = (cue.end..sentence.end).find(|&at| sentence.kind(at) == Some(Kind::Colon));
    let Some(colon) = colon else { return false };
    let mut clause = sentence.start..colon;
    sentence.is_region(colon + 1)
        && clause.any(|at| {
            let token = sentence.get(at);
            let word = token.filter(|token| !token.is(class::MAN));
            word.is_some_and(|token| OTHERWISE.contains(&token.lower.as_str()))
        })
}

/// "indicando", "affirmant", "заявив", "dodając".
fn is_gerund(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.tokens.get(at).map_or("", |token| &token.lower);
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    match sentence.order {
        Order::SubjectFirst => ends(&["ndo", "ant"]),
        Order::Bare => ends(&["ав", "ив", "ув", "ąc"]),
        _ => false,
    }
}

fn cue(sentence: &Sentence<'_>, at: usize, form: &Form) -> Option<Cue> {
    let mut cue = Cue {
        start: at,
        end: at + 1,
        finite: at,
        act: form.act,
        frames: form.frames,
        denied: false,
        particle: None,
        gerund: is_gerund(sentence, at),
        reflexive: form.lead.is_some() || form.particle == Some("se"),
        guessed: false,
    };
    if form.participle {
        let far = !sentence.order.subject_first();
        let most = if far { 40 } else { 5 };
        let mut have = None;
        for back in (at.saturating_sub(most).max(sentence.start)..at).rev() {
            let token = sentence.get(back)?;
            // "wird X zitiert"
            let passive = form.frames & CITES != 0 && token.is(class::VERB);
            let state = form.frames & STATE != 0 && token.is(class::COPULA);
            let led = form.lead.is_none_or(|lead| {
                let before = back.checked_sub(1).and_then(|at| sentence.get(at));
                before.is_some_and(|before| before.lower == lead)
            });
            // "si è chiesto", "s'est défendu"
            let reflexive = token.is(class::COPULA)
                && sentence.order == Order::SubjectFirst
                && sentence.is(back.wrapping_sub(1), class::CLITIC)
                && at - back == 1;
            // "lui aurait-elle répondu"
            let inverted = sentence.order == Order::SubjectFirst
                && sentence.is(back + 1, class::HE | class::SHE | class::THEY)
                && at - back == 2
                && token.is_word()
                && !token.capital
                && token.classes & !(class::VERB | class::UNREAL | class::MOOD | class::MOOD_WEAK)
                    == 0
                && sentence
                    .get(back + 1)
                    .is_some_and(|it| it.span.start == token.span.end + 1);
            let has = (token.is(class::HAVE) || reflexive || inverted) && form.frames & STATE == 0;
            if (has || passive || state) && led {
                have = Some(back);
                break;
            }
            let ends = match token.kind {
                Kind::Word => {
                    !far && !token.is(class::ADVERB
                        | class::CLITIC
                        | class::NEGATION
                        | class::HE
                        | class::SHE
                        | class::THEY
                        | class::HAVE)
                        && at - back > 1
                }
                Kind::Comma | Kind::Region(_) => !far,
                Kind::Stop | Kind::Colon | Kind::Break => true,
                _ => false,
            };
            if ends {
                break;
            }
        }
        // "a été qualifié de « … » par X": who did it stands elsewhere.
        let passive = |at: usize| sentence.is(at, class::PASSIVE);
        if have.is_some_and(|have| (have..at).any(passive)) {
            return None;
        }
        // "…, wie er gesagt hat"
        let after = sentence
            .get(at + 1)
            .filter(|next| far && next.is(class::HAVE));
        cue.finite = have.or(after.map(|_| at + 1))?;
        if cue.finite < at && at - cue.finite <= 4 {
            cue.start = cue.finite;
        }
        if cue.finite > at {
            cue.end = cue.finite + 1;
        }
    }
    if let Some(particle) = form.particle {
        let mut found = None;
        // "nechal se slyšet"
        let near = if sentence.order == Order::Bare { 2 } else { 1 };
        for next in at + 1..sentence.end.min(at + 30) {
            let token = sentence.get(next)?;
            // "mostrou-se" has it beside.
            let apart = token.is(class::CLITIC) && sentence.order.subject_first() && next > at + 1;
            if token.lower == particle && !apart {
                let last = sentence.get(next + 1).is_none_or(|after| {
                    !after.is_word()
                        || after.is(class::THAT | class::QUESTION | class::AND)
                        || token.is(class::IT)
                        || form.frames & WRITTEN != 0
                        // "zeigte sich mit dem Ergebnis „zufrieden“"
                        || next == at + 1 && token.is(class::CLITIC)
                        // "fa sapere la questura"
                        || next <= at + near && sentence.order.subject_first()
                });
                if last {
                    found = Some(next);
                    break;
                }
            }
            // "wies einen Bericht als „…“ zurück": what it reports stands between.
            let between = form.frames & OBJECT != 0 && token.is_region();
            if matches!(token.kind, Kind::Colon | Kind::Stop | Kind::Region(_)) && !between {
                break;
            }
        }
        cue.particle = Some(found?);
        if found == Some(at + 1) {
            cue.end = at + 2;
        }
    }
    let behind = if sentence.order.subject_first() { 0 } else { 2 };
    let around = (cue.start.saturating_sub(2)..cue.end + behind)
        .filter(|&at| sentence.is(at, class::NEGATION));
    let mut denied = around.filter(|&near| {
        // A comma, a mark: the negation is another clause's.
        let (low, high) = (near.min(cue.start), near.max(cue.end));
        (low..high).all(|at| {
            sentence
                .get(at)
                .is_some_and(|token| token.is_word() && !token.is(class::THAT | class::QUESTION))
        })
    });
    cue.denied = denied.next().is_some();
    if disagrees(sentence, &cue) {
        (cue.act, cue.denied) = (Act::Said, false);
    }
    Some(cue)
}

/// The phrases of a sentence that give a source.
pub fn phrases(sentence: &Sentence<'_>, pack: &Pack) -> Vec<According> {
    let mut found: Vec<According> = Vec::new();
    for at in sentence.start..sentence.end {
        if found.last().is_some_and(|last| last.end > at) {
            continue;
        }
        let Some(token) = sentence.get(at).filter(|token| token.is_word()) else {
            continue;
        };
        let whole = |words: &[&str]| {
            words.iter().enumerate().all(|(step, word)| {
                sentence
                    .get(at + step)
                    .is_some_and(|token| token.lower == *word)
            })
        };
        if let Some(phrase) = pack
            .phrases(&token.lower)
            .iter()
            .find(|phrase| whole(&phrase.words))
        {
            found.push(According {
                start: at,
                end: at + phrase.words.len(),
                side: phrase.source,
            });
        }
    }
    found
}
