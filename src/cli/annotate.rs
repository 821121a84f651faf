//! `annotate` without INPUT: JSON lines in, JSON lines out, on all cores, in order.

use std::io::{BufRead, BufReader, Read};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::output::Output;
use crate::annotate::Memory;
use crate::error::{Error, FAULT, Result};
use crate::export::{annotated, to_line};
use crate::ingest::strings_mended;
use crate::world::guard::notes_on;
use crate::world::inputs::MOST_BYTES;
use crate::world::threads::share;

/// Lines are handed to the cores in bundles: what has come in, up to about this many bytes.
const BUNDLE: usize = 4 << 20;

/// A line of input; other fields are passed over.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
}

/// Annotates each line's text exactly as given.
///
/// # Errors
/// When stdin or stdout fail. A line that is not such JSON costs a sentence with its number.
pub fn lines(from: impl Read, output: &mut Output) -> Result<()> {
    share()?;
    let mut from = BufReader::with_capacity(BUNDLE, from);
    let mut number = 0;
    loop {
        let mut bundle: Vec<(usize, String)> = Vec::new();
        let mut size = 0;
        while size == 0 || (size < BUNDLE && !from.buffer().is_empty()) {
            let Some(line) = next_line(&mut from, number + 1)? else {
                break;
            };
            number += 1;
            size += line.len();
            if !line.trim().is_empty() {
                bundle.push((number, line));
            }
        }
        if size == 0 {
            return Ok(());
        }
        let answers: Vec<Result<String>> = bundle
            .par_iter()
            .map_init(Memory::default, |memory, (number, line)| {
                answer(*number, line, memory)
            })
            .collect();
        for answer in answers {
            match answer {
                Ok(line) => output.write(&line)?,
                Err(error) => output.complain(&error),
            }
        }
        output.flush()?;
        if output.closed() {
            return Ok(());
        }
    }
}

fn next_line(from: &mut impl BufRead, number: usize) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = from.take(MOST_BYTES).read_until(b'\n', &mut bytes);
    read.map_err(|error| Error::unreadable("standard input", &error))?;
    if bytes.len() as u64 == MOST_BYTES {
        let reason = format!("line {number} is longer than {} MB", MOST_BYTES >> 20);
        return Err(Error::no_article("standard input", reason));
    }
    let line = String::from_utf8(bytes);
    let line = line.unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned());
    Ok((!line.is_empty()).then_some(line))
}

fn answer(number: usize, line: &str, memory: &mut Memory) -> Result<String> {
    let mended = |error| serde_json::from_str(&strings_mended(line)).map_err(|_| error);
    let line: Line = serde_json::from_str(line)
        .or_else(mended)
        .map_err(|error| {
            let reason =
                format!("line {number} is not JSON with an \"id\" and a \"text\" ({error})");
            Error::no_article("standard input", reason)
        })?;
    let id = match line.id {
        Value::String(id) => id,
        Value::Null => number.to_string(),
        other => other.to_string(),
    };
    let Some(notes) = notes_on(&line.text, memory) else {
        return Err(Error::no_article(
            "standard input",
            format!("line {number}: {FAULT}"),
        ));
    };
    Ok(to_line(&annotated(&id, &line.text, None, &notes)))
}
