//! names
use crate::Result;
use std::path::Path;
pub fn train(_corpora: &Path, _out: &Path) -> Result<()> {
    Ok(())
}
