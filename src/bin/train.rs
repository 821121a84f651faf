//! Trains the model in `assets/model` from corpora given as arguments.

fn main() {}
