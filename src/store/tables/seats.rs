//! What hangs on a seat.

use super::{calendars, db::WriteConnection, emergencies, mail, places, transcripts};
use crate::{
    meeting::id::ParticipantId,
    store::{calendars::FeedOf, error::Result},
};

/// Forgets where somebody is told, their calendar, their places, what they left for an emergency, the meetings
/// they could read and the work for them. For the writes after which they have no way in.
pub(super) async fn forget(conn: &mut WriteConnection, seat: ParticipantId) -> Result<()> {
    mail::erase(conn, seat).await?;
    calendars::erase(conn, FeedOf::Seat(seat)).await?;
    places::erase_person(conn, seat).await?;
    emergencies::erase(conn, seat).await?;
    transcripts::forget_reader(conn, seat).await?;
    let told = sqlx::query("DELETE FROM push_subscription WHERE participant = $1").bind(seat);
    told.execute(conn.conn()).await?;
    Ok(())
}
