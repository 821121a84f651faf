//! Interviews and transcripts: lines that begin with who speaks, "ANA RUIZ: …", "Q. …".

use std::collections::HashMap;
use std::ops::Range;

use super::label_forms::{above, past_time};
use super::label_names::{Label, Speaker};
use super::labels::label;
use super::notes;
use super::passage::Passage;
use super::questions;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::BlockKind;

/// So many labelled lines make a transcript.
const FEWEST: usize = 3;

/// So many do where one asks the other: "Interviewer: …", "Nora Lindt: …"; "Mr. Aske: Which autumn?", "Ms. Brodie: …".
const PAIR: usize = 2;

/// A transcript of so many turns is dense enough for lines without a label to go on with the turn before.
const DENSE: usize = 6;

/// A line of a text, and its label.
struct Line {
    block: usize,
    tokens: Range<usize>,
    label: Option<Label>,
}

impl Line {
    /// Whether it is a label and no more, as "Ana Ruiz 0:12": its words stand in the line below.
    fn is_bare(&self) -> bool {
        (self.label.as_ref()).is_some_and(|label| label.colon + 1 == self.tokens.end)
    }
}

/// What the lines of one label show.
#[derive(Default)]
struct Seen {
    times: usize,
    /// How many of the lines read like speech.
    speech: usize,
    /// Whether a label names somebody, or is a letter or what a speaker is.
    somebody: bool,
    /// Whether one of them is but the name.
    bare: bool,
}

/// The turns of a text that is a transcript: several lines are labelled, and labels come again. "Price: ten marks" and
/// "Photo: Ana Ruiz" are no turns.
pub(super) fn turns(layer: &Layer<'_>) -> Vec<Passage> {
    let worded = |tokens: &Range<usize>| {
        layer
            .span(tokens)
            .of(layer.text)
            .contains(char::is_alphabetic)
    };
    let mut lines: Vec<Line> = (layer.lines().into_iter())
        // The numbers and times of subtitles stand between turns.
        .filter(|(_, tokens)| worded(tokens))
        .map(|(block, tokens)| Line {
            label: label(layer, &tokens).filter(|_| !is_heading(layer, block)),
            block,
            tokens,
        })
        .collect();
    for at in 1..lines.len() {
        if let Some([over, under]) = lines.get_mut(at - 1..=at)
            && over.label.is_none()
            && under.label.is_none()
            && [over.block, under.block].map(|block| is_heading(layer, block)) == [false; 2]
        {
            over.label = above(layer, &over.tokens, &under.tokens);
        }
    }
    if lines.iter().filter(|line| line.label.is_some()).count() < PAIR {
        return questions::answers(layer);
    }
    initial(layer, &mut lines);
    unlabel(layer, &mut lines);
    if lines.iter().all(|line| line.label.is_none()) {
        return questions::answers(layer);
    }
    let answerer = answerer(layer, &lines);
    if is_list_of_questions(layer, &lines) {
        return Vec::new();
    }
    let mut turns: Vec<Passage> = Vec::new();
    let goes_on = is_dense(layer, &lines);
    let last = lines.iter().rposition(|line| line.label.is_some());
    let spoken = last.map_or(0, |last| last + 1);
    for (at, line) in lines.iter().enumerate().take(spoken) {
        match &line.label {
            Some(label) => {
                let mut words = label.colon + 1..line.tokens.end;
                if words.is_empty()
                    && let Some(next) = lines.get(at + 1).filter(|next| next.label.is_none())
                {
                    words = next.tokens.clone();
                }
                turns.push(Passage {
                    tokens: line.tokens.start..words.end,
                    parts: notes::without(layer, words),
                    cue: match layer.word(label.colon) {
                        ")" => false,
                        mark => mark == ":" || !line.is_bare(),
                    }
                    .then_some(label.colon..label.colon + 1),
                    mention: match &label.name {
                        None if label.key == "A" => answerer.clone(),
                        name => name.clone(),
                    },
                    block: line.block,
                    turn: true,
                    named: label.name.is_some()
                        && !matches!(label.speaker, Speaker::Generic | Speaker::Initials),
                });
            }
            None => {
                let Some(turn) = turns.last_mut() else {
                    continue;
                };
                let done = turn.tokens.end >= line.tokens.end;
                let words = match notes::is_note(layer, &line.tokens) {
                    true => Vec::new(),
                    false => notes::without(layer, line.tokens.clone()),
                };
                if !done && (words.is_empty() || goes_on) {
                    turn.tokens.end = line.tokens.end;
                    turn.parts.extend(words);
                }
            }
        }
    }
    // Labels in the first exchange alone.
    if let [asked, answered] = turns.as_slice()
        && layer.word(asked.tokens.end - 1) == "?"
        && let Some(person) = answered.mention.clone()
    {
        let from = answered.tokens.end;
        turns.extend(questions::further(layer, from, &person));
    }
    turns
}

/// Makes the label "I:" an "Interviewer:", where that is written out before.
fn initial(layer: &Layer<'_>, lines: &mut [Line]) {
    let mut full: Option<Label> = None;
    for label in lines.iter_mut().filter_map(|line| line.label.as_mut()) {
        let Some(name) = label.name.as_ref().filter(|name| name.len() == 1) else {
            continue;
        };
        let word = layer.word(name.start);
        if word.eq_ignore_ascii_case("interviewer") {
            full.get_or_insert_with(|| label.clone());
        } else if let Some(full) = full.as_ref().filter(|_| word == "I") {
            *label = Label {
                colon: label.colon,
                ..full.clone()
            };
        }
    }
}

/// Takes away the labels that are none: those that do not come again, or whose lines are no speech; all, if few are left.
fn unlabel(layer: &Layer<'_>, lines: &mut [Line]) {
    let mut seen: HashMap<String, Seen> = HashMap::new();
    for line in lines.iter() {
        if let Some(label) = &line.label {
            let seen = seen.entry(label.key.clone()).or_default();
            seen.times += 1;
            seen.speech += usize::from(is_speech(layer, &(label.colon + 1..line.tokens.end)));
            seen.somebody |= label.speaker != Speaker::Other;
            seen.bare |= !label.office;
        }
    }
    // "Quay Bay Gazette: …" once, then "QBG: …"
    let shortened = |label: &Label| {
        let words = label.name.clone().unwrap_or_default();
        let letters: String = (words.clone())
            .filter_map(|at| layer.word(at).chars().next())
            .collect();
        words.len() > 1 && seen.contains_key(&letters.to_lowercase())
    };
    let again = |label: &Label| {
        shortened(label)
            || seen.get(&label.key).is_some_and(|seen| {
                let speaks = seen.speech * 2 >= seen.times;
                // "Abel Roe, beekeeper: …", then "Roe: …"
                let whole = seen.bare || label.speaker != Speaker::Other;
                seen.times > 1 && whole && (seen.somebody || speaks)
            })
    };
    let kept: Vec<bool> = (lines.iter())
        .map(|line| line.label.as_ref().is_some_and(again))
        .collect();
    let is = |at: usize| kept.get(at) == Some(&true);
    // "Q. Who signed?", "A. I did.": each is kept for the other's sake.
    let letter = |at: usize| {
        let label = lines.get(at).and_then(|line| line.label.as_ref());
        label.filter(|label| label.speaker == Speaker::Letter)
    };
    let answers = |at: usize| {
        let pair = [at.saturating_sub(1), at + 1];
        letter(at).is_some_and(|own| {
            (pair.into_iter()).any(|by| letter(by).is_some_and(|other| other.key != own.key))
        })
    };
    // "Interviewer: And now?", "Nora Lindt: I wait."
    let sort = |at: usize| {
        let label = lines.get(at).and_then(|line| line.label.as_ref());
        label.map(|label| label.speaker)
    };
    let paired = |at: usize| {
        let beside =
            |other: Speaker| sort(at.wrapping_sub(1)) == Some(other) || sort(at + 1) == Some(other);
        match sort(at) {
            Some(Speaker::Generic) => beside(Speaker::Person),
            Some(Speaker::Person) => beside(Speaker::Generic),
            _ => false,
        }
    };
    // "Mr. Aske: Which autumn?", "Ms. Brodie: The next one.": in a text that is none else.
    let person = |at: usize| {
        let label = lines.get(at).and_then(|line| line.label.as_ref());
        label.filter(|label| label.speaker == Speaker::Person)
    };
    let exchange = |asks: usize| {
        let question = lines
            .get(asks)
            .is_some_and(|line| layer.word(line.tokens.end - 1) == "?");
        // "Quay News: Which autumn?"
        let asked = lines.get(asks).and_then(|line| line.label.as_ref());
        let yours = (lines.get(asks)).is_some_and(|line| asks_you(layer, line));
        let asked = asked.filter(|label| may_ask(label.speaker, yours));
        let pair = asked.zip(person(asks + 1));
        question && pair.is_some_and(|(one, other)| one.key != other.key)
    };
    let asked = |at: usize| exchange(at) || at > 0 && exchange(at - 1);
    // "[10:16] ida joined the channel" may stand between.
    let logged = |at: usize| sort(at) == Some(Speaker::Handle) && is(at.saturating_sub(2));
    let near = |at: usize| {
        let beside = is(at.saturating_sub(1)) || is(at + 1);
        beside || answers(at) || paired(at) || asked(at) || logged(at)
    };
    let keep: Vec<bool> = (lines.iter().enumerate())
        .map(|(at, line)| match &line.label {
            Some(label) if label.speaker == Speaker::Other => {
                is(at) && near(at) || exchange(at) && !label.office
            }
            // Who speaks but once stands among the others.
            Some(_) => is(at) || near(at),
            None => false,
        })
        .collect();
    // So does who speaks but once beside one of those.
    let kept = |at: usize| keep.get(at) == Some(&true);
    let keep: Vec<bool> = (lines.iter().enumerate())
        .map(|(at, line)| {
            let somebody = (line.label.as_ref())
                .is_some_and(|label| matches!(label.speaker, Speaker::Person | Speaker::Generic));
            kept(at) || somebody && (at > 0 && kept(at - 1) || kept(at + 1))
        })
        .collect();
    let turns: Vec<(&Line, &Label)> = (lines.iter().zip(&keep))
        .filter(|(_, keep)| **keep)
        .filter_map(|(line, _)| Some((line, line.label.as_ref()?)))
        .collect();
    let transcript = is_transcript(layer, &turns, &seen);
    for (line, keep) in lines.iter_mut().zip(keep) {
        if !keep || !transcript {
            line.label = None;
        }
    }
}

/// Whether labelled lines are a transcript: enough of them, sentences, by people.
fn is_transcript(
    layer: &Layer<'_>,
    turns: &[(&Line, &Label)],
    seen: &HashMap<String, Seen>,
) -> bool {
    let count = turns.len();
    let whole = (turns.iter())
        .filter(|(line, _)| line.is_bare() || ends(layer, &line.tokens))
        .count();
    // "Ana Ruiz: 1,200." is no speech.
    let worded = (turns.iter()).filter(|(line, label)| {
        let mut words = label.colon + 1..line.tokens.end;
        words.is_empty() || words.any(|at| layer.word(at).starts_with(char::is_alphabetic))
    });
    let worded = worded.count();
    let by = |speaker: Speaker| turns.iter().any(|(_, label)| label.speaker == speaker);
    // In capitals two speak in turn; a single word that comes again is a heading: "FYI: …".
    let again = seen
        .iter()
        .filter(|(key, seen)| seen.somebody && seen.times > 1 && key.len() > 3);
    let shouted = by(Speaker::Shouted) && again.count() > 1;
    let people = by(Speaker::Person)
        || by(Speaker::Initials)
        || by(Speaker::Generic)
        || by(Speaker::Letter)
        || by(Speaker::Handle)
        || shouted;
    // Of two alone both must be sentences, and the first asks.
    let somebody = |label: &Label| matches!(label.speaker, Speaker::Person | Speaker::Generic);
    let mut asked = turns.iter().zip(turns.iter().skip(1));
    let pair = asked.any(|((line, by), (_, to))| {
        let people = may_ask(by.speaker, asks_you(layer, line)) && somebody(to);
        people && layer.word(line.tokens.end - 1) == "?"
    });
    let pair = pair && by(Speaker::Person) && whole == count;
    let whole = whole * 2 >= count || is_chat(layer, turns, seen);
    (count >= FEWEST || pair) && worded * 4 >= count * 3 && whole && people
}

/// Whether a line asks somebody about themselves: "Quay News: How did you begin?"
fn asks_you(layer: &Layer<'_>, line: &Line) -> bool {
    let you = |at: usize| matches!(layer.word(at), "you" | "your");
    layer.word(line.tokens.end - 1) == "?" && line.tokens.clone().any(you)
}

/// Whether who has a label may be the one who asks; words that may be anything, where the line asks somebody about
/// themselves.
fn may_ask(speaker: Speaker, yours: bool) -> bool {
    match speaker {
        Speaker::Person | Speaker::Body | Speaker::Generic => true,
        Speaker::Other | Speaker::Shouted => yours,
        _ => false,
    }
}

/// Whether labelled lines are a chat, whose lines end with no stop: all but a few have a verb or address somebody, and two
/// or more have several turns. "Ana Ruiz: goalkeeper" is no turn.
fn is_chat(layer: &Layer<'_>, turns: &[(&Line, &Label)], seen: &HashMap<String, Seen>) -> bool {
    let somebody = |label: &Label| matches!(label.speaker, Speaker::Person | Speaker::Handle);
    let again = (seen.values()).filter(|seen| seen.somebody && seen.times > 1);
    let speaks = |at: usize| {
        let tag = layer.tag(at);
        matches!(
            tag,
            Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Prp)
        )
    };
    let spoken =
        (turns.iter()).filter(|(line, label)| (label.colon + 1..line.tokens.end).any(speaks));
    // "[10:15] Ana: me", "<ana> me"
    let logged = turns.iter().all(|(line, label)| {
        let (start, end) = (line.tokens.start, line.tokens.end);
        past_time(layer, start, end) > start || layer.word(label.colon) == ">"
    });
    turns.len() > FEWEST.saturating_sub(usize::from(logged))
        && turns.iter().all(|(_, label)| somebody(label))
        && again.count() > 1
        && (logged || spoken.count() * 4 >= turns.len() * 3)
}

fn is_heading(layer: &Layer<'_>, block: usize) -> bool {
    matches!(layer.kinds.get(block), Some(BlockKind::Heading(_)))
}

/// Whether a line ends like a sentence.
fn ends(layer: &Layer<'_>, line: &Range<usize>) -> bool {
    let last = line.end - 1;
    let bare = layer.word(last) == ":";
    // "(laughs)", but not "(#4136)"
    let note = layer.tag(last) == Some(Tag::Bracket)
        && (line.clone().rev().skip(1))
            .take_while(|&at| layer.tag(at) != Some(Tag::Bracket))
            .all(|at| !layer.word(at).contains(|c: char| c.is_ascii_digit()));
    bare || note
        || matches!(layer.tag(last), Some(Tag::Stop | Tag::Quote))
        || matches!(layer.word(last), "…" | "..." | "—" | "–" | "--")
}

/// Whether the words after a label are a sentence: they have a verb, or are many where verbs are not known.
fn is_speech(layer: &Layer<'_>, words: &Range<usize>) -> bool {
    let tokens = layer.tokens.get(words.clone()).unwrap_or_default();
    let verb = tokens
        .iter()
        .any(|token| matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    let foreign = !layer.span(words).of(layer.text).is_ascii();
    tokens.len() > 3 && verb || tokens.len() > 8 && foreign
}

/// Whether nearly all lines from the first turn to the last have a label or are but notes.
fn is_dense(layer: &Layer<'_>, lines: &[Line]) -> bool {
    let is_turn = |line: &Line| line.label.is_some();
    let (Some(first), Some(last)) = (
        lines.iter().position(is_turn),
        lines.iter().rposition(is_turn),
    ) else {
        return false;
    };
    let inside = lines.get(first..=last).unwrap_or_default();
    let turns = inside.iter().filter(|line| is_turn(line)).count();
    // "Ana Ruiz 0:12" has its words in the line below.
    let bare =
        |line: &Line| (line.label.as_ref()).is_some_and(|label| label.colon + 1 == line.tokens.end);
    let spoken = (inside.iter())
        .filter(|line| !bare(line) && !notes::without(layer, line.tokens.clone()).is_empty())
        .count();
    let plain = (inside.iter()).all(|line| {
        let kind = layer.kinds.get(line.block);
        matches!(kind, Some(BlockKind::Paragraph | BlockKind::Item(_)))
    });
    plain && turns >= DENSE && turns * 5 >= spoken * 4
}

/// Whether questions and answers are a page's own, not an interview: nobody but "Q" and "A" has a turn, the questions are
/// the reader's ("How do I …"), and the answers speak to the reader ("You must …").
fn is_list_of_questions(layer: &Layer<'_>, lines: &[Line]) -> bool {
    const OWN: [&str; 3] = ["i", "me", "my"];
    const YOURS: [&str; 2] = ["you", "your"];
    let says = |line: &Line, words: &[&str]| {
        (line.tokens.clone()).any(|at| {
            words
                .iter()
                .any(|word| layer.word(at).eq_ignore_ascii_case(word))
        })
    };
    let (mut reader, mut speaker, mut all) = (0, 0, 0);
    for line in lines {
        let Some(label) = &line.label else { continue };
        if label.speaker != Speaker::Letter {
            return false;
        }
        let (own, yours) = (says(line, &OWN), says(line, &YOURS));
        let asks = label.key == "Q";
        all += 1;
        reader += usize::from(if asks { own } else { yours && !own });
        speaker += usize::from(if asks { yours && !own } else { own });
    }
    reader * 3 >= all && reader > speaker
}

/// Who answers "Q" as "A": the only person named before the first question.
fn answerer(layer: &Layer<'_>, lines: &[Line]) -> Option<Range<usize>> {
    let first =
        (lines.iter()).find(|line| line.label.as_ref().is_some_and(|label| label.key == "Q"))?;
    questions::only_person(layer, first.tokens.start)
}
