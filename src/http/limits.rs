//! The limits of the HTTP layer, in one place.

use std::{ops::RangeInclusive, time::Duration};

/// Connections open at once; more wait in the system's queue. Upgraded sockets do not count.
pub(crate) const CONNECTIONS_MAX: usize = 4096;
/// Connections that may wait in that queue; the system has a limit of its own (`net.core.somaxconn`). Whoever
/// finds it full tries again after a second, and then after three.
pub(crate) const CONNECTIONS_WAITING_MAX: u32 = 4096;
/// The head of a request must arrive within this time, also on a connection that was used before.
pub(crate) const HEAD_READ_MAX: Duration = Duration::from_secs(10);
/// The largest head of a request.
pub(crate) const HEAD_BYTES_MAX: usize = 16 * 1024;
/// Most headers of a request.
pub(crate) const HEADERS_MAX: usize = 64;
/// A request must be answered within this time; receiving its body counts.
pub(crate) const REQUEST_MAX: Duration = Duration::from_secs(30);
/// The largest body of a request: an agenda with every text at its longest, in any script.
pub(crate) const BODY_BYTES_MAX: usize = 256 * 1024;
/// Longest detail about a body that could not be read, in characters.
pub(crate) const DETAIL_CHARS_MAX: usize = 200;
/// The store must say within this time that it is ready.
pub(crate) const READY_MAX: Duration = Duration::from_secs(2);
/// Keys that servers share must say so within this time: a balancer waits for the answer.
pub(crate) const SHARED_KEYS_READY_MAX: Duration = Duration::from_millis(100);
/// So long a socket is held whose room no server has yet, in milliseconds: a little more than it takes until a
/// server that died is known to be gone.
pub(crate) const PLACE_MS_MAX: u64 = 3_000;
/// How often it is looked again meanwhile.
pub(crate) const PLACE_LOOK_MS: u64 = 100;
/// How often, if the server that has the room can't be reached.
pub(crate) const UNREACHABLE_LOOK_MS: u64 = 1_000;
/// A server that shares the database is known to all others after this time, in milliseconds: a few of their beats.
pub(crate) const NEW_SERVER_MS_MAX: u64 = 1_000;
/// Readiness is told from memory for this long.
pub(crate) const READY_KEPT_MS: u64 = 1_000;
/// The operator is told of sockets that don't arrive as such at most this often.
pub(crate) const UPGRADE_WARNING_MS: u64 = 60_000;
/// For so long a server that stops hands its rooms to the others of its database.
pub(crate) const HAND_OVER_MAX: Duration = Duration::from_secs(30);
/// A shutdown waits this long for open requests and sockets, whatever clients do.
pub(crate) const DRAIN_MAX: Duration = Duration::from_secs(3);
/// After that it waits this long for the store to finish what it has begun.
pub(crate) const CLOSE_STORE_MAX: Duration = Duration::from_secs(1);
/// Passwords hashed at once: each takes a core and 19 MiB.
pub(crate) const HASHES_MAX: usize = 2;
/// Passwords waiting to be hashed.
pub(crate) const HASHES_WAITING_MAX: usize = 32;

/// Items of a list on one page, if its asker does not say how many.
pub(crate) const ITEMS_PER_PAGE: usize = 50;
/// Most items of a list on one page.
pub(crate) const ITEMS_PER_PAGE_MAX: usize = 100;

/// A session ends this long after its last use.
pub(crate) const SESSION_IDLE_MS: u64 = 7 * DAY_MS;
/// A session ends this long after its start, however much it is used.
pub(crate) const SESSION_MS_MAX: u64 = 30 * DAY_MS;
/// The last use of a session is written down at most this often.
pub(crate) const SESSION_TOUCH_MS: u64 = 5 * 60 * 1000;
/// The end of a device that remembers a seat is moved at most this often.
pub(crate) const SEAT_TOUCH_MS: u64 = DAY_MS;
/// A browser counts as known for this long after a sign-in: the longest that browsers keep a cookie.
pub(crate) const KNOWN_BROWSER_MS: u64 = 400 * DAY_MS;
/// A setup link works this long; a restart makes a new one.
pub(crate) const SETUP_LINK_MS: u64 = DAY_MS;
/// A password link works this long.
pub(crate) const PASSWORD_LINK_MS: u64 = 3 * DAY_MS;
/// Expired data is deleted this often.
pub(crate) const HOUSEKEEPING_MS: u64 = 10 * 60 * 1000;

/// A day.
pub(crate) const DAY_MS: u64 = 24 * HOUR_MS;
/// An hour.
pub(crate) const HOUR_MS: u64 = 60 * 60 * 1000;

/// Attempts to sign in with one name in a browser in which it signed in before. Nothing else counts
/// there, so that strangers can't keep an owner out.
pub(crate) const SIGN_IN_IN_KNOWN_BROWSER: Rate = Rate { burst: 10, interval: Duration::from_secs(60) };
/// Attempts to sign in with one name from one address.
pub(crate) const SIGN_IN_PER_NAME_AND_ADDRESS: Rate = Rate { burst: 10, interval: Duration::from_secs(60) };
/// Attempts to sign in with one name from all unknown browsers together: a brake against a guesser with
/// many addresses, too slow for a password of the lowest strength that is taken, and wide enough that
/// the owner's own new browser rarely meets it.
pub(crate) const SIGN_IN_PER_NAME: Rate = Rate { burst: 100, interval: Duration::from_secs(20) };
/// Sign-ins, setups and claims from one address. Against a guesser who tries many names.
pub(crate) const SIGN_IN_PER_ADDRESS: Rate = Rate { burst: 30, interval: Duration::from_secs(6) };
/// Changes of a password in one session.
pub(crate) const PASSWORD_CHANGES_PER_SESSION: Rate = Rate { burst: 10, interval: Duration::from_secs(60) };
/// How long a browser may be at the identity provider, in milliseconds.
pub(crate) const PROVIDER_MS: u64 = 600_000;
/// How long a browser may take to add or show a passkey, in milliseconds.
pub(crate) const PASSKEY_ANSWER_MS: u64 = 300_000;
/// How many may be asked the same and not have answered.
pub(crate) const CHALLENGES_MAX: u64 = 10_000;
/// How many numbers are tried behind a sign-in name that is taken.
pub(crate) const NUMBERED_MAX: u32 = 50;
/// Passkeys of an account.
pub(crate) const PASSKEYS_MAX: usize = 20;
/// Recovery codes that an account gets with an app or a passkey.
pub(crate) const RECOVERY_CODES: usize = 10;
/// Codes of an app for one account from unknown browsers, by whoever has the password: one in a thousand
/// guessers who try for a week finds one. A recovery code does not count.
pub(crate) const APP_CODES_PER_ACCOUNT: Rate = Rate { burst: 10, interval: Duration::from_secs(1_200) };
/// Recovery codes from one address.
pub(crate) const RECOVER_PER_ADDRESS: Rate = Rate { burst: 10, interval: Duration::from_secs(10) };
/// Looks at invites and checks of names from one address, which come while a person types.
pub(crate) const LOOK_PER_ADDRESS: Rate = Rate { burst: 120, interval: Duration::from_millis(500) };
/// Looks into the public directory from one address, which come while a person types.
pub(crate) const BROWSE_PER_ADDRESS: Rate = Rate { burst: 120, interval: Duration::from_millis(500) };
/// Readings of calendars from one address: a service reads those of many people. Right and wrong
/// addresses count the same.
pub(crate) const CALENDARS_PER_ADDRESS: Rate = Rate { burst: 240, interval: Duration::from_millis(500) };
/// New seats from one address.
pub(crate) const REDEEM_PER_ADDRESS: Rate = Rate { burst: 60, interval: Duration::from_secs(2) };

/// Requests to join from one address.
pub(crate) const ASK_PER_ADDRESS: Rate = Rate { burst: 20, interval: Duration::from_secs(300) };

/// Addresses that one seat gives, each of which is written to.
pub(crate) const ADDRESSES_PER_SEAT: Rate = Rate { burst: 5, interval: Duration::from_secs(3_600) };
/// Mails to one address that nobody has confirmed: confirmations and invitations of all rooms together.
pub(crate) const MAILS_PER_ADDRESS: Rate = Rate { burst: 5, interval: Duration::from_secs(4 * 3_600) };
/// Invitations by mail from one account.
pub(crate) const INVITATIONS_PER_ACCOUNT: Rate = Rate { burst: 200, interval: Duration::from_secs(600) };

/// Names of other hosts that one account tries, to hand a room on.
pub(crate) const HEIRS_PER_ACCOUNT: Rate = Rate { burst: 10, interval: Duration::from_secs(60) };

/// A rate limit: `burst` at once, then one per `interval`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    /// How many at once.
    pub(crate) burst: u32,
    /// The time after which one more is allowed.
    pub(crate) interval: Duration,
}

/// Fewest and most characters of a sign-in name.
pub(crate) const NAME_CHARS: (usize, usize) = (2, 32);
/// Rooms one account may own that are not archived.
pub(crate) const ROOMS_PER_ACCOUNT_MAX: usize = 200;
/// How far ahead a desk looks for dates, in days.
pub(crate) const DESK_DAYS: u64 = 42;
/// Most dates that a desk shows.
pub(crate) const DESK_DATES_MAX: usize = 1_000;
/// Agendas one account may keep as templates.
pub(crate) const TEMPLATES_PER_ACCOUNT_MAX: usize = 50;
/// Fewest and most characters of an `Idempotency-Key`: enough that it can't be guessed.
pub(crate) const IDEMPOTENCY_KEY_CHARS: RangeInclusive<usize> = 16..=255;
/// Webhooks on one server.
pub(crate) const WEBHOOKS_MAX: usize = 20;
/// The longest address of a webhook.
pub(crate) const WEBHOOK_URL_CHARS_MAX: usize = 2_048;
/// Tests of webhooks by one account: each makes the server ask another one.
pub(crate) const WEBHOOK_TESTS_PER_ACCOUNT: Rate = Rate { burst: 10, interval: Duration::from_secs(10) };
/// Keys of programs.
pub(crate) const KEYS_MAX: usize = 100;
/// The last use of a key is written down at most this often.
pub(crate) const KEY_TOUCH_MS: u64 = 5 * 60 * 1000;
/// Concerns that one room keeps; the host erases what they have read.
pub(crate) const CONCERNS_PER_ROOM_MAX: usize = 200;
/// Longest concern, in characters.
pub(crate) const CONCERN_CHARS_MAX: usize = 4_000;
/// Groups on a page of the public directory, unless another number is asked for.
pub(crate) const GROUPS_PER_PAGE: usize = 20;
/// Most groups on a page of the public directory.
pub(crate) const GROUPS_PER_PAGE_MAX: usize = 50;
/// Dates with which a group is shown in the public directory.
pub(crate) const GROUP_DATES_SHOWN: usize = 4;
/// Longest search in the public directory, in characters.
pub(crate) const SEARCH_CHARS_MAX: usize = 200;
/// Topics that the public directory suggests.
pub(crate) const TOPICS_SUGGESTED_MAX: usize = 40;
/// Invites of one room.
pub(crate) const INVITES_PER_ROOM_MAX: usize = 500;
/// Seats that are taken by one invite link within an hour: the largest group, and some who try twice. A
/// link that was shared too widely then pauses, and the host can replace it.
pub(crate) const SEATS_PER_INVITE_AND_HOUR_MAX: usize = 40;
/// Requests to join one room that wait for a decision.
pub(crate) const REQUESTS_PENDING_MAX: u32 = 100;
/// How often a seat is tried again when the way in changes meanwhile.
pub(crate) const SEATINGS_TRIED_MAX: usize = 5;
/// People with a seat in one room.
pub(crate) const SEATS_PER_ROOM_MAX: usize = 1000;
/// Names that are tried when a lead's display name is taken in a room.
pub(crate) const LEAD_NAMES_TRIED_MAX: u32 = 9;
/// Characters of the space and the number behind a lead's name.
pub(crate) const NUMBER_CHARS_MAX: usize = 2;
/// Addresses that are invited by one request.
pub(crate) const INVITED_AT_ONCE_MAX: usize = 50;
/// Mails in the list of a room.
pub(crate) const OUTBOX_MAX: u32 = 200;
/// Reminders of one date.
pub(crate) const REMINDERS_MAX: usize = 4;
/// A reminder comes so many minutes before the start.
pub(crate) const REMINDER_MINUTES: std::ops::RangeInclusive<u32> = 5..=14 * 24 * 60;
