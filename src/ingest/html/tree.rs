//! Markup to a tree, with bounds set before the tree is built.
//!
//! html5ever's tree builder takes time quadratic in the depth of open elements, and its tokenizer in
//! the number of attributes of one tag; what reads the tree afterwards takes time by depth too. So
//! the markup goes in by small pieces, and between them the sink is asked how deep and how large the
//! tree has become.

use std::borrow::Cow;
use std::cell::Cell;

use super::stated;
use dom_query::{Document, NodeId};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, Parser, QualName, parse_document};

/// Bytes fed at once.
const PIECE: usize = 4096;
/// The deepest nesting that is read as a tree; real pages stay under 100.
const DEEPEST: usize = 512;
/// The most elements, each some 1,100 bytes with what reads the tree; the longest real pages have a few ten thousand.
const MOST: usize = 250_000;
/// The sum of all elements' depths, which bounds the work of those who read the tree.
const WEIGHT: usize = 8_000_000;
/// The most blanks and slashes inside one tag or comment.
const BLANKS: usize = 40_000;

/// A tree, whole or as far as it went.
pub struct Page {
    /// The document.
    pub doc: Document,
    /// Why the tree stops before the markup does.
    pub damage: Option<&'static str>,
    /// It says something to those who cannot show frames.
    pub framed: bool,
}

/// Reads markup into a tree.
pub fn parse(markup: &str) -> Page {
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Bounded::default(), opts);
    let damage = feed(&mut parser, markup);
    let framed = parser.tokenizer.sink.sink.framed.get();
    Page {
        doc: parser.finish(),
        damage,
        framed,
    }
}

/// Feeds the parser until the end or a bound.
fn feed(parser: &mut Parser<Bounded>, markup: &str) -> Option<&'static str> {
    let mut rest = markup;
    let (mut calls, mut blanks) = (0, 0);
    while !rest.is_empty() {
        let mut cut = rest.len().min(PIECE);
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        let (piece, after) = rest.split_at(cut);
        rest = after;
        let sink = &parser.tokenizer.sink.sink;
        if sink.deepest.get() > DEEPEST {
            return Some(
                "The page is nested too deep to be read as it is built; its words are shown in order.",
            );
        }
        if sink.elements.get() > MOST || sink.weight.get() > WEIGHT {
            return Some(
                "The page is too large to be read as it is built; its words are shown in order.",
            );
        }
        if sink.calls.get() != calls {
            (calls, blanks) = (sink.calls.get(), 0);
        }
        let marks = marks(piece);
        // In pictures written into the page one byte in 64 is a slash.
        blanks += if marks * 16 > piece.len() { marks } else { 0 };
        if blanks > BLANKS {
            return Some("A tag of the page has no end; its words are shown in order.");
        }
        parser.process(StrTendril::from_slice(piece));
    }
    None
}

/// Counts blanks and slashes, in chunks so short that a byte holds the count, which is several times as fast.
fn marks(piece: &str) -> usize {
    let chunks = piece.as_bytes().chunks(usize::from(u8::MAX));
    let count = |chunk: &[u8]| -> u8 {
        let marks = chunk
            .iter()
            .map(|b| u8::from(matches!(b, b' ' | b'\n' | b'\t' | b'/')));
        marks.sum()
    };
    chunks.map(|chunk| usize::from(count(chunk))).sum()
}

/// Builds the document and counts as it goes.
#[derive(Default)]
struct Bounded {
    doc: Document,
    elements: Cell<usize>,
    deepest: Cell<usize>,
    weight: Cell<usize>,
    /// Calls of any kind, to see that the parser gets on.
    calls: Cell<usize>,
    /// A `<frameset>` or `<noframes>` was met.
    framed: Cell<bool>,
}

impl Bounded {
    /// Counts a node that has been put into the tree.
    fn placed(&self, id: NodeId) {
        let depth = self
            .doc
            .tree
            .ancestor_ids_of_it(&id, Some(2 * DEEPEST))
            .count();
        self.deepest.set(self.deepest.get().max(depth));
        self.weight.set(self.weight.get() + depth);
        self.elements.set(self.elements.get() + 1);
    }

    fn called(&self) {
        self.calls.set(self.calls.get() + 1);
    }
}

/// All is handed on to the document; only where nodes are placed it counts.
impl TreeSink for Bounded {
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;
    type Handle = NodeId;
    type Output = Document;

    fn finish(self) -> Document {
        self.doc
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.doc.get_document()
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.doc.get_template_contents(target)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.doc.set_quirks_mode(mode);
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.doc.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.called();
        if matches!(&*name.local, "frameset" | "noframes") {
            self.framed.set(true);
        }
        self.doc.create_element(name, attrs, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.called();
        self.doc.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.called();
        self.doc.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let id = self.id_of(&child);
        if id.is_none() && self.is_program(parent) {
            return;
        }
        self.doc.append(parent, child);
        id.into_iter().for_each(|id| self.placed(id));
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let id = self.id_of(&child);
        self.doc.append_before_sibling(sibling, child);
        id.into_iter().for_each(|id| self.placed(id));
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let id = self.id_of(&child);
        self.doc.append_based_on_parent_node(element, prev, child);
        id.into_iter().for_each(|id| self.placed(id));
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.doc.append_doctype_to_document(name, public, system);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.called();
        self.doc.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.doc.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.called();
        self.doc.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.doc.is_mathml_annotation_xml_integration_point(handle)
    }
}

impl Bounded {
    /// Whether an element holds a script or a style sheet, which are most of a page and which nobody reads;
    /// only linked data is, and what states an article.
    fn is_program(&self, element: &NodeId) -> bool {
        self.doc.tree.query_node_or(element, false, |node| {
            node.as_element().is_some_and(|it| match &*it.name.local {
                "style" => true,
                "script" => !it
                    .attrs
                    .iter()
                    .any(|attr| attr.value.contains("ld+json") || &*attr.value == stated::KIND),
                _ => false,
            })
        })
    }

    fn id_of(&self, child: &NodeOrText<NodeId>) -> Option<NodeId> {
        self.called();
        match child {
            NodeOrText::AppendNode(id) => Some(*id),
            NodeOrText::AppendText(_) => None,
        }
    }
}
