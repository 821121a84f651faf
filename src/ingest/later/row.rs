//! A row of a table.

use std::collections::HashMap;

use csv::StringRecord;

/// A row, asked by the names of its columns.
pub(super) struct Row<'r> {
    pub(super) record: &'r StringRecord,
    pub(super) columns: &'r HashMap<String, usize>,
}

impl Row<'_> {
    /// What stands in that column; nothing where there is none.
    pub(super) fn get(&self, column: &str) -> String {
        let at = self.columns.get(column);
        let value = at.and_then(|at| self.record.get(*at));
        value.unwrap_or_default().to_owned()
    }

    /// The first of these columns with something in it.
    pub(super) fn first(&self, columns: &[&str]) -> String {
        let mut values = columns.iter().map(|column| self.get(column));
        let value = values.find(|value| !value.trim().is_empty());
        value.unwrap_or_default()
    }

    /// Whether that column has this value, whatever its capitals.
    pub(super) fn is(&self, column: &str, value: &str) -> bool {
        self.get(column).trim().eq_ignore_ascii_case(value)
    }
}
