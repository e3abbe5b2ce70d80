//! The limits of requests that the server itself makes.

use std::time::Duration;

/// How long one request may take, from the look-up of the name to the head of the answer.
pub(super) const REQUEST_MAX: Duration = Duration::from_secs(10);

/// How long somebody waits who gives an address whose name is looked up.
pub(super) const LOOK_UP_MAX: Duration = Duration::from_secs(3);

/// Requests that are on their way at a time; the others wait.
pub(super) const REQUESTS_MAX: usize = 32;

/// The longest head of an answer.
pub(super) const ANSWER_HEAD_BYTES_MAX: usize = 16 * 1024;

/// The longest address that a request may go to.
pub(super) const URL_BYTES_MAX: usize = 2_048;

/// The longest answer that is read: an identity provider's keys take a tenth of it.
pub(super) const ANSWER_BODY_BYTES_MAX: usize = 256 * 1024;
