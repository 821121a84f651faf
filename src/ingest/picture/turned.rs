//! How a photograph is to be turned: cameras keep the pixels as they came and note how they were held.
//!
//! Exif 2.32, section 4.6: behind a TIFF header the first directory has entries of twelve bytes, among them
//! "Orientation" (0x0112), one number from 1 (as it is) to 8.

/// The tag of the orientation.
const ORIENTATION: u32 = 0x0112;

/// How a picture is to be turned, 1 to 8, as its Exif data say; 1 where they say nothing that can be read.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    read(exif).filter(|it| (1..=8).contains(it)).unwrap_or(1)
}

fn read(exif: &[u8]) -> Option<u8> {
    let big = match exif.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let number = |at: usize, bytes: usize| {
        let bytes = exif.get(at..at.checked_add(bytes)?)?.iter();
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(match big {
            true => bytes.fold(0, add),
            false => bytes.rev().fold(0, add),
        })
    };
    let directory = number(4, 4)? as usize;
    let count = number(directory, 2)? as usize;
    let entries = (0..count).map(|nth| directory.saturating_add(2 + nth * 12));
    let entry = entries
        .take_while(|at| at.saturating_add(12) <= exif.len())
        .find(|at| number(*at, 2) == Some(ORIENTATION))?;
    u8::try_from(number(entry + 8, 2)?).ok()
}

/// Whether columns become rows.
pub(super) fn lies_on_its_side(orientation: u8) -> bool {
    orientation >= 5
}

/// The pixels of a picture of that width and height, three bytes each, as it is to be looked at.
pub(super) fn turned(rgb: Vec<u8>, (width, height): (u32, u32), orientation: u8) -> Vec<u8> {
    if orientation == 1 {
        return rgb;
    }
    let (width, height) = (width as usize, height as usize);
    let (columns, rows) = match lies_on_its_side(orientation) {
        true => (height, width),
        false => (width, height),
    };
    let (right, last) = (width.saturating_sub(1), height.saturating_sub(1));
    let mut out = Vec::with_capacity(rgb.len());
    for y in 0..rows {
        for x in 0..columns {
            let (column, row) = match orientation {
                2 => (right - x, y),
                3 => (right - x, last - y),
                4 => (x, last - y),
                5 => (y, x),
                6 => (y, last - x),
                7 => (right - y, last - x),
                8 => (right - y, x),
                _ => (x, y),
            };
            let at = (row * width + column) * 3;
            out.extend_from_slice(rgb.get(at..at + 3).unwrap_or(&[0; 3]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_holding_the_camera_is_undone() {
        // Two columns, three rows: 1 2 / 3 4 / 5 6.
        let rgb: Vec<u8> = (1..=6).flat_map(|n| [n; 3]).collect();
        for (orientation, seen) in [
            (1, [1, 2, 3, 4, 5, 6]),
            (2, [2, 1, 4, 3, 6, 5]),
            (3, [6, 5, 4, 3, 2, 1]),
            (4, [5, 6, 3, 4, 1, 2]),
            (5, [1, 3, 5, 2, 4, 6]),
            (6, [5, 3, 1, 6, 4, 2]),
            (7, [6, 4, 2, 5, 3, 1]),
            (8, [2, 4, 6, 1, 3, 5]),
        ] {
            let out = turned(rgb.clone(), (2, 3), orientation);
            let out: Vec<u8> = out.iter().step_by(3).copied().collect();
            assert_eq!(out, seen, "{orientation}");
        }
    }

    #[test]
    fn exif_of_both_orders_of_bytes_and_of_none() {
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let small = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!((orientation(big), orientation(small)), (6, 8));
        for at in 0..big.len() {
            let mut changed = big.to_vec();
            changed[at] ^= 0xff;
            assert!((1..=8).contains(&orientation(&changed)));
            assert!((1..=8).contains(&orientation(&big[..at])));
        }
        assert_eq!(orientation(b""), 1);
    }
}
