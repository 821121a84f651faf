//! The trained files of `assets/model`, built in; the larger ones are inflated once, when the first text is read.

use std::sync::LazyLock;

use super::packed::unpacked;
use super::table::Table;
use crate::annotate::language::tags::Tag;
use crate::model::inflating;

/// Labels of the name tagger: outside, and for five kinds of name the beginning, inside, last and only word.
pub const LABELS: usize = 21;
/// Sums that are added up for labels: eight at a time; the last ones are of no label.
pub const LABEL_LANES: usize = 24;
/// Bytes in a row of weights for labels: two weights in each.
pub const LABEL_BYTES: usize = LABEL_LANES / 2;
/// Sums that are added up for tags; the last ones are of no tag.
pub const TAG_LANES: usize = 32;
/// Bytes in a row of weights for tags.
pub const TAG_BYTES: usize = TAG_LANES / 2;

/// All that was learned.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    /// Word to four classes of words used alike: of 48, 192 (a byte each), 768, 2,048 (two bytes each).
    pub clusters: Table<'m, 6>,
    /// Phrase of the gazetteer to its bits.
    pub phrases: Table<'m, 2>,
    /// Word that has only one tag to its tag.
    pub tag_words: Table<'m, 1>,
    /// Feature to a weight for each tag.
    pub tags: Table<'m, TAG_BYTES>,
    /// Feature to a weight for each label.
    pub names: Table<'m, LABEL_BYTES>,
    /// Weights from label to label, by rows.
    pub name_steps: &'m [u8],
}

/// The model that the program ships.
pub static SHIPPED: LazyLock<Model<'static>> = LazyLock::new(|| {
    let [clusters, phrases, tags, names] = &*TABLES;
    Model {
        clusters: Table::new(clusters),
        phrases: Table::new(phrases),
        tag_words: Table::new(include_bytes!("../../../assets/model/tagwords.bin")),
        tags: Table::new(tags),
        names: Table::new(names),
        name_steps: include_bytes!("../../../assets/model/namesteps.bin"),
    }
});

/// Classes of words, phrases, weights for tags and for names. Inflating takes some thirty milliseconds, once a process,
/// and saves 2 MB of it.
static TABLES: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
    [
        table::<6>(include_bytes!("../../../assets/model/clusters.bin.z")),
        table::<2>(include_bytes!("../../../assets/model/phrases.bin.z")),
        table::<TAG_BYTES>(include_bytes!("../../../assets/model/tags.bin.z")),
        table::<LABEL_BYTES>(include_bytes!("../../../assets/model/names.bin.z")),
    ]
});

/// Makes the model ready, so that the first text need not wait for it; whoever has a thread to spare calls this.
pub fn ready() {
    LazyLock::force(&SHIPPED);
}

/// The table of a file of `assets/model`, whose values have `V` bytes.
pub fn table<const V: usize>(deflated: &[u8]) -> Vec<u8> {
    unpacked::<V>(inflating(deflated))
}

impl Model<'_> {
    /// The classes of the word with that hash; 0 for none.
    pub fn clusters(&self, lower: u64) -> [u16; 4] {
        match self.clusters.get(lower) {
            Some(&[a, b, c, d, e, f]) => [
                u16::from(a),
                u16::from(b),
                u16::from_le_bytes([c, d]),
                u16::from_le_bytes([e, f]),
            ],
            None => [0; 4],
        }
    }

    /// The gazetteer's bits for a phrase; 0 for none.
    pub fn phrase(&self, hash: u64) -> u16 {
        self.phrases
            .get(hash)
            .map_or(0, |bits| u16::from_le_bytes(*bits))
    }

    /// The tag of a word that has only one.
    pub fn only_tag(&self, lower: u64) -> Option<Tag> {
        let code = self.tag_words.get(lower)?[0];
        Tag::ALL.get(usize::from(code)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::packed::packed;
    use super::*;
    use crate::model::inflated;

    fn check<const V: usize>(deflated: &[u8]) {
        let bytes = inflated(deflated);
        assert!(packed::<V>(&unpacked::<V>(&bytes[..])) == bytes);
    }

    #[test]
    fn the_files_are_whole() {
        // Nobody asks for a table's end, so a cut one would go unseen.
        check::<6>(include_bytes!("../../../assets/model/clusters.bin.z"));
        check::<2>(include_bytes!("../../../assets/model/phrases.bin.z"));
        check::<TAG_BYTES>(include_bytes!("../../../assets/model/tags.bin.z"));
        check::<LABEL_BYTES>(include_bytes!("../../../assets/model/names.bin.z"));
        check::<LABEL_BYTES>(include_bytes!("../../../assets/model/tongues.bin.z"));
    }
}
