//! Links of articles that were opened from files: to chapters of the same book, and to files that lie beside them.

use std::fs;
use std::path::Path;

use crossbeam_channel::Sender;

use super::{Shelf, number};
use crate::error::Result;
use crate::message::Msg;
use crate::model::ArticleId;
use crate::model::is_page;
use crate::world::beside::Home;

impl Shelf {
    /// Where an article was read from.
    pub(super) fn home(&self, of: ArticleId) -> Option<Home> {
        let own = super::index(of).and_then(|at| self.homes.get(at).cloned().flatten());
        own.or_else(|| self.visits.home(of))
    }

    /// Follows a link of an article.
    pub(super) fn follow(
        &self,
        question: (u64, bool),
        of: ArticleId,
        address: String,
        send: &Sender<Msg>,
    ) -> Result<()> {
        if is_page(&address) {
            return self.visits.follow(question.0, address, send);
        }
        let home = self.home(of);
        let chapter = home.as_ref().and_then(|home| {
            let chapter =
                |it: &&Option<Home>| it.as_ref().is_some_and(|it| it.is_led_to(home, &address));
            self.nth(chapter)
        });
        self.visits.follow_here(
            question,
            home,
            &address,
            chapter,
            |file| self.of_file(file),
            send,
        )
    }

    /// The article that was opened from a file that holds no other.
    fn of_file(&self, file: &Path) -> Option<ArticleId> {
        let is_it = |home: &Home| {
            home.item.is_empty()
                && home.file.file_name() == file.file_name()
                && fs::canonicalize(&home.file).is_ok_and(|path| path == file)
        };
        self.nth(|home| home.as_ref().is_some_and(is_it))
    }

    fn nth(&self, wanted: impl Fn(&&Option<Home>) -> bool) -> Option<ArticleId> {
        self.homes.iter().position(|home| wanted(&home)).map(number)
    }
}

#[cfg(test)]
mod tests {
    use std::{env, process};

    use crossbeam_channel::{Receiver, unbounded};

    use super::*;
    use crate::world::inputs::Source;

    /// What is sent for a link of the first article.
    fn followed(
        shelf: &Shelf,
        of: ArticleId,
        address: &str,
        sure: bool,
    ) -> Result<ArticleId, String> {
        let (send, messages): (_, Receiver<Msg>) = unbounded();
        shelf
            .follow((1, sure), of, address.to_owned(), &send)
            .unwrap();
        match messages.recv().unwrap() {
            Msg::Followed { ask: 1, page } => page,
            Msg::Outside { ask: 1, path } => Err(format!("outside: {path}")),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn links_lead_to_files_of_the_folder_and_to_others_when_the_reader_is_sure() {
        let root = env::temp_dir().join(format!("pullquote-links-{}", process::id()));
        let folder = root.join("notes");
        fs::create_dir_all(folder.join("deep")).unwrap();
        for name in [
            "notes/one.md",
            "notes/two.md",
            "notes/deep/three.md",
            "far.md",
        ] {
            fs::write(
                root.join(name),
                format!("# {name}\n\nThe boats are late.\n"),
            )
            .unwrap();
        }
        let sources = ["one.md", "two.md"].map(|name| Ok(Source::File(folder.join(name))));
        let (mut shelf, errors) = Shelf::open(sources.into(), false);
        assert!(errors.is_empty());
        let second = shelf.rest.pop_front().unwrap();
        shelf.read(second).unwrap();
        let first = number(0);
        assert_eq!(followed(&shelf, first, "two.md", false), Ok(number(1)));
        let deep = followed(&shelf, first, "deep/three.md", false).unwrap();
        assert_eq!(deep, ArticleId::page(0));
        // From there back into the folder that was opened, and no further.
        assert_eq!(followed(&shelf, deep, "../two.md", false), Ok(number(1)));
        let outside = followed(&shelf, deep, "../../far.md", false).unwrap_err();
        assert!(
            outside.starts_with("outside: /") && outside.ends_with("/far.md"),
            "{outside}"
        );
        let sure = followed(&shelf, deep, "../../far.md", true);
        assert_eq!(sure, Ok(ArticleId::page(1)));
        let none = followed(&shelf, first, "none.md", false).unwrap_err();
        assert_eq!(none, "none.md: there is no such file with the article");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("far.md"), folder.join("near.md")).unwrap();
            let linked = followed(&shelf, first, "near.md", false).unwrap_err();
            assert!(linked.starts_with("outside: "), "{linked}");
        }
        fs::remove_dir_all(&root).unwrap();
    }
}
