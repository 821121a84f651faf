//! What the terminal's background is: the question to it, and the answer among the keys.
//!
//! Where the environment tells nothing of the background, the terminal is asked (OSC 11) after the
//! first frame, which waits for nothing. The answer comes as if it were typed; it is found by its
//! shape and taken out, whenever it comes, and all else goes on as the keys that it is.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The question.
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// After the question, the end of the program waits so long for an answer that is under way, so that
/// it is not typed into the shell.
pub const GRACE: Duration = Duration::from_millis(500);

/// Every answer begins so.
const START: &str = "\x1b]11;";
/// No answer is longer.
const MOST: usize = 48;
/// An Esc alone may be a piece of an answer for so long after the question.
const PIECES: Duration = Duration::from_secs(2);

/// Takes the answer out of what is typed.
#[derive(Debug)]
pub struct Finder {
    /// Keys that may be the beginning of the answer, and the same as a terminal writes them.
    held: Vec<KeyEvent>,
    written: String,
    start: Instant,
}

/// What was heard.
#[derive(Debug, PartialEq)]
pub enum Heard {
    /// What the terminal said, or a person typed.
    Event(Event),
    /// The answer: whether the background is light; none when it told no colour.
    Answer(Option<bool>),
}

/// What a row of keys is.
#[derive(Debug, PartialEq)]
enum Shape {
    /// It may become the answer.
    Part,
    /// The answer, with what stands in it.
    Whole(Option<bool>),
    /// Typed.
    Other,
}

impl Finder {
    /// Begins when the question is about to be asked.
    pub fn new() -> Self {
        Finder {
            held: Vec::new(),
            written: String::new(),
            start: Instant::now(),
        }
    }

    /// How long to wait for more before what is held is given back; none while nothing is held.
    pub fn patience(&self) -> Option<Duration> {
        let long = self.written.starts_with(START);
        let wait = Duration::from_millis(if long { 300 } else { 30 });
        (!self.held.is_empty()).then_some(wait)
    }

    /// Gives back what was held.
    pub fn release(&mut self) -> Vec<Heard> {
        self.written.clear();
        let held = self.held.drain(..);
        held.map(|key| Heard::Event(Event::Key(key))).collect()
    }

    /// Takes what came; gives what is known by now not to be part of an answer, or the answer.
    pub fn hear(&mut self, event: Event) -> Vec<Heard> {
        let Event::Key(key) = event else {
            // A new size may come between the keys.
            return vec![Heard::Event(event)];
        };
        let alone = self.held.is_empty() && key.code == KeyCode::Esc;
        let written = written(key).filter(|_| !alone || self.start.elapsed() < PIECES);
        let Some(written) = written else {
            return self.release_with(key);
        };
        self.written.push_str(&written);
        match shape(&self.written) {
            Shape::Part => {
                self.held.push(key);
                Vec::new()
            }
            Shape::Whole(light) => {
                self.held.clear();
                self.written.clear();
                vec![Heard::Answer(light)]
            }
            // The key may begin another.
            Shape::Other if !self.held.is_empty() => {
                let mut heard = self.release();
                heard.extend(self.hear(Event::Key(key)));
                heard
            }
            Shape::Other => self.release_with(key),
        }
    }

    fn release_with(&mut self, key: KeyEvent) -> Vec<Heard> {
        let mut heard = self.release();
        heard.push(Heard::Event(Event::Key(key)));
        heard
    }
}

/// The bytes of a key, for those that stand in an answer.
fn written(key: KeyEvent) -> Option<String> {
    let plain = key.modifiers - KeyModifiers::SHIFT;
    match key.code {
        KeyCode::Esc if plain.is_empty() => Some("\x1b".to_owned()),
        KeyCode::Char(c) if plain == KeyModifiers::ALT => Some(format!("\x1b{c}")),
        KeyCode::Char('g') if plain == KeyModifiers::CONTROL => Some("\x07".to_owned()),
        KeyCode::Char(c) if plain.is_empty() => Some(c.to_string()),
        _ => None,
    }
}

fn shape(written: &str) -> Shape {
    let Some(rest) = written.strip_prefix(START) else {
        return if START.starts_with(written) {
            Shape::Part
        } else {
            Shape::Other
        };
    };
    let end = rest.find(['\x07', '\x1b']).unwrap_or(rest.len());
    let (colour, end) = rest.split_at(end);
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '#');
    match end {
        _ if written.len() > MOST || !colour.chars().all(fits) => Shape::Other,
        "" | "\x1b" => Shape::Part,
        "\x07" | "\x1b\\" => Shape::Whole(is_light(colour)),
        _ => Shape::Other,
    }
}

/// Whether a colour as `rgb:ffff/ffff/ffff` is nearer to white than to black.
fn is_light(colour: &str) -> Option<bool> {
    let (_, channels) = colour.split_once(':')?;
    let mut parts = channels.split('/').map(|digits| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        (most > 0).then(|| f64::from(value) / f64::from(most))
    });
    let mut next = || parts.next().flatten();
    let (red, green, blue) = (next()?, next()?, next()?);
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that crossterm makes of these bytes.
    fn keys(bytes: &str) -> Vec<KeyEvent> {
        let mut keys = Vec::new();
        let mut chars = bytes.chars();
        while let Some(c) = chars.next() {
            keys.push(match c {
                '\x1b' => match chars.next() {
                    Some(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT),
                    None => KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL),
                c if c.is_uppercase() => KeyEvent::new(KeyCode::Char(c), KeyModifiers::SHIFT),
                c => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
            });
        }
        keys
    }

    fn hear(keys: &[KeyEvent]) -> Vec<Heard> {
        let mut finder = Finder::new();
        let all = keys.iter().map(|key| Event::Key(*key));
        let mut heard: Vec<Heard> = all.flat_map(|event| finder.hear(event)).collect();
        heard.extend(finder.release());
        heard
    }

    fn typed(bytes: &str) -> Vec<Heard> {
        let keys = keys(bytes).into_iter();
        keys.map(|key| Heard::Event(Event::Key(key))).collect()
    }

    #[test]
    fn the_answer_is_found_and_tells_light_from_dark() {
        let check = |answer: &str, light: Option<bool>| {
            assert_eq!(hear(&keys(answer)), [Heard::Answer(light)], "{answer:?}");
        };
        check("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(true));
        check("\x1b]11;rgb:FDFD/F6f6/E3E3\x07", Some(true));
        check("\x1b]11;rgb:00/2b/36\x07", Some(false));
        check("\x1b]11;rgba:1616/1818/1d1d/ffff\x1b\\", Some(false));
        check("\x1b]11;\x1b\\", None);
        check("\x1b]11;rgb:zz/zz/zz\x07", None);
    }

    #[test]
    fn keys_around_the_answer_stay() {
        let mut all = typed("jj");
        all.push(Heard::Answer(Some(false)));
        all.extend(typed("]q\x1b]"));
        let heard = hear(&keys("jj\x1b]11;rgb:0/0/0\x07]q\x1b]"));
        assert_eq!(heard, all);
    }

    #[test]
    fn an_answer_in_pieces_is_found() {
        let esc = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        let mut pieces = vec![esc];
        pieces.extend(keys("]11;rgb:f/f/f"));
        pieces.push(esc);
        pieces.extend(keys("\\"));
        assert_eq!(hear(&pieces), [Heard::Answer(Some(true))]);
    }

    #[test]
    fn all_else_goes_on_as_it_was_typed() {
        for bytes in [
            "\x1b]q",
            "\x1b]11",
            "\x1b]1\x1b]11;",
            "\x1b]11;what is it\x07",
            "\x1bq\x1b",
            "\x07",
            "\x1b]11;rgb:ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff\x07",
        ] {
            assert_eq!(hear(&keys(bytes)), typed(bytes), "{bytes:?}");
        }
    }
}
