//! Several real servers that share a real PostgreSQL: rooms go on elsewhere when one is killed, stopped or cut
//! off. What is said here is docs/operating.md, "Several servers".

mod clocks;
mod faults;
mod imported;
mod killed;
mod nodes;
mod postgres;
mod refused;
mod relay;
mod restored;
mod splice;
mod storm;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the other suites use more of it")]
mod support;
