//! Interviews whose lines begin with a letter or a word for question and answer: "F: … A: …", "P. … R. …".

use std::collections::HashMap;

use super::Engine;
use super::turns::Turn;
use crate::annotate::polyglot::reports::Why;
use crate::model::{BlockKind, Span};

/// So many questions with answers make an interview.
const PAIRS: usize = 2;

/// What leads a question and its answer, in small letters.
const LABELS: [(&str, &str); 14] = [
    ("f", "a"),
    ("p", "r"),
    ("d", "r"),
    ("q", "r"),
    ("v", "a"),
    ("в", "о"),
    ("frage", "antwort"),
    ("question", "réponse"),
    ("pregunta", "respuesta"),
    ("pergunta", "resposta"),
    ("domanda", "risposta"),
    ("vraag", "antwoord"),
    ("fråga", "svar"),
    ("вопрос", "ответ"),
];

impl Engine<'_> {
    /// The answers, by their blocks, if one person is named before the first question; none in any other text.
    pub(super) fn lettered(&self) -> HashMap<usize, Turn> {
        let labels: Vec<Option<(String, Span)>> = (0..self.layer.blocks.len())
            .map(|block| self.lead(block))
            .collect();
        let label = |block: usize| labels.get(block)?.as_ref();
        for (asks, answers) in LABELS {
            let is = |block: usize, wanted: &str| label(block).is_some_and(|it| it.0 == wanted);
            let questions = (0..labels.len()).filter(|&at| is(at, asks) && is(at + 1, answers));
            let questions: Vec<usize> = questions.collect();
            let first = questions.first().and_then(|&at| self.block_tokens(at));
            let person = first.and_then(|first| self.only_person(first.start));
            let Some(mention) = person.filter(|_| questions.len() >= PAIRS) else {
                continue;
            };
            let turns = questions.into_iter().filter_map(|ask| {
                let (_, words) = label(ask + 1)?;
                let turn = Turn {
                    mention: mention.clone(),
                    parts: vec![*words],
                    end: ask + 2,
                    why: Why::Answer,
                };
                Some((ask + 1, turn))
            });
            return turns.collect();
        }
        HashMap::new()
    }

    /// What stands before the first colon or full stop of a block, in small letters, and the words behind it.
    fn lead(&self, block: usize) -> Option<(String, Span)> {
        let kind = self.block_kind(block)?;
        if !matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Item(_) | BlockKind::Heading(_)
        ) {
            return None;
        }
        let span = self.words_of(block)?;
        let words = span.of(self.layer.text);
        let (label, rest) = words.split_once([':', '.'])?;
        let start = span.end - rest.trim_start().len();
        let short = label.chars().count() <= 9 && start < span.end;
        short.then(|| (label.to_lowercase(), Span::new(start, span.end)))
    }
}
