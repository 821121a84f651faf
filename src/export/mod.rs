//! An article and its notes to bytes: one file a format.
