//! The limits of the HTTP side, in one place.

use std::time::Duration;

/// Connections open at once; more wait in the system's queue. Upgraded sockets do not count.
pub const CONNECTIONS_MAX: usize = 4096;
/// WebSockets open at once.
pub const SOCKETS_MAX: usize = 20_000;
/// A request's head must be here after this, also on a connection that was used before.
pub const HEAD_READ_MAX: Duration = Duration::from_secs(10);
/// The largest head.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;
/// The most headers.
pub const HEADERS_MAX: usize = 64;
/// A request must be answered after this, its body included.
pub const REQUEST_MAX: Duration = Duration::from_secs(30);
/// The largest body: an agenda with every text at its longest, in any script.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// The store must say that it is ready in this time.
pub const READY_MAX: Duration = Duration::from_secs(2);
/// A shutdown waits this long for what is going on.
pub const DRAIN_MAX: Duration = Duration::from_secs(10);
/// Passwords hashed at once: each takes a core and 19 MiB.
pub const HASHES_MAX: usize = 2;
/// Passwords waiting to be hashed.
pub const HASHES_WAITING_MAX: usize = 32;

/// A session ends this long after its last use.
pub const SESSION_IDLE_MS: u64 = 7 * DAY_MS;
/// A session ends this long after it began.
pub const SESSION_MS_MAX: u64 = 30 * DAY_MS;
/// A session's last use is noted this often.
pub const SESSION_TOUCH_MS: u64 = 5 * 60 * 1000;
/// A member's cookie is kept this long.
pub const SEAT_COOKIE_MS: u64 = 400 * DAY_MS;
/// A setup link works this long; a restart makes a new one.
pub const SETUP_LINK_MS: u64 = DAY_MS;
/// A password link works this long.
pub const PASSWORD_LINK_MS: u64 = 3 * DAY_MS;
/// What has expired is forgotten this often.
pub const HOUSEKEEPING_MS: u64 = 10 * 60 * 1000;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Fewest and most characters of a sign-in name.
pub const NAME_CHARS: (usize, usize) = (2, 32);
/// Rooms one account may own that are not archived.
pub const ROOMS_PER_ACCOUNT_MAX: usize = 200;
/// Agendas one account may keep as templates.
pub const TEMPLATES_PER_ACCOUNT_MAX: usize = 50;
/// Invites of one room.
pub const INVITES_PER_ROOM_MAX: usize = 500;
/// People with a seat in one room.
pub const SEATS_PER_ROOM_MAX: usize = 1000;
/// Names that are tried when a lead's display name is taken in a room.
pub const LEAD_NAMES_TRIED_MAX: u32 = 9;
