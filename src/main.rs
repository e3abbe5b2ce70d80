//! Rondo.
fn main() {}
