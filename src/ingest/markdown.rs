//! Markdown to blocks and marks, with what its front matter says.

mod facts;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::facts::{byline, facts, front_matter};
use super::builder::ArticleBuilder;
use super::hint::Hint;
use super::html::{self, Base};
use crate::model::{Article, BlockKind, MarkKind};

/// The most signs of Markdown that are read as such: each takes some 120 bytes while it is.
const MOST_SIGNS: usize = 1_000_000;

/// Whether a text has so many signs that it is read as it is written; no person writes so many.
pub fn is_too_dense(source: &str) -> bool {
    let signs = b"[]*_`~|<>#&!\\";
    let is_sign = source.bytes().filter(|byte| signs.contains(byte));
    source.len() > MOST_SIGNS && is_sign.count() > MOST_SIGNS
}

/// Reads Markdown. The first heading of level 1 is the title unless the front matter has one.
pub fn read(source: &str, hint: Hint<'_>) -> Article {
    let source = source.trim_start_matches('\u{feff}');
    let (front, body) = front_matter(source);
    let mut meta = facts(front);
    let body = match meta.byline {
        Some(_) => body.into(),
        None => {
            let (body, byline) = byline(body);
            meta.byline = byline;
            body
        }
    };
    meta.url = hint.url.map(str::to_string).or(meta.url);
    let base = Base::new(meta.url.as_deref(), None);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut walk = Walk::new(ArticleBuilder::new(meta), &base);
    for event in Parser::new_ext(&body, options) {
        walk.event(event);
    }
    walk.out.finish()
}

struct Walk<'b> {
    out: ArticleBuilder,
    base: &'b Base,
    lists: Vec<Option<u64>>,
    quotes: u8,
    /// The block that the next words begin, once they come.
    next: Option<BlockKind>,
    /// The first heading of level 1 is being read: its words go here.
    title: Option<String>,
    /// That heading has been met.
    titled: bool,
    /// The number of cells in the row so far, in a table.
    cells: Option<usize>,
    header: bool,
    /// A picture's text is being read, to stand in a block of its own.
    picture: Option<(String, String)>,
    /// Pieces of HTML, to be read as such.
    markup: String,
    /// Whether each open link has an address to go to.
    links: Vec<bool>,
    /// The name of a footnote, to stand before its first words.
    label: Option<String>,
}

impl<'b> Walk<'b> {
    fn new(out: ArticleBuilder, base: &'b Base) -> Self {
        Self {
            out,
            base,
            lists: Vec::new(),
            quotes: 0,
            next: None,
            title: None,
            titled: false,
            cells: None,
            header: false,
            picture: None,
            markup: String::new(),
            links: Vec::new(),
            label: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => {
                self.open(MarkKind::Code);
                self.words(&words);
                self.close();
            }
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak if self.cells.is_some() => self.words(" "),
            Event::HardBreak => self.out.line_break(),
            Event::Rule => self.out.block(BlockKind::Rule, self.depth()),
            Event::Html(markup) => self.markup.push_str(&markup),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.out.line_break(),
            Event::FootnoteReference(name) => self.words(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() || self.next.is_none() => {
                let quote = if self.quotes > 0 {
                    BlockKind::BlockQuote
                } else {
                    BlockKind::Paragraph
                };
                self.next = Some(quote);
                if let Some(label) = self.label.take() {
                    self.words(&label);
                }
            }
            Tag::Heading {
                level: HeadingLevel::H1,
                ..
            } if !self.titled && self.depth() == 0 => {
                self.titled = true;
                self.title = Some(String::new());
            }
            Tag::Heading { level, .. } => self.next = Some(BlockKind::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_add(1);
                self.out.block_quote();
            }
            Tag::CodeBlock(_) => self.next = Some(BlockKind::Code),
            Tag::List(start) => self.lists.push(start),
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    let number = u32::try_from(*next).unwrap_or(u32::MAX);
                    *next = next.saturating_add(1);
                    number
                });
                self.next = Some(BlockKind::Item(number));
            }
            Tag::FootnoteDefinition(name) => {
                self.next = Some(BlockKind::Paragraph);
                self.label = Some(format!("[{name}] "));
            }
            Tag::Table(_) => {
                self.next = Some(BlockKind::Table);
                self.begin();
                self.cells = Some(0);
            }
            Tag::TableHead => self.header = true,
            Tag::TableRow => {
                self.out.line_break();
                self.cells = Some(0);
            }
            Tag::TableCell => {
                if self.cells > Some(0) {
                    self.out.cell_gap();
                }
                self.cells = self.cells.map(|n| n + 1);
                self.out.open(MarkKind::Cell {
                    header: self.header,
                });
            }
            Tag::Emphasis => self.open(MarkKind::Emphasis),
            Tag::Strong => self.open(MarkKind::Strong),
            Tag::Link { dest_url, .. } => {
                let link = self.base.link_or_place(&dest_url);
                self.links.push(link.is_some());
                link.into_iter()
                    .for_each(|link| self.open(MarkKind::Link(link)));
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some((self.base.link(&dest_url).unwrap_or_default(), String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.end_title();
                self.next = Some(BlockKind::Paragraph);
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => {
                self.next = Some(BlockKind::Paragraph)
            }
            TagEnd::FootnoteDefinition => self.label = None,
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.out.block_quote();
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::Table => {
                self.cells = None;
                self.next = Some(BlockKind::Paragraph);
            }
            TagEnd::TableHead => self.header = false,
            TagEnd::TableCell | TagEnd::Emphasis | TagEnd::Strong => self.close(),
            TagEnd::Link if self.links.pop() == Some(true) => self.close(),
            TagEnd::Image => self.end_picture(),
            TagEnd::HtmlBlock => {
                let markup = std::mem::take(&mut self.markup);
                html::fragment(&markup, self.base, &mut self.out);
                self.next = Some(BlockKind::Paragraph);
            }
            _ => {}
        }
    }

    /// The first heading is the title, or says it again, or is a heading like others.
    fn end_title(&mut self) {
        let Some(title) = self.title.take() else {
            return;
        };
        let known = &mut self.out.meta().title;
        if known.is_empty() {
            *known = title;
        } else if *known != title {
            self.next = Some(BlockKind::Heading(1));
            self.words(&title);
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, alt)) = &mut self.picture {
            alt.push_str(words);
        } else if let Some(title) = &mut self.title {
            title.push_str(words);
        } else {
            self.begin();
            self.out.words(words);
        }
    }

    /// Begins the block that waits for its first words.
    fn begin(&mut self) {
        if let Some(kind) = self.next.take() {
            self.out.block(kind, self.depth());
        }
    }

    fn open(&mut self, mark: MarkKind) {
        if self.title.is_none() && self.picture.is_none() {
            self.begin();
            self.out.open(mark);
        }
    }

    fn close(&mut self) {
        if self.title.is_none() && self.picture.is_none() {
            self.out.close();
        }
    }

    /// A picture at the head of a paragraph is a block; inside words its text stands among them.
    fn end_picture(&mut self) {
        let Some((address, alt)) = self.picture.take() else {
            return;
        };
        if self.next.is_some() && self.title.is_none() {
            self.out.block(BlockKind::Image, self.depth());
            self.out.open(MarkKind::Image(address));
            self.out.words(&alt);
            self.next = Some(BlockKind::Paragraph);
        } else {
            self.words(&alt);
        }
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.lists.len())
            .unwrap_or(u8::MAX)
            .saturating_add(self.quotes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_heading_are_facts() {
        let article = read(
            "---\ntitle: \"The quay\"\nauthor: Ana Ruiz\ndate: 2024-05-12\n---\n# Another\n\nWords.",
            Hint::default(),
        );
        assert_eq!(article.meta.title, "The quay");
        assert_eq!(article.meta.published.as_deref(), Some("2024-05-12"));
        assert_eq!(article.text, "Another\n\nWords.");
        let article = read("# The *new* quay\n\nWords.", Hint::default());
        assert_eq!(
            (article.meta.title.as_str(), article.text.as_str()),
            ("The new quay", "Words.")
        );
    }

    #[test]
    fn a_line_with_the_author_below_the_title_is_the_byline() {
        let check = |source: &str, byline: Option<&str>, text: &str| {
            let article = read(source, Hint::default());
            let found = (article.meta.byline.as_deref(), article.text.as_str());
            assert_eq!(found, (byline, text), "{source}");
        };
        let ruiz = Some("Ana Ruiz");
        check("# The quay\n\nBy Ana Ruiz\n\nWords.\n", ruiz, "Words.");
        check("\n# The quay\n*By Ana Ruiz*\n\nWords.", ruiz, "Words.");
        check(
            "# The quay\r\n\r\nBy Ana Ruiz\r\n\r\nWords.",
            ruiz,
            "Words.",
        );
        check("# The quay\n\nBy Ana Ruiz", ruiz, "");
        let front = "---\nauthor: Peter Hale\n---\n# The quay\n\nBy Ana Ruiz\n\nWords.";
        check(front, Some("Peter Hale"), "By Ana Ruiz\n\nWords.");
        // Words of the article.
        let verse = "By Ana Ruiz\nand others.";
        check(
            &format!("# The quay\n\n{verse}"),
            None,
            "By Ana Ruiz and others.",
        );
        check(
            "# The quay\n\nBy noon it rained.",
            None,
            "By noon it rained.",
        );
        check("By Ana Ruiz\n\nWords.", None, "By Ana Ruiz\n\nWords.");
    }

    #[test]
    fn a_footnote_stands_behind_its_name() {
        let article = read(
            "They left.[^a]\n\n[^a]: At *noon*.\n\nMore.",
            Hint::default(),
        );
        assert_eq!(article.text, "They left.[a]\n\n[a] At noon.\n\nMore.");
    }

    #[test]
    fn lists_quotes_tables_and_code_are_blocks() {
        use BlockKind::{BlockQuote, Code, Heading, Image, Item, Paragraph, Table};
        let source = "a\n\n## H\n\n2. one\n3. two\n   - inner\n\n   more\n\n> said\n\n```\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![alt](p.png)\n";
        let article = read(source, Hint::default());
        let blocks: Vec<_> = article.blocks.iter().map(|b| (b.kind, b.depth)).collect();
        assert_eq!(
            blocks,
            [
                (Paragraph, 0),
                (Heading(2), 0),
                (Item(Some(2)), 1),
                (Item(Some(3)), 1),
                (Item(None), 2),
                (Paragraph, 1),
                (BlockQuote, 1),
                (Code, 0),
                (Table, 0),
                (Image, 0),
            ]
        );
        assert!(article.text.contains("a | b\n1 | 2"), "{}", article.text);
    }

    #[test]
    fn marks_hold_their_words() {
        let article = read(
            "See [the **quay**](https://almery.example/q) and [that](javascript:x) `code`.",
            Hint::default(),
        );
        let marks: Vec<_> = article
            .marks
            .iter()
            .map(|m| (m.span.of(&article.text), m.kind.clone()))
            .collect();
        assert_eq!(article.text, "See the quay and that code.");
        assert_eq!(
            marks[0],
            (
                "the quay",
                MarkKind::Link("https://almery.example/q".into())
            )
        );
        assert_eq!(marks[1], ("quay", MarkKind::Strong));
        assert_eq!(marks[2], ("code", MarkKind::Code));
    }
}
