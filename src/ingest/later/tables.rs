//! Lists as tables (CSV), told apart by their columns.

use std::collections::HashMap;

use csv::{ReaderBuilder, Trim};

use super::entry::{Entries, Entry, Read, Service, is_web, tags};
use super::row::Row;
use super::{others, unclosed};

/// The columns by which a table is known, whose it is, and what reads a row.
type Kind = (&'static [&'static str], Service, fn(&Row<'_>) -> Entry);

/// The tables, with their columns in lower case.
const KINDS: [Kind; 7] = [
    (
        &["url", "title", "time_added", "status"],
        Service::Pocket,
        pocket,
    ),
    (
        &["url", "title", "folder", "timestamp"],
        Service::Instapaper,
        instapaper,
    ),
    (
        &["url", "title", "document tags", "location"],
        Service::Readwise,
        readwise,
    ),
    (
        &["url", "title", "content", "mime type"],
        Service::Wallabag,
        wallabag,
    ),
    (&["highlight", "book title"], Service::Readwise, highlight),
    (
        &["url", "title", "folder", "created"],
        Service::Raindrop,
        raindrop,
    ),
    (
        &["url", "title", "in queue", "favorited"],
        Service::Matter,
        matter,
    ),
];

/// No list has so many columns.
const MOST_COLUMNS: usize = 1000;
/// The most columns of a row: words with commas may stand in a row that is cut wrongly, but not so many.
const MOST_CELLS: usize = 200_000;

/// The column that has an address in the first row: heads may be of any language.
fn addresses_in(text: &str, between: u8) -> Option<usize> {
    let row = text.lines().nth(1)?;
    let mut form = ReaderBuilder::new();
    let mut reader = form
        .delimiter(between)
        .has_headers(false)
        .from_reader(row.as_bytes());
    let row = reader.records().next()?.ok()?;
    row.iter().position(is_web)
}

/// Reads a table; none where its columns are those of no list, or too many.
pub fn read(text: &str) -> Option<Read> {
    let (whole, text) = (text, text.trim_start());
    // Spreadsheets say in a line of its own what stands between columns.
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().len() == 5 && first.starts_with("sep=") => rest,
        _ => text,
    };
    let heads = text.lines().next().unwrap_or_default();
    let count = |sign: char| heads.matches(sign).count();
    let between = [b',', b';', b'\t'].into_iter();
    let between = between.max_by_key(|sign| (count(char::from(*sign)), *sign == b','));
    let between = between.unwrap_or(b',');
    let cells = |line: &str| memchr::memchr_iter(between, line.as_bytes()).count();
    if cells(heads) > MOST_COLUMNS || text.lines().any(|line| cells(line) > MOST_CELLS) {
        return None;
    }
    let mut form = ReaderBuilder::new();
    form.delimiter(between).flexible(true).trim(Trim::Headers);
    let mut reader = form.from_reader(heads.as_bytes());
    let mut columns: HashMap<String, usize> = reader
        .headers()
        .ok()?
        .iter()
        .enumerate()
        .map(|(at, name)| (name.to_lowercase(), at))
        .collect();
    if !others::ADDRESS
        .iter()
        .any(|name| columns.contains_key(*name))
        && let Some(at) = addresses_in(text, between)
    {
        columns.insert(others::ADDRESS[0].to_owned(), at);
    }
    let known = |kind: &&Kind| kind.0.iter().all(|name| columns.contains_key(*name));
    let mut addresses = others::ADDRESS.into_iter();
    let address = addresses.find(|name| columns.contains_key(*name));
    let other: Kind = (&[], Service::Table, others::entry);
    let other = address.filter(|_| columns.len() > 1).map(|_| &other);
    let (_, service, entry) = KINDS.iter().find(known).or(other)?;
    let mut entries = Entries::default();
    let mut lone = ReaderBuilder::new();
    lone.delimiter(between).has_headers(false);
    let is_row = |line: &str| {
        let Some(at) = address
            .and_then(|name| columns.get(name))
            .filter(|_| line.contains("http"))
        else {
            return false;
        };
        let mut reader = lone.from_reader(line.as_bytes());
        let row = reader.records().next().and_then(Result::ok);
        row.is_some_and(|row| row.len() >= columns.len() && row.get(*at).is_some_and(is_web))
    };
    let mut line = Lines {
        line: 1 + breaks(&whole[..whole.len() - text.len()]),
        at: 0,
    };
    let first = line.line;
    let mended = unclosed::mend(text, between, is_row);
    let (text, marked) = mended
        .as_ref()
        .map_or((text, None), |it| (&it.0, Some(&it.1)));
    for line in marked.into_iter().flatten() {
        let line = first + line - 1;
        entries.leave_out(format!(
            "line {line}: a quotation mark is never closed; read without it"
        ));
    }
    let mut reader = form.from_reader(text.as_bytes());
    let mut books: HashMap<String, usize> = HashMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                entries.leave_out(format!("left out: {error}"));
                continue;
            }
        };
        let mut entry = entry(&Row {
            record: &record,
            columns: &columns,
        });
        let begins = record.position().map_or(0, csv::Position::byte);
        entry.at = format!(
            "line {}",
            line.of(text, usize::try_from(begins).unwrap_or(0))
        );
        // The highlights of one book stand together.
        let book = books.get(&entry.title).filter(|_| entry.is_book);
        match book.and_then(|at| entries.taken.get_mut(*at)) {
            Some(book) => {
                book.highlights.append(&mut entry.highlights);
                book.tags.append(&mut entry.tags);
            }
            None => {
                if entry.is_book {
                    books.insert(entry.title.clone(), entries.taken.len());
                }
                entries.take(entry);
            }
        }
    }
    let (entries, left_out) = entries.done();
    Some((*service, entries, left_out))
}

/// Counts lines up to where a row begins.
struct Lines {
    line: usize,
    at: usize,
}

impl Lines {
    /// The number of the line of a row; `begins` is behind the row before, with empty lines between.
    fn of(&mut self, text: &str, begins: usize) -> usize {
        let rest = text.get(begins..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let to = begins + blank;
        self.line += breaks(text.get(self.at..to).unwrap_or_default());
        self.at = to;
        self.line
    }
}

/// How many lines end in a text, whichever way.
fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

/// `title,url,time_added,tags,status`
fn pocket(row: &Row<'_>) -> Entry {
    Entry {
        url: row.get("url"),
        title: row.get("title"),
        saved: row.get("time_added"),
        tags: tags(&row.get("tags")),
        read: row.is("status", "archive"),
        ..Entry::default()
    }
}

/// `URL,Title,Selection,Folder,Timestamp`, later with `Tags`; a folder of the reader's is a tag.
fn instapaper(row: &Row<'_>) -> Entry {
    let folder = row.get("folder");
    let built_in = ["unread", "archive", "starred"].iter();
    let mut all = tags(&row.get("tags"));
    if !built_in.into_iter().any(|name| row.is("folder", name)) {
        all.push(folder);
    }
    Entry {
        url: row.get("url"),
        title: row.get("title"),
        saved: row.get("timestamp"),
        summary: row.get("selection"),
        read: row.is("folder", "archive"),
        starred: row.is("folder", "starred"),
        tags: all,
        ..Entry::default()
    }
}

/// `Title;URL;Content;Tags;MIME Type;Language;Creation date`: states are not in it.
fn wallabag(row: &Row<'_>) -> Entry {
    Entry {
        url: row.get("url"),
        title: row.get("title"),
        saved: row.get("creation date"),
        lang: row.get("language"),
        content: row.get("content"),
        tags: tags(&row.get("tags")),
        ..Entry::default()
    }
}

/// `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`
fn readwise(row: &Row<'_>) -> Entry {
    let progress: f64 = row.get("reading progress").trim().parse().unwrap_or(0.0);
    let mut all = tags(&row.get("document tags"));
    if row.is("location", "shortlist") {
        all.push("shortlist".to_owned());
    }
    Entry {
        url: row.get("url"),
        title: row.get("title"),
        saved: row.get("saved date"),
        read: row.is("location", "archive") || progress >= 0.99,
        tags: all,
        ..Entry::default()
    }
}

/// `Highlight,Book Title,Book Author,…,Note,…,Highlighted at,Document tags`
fn highlight(row: &Row<'_>) -> Entry {
    Entry {
        title: row.get("book title"),
        byline: row.get("book author"),
        saved: row.get("highlighted at"),
        highlights: vec![(row.get("highlight"), row.get("note"))],
        tags: tags(&row.get("document tags")),
        is_book: true,
        ..Entry::default()
    }
}

/// `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`: a folder in another is `News / World`, what is in none in
/// "Unsorted".
fn raindrop(row: &Row<'_>) -> Entry {
    let mut all = tags(&row.get("tags"));
    if !row.is("folder", "unsorted") {
        all.push(row.get("folder").replace(" / ", "/"));
    }
    let told = [row.get("excerpt"), row.get("note")];
    let told: Vec<&str> = told.iter().map(|it| it.trim()).collect();
    Entry {
        url: row.get("url"),
        title: row.get("title"),
        saved: row.get("created"),
        summary: told.join("\n\n").trim().to_owned(),
        starred: row.is("favorite", "true"),
        tags: all,
        highlights: passages(&row.get("highlights")),
        ..Entry::default()
    }
}

/// Passages in one cell, a line each, or over several lines behind `Highlight:`, with `Note:` behind.
fn passages(cell: &str) -> Vec<(String, String)> {
    let labelled = cell.contains("Highlight:");
    let mut all: Vec<(String, String)> = Vec::new();
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let begun = line.strip_prefix("Highlight:");
        match (begun, line.strip_prefix("Note:"), all.last_mut()) {
            (Some(words), ..) => all.push((words.to_owned(), String::new())),
            (None, Some(words), Some((_, note))) => note.push_str(words),
            (None, None, Some((words, note))) if labelled => {
                let place = if note.is_empty() { words } else { note };
                place.push(' ');
                place.push_str(line);
            }
            (None, ..) => all.push((line.to_owned(), String::new())),
        }
    }
    all
}

/// `Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id`: what is not in the queue
/// any more is put away.
fn matter(row: &Row<'_>) -> Entry {
    Entry {
        url: row.get("url"),
        title: row.get("title"),
        byline: row.get("author"),
        site: row.get("publisher"),
        saved: row.get("last interaction date"),
        read: row.is("read", "true") || row.is("in queue", "false"),
        starred: row.is("favorited", "true"),
        tags: tags(&row.get("tags").replace(';', ",")),
        ..Entry::default()
    }
}
