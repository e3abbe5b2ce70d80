//! The rows of the marks of what people edit. Triggers of the schema change them.

use super::db::Executor;
use crate::store::{
    error::Result,
    revisions::{Edited, Revision, Thing},
};

pub(super) async fn find(conn: impl Executor<'_>, of: Edited) -> Result<Revision> {
    let mark = sqlx::query_scalar("SELECT mark FROM revision WHERE thing = $1 AND id = $2");
    let mark = mark.bind(word(of.thing)).bind(of.id.to_vec()).fetch_optional(conn).await?;
    Ok(Revision(mark))
}

const fn word(thing: Thing) -> &'static str {
    match thing {
        Thing::Account => "account",
        Thing::Room => "room",
        Thing::Invite => "invite",
        Thing::Listing => "listing",
        Thing::Mail => "mail",
        Thing::Places => "places",
        Thing::Duties => "duties",
        Thing::Template => "template",
        Thing::Webhook => "webhook",
    }
}
