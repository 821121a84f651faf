//! The column of text inside a pane, and the margin left of it.

/// The column of text in a pane: what is left of it is margin, with bars and names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Columns of margin on the left.
    pub left: u16,
    /// Columns of text.
    pub width: u16,
    /// Where the bars stand, counted from the pane's left edge.
    pub bar: u16,
    /// Columns for a speaker's name left of the bars; 0 when there is no room.
    pub name: u16,
}

/// The column of text in a reader pane of `width` columns, at most `measure` wide. Where there is
/// room for them, names of speakers stand in the margin; else the column is centred.
pub fn column(width: u16, measure: u16) -> Column {
    /// Bar and two blanks.
    const BAR: u16 = 3;
    /// A surname of nine letters and a blank on each side.
    const NAME: u16 = 11;
    if width < 50 {
        let left = if width < 16 { 0 } else { 2 };
        let right = u16::from(width >= 30);
        return Column {
            left,
            width: width.saturating_sub(left + right).max(1),
            bar: 0,
            name: 0,
        };
    }
    let text = measure.min(width - 6);
    let left = if width >= text.min(66) + BAR + NAME + 2 {
        ((width - text.min(width - BAR - NAME - 2)) / 2).max(BAR + NAME)
    } else {
        ((width - text) / 2).max(4)
    };
    let text = text.min(width - left - 2);
    let name = (left - BAR).saturating_sub(2);
    Column {
        left,
        width: text,
        bar: left - BAR,
        name: if name < 6 { 0 } else { name },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_bar_and_name_fit_every_width() {
        for width in 1..400 {
            for measure in [20, 68, 72, 100, 200] {
                let column = column(width, measure);
                assert!(column.width >= 1);
                assert!(column.left + column.width <= width.max(1), "{width}");
                assert!(column.width <= measure.max(50), "{width}");
                assert!(column.name < column.bar.max(1), "{width}");
            }
        }
    }

    #[test]
    fn names_get_a_margin_when_the_measure_allows_it() {
        assert!(column(84, 72).name >= 9);
        assert!(column(84, 72).width >= 66);
        assert_eq!(column(60, 72).name, 0);
        assert_eq!(column(60, 72).width, 54);
    }
}
