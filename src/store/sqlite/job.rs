//! What may be asked of the writer.

use futures::future::BoxFuture;

use super::{
    group_commit::{PendingAppend, PendingChange},
    write_connection::WriteConnection,
};
use crate::store::error::Result;

/// A transaction that answers its caller itself. It gets the connection, or why there is none, and
/// returns what the writer has to know: whether the connection is still good.
pub(super) type Work =
    Box<dyn for<'c> FnOnce(Result<&'c mut WriteConnection>) -> BoxFuture<'c, Result<()>> + Send>;

/// A task for the writer. It takes them in their order.
pub(super) enum Job {
    /// A piece of a log; committed together with its neighbours in the queue.
    Append(PendingAppend),
    /// A small change, committed together with its neighbours too.
    Change(PendingChange),
    /// A transaction of its own.
    Write(Work),
    /// The end; what comes later is refused.
    Close,
}
