//! A picture as terminals want it: kitty's way and iTerm2's, each with a PNG of our own making, and sixels. What came
//! from the web itself never goes to the terminal.

use std::io::Write;

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::model::Picture;

/// How a terminal shows pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Kitty's graphics protocol.
    Kitty,
    /// iTerm2's inline images.
    Inline,
    /// Sixels, of DEC's terminals.
    Sixel,
}

/// The number of our first picture among those of the terminal.
const OURS: u32 = 7117;

/// Characters of base64 that kitty takes at once.
const CHUNK: usize = 4096;

/// The bytes that show a picture at the cursor, over so many columns and rows of cells; with sixels of so many pixels. It is the
/// `nth` one on the screen.
pub fn shown(
    way: Way,
    nth: u32,
    picture: &Picture,
    cells: (u16, u16),
    pixels: (u32, u32),
) -> Vec<u8> {
    match way {
        Way::Kitty => kitty(&png(picture), OURS + nth, cells),
        Way::Inline => inline(&png(picture), cells),
        Way::Sixel => sixel(&picture.scaled(pixels.0, pixels.1), pixels),
    }
}

/// The bytes that take so many pictures away where cells alone do not.
pub fn taken_away(way: Way, count: u32) -> Vec<u8> {
    let ours = match way {
        Way::Kitty => OURS..OURS + count,
        Way::Inline | Way::Sixel => 0..0,
    };
    let one = |it: u32| format!("\x1b_Ga=d,d=I,i={it},q=2\x1b\\");
    ours.map(one).collect::<String>().into_bytes()
}

/// A picture as a PNG; none of its bytes where it cannot be one.
fn png(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&picture.rgb));
    match written {
        Ok(()) => bytes,
        Err(_) => Vec::new(),
    }
}

/// Transmits and shows (a=T) a PNG (f=100); nothing is answered (q=2), and the cursor stays (C=1).
fn kitty(png: &[u8], number: u32, (columns, rows): (u16, u16)) -> Vec<u8> {
    let text = BASE64_STANDARD.encode(png);
    let mut bytes = Vec::with_capacity(text.len() + 200);
    let mut head = format!("a=T,f=100,q=2,C=1,i={number},c={columns},r={rows},");
    let mut chunks = text.as_bytes().chunks(CHUNK).peekable();
    while let Some(chunk) = chunks.next() {
        let more = u8::from(chunks.peek().is_some());
        let _ = write!(bytes, "\x1b_G{head}m={more};");
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\x1b\\");
        head = "q=2,".to_owned();
    }
    bytes
}

/// A file to be shown (OSC 1337) over so many cells.
fn inline(png: &[u8], (columns, rows): (u16, u16)) -> Vec<u8> {
    let text = BASE64_STANDARD.encode(png);
    let size = png.len();
    let head = format!(
        "\x1b]1337;File=inline=1;size={size};width={columns};height={rows};preserveAspectRatio=0;doNotMoveCursor=1:"
    );
    format!("{head}{text}\x07").into_bytes()
}

/// Levels of red, green and blue among the colours of sixels: 252 in all.
const LEVELS: [u32; 3] = [6, 7, 6];

/// Sixels: first the colours, then bands of six rows, in each of which every colour that it has is drawn on its own. The
/// eye does not see the few colours: a pattern (Bayer 1973) mixes them.
fn sixel(rgb: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    const PATTERN: [[u32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    let (wide, high) = (width as usize, height as usize);
    // Pixels keep to one size whatever the font, and what is not drawn stays as it is.
    let mut bytes = format!("\x1bP0;1;0q\"1;1;{width};{height}").into_bytes();
    let [reds, greens, blues] = LEVELS;
    for colour in 0..reds * greens * blues {
        let of_100 = |level: u32, levels: u32| level * 100 / (levels - 1);
        let (red, green, blue) = (
            colour / (greens * blues),
            colour / blues % greens,
            colour % blues,
        );
        let (red, green, blue) = (
            of_100(red, reds),
            of_100(green, greens),
            of_100(blue, blues),
        );
        let _ = write!(bytes, "#{colour};2;{red};{green};{blue}");
    }
    let colour_at = |x: usize, y: usize| -> u32 {
        let at = (y * wide + x) * 3;
        let pixel = rgb.get(at..at + 3).unwrap_or(&[255; 3]);
        let step = PATTERN[y % 4][x % 4];
        let parts = pixel.iter().zip(LEVELS);
        parts.fold(0, |sum, (value, levels)| {
            let level = (u32::from(*value) * (levels - 1) * 16 + step * 255 + 127) / (255 * 16);
            sum * levels + level.min(levels - 1)
        })
    };
    let mut band = vec![0_u32; wide * 6];
    for top in (0..high).step_by(6) {
        let rows = 6.min(high - top);
        let mut there = [false; 256];
        for row in 0..rows {
            for x in 0..wide {
                let colour = colour_at(x, top + row);
                band[row * wide + x] = colour;
                there[colour as usize % 256] = true;
            }
        }
        let colours = (0..).zip(there).filter(|(_, there)| *there);
        for (colour, _) in colours {
            let _ = write!(bytes, "#{colour}");
            let sixel = |x: usize| -> u8 {
                let bits = (0..rows).map(|row| u8::from(band[row * wide + x] == colour) << row);
                b'?' + bits.sum::<u8>()
            };
            let mut x = 0;
            while x < wide {
                let sign = sixel(x);
                let run = (x..wide).take_while(|x| sixel(*x) == sign).count();
                match run {
                    // The band is empty from here on.
                    _ if sign == b'?' && x + run == wide => {}
                    1..=3 => bytes.extend(std::iter::repeat_n(sign, run)),
                    _ => {
                        let _ = write!(bytes, "!{run}{}", char::from(sign));
                    }
                }
                x += run;
            }
            bytes.push(b'$');
        }
        bytes.push(b'-');
    }
    bytes.extend_from_slice(b"\x1b\\");
    bytes
}

#[cfg(test)]
pub(super) mod tests;
