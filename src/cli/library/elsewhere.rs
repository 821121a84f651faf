//! Where else a story is told, and where else its quotations stand: side by side.

use super::print::article_line;
use crate::error::Result;
use crate::library::{Library, Stored};
use crate::model::{ArticleId, Likeness, clean};
use crate::world::clock;

/// The other articles of the story, then each quotation that stands elsewhere with its likes.
pub fn render(library: &Library, id: ArticleId, stored: &Stored) -> Result<String> {
    let mut out = String::new();
    let others = library.same_story(id)?;
    if !others.is_empty() {
        out.push_str("The same story:\n");
        others
            .iter()
            .for_each(|row| out.push_str(&article_line(row)));
        out.push('\n');
    }
    let text = &stored.article.text;
    for quote in &stored.notes.quotes {
        let words: Vec<&str> = quote.parts.iter().map(|part| part.of(text)).collect();
        let words = words.join(" ");
        let same = library.same_words(id, &words)?;
        if same.is_empty() {
            continue;
        }
        let who = stored.notes.speakers_named(text, quote);
        out.push_str(&format!(
            "{} ({})\n",
            clean(&words),
            clean(who.as_deref().unwrap_or("speaker unclear"))
        ));
        for (likeness, said) in same {
            out.push_str(&format!(
                "  {}: {:>6}  {}  {} · {}\n",
                word(likeness),
                said.article.0,
                clock::day(said.at),
                clean(&said.title),
                clean(&said.source)
            ));
            if likeness != Likeness::Identical {
                let who = said.who.as_deref().unwrap_or("speaker unclear");
                out.push_str(&format!("    {} ({})\n", clean(&said.words), clean(who)));
            }
        }
        out.push('\n');
    }
    if out.is_empty() {
        out.push_str("Neither the story nor its quotations stand elsewhere in the library.\n");
    }
    Ok(out)
}

const fn word(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Identical => "identical",
        Likeness::Shortened => "shortened",
        Likeness::Longer => "longer",
        Likeness::Altered => "altered",
    }
}
