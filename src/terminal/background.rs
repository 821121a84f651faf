//! What the terminal's background is: the question to it, and what its answer means.
//!
//! Where the environment tells nothing of the background, the terminal is asked (OSC 11) after the
//! first frame, which waits for nothing. The answer comes among the keys, whenever it comes.

use std::time::Duration;

/// The question.
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// After the question, the end of the program waits so long for an answer that is under way, so that
/// it is not typed into the shell.
pub const GRACE: Duration = Duration::from_millis(500);

/// Whether a colour as `rgb:ffff/ffff/ffff` is nearer to white than to black.
pub fn is_light(colour: &str) -> Option<bool> {
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
    use super::is_light;

    #[test]
    fn a_colour_is_light_or_dark() {
        let check = |colour: &str, light: Option<bool>| assert_eq!(is_light(colour), light);
        check("rgb:ffff/ffff/ffff", Some(true));
        check("rgb:FDFD/F6f6/E3E3", Some(true));
        check("rgb:00/2b/36", Some(false));
        check("rgba:1616/1818/1d1d/ffff", Some(false));
        check("", None);
        check("rgb:zz/zz/zz", None);
    }
}
