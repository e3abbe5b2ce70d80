//! The grounds of access to a meeting: what an open socket rests on, and what ends that.
//!
//! A socket rests on several grounds at once. When one of them ends, the socket is cut at once, its
//! token is renewed no more, and no new token opens another one. The tests walk through [`GROUNDS`]
//! over real sockets, so a row without a test fails.

use serde::{Deserialize, Serialize};

use crate::{
    meeting::id::{ParticipantId, RoomId},
    secrets::SecretHash,
};

/// A ground that open sockets are found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Ground {
    /// See [`GroundKind::Room`].
    Room(RoomId),
    /// See [`GroundKind::Seat`] and [`GroundKind::Standing`], which nobody has without a seat.
    Seat(ParticipantId),
    /// See [`GroundKind::Session`].
    Session(SecretHash),
    /// See [`GroundKind::Device`].
    Device(SecretHash),
}

/// What access can rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroundKind {
    /// The room is there. Everybody's access rests on it.
    Room,
    /// The person may be in the room. Everybody's access rests on it.
    Seat,
    /// The token says so, until it expires. Everybody's access rests on it, and that of people who
    /// come from an operator's own site on nothing else but the room and the seat.
    Token,
    /// A browser is signed in. The access of leads with an account rests on it.
    Session,
    /// The account owns or co-leads the room, or has it on its shared desk, and has the marks that the room requires. The access of
    /// leads with an account rests on it.
    Standing,
    /// A device remembers the seat. The access of members rests on it.
    Device,
}

/// What ends a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroundEnd {
    /// The owner archived the room.
    Archived,
    /// The series lost its key, and with it every seat, and its owner started it over.
    Renewed,
    /// A lead removed the person from the meeting.
    Removed,
    /// A lead banned the person from the series.
    Banned,
    /// The token was not renewed in time.
    Expired,
    /// The person signed out in this browser.
    SignedOut,
    /// The person signed this browser out from another one.
    SignedOutThere,
    /// The person signed out everywhere else.
    SignedOutElsewhere,
    /// Somebody signed in with another account in this browser.
    AnotherSignedIn,
    /// The password was changed in another browser.
    PasswordChanged,
    /// The password was set with a link.
    PasswordSet,
    /// An administrator disabled the account.
    Disabled,
    /// An administrator took the therapist's mark away.
    NoTherapist,
    /// An administrator took the host's mark away.
    NoHost,
    /// Another account owns the room now.
    HandedOn,
    /// The owner removed the co-lead.
    CoLeadRemoved,
    /// The account left the desk that it shares with the owner, or was taken off it.
    OffDesk,
    /// The owner took the room off the shared desk.
    RoomOffDesk,
    /// The device was told to forget the seat.
    Forgotten,
    /// The recovery code was used on another device, to close the seat on all others.
    Recovered,
    /// The seat was opened on more devices than it may be open on.
    Displaced,
}

/// Every ground of access and all that ends it.
pub const GROUNDS: [(GroundKind, &[GroundEnd]); 6] = [
    (GroundKind::Room, &[GroundEnd::Archived, GroundEnd::Renewed]),
    (GroundKind::Seat, &[GroundEnd::Removed, GroundEnd::Banned]),
    (GroundKind::Token, &[GroundEnd::Expired]),
    (
        GroundKind::Session,
        &[
            GroundEnd::SignedOut,
            GroundEnd::SignedOutThere,
            GroundEnd::SignedOutElsewhere,
            GroundEnd::AnotherSignedIn,
            GroundEnd::PasswordChanged,
            GroundEnd::PasswordSet,
            GroundEnd::Disabled,
        ],
    ),
    (
        GroundKind::Standing,
        &[
            GroundEnd::HandedOn,
            GroundEnd::CoLeadRemoved,
            GroundEnd::OffDesk,
            GroundEnd::RoomOffDesk,
            GroundEnd::NoTherapist,
            GroundEnd::NoHost,
            GroundEnd::Disabled,
        ],
    ),
    (GroundKind::Device, &[GroundEnd::Forgotten, GroundEnd::Recovered, GroundEnd::Displaced]),
];
