//! Mail: where a member is written to, the link in each mail, and what the host of a room chose and sees.

mod invitations;
mod link;
mod on_call;
mod outbox;
mod recipient;
mod room;
mod seat;

pub(super) use self::recipient::contact;
use super::endpoint::Endpoint;

pub(super) fn endpoints() -> Vec<Endpoint> {
    [seat::endpoints(), link::endpoints(), room::endpoints(), on_call::endpoints(), invitations::endpoints()]
        .into_iter()
        .flatten()
        .collect()
}
