//! An article as it is read out: what is only for the eye becomes words.
//!
//! Quotation marks become "quote" and "end quote", with the speaker's name first; headings, items,
//! tables say what they are.

use crate::command::target::Target;
use crate::config::{Marks, Shows};
use crate::layout::runs::Layer;
use crate::model::{Act, Article, Block, BlockKind, Details, MarkKind, Notes, Quote, Span};
use crate::words;
use crate::words::day;
use crate::words::marks::{ascii, is_mark};

/// An article with its notes, and the choices of who hears it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub notes: &'a Notes,
    /// The parts of its quotes, each with the number of the quote.
    pub quotes: &'a Layer<usize>,
    /// The passages that are highlighted.
    pub lit: &'a Layer<()>,
    /// What is shown as somebody's.
    pub shows: Shows,
    /// Speakers less sure than this are unclear.
    pub unclear: f32,
    /// How quotation marks are said.
    pub marks: Marks,
}

impl Text<'_> {
    /// What is said of a place in the article, a paragraph a line: its words, with the `sentence` about it where it is no
    /// paragraph.
    pub fn of(&self, target: Target, span: Span, sentence: String) -> Vec<String> {
        match target {
            Target::Block(block) | Target::Paragraph(block) => {
                let mut lines = self.block(block);
                lines.extend(self.thoughts(block));
                lines
            }
            Target::Quote(quote) => vec![self.quote(quote, &sentence)],
            Target::Match(_) => vec![format!("{}: {}", bare(&sentence), self.around(span.start))],
            Target::Name(..) => vec![format!("{sentence} {}", self.around(span.start))],
            Target::Heading(_) | Target::Link(_) => vec![sentence],
        }
    }

    /// Title and what is known of the article; of its notes, once it is `noted`. `place` is "Article 1 of 5.", or empty.
    pub fn head(&self, place: &str, noted: bool, details: &Details) -> Vec<String> {
        let meta = &self.article.meta;
        let title = words::sentence(words::title(&meta.title));
        let paragraphs = self.article.blocks.iter().filter(|b| b.kind.is_paragraph());
        let mut counts = words::count(paragraphs.count(), "paragraph");
        if noted {
            counts = format!("{counts}, {}", words::found(self.notes));
        }
        let byline = meta.byline.as_ref().map(|name| format!("By {name}"));
        let facts = [
            byline,
            meta.site.clone(),
            meta.published.as_deref().map(day::long),
            Some(counts),
            meta.damage.clone(),
            words::language(self.notes),
        ];
        let details = words::details(details).into_iter();
        let details = details.map(|fact| Some(words::capital(&fact)));
        let facts = facts
            .into_iter()
            .chain(details)
            .flatten()
            .filter(|fact| !fact.is_empty());
        let facts: Vec<String> = facts.map(|fact| words::sentence(&fact)).collect();
        vec![
            format!("{place} {title}").trim_start().to_owned(),
            facts.join(" "),
        ]
    }

    /// A block: its kind, unless it is a paragraph, and its words.
    fn block(&self, index: usize) -> Vec<String> {
        let Some(block) = self.article.blocks.get(index) else {
            return Vec::new();
        };
        let said = |kind: &str| {
            let mut lines = self.lines(block.span);
            if let Some(first) = lines.first_mut() {
                *first = format!("{kind}: {first}");
            }
            lines
        };
        match block.kind {
            BlockKind::Paragraph | BlockKind::Rule => self.lines(block.span),
            BlockKind::Heading(_) => {
                let heading = said("Heading");
                heading.iter().map(|line| words::sentence(line)).collect()
            }
            BlockKind::Item(_) => {
                let (n, of) = self.item(index);
                said(&format!("Item {n} of {of}"))
            }
            BlockKind::BlockQuote => said("Block quote"),
            BlockKind::Code => said("Code"),
            BlockKind::Table => self.table(block),
            BlockKind::Image => said("Image"),
            BlockKind::Caption => said("Caption"),
        }
    }

    /// "Thought, Anna Berg: the boat is old." for what is thought and found in a block, where that is wanted.
    fn thoughts(&self, index: usize) -> Vec<String> {
        let (article, notes) = (self.article, self.notes);
        let block = article.blocks.get(index).map(|block| block.span);
        let Some(block) = block.filter(|_| self.shows == Shows::Thoughts) else {
            return Vec::new();
        };
        let here = notes
            .unsaid
            .iter()
            .filter(|quote| block.contains(quote.span().start));
        here.map(|quote| {
            let kind = match (quote.denied, quote.act) {
                (true, _) => "Not said",
                (false, Act::Finding) => "Finding",
                (false, _) => "Thought",
            };
            let who = notes.speakers_named(&article.text, quote);
            let who = who.map_or_else(String::new, |who| format!(", {who}"));
            format!("{kind}{who}: {}", self.words_said(quote))
        })
        .collect()
    }

    /// The place of an item in its list, from 1, and how many there are.
    fn item(&self, index: usize) -> (usize, usize) {
        let blocks = &self.article.blocks;
        let depth = blocks[index].depth;
        let same = |block: &&Block| block.depth == depth;
        let list = |block: &&Block| {
            matches!(block.kind, BlockKind::Item(_)) && block.depth >= depth || block.depth > depth
        };
        let before = blocks[..index].iter().rev().take_while(list);
        let after = blocks[index + 1..].iter().take_while(list);
        let item = |block: &&Block| matches!(block.kind, BlockKind::Item(_));
        let n = before.filter(same).filter(item).count() + 1;
        (n, n + after.filter(same).filter(item).count())
    }

    /// A table row by row, each cell after the head of its column.
    fn table(&self, block: &Block) -> Vec<String> {
        let article = self.article;
        let text = block.span.of(&article.text);
        let heads = article.marks.iter().filter(|mark| {
            matches!(mark.kind, MarkKind::Cell { header: true }) && block.span.covers(mark.span)
        });
        let first_end = block.span.start + text.find('\n').unwrap_or(text.len());
        let rows: Vec<Vec<&str>> = text.lines().map(|row| row.split(" | ").collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let headed = rows.len() > 1
            && heads.filter(|mark| mark.span.end <= first_end).count() >= rows[0].len();
        let data = if headed { &rows[1..] } else { &rows[..] };
        let mut lines = vec![format!(
            "Table, {}, {}.",
            words::count(data.len(), "row"),
            words::count(columns, "column")
        )];
        for row in data {
            let cells: Vec<String> = row
                .iter()
                .enumerate()
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(n, cell)| match rows[0].get(n) {
                    Some(head) if headed && !head.is_empty() => format!("{head}: {cell}"),
                    _ => (*cell).to_owned(),
                })
                .collect();
            lines.push(format!("{}.", cells.join("; ")));
        }
        lines
    }

    /// "Quote 2 of 2, direct, Anna Berg said: We cannot run it. End quote."
    fn quote(&self, index: usize, sentence: &str) -> String {
        let (sentence, said) = (bare(sentence), self.said(index));
        match self.marks {
            Marks::Spoken => format!("{sentence}: {said} End quote."),
            Marks::Ascii => format!("{sentence}: \"{}\"", ascii(&said)),
            Marks::Printed => format!("{sentence}: “{said}”"),
        }
    }

    /// The words of a quote, without its marks, as sentences.
    pub fn said(&self, index: usize) -> String {
        let quote = self.notes.quotes.get(index);
        quote.map_or_else(String::new, |quote| self.words_said(quote))
    }

    fn words_said(&self, quote: &Quote) -> String {
        let mut said = String::new();
        for part in &quote.parts {
            let words = words::one_line(part.of(&self.article.text));
            let words = words.trim_matches(is_mark).trim();
            let capital = words.chars().next().is_some_and(char::is_uppercase);
            if said.ends_with(',') && capital {
                said.pop();
                said.push('.');
            }
            if !said.is_empty() {
                said.push(' ');
            }
            said.push_str(words);
        }
        words::sentence(said.trim_end_matches([',', ';', ':', '–', '—', ' ']))
    }

    /// The sentence around a byte.
    fn around(&self, at: usize) -> String {
        let span = self.notes.sentence_at(self.article, at);
        span.map_or_else(String::new, |span| self.lines(span).join(" "))
    }

    /// The words of a span, a line for each line that the author made.
    fn lines(&self, span: Span) -> Vec<String> {
        let text = span.of(&self.article.text);
        let said = match self.marks {
            Marks::Spoken => self.spoken(span),
            _ if self.is_lit(span) => self.highlighted(span),
            Marks::Ascii => ascii(text),
            Marks::Printed => text.to_owned(),
        };
        said.lines().map(words::one_line).collect()
    }
}

/// A sentence without its full stop.
fn bare(sentence: &str) -> &str {
    sentence.strip_suffix('.').unwrap_or(sentence)
}
