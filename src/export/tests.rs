//! Golden cases: one article through every format.
