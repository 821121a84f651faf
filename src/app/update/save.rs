//! Saving an article, or the quotations of a sheet: as a file, or handed to a command.

use crate::app::sheet::{IN_PART, Sheet};
use crate::app::{Pane, State};
use crate::command::prompt::{PromptKind, Subject};
use crate::command::table::Command;
use crate::message::{Effect, Given};
use crate::words;

impl State {
    /// Asks for the file or the command; a file's name is offered.
    pub(in crate::app) fn ask_where(&mut self, command: Command) {
        if self.open_sheet().is_some_and(Sheet::is_in_part) {
            return self.fail(IN_PART);
        }
        let Some(title) = self.meant_title() else {
            return self.fail("There is nothing to give out here.");
        };
        let (kind, offered) = match command {
            Command::Save => (PromptKind::Save, format!("{}.md", words::file_name(&title))),
            _ => (PromptKind::Pipe, String::new()),
        };
        self.prompt_about(kind, Subject::Nothing, &offered, Vec::new());
    }

    /// Gives what is meant to a file or a command.
    pub(in crate::app) fn save_or_pipe(&mut self, kind: PromptKind, to: &str) {
        let to = to.trim().to_owned();
        let Some(given) = self.meant_to_give().filter(|_| !to.is_empty()) else {
            return;
        };
        // The world says what became of it.
        self.wait();
        self.effects.push(match kind {
            PromptKind::Save => Effect::Save(given, to),
            _ => Effect::Pipe(given, to),
        });
    }

    /// What is given out: what a sheet lists, else the article that is meant.
    fn meant_to_give(&self) -> Option<Given> {
        match self.open_sheet() {
            Some(sheet) => sheet.given(),
            None => self.meant().map(Given::Article),
        }
    }

    /// Shares with the only one there is, else asks with whom.
    pub(in crate::app) fn ask_with_whom(&mut self) {
        let shares = self.settings.shares.iter();
        let names: Vec<String> = shares.map(|(name, _)| name.clone()).collect();
        match names.as_slice() {
            [] => self.fail("Nobody to share with: name commands under [share] in the settings."),
            [only] => self.share_with(only),
            _ => self.prompt_about(PromptKind::Share, Subject::Nothing, "", names),
        }
    }

    /// Gives the chosen quote, else the article, or what a sheet lists, to the command of that name.
    pub(in crate::app) fn share_with(&mut self, name: &str) {
        let shares = &self.settings.shares;
        let Some((_, command)) = shares.iter().find(|(known, _)| known == name) else {
            let known: Vec<&str> = shares.iter().map(|(name, _)| name.as_str()).collect();
            let known = known.join(", ");
            return self.fail(format!(
                "Nobody is called {name} under [share]; there are {known}."
            ));
        };
        let command = command.clone();
        if self.open_sheet().is_some_and(Sheet::is_in_part) {
            return self.fail(IN_PART);
        }
        let reads = matches!(self.focus, Pane::Reader | Pane::Panel);
        let reader = self.reader.as_ref().filter(|_| reads);
        let quote = reader.and_then(|reader| Some(Given::Quote(reader.id(), reader.quote()?)));
        let given = quote.or_else(|| self.meant_to_give());
        let Some(given) = given else {
            return self.fail("There is nothing to share here.");
        };
        self.say(format!("Sharing with {name}."));
        self.wait();
        self.effects.push(Effect::Share(given, command));
    }

    /// The name of what is given out: the article that is read, in the list the chosen one; of a sheet
    /// its quotations.
    fn meant_title(&self) -> Option<String> {
        if let Some(sheet) = self.open_sheet() {
            return sheet.given().map(|_| sheet.title().to_owned());
        }
        let id = self.meant()?;
        match self.reader.as_ref().filter(|reader| reader.id() == id) {
            Some(reader) => Some(reader.title().to_owned()),
            None => self.list.chosen().map(|row| row.title.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{press, reading};
    use crate::app::update;
    use crate::message::Msg;
    use crate::model::ArticleId;

    #[test]
    fn keys_and_typed_words_give_the_article_out() {
        let check = |keys: &str, effect: Effect| {
            let given = press(&mut reading(3, (100, 30)), keys);
            assert_eq!(given, [effect], "after {keys}");
        };
        let id = || Given::Article(ArticleId(0));
        check("s<enter>", Effect::Save(id(), "a-race.md".into()));
        check("s<c-u>a.bib<enter>", Effect::Save(id(), "a.bib".into()));
        check("|wc<space>-w<enter>", Effect::Pipe(id(), "wc -w".into()));
        for (line, effect) in [
            ("save a.md", Effect::Save(id(), "a.md".into())),
            ("pipe wc -w", Effect::Pipe(id(), "wc -w".into())),
        ] {
            let given = update(&mut reading(3, (100, 30)), Msg::Line(line.into()));
            assert_eq!(given, [effect], "after {line}");
        }
        assert_eq!(press(&mut reading(3, (100, 30)), "|<enter>"), []);
    }

    #[test]
    fn a_quote_or_an_article_is_shared_with_commands_of_the_settings() {
        let shared = |shares: &[(&str, &str)], keys: &str| {
            let mut state = reading(1, (100, 30));
            let shares = shares.iter();
            let shares = shares.map(|(name, command)| ((*name).to_owned(), (*command).to_owned()));
            state.settings.shares = shares.collect();
            let effects = press(&mut state, keys);
            (
                effects,
                state.notice.map_or_else(String::new, |it| it.words),
            )
        };
        let (effects, words) = shared(&[], "X");
        assert!(effects.is_empty() && words.contains("[share]"), "{words}");
        let quote = Effect::Share(Given::Quote(ArticleId(0), 1), "toot".into());
        let one = shared(&[("masto", "toot")], "))X").0;
        assert_eq!(one.first(), Some(&quote));
        let two = [("masto", "toot"), ("notes", "tee")];
        let (effects, words) = shared(&two, "Xno<enter>");
        assert_eq!(
            effects,
            [Effect::Share(Given::Article(ArticleId(0)), "tee".into())]
        );
        assert_eq!(words, "Sharing with notes.");
        assert_eq!(shared(&two, "))X1<enter>").0, [quote]);
        let (effects, words) = shared(&two, "Xzebra<enter>");
        assert!(
            effects.is_empty() && words.ends_with("there are masto, notes."),
            "{words}"
        );
    }
}
