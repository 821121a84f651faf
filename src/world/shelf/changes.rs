//! Marks on articles that were opened from files, and their undo: all of this session alone.

use crossbeam_channel::Sender;

use super::{Change, Shelf};
use crate::message::Msg;
use crate::model::ArticleRow;

impl Shelf {
    pub(super) fn change(
        &mut self,
        which: impl Fn(&ArticleRow) -> bool,
        make: impl Fn(&mut ArticleRow),
    ) -> Option<Msg> {
        let rows = self.rows.iter_mut().enumerate();
        let mut before = Vec::new();
        for (index, row) in rows.filter(|(_, row)| which(row)) {
            before.push(Change {
                row: index,
                read: row.read,
                starred: row.starred,
            });
            make(row);
        }
        self.undo.push(before);
        self.redo.clear();
        None
    }

    /// Takes the last change back, or makes it again.
    pub(super) fn take_back(&mut self, undo: bool, send: &Sender<Msg>) -> Msg {
        let (from, to) = if undo {
            (&mut self.undo, &mut self.redo)
        } else {
            (&mut self.redo, &mut self.undo)
        };
        let Some(changes) = from.pop() else {
            let what = if undo { "undo" } else { "do again" };
            return Msg::Told(format!("Nothing to {what}."));
        };
        let mut back = Vec::new();
        for change in changes {
            if let Some(row) = self.rows.get_mut(change.row) {
                back.push(Change {
                    row: change.row,
                    read: row.read,
                    starred: row.starred,
                });
                (row.read, row.starred) = (change.read, change.starred);
            }
        }
        let count = back.len();
        to.push(back);
        let _ = send.send(self.answer_rows(0));
        let what = if undo { "Undone" } else { "Done again" };
        let articles = if count == 1 { "article" } else { "articles" };
        Msg::Told(format!("{what}, {count} {articles}."))
    }
}
