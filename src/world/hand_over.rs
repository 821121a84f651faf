//! Handing an article over: saved as a file, or handed to a command of the shell.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use crossbeam_channel::Sender;

use super::fetch::Limits;
use super::threads::{attempt, spawn};
use super::{clock, command};
use crate::error::{Error, Result};
use crate::export::{
    ArticleFormat, QuoteFormat, annotated, quotes_of, render_article, render_quotes, to_line,
};
use crate::message::Msg;
use crate::model::{Article, DOUBT, Notes, clean};

/// Where an article goes.
#[derive(Clone, Debug, PartialEq)]
pub enum HandOver {
    /// A new file; its ending tells the format.
    Save(String),
    /// The input of a command, as text.
    Pipe(String),
    /// The same as JSON.
    Share(String),
}

/// Gives out what `render` makes for a file of that name, and tells what became of it, both on a thread
/// of their own.
///
/// # Errors
/// When the system gives no more threads.
pub fn on_a_thread(
    render: impl Fn(&Path) -> Result<String> + Send + 'static,
    way: HandOver,
    send: Sender<Msg>,
) -> Result<()> {
    spawn("worker-hand-over", move || {
        let given = attempt(|| match &way {
            HandOver::Save(file) => save(render, file),
            HandOver::Share(to) => {
                render(Path::new("shared.json")).and_then(|text| pipe(text, to, Limits::default()))
            }
            HandOver::Pipe(to) => {
                render(Path::new("")).and_then(|text| pipe(text, to, Limits::default()))
            }
        });
        let _ = send.send(match given {
            Ok(words) => Msg::Told(words),
            Err(error) => Msg::Failed(error.to_string()),
        });
    })
}

/// Writes into a new file; one that is there stays as it is.
fn save(render: impl Fn(&Path) -> Result<String>, file: &str) -> Result<String> {
    let path = at_home(file);
    let name = clean(&path.display().to_string()).into_owned();
    let text = render(&path)?;
    let made = OpenOptions::new().write(true).create_new(true).open(&path);
    let written = made.and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => Ok(format!("Saved as {name}.")),
        Err(error) => Err(Error::unwritable(name, &error)),
    }
}

/// The article in the format that the file's ending means; text for any other ending.
pub fn rendered(article: &Article, notes: impl Fn(&Article) -> Notes, path: &Path) -> String {
    let quotes = |format| {
        let now = clock::now_iso();
        render_quotes(
            &quotes_of(article, &notes(article), Some(&now), DOUBT),
            format,
        )
    };
    match ending(path).as_deref() {
        Some("md" | "markdown") => render_article(article, ArticleFormat::Markdown),
        Some("html" | "htm") => render_article(article, ArticleFormat::Html),
        Some("json" | "jsonl") => {
            let address = article.meta.url.as_deref().unwrap_or_default();
            let notes = notes(article);
            to_line(&annotated(
                address,
                &article.text,
                Some(&article.meta),
                &notes,
            ))
        }
        Some("csv") => quotes(QuoteFormat::Csv),
        Some("bib") => quotes(QuoteFormat::Bibtex),
        _ => render_article(article, ArticleFormat::Text),
    }
}

/// One quotation of an article as JSON; nothing where there is none of that number.
pub fn quotation(article: &Article, notes: &Notes, nth: usize) -> String {
    let now = clock::now_iso();
    let all = quotes_of(article, notes, Some(&now), DOUBT);
    let one = all.get(nth..=nth);
    one.map_or_else(String::new, |one| {
        render_quotes(one, QuoteFormat::JsonLines)
    })
}

/// The format of quotations alone that the file's ending means; none for Markdown and other endings.
pub fn quote_format(path: &Path) -> Option<QuoteFormat> {
    Some(match ending(path)?.as_str() {
        "txt" => QuoteFormat::Text,
        "csv" => QuoteFormat::Csv,
        "json" => QuoteFormat::Json,
        "jsonl" => QuoteFormat::JsonLines,
        "bib" => QuoteFormat::Bibtex,
        _ => return None,
    })
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_lowercase())
}

/// Runs the command over the text: the first line of what it answers, and how many follow.
fn pipe(text: String, to: &str, limits: Limits) -> Result<String> {
    let answer = command::answer(to, text.into_bytes(), limits)
        .map_err(|refusal| Error::Message(format!("{}: {}.", clean(to), refusal.why)))?;
    let answer = String::from_utf8_lossy(&answer);
    let mut lines = answer
        .lines()
        .map(clean)
        .filter(|line| !line.trim().is_empty());
    let said = match (lines.next(), lines.count()) {
        (None, _) => "done.".to_owned(),
        (Some(first), 0) => first.trim().to_owned(),
        (Some(first), 1) => format!("{} (and 1 line more)", first.trim()),
        (Some(first), more) => format!("{} (and {more} lines more)", first.trim()),
    };
    Ok(format!("{}: {said}", clean(to)))
}

/// `~/notes.md` is in the home folder, as in a shell.
fn at_home(file: &str) -> PathBuf {
    match (file.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(file),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::ingest::{Hint, Ingested, ingest};
    use std::fs;
    use std::time::Duration;

    fn article() -> Article {
        let text = "# The boat\n\n“It floats,” said Ana Ruiz.\n";
        let hint = Hint {
            name: "boat.md",
            ..Hint::default()
        };
        match ingest(text.as_bytes(), hint) {
            Ok(Ingested::Article(article)) => *article,
            other => panic!("no article: {other:?}"),
        }
    }

    fn saved(folder: &Path, file: &str) -> std::result::Result<String, String> {
        let file = folder.join(file).display().to_string();
        let told = save(|path| Ok(rendered(&article(), annotate, path)), &file)
            .map_err(|error| error.to_string())?;
        assert_eq!(told, format!("Saved as {file}."));
        fs::read_to_string(&file).map_err(|error| error.to_string())
    }

    #[test]
    fn the_ending_tells_the_format_and_no_file_is_written_over() {
        let folder = std::env::temp_dir().join(format!("pullquote-give-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (file, part) in [
            ("boat.md", "# The boat"),
            ("boat.HTML", "<h1>The boat</h1>"),
            ("boat.json", "\"speaker_name\":\"Ana Ruiz\""),
            ("boat.csv", "Ana Ruiz"),
            ("boat.bib", "@"),
            ("boat", "The boat\n\n“It floats,” said Ana Ruiz."),
        ] {
            let text = saved(&folder, file).unwrap();
            assert!(text.contains(part), "{part:?} in {text:?}");
        }
        fs::write(folder.join("mine.md"), "mine").unwrap();
        let refused = saved(&folder, "mine.md").unwrap_err();
        assert!(
            refused.contains("there is such a file already"),
            "{refused}"
        );
        assert_eq!(fs::read_to_string(folder.join("mine.md")).unwrap(), "mine");
        let refused = saved(&folder, "no/such/folder.md").unwrap_err();
        assert!(
            refused.contains("not saved, there is no such folder"),
            "{refused}"
        );
        fs::remove_dir_all(&folder).unwrap();
    }

    fn piped(to: &str) -> String {
        let limits = Limits {
            total: Duration::from_secs(300),
            bytes: 1000,
            ..Limits::default()
        };
        pipe(rendered(&article(), annotate, Path::new("")), to, limits)
            .unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn a_command_gets_the_text_and_its_answer_is_one_sentence() {
        assert_eq!(piped("grep -c Ruiz"), "grep -c Ruiz: 1");
        assert_eq!(piped("cat >/dev/null"), "cat >/dev/null: done.");
        assert_eq!(piped("true"), "true: done.");
        assert_eq!(
            piped("printf 'a\\nb\\nc\\n'"),
            "printf 'a\\nb\\nc\\n': a (and 2 lines more)"
        );
        assert_eq!(piped("printf '\\033[2Jx'"), "printf '\\033[2Jx': x");
        assert!(piped("no-such-command").contains("not found"));
        assert!(piped("exit 3").contains("the command failed (exit status: 3"));
    }
}
