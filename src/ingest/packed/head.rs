//! The block of `Name: value` lines before a message or a record, as mail, HTTP and WARC have it.

/// A head: its fields in order, names in lower case, and the byte where the body begins.
#[derive(Debug, Default)]
pub struct Head {
    fields: Vec<(String, String)>,
    /// Where the body begins.
    pub body: usize,
}

/// The longest head that is read, in bytes.
pub const MOST: usize = 256 * 1024;

impl Head {
    /// Reads the lines up to the first blank one; none if a line before it is no field.
    ///
    /// A head that is cut off has no body.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut head = Head::default();
        let seen = bytes.get(..MOST).unwrap_or(bytes);
        for line in seen.split_inclusive(|byte| *byte == b'\n') {
            head.body += line.len();
            let line = line.trim_ascii_end();
            if line.is_empty() {
                return Some(head);
            }
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                let (_, value) = head.fields.last_mut()?;
                value.push(' ');
                value.push_str(&String::from_utf8_lossy(line.trim_ascii_start()));
                continue;
            }
            let (name, value) = line.split_at(memchr::memchr(b':', line)?);
            if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
                return None;
            }
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            head.fields
                .push((name, String::from_utf8_lossy(value).into_owned()));
        }
        (!head.fields.is_empty()).then_some(head)
    }

    /// The value of the first field of that name, given in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// How many of the names have a field.
    pub fn count(&self, names: &[&str]) -> usize {
        names.iter().filter(|name| self.get(name).is_some()).count()
    }
}
