//! Looking at a picture: on a screen of its own, or, by ear, what can be said of it.

use std::sync::Arc;

use crate::app::article::pictures::{Seen, Viewed};
use crate::app::{Overlay, State};
use crate::config::Pictures;
use crate::message::Effect;
use crate::model::Picture;

impl State {
    /// Looks at the picture here, or at that of a number.
    pub(super) fn look_at_picture(&mut self, number: Option<usize>) {
        let picture = self
            .reader
            .as_ref()
            .and_then(|reader| Some((reader.id(), reader.picture(number)?)));
        let Some((of, mut viewed)) = picture else {
            return self.fail("There is no picture in this article.");
        };
        if self.settings.pictures == Pictures::Off {
            viewed.seen = Seen::Not("Pictures are off in the settings.".to_owned());
        } else if self.spoken.is_none() && self.settings.theme == "mono" {
            viewed.seen = Seen::Not("Nothing is drawn without colours.".to_owned());
        }
        if viewed.is_awaited() {
            self.pictures += 1;
            viewed.ask = self.pictures;
            let (ask, address) = (viewed.ask, viewed.address.clone());
            self.effects.push(Effect::Picture { ask, of, address });
        }
        match self.spoken {
            None => self.overlay = Some(Overlay::Picture(Box::new(viewed))),
            Some(_) if viewed.is_awaited() => {
                self.say(viewed.facts());
                self.heard_picture = Some(viewed);
            }
            Some(_) => self.say(viewed.said()),
        }
    }

    /// Takes a picture that was asked for; one that nobody waits for any more goes nowhere.
    pub(super) fn take_picture(&mut self, ask: u64, picture: Result<Arc<Picture>, String>) {
        let seen = match picture {
            Ok(picture) => Seen::Here(picture),
            Err(why) => Seen::Not(why),
        };
        let here = seen.picture().map(|picture| &**picture);
        if let Some(reader) = &mut self.reader
            && reader.put_in_text(ask, here)
        {
            return;
        }
        if let Some(mut viewed) = self.heard_picture.take_if(|viewed| viewed.ask == ask) {
            viewed.seen = seen;
            return self.say(viewed.said());
        }
        if let Some(Overlay::Picture(viewed)) = &mut self.overlay
            && viewed.ask == ask
        {
            viewed.seen = seen;
        }
    }

    /// Whatever is done next, the picture is not looked at any more.
    pub(super) fn put_picture_away(&mut self) {
        let mut left = self.heard_picture.take();
        if let Some(Overlay::Picture(viewed)) =
            self.overlay.take_if(|it| matches!(it, Overlay::Picture(_)))
        {
            left = Some(*viewed);
        }
        let left = left.filter(Viewed::is_awaited);
        let leave = left.map(|viewed| Effect::LeavePicture(viewed.ask));
        self.effects.extend(leave);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::spoken::Spoken;
    use crate::app::tests::{pictured, press, reading};
    use crate::app::{ReaderPane, update};
    use crate::config::Config;
    use crate::message::Msg;
    use crate::model::{ArticleId, PictureKind};
    use crate::speech::Voice;

    /// A state in which an article with a picture is open.
    fn open() -> State {
        let mut state = reading(1, (100, 30));
        state.settings.theme = "dark".into();
        let article = pictured(&[("https://a.example/1.png", "A ferry \u{1b}[31m", "")]);
        state.reader = Some(ReaderPane::new(ArticleId(0), Arc::new(article), 0));
        update(&mut state, Msg::Resize(100, 30));
        state
    }

    fn picture() -> Arc<Picture> {
        Arc::new(Picture {
            kind: PictureKind::Png,
            full: (1, 1),
            bytes: 70,
            width: 1,
            height: 1,
            rgb: vec![9; 3],
            ..Picture::default()
        })
    }

    /// The picture of that question comes.
    fn comes(ask: u64) -> Msg {
        let picture = Ok(picture());
        Msg::Picture { ask, picture }
    }

    fn asked(effects: &[Effect]) -> Option<u64> {
        effects.iter().find_map(|effect| match effect {
            Effect::Picture { ask, .. } => Some(*ask),
            _ => None,
        })
    }

    #[test]
    fn any_key_closes_a_picture_and_what_comes_later_goes_nowhere() {
        let mut state = open();
        let ask = asked(&press(&mut state, "gi")).unwrap();
        assert!(matches!(&state.overlay, Some(Overlay::Picture(it)) if it.is_awaited()));
        assert_eq!(press(&mut state, "Q"), [Effect::LeavePicture(ask)]);
        assert_eq!(state.overlay, None);
        let late = comes(ask);
        update(&mut state, late.clone());
        assert_eq!(state.overlay, None);
        let again = asked(&press(&mut state, "gi")).unwrap();
        update(&mut state, late);
        assert!(matches!(&state.overlay, Some(Overlay::Picture(it)) if it.is_awaited()));
        update(&mut state, comes(again));
        assert!(matches!(&state.overlay, Some(Overlay::Picture(it)) if it.picture().is_some()));
    }

    #[test]
    fn in_the_text_it_has_rows_and_is_asked_for_when_they_are_seen() {
        let mut state = open();
        state.settings.manner.pictures = 4;
        let effects = update(&mut state, Msg::Resize(100, 30));
        let ask = asked(&effects).unwrap();
        assert_eq!(asked(&update(&mut state, Msg::Resize(100, 29))), None);
        update(&mut state, comes(ask));
        let reader = state.reader.as_ref().unwrap();
        let rows = reader
            .layout()
            .lines
            .iter()
            .filter_map(|line| reader.picture_on(line));
        let rows: Vec<(u32, u16)> = rows
            .map(|(picture, row)| (picture.halves.height, row))
            .collect();
        assert_eq!(rows, [(4, 0), (4, 1), (4, 2), (4, 3)]);
        // The words of the picture still have their row.
        let words = reader.article().text.find("A ferry").unwrap();
        assert_eq!(
            reader.layout().lines[reader.layout().row_of(words)].picture(),
            None
        );
        // Without colours there are none.
        state.settings.theme = "mono".into();
        update(&mut state, Msg::Resize(100, 30));
        let lines = &state.reader.as_ref().unwrap().layout().lines;
        assert!(lines.iter().all(|line| line.picture().is_none()));
    }

    #[test]
    fn by_ear_it_is_put_in_words() {
        let mut state = open();
        let voice = Voice::of(&Config::defaults().unwrap(), true);
        state.spoken = Some(Spoken::new(voice, String::new()));
        let ask = asked(&press(&mut state, "gi")).unwrap();
        update(&mut state, comes(ask));
        let said = state.notice.as_ref().unwrap().words.clone();
        assert_eq!(said, "Picture: A ferry. PNG, 1 by 1, 70 bytes.");
        assert_eq!(state.overlay, None);
    }

    #[test]
    fn nothing_is_fetched_where_none_is_drawn() {
        for (theme, pictures) in [("mono", Pictures::Asked), ("dark", Pictures::Off)] {
            let mut state = open();
            state.settings.theme = theme.into();
            state.settings.pictures = pictures;
            assert_eq!(asked(&press(&mut state, "gi")), None);
            assert!(matches!(&state.overlay, Some(Overlay::Picture(it)) if !it.is_awaited()));
        }
    }
}
