//! The limits of mail.

/// Longest mail address, in bytes (RFC 5321, section 4.5.3.1.3, without the brackets).
pub(crate) const ADDRESS_BYTES_MAX: usize = 254;
/// An address that is not confirmed is erased after this, in milliseconds.
pub(crate) const UNCONFIRMED_MS_MAX: u64 = 7 * 24 * 60 * 60_000;
/// How far ahead changes of dates are told, in milliseconds.
pub(crate) const DATES_AHEAD_MS: u64 = 35 * 24 * 60 * 60_000;
/// How long before their time reminders are made, in milliseconds: longer than a server is down.
pub(crate) const REMINDERS_AHEAD_MS: u64 = 2 * 24 * 60 * 60_000;
/// Of one person's calls for help that nobody reads within this time, one is written about, in milliseconds.
pub(crate) const ON_CALL_PAUSE_MS: u64 = 5 * 60_000;
/// For so long a letter about a call for help is of use, in milliseconds.
pub(crate) const ON_CALL_LAPSES_MS: u64 = 60 * 60_000;
