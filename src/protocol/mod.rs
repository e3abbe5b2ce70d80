//! The protocol `rondo.v2`: JSON text frames over a WebSocket.
//!
//! A client says `hello` with its token, is welcomed, joins with a command and from then on gets
//! the events of the meeting. Every command carries a `ref` and is answered by `accepted` or
//! `refused` with the same `ref`; its `id` makes a resend harmless.

pub mod asyncapi;
pub mod client;
pub mod close;
pub mod codec;
pub mod debrief;
pub mod kept;
pub mod limits;
pub mod server;
pub mod typescript;

/// The WebSocket subprotocol (RFC 6455, section 1.9).
pub const SUBPROTOCOL: &str = "rondo.v2";
