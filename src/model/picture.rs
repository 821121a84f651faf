//! A picture that was decoded: plain pixels, few enough for a screen.

use serde::{Deserialize, Serialize};

/// What a picture's file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureKind {
    /// Portable Network Graphics.
    #[default]
    Png,
    /// Photographs.
    Jpeg,
    /// Few colours; may move.
    Gif,
    /// Either of these.
    Webp,
}

impl PictureKind {
    /// As it is said.
    pub const fn name(self) -> &'static str {
        match self {
            PictureKind::Png => "PNG",
            PictureKind::Jpeg => "JPEG",
            PictureKind::Gif => "GIF",
            PictureKind::Webp => "WebP",
        }
    }
}

/// A picture that was decoded. Made only by `ingest::picture`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// What its file is.
    pub kind: PictureKind,
    /// Columns and rows of pixels in the file.
    pub full: (u32, u32),
    /// The file has more pictures than the first, which is this one.
    pub moves: bool,
    /// Bytes of the file.
    pub bytes: usize,
    /// Columns of pixels here.
    pub width: u32,
    /// Rows of pixels here.
    pub height: u32,
    /// Red, green and blue of each pixel, row by row.
    #[serde(skip)]
    pub rgb: Vec<u8>,
}

/// No picture here has more columns or rows of pixels than these.
pub const MOST_PIXELS: (u32, u32) = (1280, 960);

impl Picture {
    /// Whether it keeps its promises: pixels as many as it says, and no more than are allowed.
    pub fn is_whole(&self) -> bool {
        let (width, height) = (self.width, self.height);
        (1..=MOST_PIXELS.0).contains(&width)
            && (1..=MOST_PIXELS.1).contains(&height)
            && self.rgb.len() == width as usize * height as usize * 3
    }

    /// "JPEG, 1200 by 800, 120 kB"
    pub fn facts(&self) -> String {
        let (width, height) = self.full;
        let size = match self.bytes {
            bytes @ ..1000 => format!("{bytes} bytes"),
            bytes @ ..1_000_000 => format!("{} kB", bytes / 1000),
            bytes => format!("{} MB", bytes / 1_000_000),
        };
        let moves = if self.moves { ", moving" } else { "" };
        format!("{}, {width} by {height}, {size}{moves}", self.kind.name())
    }

    /// Its pixels at another size, each the mean of those that it stands for.
    pub fn scaled(&self, width: u32, height: u32) -> Vec<u8> {
        let pixels = Pixels {
            bytes: &self.rgb,
            channels: 3,
            width: self.width,
            height: self.height,
        };
        pixels.scaled(width, height)
    }
}

/// Pixels of one to four channels: grey, grey and how solid, red green blue, the same and how solid.
#[derive(Clone, Copy, Debug)]
pub struct Pixels<'a> {
    /// Row by row.
    pub bytes: &'a [u8],
    /// Bytes of each.
    pub channels: usize,
    /// In a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Pixels<'_> {
    /// Red, green and blue at another size, each pixel the mean of those that it stands for; what is not solid lies on
    /// white, as on a page.
    pub fn scaled(&self, width: u32, height: u32) -> Vec<u8> {
        let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
        for y in 0..height {
            let rows = stretch(y, height, self.height);
            for x in 0..width {
                let columns = stretch(x, width, self.width);
                let mut sums = [0_u64; 3];
                let mut count = 0;
                for row in rows.clone() {
                    for column in columns.clone() {
                        for (sum, value) in sums.iter_mut().zip(self.at(column, row)) {
                            *sum += u64::from(value);
                        }
                        count += 1;
                    }
                }
                rgb.extend(sums.map(|sum| (sum / count.max(1)) as u8));
            }
        }
        rgb
    }

    /// Red, green and blue of a pixel; white where there is none.
    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.width as usize + x) * self.channels;
        let over = |value: u8, solid: u8| {
            let solid = u16::from(solid);
            ((u16::from(value) * solid + 255 * (255 - solid)) / 255) as u8
        };
        match *self.bytes.get(at..at + self.channels).unwrap_or_default() {
            [grey] => [grey; 3],
            [grey, solid] => [over(grey, solid); 3],
            [red, green, blue] => [red, green, blue],
            [red, green, blue, solid] => [red, green, blue].map(|value| over(value, solid)),
            _ => [255; 3],
        }
    }
}

/// Which of `old` pixels the pixel `at` of `new` ones stands for; at least one.
fn stretch(at: u32, new: u32, old: u32) -> std::ops::Range<usize> {
    let part = |at: u32| (u64::from(at) * u64::from(old) / u64::from(new.max(1))) as usize;
    let start = part(at);
    start..part(at + 1).max(start + 1)
}

/// The largest size of the same shape, at most so wide and high; at least one each.
pub fn fitting((width, height): (u32, u32), (most_wide, most_high): (u32, u32)) -> (u32, u32) {
    let (w, h) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (mw, mh) = (u64::from(most_wide.max(1)), u64::from(most_high.max(1)));
    let (new_w, new_h) = match w * mh > h * mw {
        true => (mw, h * mw / w),
        false => (w * mh / h, mh),
    };
    (new_w.max(1) as u32, new_h.max(1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_the_mean_of_those_they_stand_for() {
        let pixels = |channels, bytes: &[u8], new: (u32, u32)| {
            let width = (bytes.len() / channels) as u32;
            let of = Pixels {
                bytes,
                channels,
                width,
                height: 1,
            };
            of.scaled(new.0, new.1)
        };
        assert_eq!(
            pixels(1, &[0, 100, 50, 50], (2, 1)),
            [50, 50, 50, 50, 50, 50]
        );
        assert_eq!(pixels(1, &[7], (1, 2)), [7; 6]);
        // What is not solid lies on white.
        assert_eq!(pixels(4, &[0, 0, 0, 0], (1, 1)), [255; 3]);
        assert_eq!(pixels(2, &[0, 255], (1, 1)), [0; 3]);
        // Pixels that are missing are white.
        let few = Pixels {
            bytes: &[1, 2],
            channels: 3,
            width: 1,
            height: 1,
        };
        assert_eq!(few.scaled(1, 1), [255; 3]);
    }

    #[test]
    fn a_picture_keeps_its_shape() {
        assert_eq!(fitting((1200, 800), (80, 80)), (80, 53));
        assert_eq!(fitting((10, 1000), (80, 80)), (1, 80));
        assert_eq!(fitting((3, 3), (80, 60)), (60, 60));
        assert_eq!(fitting((0, 0), (0, 0)), (1, 1));
        assert_eq!(fitting((u32::MAX, 1), (80, 80)), (80, 1));
    }

    #[test]
    fn what_it_is_is_said() {
        let mut picture = Picture {
            kind: PictureKind::Gif,
            full: (1200, 800),
            bytes: 120_400,
            ..Picture::default()
        };
        assert_eq!(picture.facts(), "GIF, 1200 by 800, 120 kB");
        (picture.moves, picture.bytes) = (true, 12);
        assert_eq!(picture.facts(), "GIF, 1200 by 800, 12 bytes, moving");
        assert!(!picture.is_whole());
    }
}
