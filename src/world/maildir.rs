//! A folder of mail (Maildir) as one mailbox: its messages are files of their own, under `cur` and `new`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::inputs::{MOST_BYTES, regular_file};
use crate::error::{Error, Result};
use crate::ingest::is_letter;
use crate::model::SortSmall;

/// Whether a folder is one of mail.
pub fn is_maildir(folder: &Path) -> bool {
    folder.join("cur").is_dir() && folder.join("new").is_dir()
}

/// The messages of a folder as the bytes of a mailbox (mbox), the newest first; what does not fit into
/// [`MOST_BYTES`] is left out. A message that cannot be read, or goes away meanwhile, costs nothing but itself.
///
/// # Errors
/// One sentence when it is no folder of mail.
pub fn read(folder: &Path) -> Result<Vec<u8>> {
    if !is_maildir(folder) {
        let reason =
            "is a folder without mail in it; give a file, or a Maildir with `cur` and `new`";
        return Err(Error::no_article(folder.display().to_string(), reason));
    }
    let files = |name: &str| {
        fs::read_dir(folder.join(name))
            .into_iter()
            .flatten()
            .flatten()
    };
    let mut messages: Vec<(SystemTime, PathBuf)> = ["cur", "new"]
        .into_iter()
        .flat_map(files)
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    messages.sort_small_by(|a, b| b.cmp(a));
    let mut mailbox = Vec::new();
    for (_, path) in messages {
        let Some(message) = regular_file(&path).ok().filter(|bytes| is_letter(bytes)) else {
            continue;
        };
        if mailbox.len() + message.len() > usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) {
            break;
        }
        mailbox.extend_from_slice(b"From maildir\n");
        for line in message.split_inclusive(|byte| *byte == b'\n') {
            let bare = line
                .iter()
                .position(|byte| *byte != b'>')
                .unwrap_or(line.len());
            if line
                .get(bare..)
                .is_some_and(|rest| rest.starts_with(b"From "))
            {
                mailbox.push(b'>');
            }
            mailbox.extend_from_slice(line);
        }
        mailbox.extend_from_slice(b"\n\n");
    }
    Ok(mailbox)
}
