//! The tree to blocks and marks: one walk with a stack of its own.

mod tables;

use dom_query::{NodeData, NodeRef};

use self::tables::{holds_words, is_data, is_in_head, is_said_in_cell};
use super::address::Base;
use super::captions;
use super::elements::{SKIPPED, is_block, is_hidden};
use super::typed;
use crate::ingest::builder::ArticleBuilder;
use crate::ingest::text;
use crate::model::{BlockKind, MarkKind};

/// Writes what stands under `root` into `out`; links become absolute against `base`.
pub fn walk(root: NodeRef<'_>, base: &Base, out: &mut ArticleBuilder) {
    let mut walk = Walk::new(base, out);
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => walk.enter(node, &mut steps),
            Step::Leave(leave) => walk.leave(leave),
        }
    }
    walk.end_block();
}

/// What is still to be done, last in, first out.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Leave),
}

/// What an element has to undo when its children are done.
#[derive(Clone, Copy)]
enum Leave {
    /// Ends the block.
    Block,
    /// Ends the block and forgets its kind.
    Kind,
    /// As `Kind`, and one list or block quote less.
    List,
    Quote,
    /// Ends a mark.
    Mark,
    /// Writes what closes a quotation.
    Close(&'static str),
    Table,
    Cell,
    /// Begins the table that a caption stands in.
    Caption,
}

struct Walk<'b> {
    base: &'b Base,
    out: &'b mut ArticleBuilder,
    /// What a block that opens now will be; the innermost last.
    kinds: Vec<BlockKind>,
    /// The next number of each ordered list that is open; none for the others.
    lists: Vec<Option<u32>>,
    quotes: u8,
    /// Marks that are open, to be opened again in the next block.
    marks: Vec<MarkKind>,
    /// No block takes words now.
    between: bool,
    /// Two breaks on end make a paragraph.
    broken: bool,
    /// Pictures met inside running words: they wait for its end.
    pictures: Vec<(String, String)>,
    /// The row and cell of the table that is being written.
    table: Option<(usize, usize)>,
    /// How many `<q>` are open.
    quoted: usize,
}

impl<'b> Walk<'b> {
    fn new(base: &'b Base, out: &'b mut ArticleBuilder) -> Self {
        Self {
            base,
            out,
            kinds: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            marks: Vec::new(),
            between: true,
            broken: false,
            pictures: Vec::new(),
            table: None,
            quoted: 0,
        }
    }

    fn enter<'a>(&mut self, node: NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        let name = node.query_or(None, |n| match &n.data {
            NodeData::Text { contents } => {
                self.words(contents);
                None
            }
            NodeData::Element(element) => Some(element.name.local.clone()),
            NodeData::Document | NodeData::Fragment => Some("div".into()),
            _ => None,
        });
        let Some(name) = name else { return };
        let name = &*name;
        if SKIPPED.contains(&name) || is_hidden(&node) {
            return;
        }
        if name == "pre"
            && self.table.is_none()
            && let Some(words) = typed::running(&node)
        {
            self.end_block();
            return text::write(&words, self.depth(), self.out);
        }
        if let Some(leave) = self.open(name, &node) {
            steps.push(Step::Leave(leave));
        } else if matches!(name, "br" | "hr" | "img") {
            return;
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }

    /// Begins an element; says what must be done at its end.
    fn open(&mut self, name: &str, node: &NodeRef<'_>) -> Option<Leave> {
        let mark = match name {
            "em" | "i" | "dfn" | "cite" => Some(MarkKind::Emphasis),
            "strong" | "b" => Some(MarkKind::Strong),
            "code" | "kbd" | "samp" | "tt" if self.kinds.last() != Some(&BlockKind::Code) => {
                Some(MarkKind::Code)
            }
            "a" => self
                .base
                .link_or_place(&node.attr_or("href", ""))
                .map(MarkKind::Link),
            _ => None,
        };
        if let Some(mark) = mark {
            self.open_mark(mark);
            return Some(Leave::Mark);
        }
        match name {
            "br" => self.line_break(),
            "img" => self.picture(node),
            "q" => {
                let inner = self.quoted % 2 == 1;
                self.quoted += 1;
                self.words(if inner { "‘" } else { "“" });
                return Some(Leave::Close(if inner { "’" } else { "”" }));
            }
            _ if self.table.is_some() => return self.open_in_table(name, node),
            "hr" => {
                self.end_block();
                self.out.block(BlockKind::Rule, self.depth());
            }
            "table" if is_data(node) => {
                self.end_block();
                self.begin(BlockKind::Table);
                self.table = Some((0, 0));
                return Some(Leave::Table);
            }
            "ul" | "ol" | "menu" | "dir" | "dl" => {
                let start = node.attr_or("start", "1").trim().parse().unwrap_or(1);
                self.lists.push((name == "ol").then_some(start));
                return self.with_kind(BlockKind::Paragraph, Leave::List);
            }
            "blockquote" => {
                self.quotes = self.quotes.saturating_add(1);
                self.end_block();
                self.out.block_quote();
                return self.with_kind(BlockKind::BlockQuote, Leave::Quote);
            }
            _ => {
                return match self.kind_of(name, node) {
                    Some(kind) => self.with_kind(kind, Leave::Kind),
                    None if is_block(name) => {
                        self.end_block();
                        Some(Leave::Block)
                    }
                    None => None,
                };
            }
        }
        None
    }

    /// The kind of block that an element of that name makes of itself.
    fn kind_of(&mut self, name: &str, node: &NodeRef<'_>) -> Option<BlockKind> {
        Some(match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                BlockKind::Heading(name.as_bytes().get(1).map_or(2, |digit| digit - b'0'))
            }
            "li" => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    let number = node
                        .attr("value")
                        .and_then(|v| v.trim().parse().ok())
                        .unwrap_or(*next);
                    *next = number.saturating_add(1);
                    number
                });
                BlockKind::Item(number)
            }
            "dt" | "dd" => BlockKind::Item(None),
            "pre" | "listing" | "xmp" | "plaintext" => BlockKind::Code,
            "figcaption" | "caption" => BlockKind::Caption,
            // In an item that has no words yet, the caption is the item.
            _ if !matches!(self.kinds.last(), Some(BlockKind::Item(_)))
                && captions::is_caption(name, node) =>
            {
                BlockKind::Caption
            }
            _ => return None,
        })
    }

    fn with_kind(&mut self, kind: BlockKind, leave: Leave) -> Option<Leave> {
        self.end_block();
        self.kinds.push(kind);
        Some(leave)
    }

    /// Rows are lines and cells are marks; other blocks in a table only part words.
    fn open_in_table(&mut self, name: &str, node: &NodeRef<'_>) -> Option<Leave> {
        let (row, cell) = self.table.as_mut()?;
        match name {
            "caption" if *row == 0 => {
                self.out.block(BlockKind::Caption, self.depth());
                return Some(Leave::Caption);
            }
            "tr" => {
                if *row > 0 {
                    self.out.line_break();
                }
                *row += 1;
                *cell = 0;
            }
            "td" | "th" => {
                if *cell > 0 {
                    self.out.cell_gap();
                }
                *cell += 1;
                let header = name == "th" || node.parent().is_some_and(|row| is_in_head(&row));
                self.open_mark(MarkKind::Cell { header });
                return Some(Leave::Cell);
            }
            "li" | "dd" if holds_words(node) => {
                self.out.item_gap();
                return Some(Leave::Close(" "));
            }
            _ if is_block(name) => {
                self.out.words(" ");
                return Some(Leave::Close(" "));
            }
            _ => {}
        }
        None
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Block => self.end_block(),
            Leave::Kind | Leave::List | Leave::Quote => {
                self.end_block();
                self.kinds.pop();
                match leave {
                    Leave::List => drop(self.lists.pop()),
                    Leave::Quote => {
                        self.quotes -= 1;
                        self.out.block_quote();
                    }
                    _ => {}
                }
            }
            Leave::Mark | Leave::Cell => {
                self.marks.pop();
                if !self.between {
                    self.out.close();
                }
            }
            Leave::Close(sign) => {
                if sign != " " {
                    self.quoted -= 1;
                }
                self.words(sign);
            }
            Leave::Caption => self.out.block(BlockKind::Table, self.depth()),
            Leave::Table => {
                self.table = None;
                self.end_block();
            }
        }
    }

    /// Adds words; the first ones after the end of a block begin the next.
    fn words(&mut self, words: &str) {
        let blank = words.chars().all(char::is_whitespace);
        if self.between {
            let code = self.kinds.last() == Some(&BlockKind::Code);
            if blank && !(code && words.trim_matches(['\n', '\r']).contains([' ', '\t'])) {
                return;
            }
            self.begin_next();
        }
        self.out.words(words);
        self.broken &= blank;
    }

    fn line_break(&mut self) {
        if self.between {
            return;
        }
        if self.table.is_some() {
            self.out.words(" ");
        } else if self.broken && self.kinds.last() != Some(&BlockKind::Code) {
            self.end_block();
        } else {
            self.out.line_break();
            self.broken = true;
        }
    }

    /// Begins the block that the open elements ask for. The first in an item is the item, those
    /// after it are its paragraphs.
    fn begin_next(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        self.begin(kind);
        if let (BlockKind::Item(_), Some(last)) = (kind, self.kinds.last_mut()) {
            *last = BlockKind::Paragraph;
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.out.block(kind, self.depth());
        self.between = false;
        self.broken = false;
        for mark in &self.marks {
            self.out.open(mark.clone());
        }
    }

    fn end_block(&mut self) {
        self.between = true;
        self.broken = false;
        for (address, alt) in std::mem::take(&mut self.pictures) {
            self.out.block(BlockKind::Image, self.depth());
            self.out.open(MarkKind::Image(address));
            self.out.words(&alt);
        }
    }

    fn depth(&self) -> u8 {
        let lists = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        lists.saturating_add(self.quotes)
    }

    fn open_mark(&mut self, mark: MarkKind) {
        if !self.between {
            self.out.open(mark.clone());
        }
        self.marks.push(mark);
    }

    /// Small signs stay among the words; real pictures become blocks after them.
    fn picture(&mut self, node: &NodeRef<'_>) {
        let given = node.attr_or("alt", "");
        let given = given.trim();
        let alt = if captions::is_file(given) { "" } else { given };
        let small = (1..=2).contains(&alt.chars().count());
        if small || self.table.is_some() && !is_said_in_cell(node, alt) {
            return self.words(alt);
        }
        if self.table.is_some() {
            return;
        }
        let tiny = ["width", "height"].iter().any(|side| {
            node.attr(side)
                .is_some_and(|size| matches!(size.trim(), "0" | "1" | "2" | "1px"))
        });
        let sources = ["data-src", "data-original", "data-lazy-src", "src"];
        let address = sources
            .iter()
            .filter_map(|source| node.attr(source))
            .find_map(|source| self.base.link(&source));
        let unsaid = node.has_attr("alt") && given.is_empty() && !captions::is_captioned(node);
        let decoration = alt.is_empty() && (unsaid || address.is_none());
        if tiny || decoration {
            return;
        }
        self.pictures
            .push((address.unwrap_or_default(), alt.to_string()));
        if self.between {
            self.end_block();
        }
    }
}
