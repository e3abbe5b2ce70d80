//! The limits of the store.

/// Largest payload of one append to a log, in bytes.
pub(crate) const PAYLOAD_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Largest state of a meeting, in bytes. One that is larger is not kept, and costs its log's length to open.
pub(crate) const STATE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// States of one meeting that are kept: the older are for those who come back and are told of the events
/// before the newest.
pub(crate) const STATES_KEPT: u32 = 3;
/// Most audit entries of one append or one other write.
pub(crate) const AUDIT_ENTRIES_MAX: usize = 1024;
/// Longest action or reason code of an audit entry, in bytes.
pub(crate) const AUDIT_CODE_BYTES_MAX: usize = 48;
/// Devices on which one seat can be open; the oldest gives way.
pub(crate) const SEAT_SECRETS_MAX: u32 = 8;
/// Browsers in which one person of a room can be told; the oldest gives way.
pub(crate) const SUBSCRIPTIONS_MAX: u32 = 8;
/// For so long after its end it is told of a one-time link that it has expired, in milliseconds.
pub(crate) const LINKS_TOLD_MS: u64 = 30 * 24 * 60 * 60_000;
/// Longest pause of a job after a failure, in milliseconds. One that seems longer comes from a clock that
/// was set.
pub(crate) const RETRY_MS_MAX: u64 = 4 * 60 * 60_000;
/// Largest key file, in bytes: no file of ours comes near, so a larger one is not a key.
pub(super) const KEY_FILE_BYTES_MAX: u64 = 4096;

/// The oldest SQLite that is used: before it, a commit could be lost when a checkpoint met a write.
pub(super) const SQLITE_VERSION_MIN: [u32; 3] = [3, 51, 3];
/// The oldest PostgreSQL that is used.
pub(super) const POSTGRES_VERSION_MIN: u32 = 15;
/// Connections to PostgreSQL that write, beside those that append.
pub(super) const WRITERS_MAX: u32 = 8;
/// Rows that are copied by one statement when a database is imported.
pub(super) const IMPORTED_AT_ONCE: usize = 200;
/// Connections to the database of the keys.
pub(super) const KEY_CONNECTIONS_MAX: u32 = 4;
/// Lanes of appends to PostgreSQL, each with a connection. More of them wait less for each other, and fewer
/// share more commits.
pub(super) const APPEND_LANES_MAX: usize = 4;
/// How long it may take to connect to PostgreSQL.
pub(super) const CONNECT_MS_MAX: u64 = 3_000;
/// How long one statement may take there.
pub(super) const STATEMENT_MS_MAX: u64 = 30_000;
/// How long a transaction may wait for its server's next word: less than a lease. Its locks are the lease's row among
/// others, so that nobody could take the rooms of a server that stands still inside one.
pub(super) const IDLE_IN_TRANSACTION_MS_MAX: u64 = 1_000;
/// How long one write transaction may take.
pub(super) const TRANSACTION_MS_MAX: u64 = 10_000;
/// How often a write transaction is tried that gets in the way of others.
pub(super) const WRITE_TRIES_MAX: u32 = 50;
/// How long one statement of an append may take.
pub(super) const APPEND_MS_MAX: u64 = 2_000;
/// How long it is asked what became of an append that failed.
pub(super) const APPEND_RETRIED_MS_MAX: u64 = 5_000;
/// How long it is asked which server has a room, and for one room to be taken or let go of.
pub(super) const OWNER_MS_MAX: u64 = 2_000;
/// How long one answer of what is read in a moment may take, or of the database of the keys.
pub(super) const ANSWER_MS_MAX: u64 = 5_000;
/// How long a connection that was not used for a while may take to say that it is good.
pub(super) const PING_MS_MAX: u64 = 1_000;
/// A connection that was used within this time is used again without asking whether it is good.
pub(super) const IDLE_UNASKED_MS_MAX: u64 = 1_000;
/// How long a server's lease on PostgreSQL counts after it was last beaten.
pub(super) const LEASE_MS_MAX: u64 = 1_200;
/// How far the clock of a server may be from the database's, if other servers use that too.
pub(super) const CLOCK_APART_MS_MAX: u64 = 30_000;
/// How often it is beaten.
pub(super) const BEAT_MS: u64 = 300;
/// How often what was noted is put into the audit's chain.
pub(super) const CHAIN_MS: u64 = 200;
/// Rooms that stay parsed, of those that somebody entered last.
pub(super) const ROOMS_KNOWN_MAX: usize = 1_024;
/// Most people who are found by one query when they enter.
pub(super) const ENTERING_AT_ONCE_MAX: usize = 16;
/// Connections that only read.
pub(super) const READERS_MAX: u32 = 4;
/// Connections that read the logs of meetings, and nothing else.
pub(super) const LOG_READERS_MAX: u32 = 2;
/// How long a caller waits for one of these.
pub(super) const LOG_READER_WAIT_MS_MAX: u64 = 30_000;
/// How long a connection waits for a lock of another one.
pub(super) const BUSY_MS_MAX: u64 = 5_000;
/// How long a start waits for the server before it to let go of the data.
pub(super) const LOCK_WAIT_MS_MAX: u64 = 2_000;
/// Jobs that may wait for the writer; a further caller waits for a place.
pub(super) const WRITE_QUEUE_JOBS_MAX: usize = 1024;
/// Appends and small changes in one commit.
pub(super) const GROUP_JOBS_MAX: usize = 256;
/// Sealed bytes after which a commit takes nothing more.
pub(super) const GROUP_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Bytes written to the write-ahead log after which the writer waits for the checkpointer.
pub(super) const UNMOVED_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Pages of 4 KiB in the write-ahead log after which the writer begins it again.
pub(super) const WAL_PAGES_MAX: i64 = 4096;
/// How long it then waits for those who read.
pub(super) const WAL_READER_WAIT_MS_MAX: u64 = 50;
/// What the file keeps of its size when it is begun again, in bytes.
pub(super) const WAL_BYTES_KEPT: u64 = 32 * 1024 * 1024;
/// An answer to a request that made something is kept this long.
pub(super) const ANSWERS_KEPT_MS: u64 = 24 * 60 * 60 * 1000;
