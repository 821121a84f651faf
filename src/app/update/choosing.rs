//! What commands do while a passage is chosen, and what becomes of it: a highlight, a note, a copy.

use crate::app::article::choosing::By;
use crate::app::article::copy;
use crate::app::command::prompt::{PromptKind, Subject};
use crate::app::{Command, Effect, Pane, State, words};
use crate::model::{ArticleId, Span};

impl State {
    /// Whether a passage of the article is being chosen.
    pub(in crate::app) fn is_choosing(&self) -> bool {
        let reader = self.reader.as_ref().filter(|_| self.focus == Pane::Reader);
        reader.is_some_and(|reader| reader.choosing.is_some())
    }

    /// Runs a command about a passage that is chosen; false for others.
    pub(in crate::app) fn run_choosing(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if command == Command::Highlight {
            self.begin_choosing();
            return true;
        }
        if !self.is_choosing() {
            return false;
        }
        let (by, forward) = match command {
            Command::Back | Command::Cancel => {
                self.choose_no_more();
                self.say("No passage is chosen.");
                return true;
            }
            Command::KeepHighlight => return self.highlight("", effects),
            Command::NotePassage => return self.note_passage(),
            Command::CopyPassage => return self.copy_passage(effects),
            Command::BeginPassage | Command::OtherEnd => {
                if let Some(choosing) = self.reader.as_mut().and_then(|it| it.choosing.as_mut()) {
                    match command {
                        Command::OtherEnd => choosing.turn(),
                        _ => choosing.begin(),
                    }
                }
                self.say_chosen();
                return true;
            }
            Command::WordOn => (By::Word, true),
            Command::WordBack => (By::Word, false),
            Command::RowOn => (By::Row, true),
            Command::RowBack => (By::Row, false),
            Command::TakeSentence => (By::Sentence, true),
            Command::TakeParagraph => (By::Paragraph, true),
            Command::TakeQuote => (By::Quote, true),
            _ => return false,
        };
        let mut moved = false;
        for _ in 0..count.unwrap_or(1).clamp(1, 10_000) {
            let more = self.reader.as_mut().is_some_and(|it| it.grow(by, forward));
            if !more {
                break;
            }
            moved = true;
        }
        match (moved, by) {
            (true, _) => self.say_chosen(),
            (false, By::Quote) => self.say("No more of a quote stands here."),
            (false, _) => self.say("Nothing more to choose there."),
        }
        true
    }

    /// Begins with the first word of what is chosen, else with the first on the screen.
    fn begin_choosing(&mut self) {
        let settings = &self.settings;
        let Some(reader) = self.reader.as_mut().filter(|_| self.focus == Pane::Reader) else {
            return self.fail("Open an article first.");
        };
        let from = reader
            .chosen()
            .map_or_else(|| reader.top_offset(), |span| span.start);
        // By ear something is always chosen.
        if self.spoken.is_none() {
            reader.target = None;
        }
        if !reader.choose(from) {
            return self.fail("There are no words here to highlight.");
        }
        reader.top = reader.top.min(reader.last_top(settings));
        self.say_chosen();
    }

    fn choose_no_more(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.choosing = None;
        }
    }

    /// Says what is chosen, and brings its end that moves into sight.
    fn say_chosen(&mut self) {
        let settings = &self.settings;
        let Some(reader) = &mut self.reader else {
            return;
        };
        let Some(choosing) = reader.choosing else {
            return;
        };
        let edge = choosing.edge();
        reader.bring(Span::new(edge, edge + 1), settings);
        let sentence = choosing.sentence(&reader.article.text);
        let keep = self.key_name(Command::KeepHighlight);
        let begin = self.key_name(Command::BeginPassage);
        self.say(match choosing.has_begun() {
            true => format!("{sentence} {keep} highlights."),
            false => format!("{sentence} {begin} begins the passage."),
        });
    }

    /// Keeps a highlight on the passage, with what is noted on it.
    fn highlight(&mut self, words: &str, effects: &mut Vec<Effect>) -> bool {
        let Some((id, passage)) = self.passage_chosen() else {
            return true;
        };
        self.choose_no_more();
        let undo = self.key_name(Command::Undo);
        self.say(format!("Highlighted. Press {undo} to undo."));
        effects.push(Effect::SetNote {
            id,
            passage,
            note: None,
            words: words.to_owned(),
            lit: true,
        });
        true
    }

    fn note_passage(&mut self) -> bool {
        if let Some((id, passage)) = self.passage_chosen() {
            self.choose_no_more();
            let subject = Subject::Passage(id, passage, None, true);
            self.prompt_about(PromptKind::Note, subject, "", Vec::new());
        }
        true
    }

    fn copy_passage(&mut self, effects: &mut Vec<Effect>) -> bool {
        if let (Some((_, passage)), Some(reader)) = (self.passage_chosen(), &self.reader) {
            let text = copy::passage(&reader.article, passage);
            let count = words::one_line(passage.of(&reader.article.text));
            let count = words::count(count.split(' ').count(), "word");
            self.choose_no_more();
            self.copy_text(text, &format!("Copied {count} with the source."), effects);
        }
        true
    }

    fn passage_chosen(&self) -> Option<(ArticleId, Span)> {
        let reader = self.reader.as_ref()?;
        Some((reader.id, reader.choosing?.span))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::tests::{press, reading};
    use crate::app::{About, Effect, Msg, State, update};
    use crate::model::{ArticleId, Remark, Span};

    fn said(state: &State) -> &str {
        state.notice.as_ref().map_or("", |it| &it.words)
    }

    /// The passage that keys highlight.
    fn lit(keys: &str) -> String {
        let mut state = reading(1, (100, 30));
        let text = state.reader.as_ref().unwrap().article.text.clone();
        match press(&mut state, keys).as_slice() {
            [
                Effect::SetNote {
                    passage,
                    note: None,
                    words,
                    lit: true,
                    ..
                },
            ] => {
                assert!(state.reader.as_ref().unwrap().choosing.is_none());
                format!("{}|{words}", passage.of(&text))
            }
            other => panic!("{keys}: {other:?}"),
        }
    }

    #[test]
    fn passages_of_every_size_are_highlighted_from_any_word() {
        assert_eq!(lit("/rough<enter>v<enter>"), "rough|");
        assert_eq!(lit("/rough<enter>vlvll<enter>"), "all the way|");
        assert_eq!(
            lit("/rough<enter>vv2lohh<enter>"),
            "had been rough all the|"
        );
        assert_eq!(
            lit("/rough<enter>vp<enter>"),
            "The sea had been rough all the way to Lower Quay.|"
        );
        assert_eq!(lit("))vq<enter>"), "“Never again,”|");
        assert_eq!(lit("))vqaask<enter>"), "“Never again,”|ask");
        assert_eq!(lit("))vqa<enter>"), "“Never again,”|");
    }

    #[test]
    fn what_is_chosen_is_said_put_away_and_copied() {
        let mut state = reading(1, (100, 30));
        press(&mut state, "/rough<enter>v");
        assert_eq!(said(&state), "At rough. v begins the passage.");
        press(&mut state, "vl");
        assert_eq!(said(&state), "2 words, rough … all. Enter highlights.");
        press(&mut state, "<esc>");
        assert_eq!(said(&state), "No passage is chosen.");
        press(&mut state, "/rough<enter>vq");
        assert_eq!(said(&state), "No more of a quote stands here.");
        let effects = press(&mut state, "<esc>/rough<enter>vvly");
        let copied = "rough all\n— “A race”, https://example.org/race";
        assert_eq!(effects, [Effect::Copy(copied.into())]);
        // Keys that mean nothing here mean what they always do.
        press(&mut state, "v?");
        assert!(state.overlay.is_some());
    }

    #[test]
    fn a_highlight_loses_its_note_first_and_then_itself() {
        let take = |words: &str| {
            let mut state = reading(1, (100, 30));
            press(&mut state, "))");
            let reader = state.reader.as_ref().unwrap();
            let span: Option<Span> = Some(reader.passage());
            let notes = vec![Remark {
                id: 5,
                span,
                lit: true,
                words: words.into(),
                ..Remark::default()
            }];
            let about = About {
                notes,
                ..About::default()
            };
            let article = reader.article.clone();
            update(
                &mut state,
                Msg::About {
                    id: ArticleId(0),
                    article,
                    about,
                },
            );
            match press(&mut state, "a<c-u><enter>").as_slice() {
                [
                    Effect::SetNote {
                        note: Some(5),
                        words,
                        lit,
                        ..
                    },
                ] if words.is_empty() => *lit,
                other => panic!("{other:?}"),
            }
        };
        assert!(take("ask her"), "the highlight stays");
        assert!(!take(""), "and goes");
    }
}
