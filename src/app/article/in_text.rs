//! Pictures that stand in the text, where the settings want it: only their pixels at that size are held.

use std::collections::BTreeMap;

use crate::model::Picture;

/// The pictures, by the block of each: the number of the question for it, and its pixels once they have come.
#[derive(Clone, Debug, Default)]
pub struct InText(pub(super) BTreeMap<usize, (u64, Option<Picture>)>);
