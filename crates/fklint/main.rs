//! The fklint binary.
fn main() {}
