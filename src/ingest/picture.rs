//! Bytes of a picture to a few plain pixels: PNG, JPEG, GIF and WebP, by the crates that decode them.
//!
//! What the bytes are is seen from their beginning; what a server says of them may be wrong. How large a picture says
//! it is is looked at before any room is taken.

mod turned;

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::model::{MOST_PIXELS, Picture, PictureKind, Pixels, clean, fitting};

/// Pixels of the largest picture that is decoded; a photograph for print has about half.
const MOST: u64 = 50_000_000;

/// Columns and rows at most.
const LONGEST: u32 = 30_000;

/// The picture in some bytes; of one that moves, the first.
///
/// # Errors
/// Why there is none, as it goes on after an address and a colon.
pub fn picture(bytes: &[u8]) -> Result<Picture, String> {
    let kind = kind(bytes)?;
    let (raw, moves) = match kind {
        PictureKind::Png => (png(bytes)?, false),
        PictureKind::Jpeg => (jpeg(bytes)?, false),
        PictureKind::Gif => gif(bytes)?,
        PictureKind::Webp => webp(bytes)?,
    };
    let on_its_side = turned::lies_on_its_side(raw.orientation);
    let upright = |(width, height)| match on_its_side {
        true => (height, width),
        false => (width, height),
    };
    let full = upright((raw.width, raw.height));
    // A small picture stays as it is.
    let most = (MOST_PIXELS.0.min(full.0), MOST_PIXELS.1.min(full.1));
    let (width, height) = fitting(full, most);
    let pixels = Pixels {
        bytes: &raw.bytes,
        channels: raw.channels,
        width: raw.width,
        height: raw.height,
    };
    let size = upright((width, height));
    let rgb = turned::turned(pixels.scaled(size.0, size.1), size, raw.orientation);
    Ok(Picture {
        kind,
        full,
        moves,
        bytes: bytes.len(),
        width,
        height,
        rgb,
    })
}

/// Whether bytes begin as those of a picture do that can be decoded.
pub fn is_picture(bytes: &[u8]) -> bool {
    kind(bytes).is_ok()
}

/// Pixels as they come out of a file.
struct Raw {
    bytes: Vec<u8>,
    channels: usize,
    width: u32,
    height: u32,
    /// How it is to be turned, as [`turned::orientation`] tells.
    orientation: u8,
}

/// What the bytes are.
fn kind(bytes: &[u8]) -> Result<PictureKind, String> {
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Ok(PictureKind::Png),
        [0xff, 0xd8, 0xff, ..] => Ok(PictureKind::Jpeg),
        [b'G', b'I', b'F', b'8', ..] => Ok(PictureKind::Gif),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Ok(PictureKind::Webp),
        [] => Err("is empty".to_owned()),
        _ if start.starts_with(b"<") => {
            Err("is a page or a drawing (SVG), and no picture of pixels".to_owned())
        }
        _ => Err("is no PNG, JPEG, GIF or WebP; others are not shown".to_owned()),
    }
}

/// Refuses what says that it is too large.
fn size(width: u32, height: u32) -> Result<(), String> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err("has no pixels".to_owned());
    }
    if pixels > MOST || width > LONGEST || height > LONGEST {
        return Err(format!(
            "has {width} by {height} pixels, which is too large to be shown"
        ));
    }
    Ok(())
}

fn broken(error: impl std::fmt::Display) -> String {
    // Decoders end some sentences with a line.
    format!("is damaged ({})", clean(error.to_string().trim_end()))
}

fn png(bytes: &[u8]) -> Result<Raw, String> {
    let limits = png::Limits { bytes: 512 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    size(width, height)?;
    let room = reader
        .output_buffer_size()
        .ok_or("is too large to be shown")?;
    let mut pixels = vec![0; room];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    pixels.truncate(frame.buffer_size());
    Ok(Raw {
        bytes: pixels,
        channels: frame.color_type.samples(),
        width,
        height,
        orientation: 1,
    })
}

fn jpeg(bytes: &[u8]) -> Result<Raw, String> {
    let longest = LONGEST as usize;
    let options = DecoderOptions::default()
        .set_max_width(longest)
        .set_max_height(longest)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let (width, height) = decoder.dimensions().ok_or("has no pixels")?;
    let (width, height) = (width as u32, height as u32);
    size(width, height)?;
    let orientation = decoder.exif().map_or(1, |exif| turned::orientation(exif));
    let pixels = decoder.decode().map_err(broken)?;
    Ok(Raw {
        bytes: pixels,
        channels: 3,
        width,
        height,
        orientation,
    })
}

/// The first picture, and whether there are more.
fn gif(bytes: &[u8]) -> Result<(Raw, bool), String> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).map_err(broken)?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    size(width, height)?;
    let frame = decoder.read_next_frame().map_err(broken)?;
    let frame = frame.ok_or("has no pixels")?;
    // A frame may be a part of the whole; what it leaves free is not solid.
    let row = width as usize * 4;
    let mut pixels = vec![0; row * height as usize];
    let (left, top, wide) = (
        usize::from(frame.left),
        usize::from(frame.top),
        usize::from(frame.width),
    );
    let seen = (wide * 4).min(row.saturating_sub(left * 4));
    for (y, from) in frame.buffer.chunks_exact((wide * 4).max(1)).enumerate() {
        let at = (top + y) * row + left * 4;
        if let (Some(to), Some(from)) = (pixels.get_mut(at..at + seen), from.get(..seen)) {
            to.copy_from_slice(from);
        }
    }
    let moves = decoder.next_frame_info().is_ok_and(|next| next.is_some());
    let raw = Raw {
        bytes: pixels,
        channels: 4,
        width,
        height,
        orientation: 1,
    };
    Ok((raw, moves))
}

/// The first picture, and whether there are more.
fn webp(bytes: &[u8]) -> Result<(Raw, bool), String> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    size(width, height)?;
    decoder.set_memory_limit(512 << 20);
    let room = decoder
        .output_buffer_size()
        .ok_or("is too large to be shown")?;
    let mut pixels = vec![0; room];
    let moves = decoder.is_animated();
    decoder.read_image(&mut pixels).map_err(broken)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let exif = decoder.exif_metadata().ok().flatten();
    let raw = Raw {
        bytes: pixels,
        channels,
        width,
        height,
        orientation: exif.map_or(1, |exif| turned::orientation(&exif)),
    };
    Ok((raw, moves))
}

#[cfg(test)]
mod tests;
