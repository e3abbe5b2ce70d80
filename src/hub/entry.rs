//! Who may enter: a token, checked against what the server knows of the person and the room.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{
    doors, entrant::Entrant, grounds::Resting, meetings, outbox::Outbox, places, services::Services,
};
use crate::{
    auth::{Pass, Subject, VerifiedEntry},
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
        round::LastStart,
    },
    protocol::{close::CloseCode, server::ProtocolRefusal},
    room::Room,
    secrets::SecretHash,
    store::{self, Entering, Mark, Participant, SeatOf, StoreError},
    time::UnixMs,
};

/// A token that is good, with whom it lets in.
pub(crate) struct Admission {
    pub(crate) entry: VerifiedEntry,
    pub(crate) entrant: Arc<Entrant>,
    /// What the socket rests on.
    pub(crate) resting: Resting,
}

/// A renewed token.
pub(crate) struct Renewed {
    /// The new token; `None` if the client brought it.
    pub(crate) token: Option<String>,
    /// When it expires.
    pub(crate) expires_at: UnixMs,
    /// What the socket rests on from now on.
    pub(crate) admission: Admission,
}

/// Checks a token for a room and finds whom it lets in.
///
/// # Errors
/// The code to close the socket with.
pub(crate) async fn check(
    services: &Services,
    room: RoomId,
    token: &str,
    outbox: &Outbox,
) -> Result<Admission, CloseCode> {
    let entry = verify(services, token).filter(|entry| entry.room() == room);
    let entry = entry.ok_or(CloseCode::TokenInvalid)?;
    enter(services, entry, outbox).await.map_err(|error| match error {
        NoEntry::Room => CloseCode::NoSuchRoom,
        NoEntry::Doors => CloseCode::DoorsClosed,
        NoEntry::Ground => CloseCode::TokenInvalid,
        NoEntry::Banned => CloseCode::Removed,
        NoEntry::Store(StoreError::SeriesLost) => CloseCode::SeriesLost,
        NoEntry::Store(error) => {
            tracing::error!(%error, "an entrant could not be looked up");
            CloseCode::ServerError
        }
    })
}

/// Whom a token lets into the room's meeting now.
async fn enter(services: &Services, entry: VerifiedEntry, outbox: &Outbox) -> Result<Admission, NoEntry> {
    let (admission, room) = admit(services, entry, outbox).await?;
    let Entrant { participant, role, name, begins, .. } = &*admission.entrant;
    let open = doors::are_open(services, &room, *role, *begins, *participant).await?
        && places::admit(services, &room, *participant, *role, name.is_some()).await?;
    if open { Ok(admission) } else { Err(NoEntry::Doors) }
}

/// Whom a token lets in, for what they do without a socket.
///
/// # Errors
/// Why it lets nobody in.
pub(crate) async fn bearer(services: &Services, token: &str) -> Result<Entrant, NoEntry> {
    let entry = verify(services, token).ok_or(NoEntry::Ground)?;
    find(services, &entry).await.map(|(entrant, _)| entrant)
}

/// Renews the token of an open socket, if all that it rests on still stands. A token that this server
/// made for a browser or a device is signed again; an operator's, and one made by hand, needs a fresh
/// one from whoever made it.
pub(crate) async fn renew(
    services: &Services,
    entry: &VerifiedEntry,
    token: Option<String>,
    outbox: &Outbox,
) -> Result<Renewed, ProtocolRefusal> {
    let brought = token.is_some();
    let entry = match token {
        Some(token) => verify(services, &token)
            .filter(|fresh| fresh.room() == entry.room() && fresh.subject() == entry.subject())
            .ok_or(ProtocolRefusal::NotRenewable)?,
        None => entry.clone(),
    };
    let (admission, _) = admit(services, entry, outbox).await.map_err(|error| match error {
        NoEntry::Store(_) => ProtocolRefusal::Unavailable,
        NoEntry::Room | NoEntry::Doors | NoEntry::Ground | NoEntry::Banned => ProtocolRefusal::NotRenewable,
    })?;
    if brought {
        let expires_at = admission.entrant.expires_at;
        return Ok(Renewed { token: None, expires_at, admission });
    }
    sign_again(services, admission)
}

fn sign_again(services: &Services, admission: Admission) -> Result<Renewed, ProtocolRefusal> {
    let (entry, entrant) = (&admission.entry, &admission.entrant);
    let pass = entry.pass().ok_or(ProtocolRefusal::NotRenewable)?;
    let now = services.clock.unix_ms();
    let life_s = entrant.stands_until.since(now) / 1_000;
    let signed = services
        .tokens
        .sign_entry(entry.room(), entrant.participant, entry.role(), Some(pass), life_s, now)
        .map_err(|_| ProtocolRefusal::Unavailable)?;
    Ok(Renewed { token: Some(signed.token), expires_at: signed.expires_at, admission })
}

fn verify(services: &Services, token: &str) -> Option<VerifiedEntry> {
    match services.tokens.verify(token, services.clock.unix_ms()) {
        Ok(entry) => Some(entry),
        Err(invalid) => {
            let fault = invalid.fault().label();
            metrics::counter!("rondo_tokens_refused_total", "fault" => fault).increment(1);
            None
        }
    }
}

/// Why somebody is not let in.
pub(crate) enum NoEntry {
    /// There is no such room any more.
    Room,
    /// The room meets on dates, and its doors are closed now.
    Doors,
    /// What the token rests on does not stand, or the token is not good.
    Ground,
    /// They are banned from the room.
    Banned,
    /// They could not be looked up.
    Store(StoreError),
}

impl From<StoreError> for NoEntry {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn admit(
    services: &Services,
    entry: VerifiedEntry,
    outbox: &Outbox,
) -> Result<(Admission, Arc<Room>), NoEntry> {
    let resting = services.grounds.rest(entry.grounds(), outbox);
    let (entrant, room) = find(services, &entry).await?;
    Ok((Admission { entry, entrant: Arc::new(entrant), resting }, room))
}

async fn find(services: &Services, entry: &VerifiedEntry) -> Result<(Entrant, Arc<Room>), NoEntry> {
    let now = services.clock.unix_ms();
    let (who, participant) = seat_of(services, entry).await?;
    let device = match entry.pass() {
        Some(Pass::Device(secret)) => Some(secret),
        Some(Pass::Session(_)) | None => None,
    };
    let entering = services.store.entering(entry.room(), who, device, now).await?;
    let Entering { room, seat, sealed_label, reachable, device_until } =
        entering.filter(|entering| entering.room.archived_at.is_none()).ok_or(NoEntry::Room)?;
    let role = entry.role();
    if !room.kind.has_role(role) {
        return Err(NoEntry::Ground);
    }
    if seat.as_ref().is_some_and(|seat| seat.banned_at.is_some()) {
        return Err(NoEntry::Banned);
    }
    let stands_until = match entry.pass() {
        Some(Pass::Device(_)) => device_until.filter(|_| role == Role::Member).ok_or(NoEntry::Ground)?,
        Some(Pass::Session(secret)) => {
            let seat = seat.as_ref().ok_or(NoEntry::Ground)?;
            session_until(services, &room, seat, role, secret).await?.ok_or(NoEntry::Ground)?
        }
        None => entry.expires_at(),
    };
    let name = match &seat {
        Some(seat) => Some(open_name(services, seat).await?),
        None => None,
    };
    let label = match seat.as_ref().and_then(|seat| seat.invite).zip(sealed_label) {
        Some((invite, sealed)) => services.store.series_key(room.id).await?.open_label(invite, &sealed).ok(),
        None => None,
    };
    let since = meetings::expected_since(now);
    let expires_at = entry.expires_at();
    let entrant = Entrant {
        room: room.id,
        participant: seat.as_ref().map_or(participant, |seat| seat.id),
        subject: entry.subject().clone(),
        role,
        name,
        held: false,
        last_start: seat.as_ref().map_or_else(LastStart::default, Participant::last_start),
        label,
        expected: seat.as_ref().is_some_and(|seat| seat.is_expected(since)),
        begins: seat.as_ref().and_then(|seat| seat.begins),
        reachable,
        expires_at,
        life_ms: expires_at.since(services.clock.unix_ms()),
        stands_until,
    };
    Ok((entrant, room))
}

/// Whose seat a token opens, and the id of whoever has none yet.
async fn seat_of(services: &Services, entry: &VerifiedEntry) -> Result<(SeatOf, ParticipantId), NoEntry> {
    match entry.subject() {
        Subject::Participant(who) => Ok((SeatOf::Participant(*who), *who)),
        Subject::OperatorUser { issuer, user } => {
            match external_mark(services, entry.room(), issuer, user).await {
                Ok(mark) => Ok((SeatOf::User(mark), id_from(mark))),
                // A room that is gone needs no key.
                Err(error) => match services.store.room(entry.room()).await? {
                    Some(room) if room.archived_at.is_none() => Err(error.into()),
                    _ => Err(NoEntry::Room),
                },
            }
        }
    }
}

/// Until when a browser's session opens this seat in this role. `None` if it does not.
async fn session_until(
    services: &Services,
    room: &Room,
    seat: &Participant,
    role: Role,
    secret: SecretHash,
) -> Result<Option<UnixMs>, StoreError> {
    let (store, now) = (&services.store, services.clock.unix_ms());
    let Some((session, account)) = store.session(secret, now).await? else { return Ok(None) };
    let standing = store.standing(room.id, account.id).await?;
    let leads = standing.and_then(|standing| standing.entry_role(room.kind, account.rights()).ok());
    let stands = seat.account == Some(account.id) && leads == Some(role);
    Ok(stands.then_some(session.expires_at))
}

async fn open_name(services: &Services, participant: &store::Participant) -> Result<String, StoreError> {
    let key = services.store.series_key(participant.room).await?;
    Ok(key.open_name(participant.id, &participant.sealed_name)?)
}

/// The mark by which an operator's user is known in a series. It differs in every series
/// (docs/rules.md, "Joining and safety").
pub(crate) async fn external_mark(
    services: &Services,
    room: RoomId,
    issuer: &str,
    user: &str,
) -> Result<Mark, StoreError> {
    // The digest of the issuer has one length, so the two parts can't run into each other.
    let bytes = [Sha256::digest(issuer.as_bytes()).as_slice(), user.as_bytes()].concat();
    Ok(services.store.series_key(room).await?.external_mark(&bytes))
}

/// The id of an operator's user who has not joined yet: the same for all of their sockets.
fn id_from(mark: Mark) -> ParticipantId {
    let mut id = [0; 16];
    id.copy_from_slice(&mark.as_bytes()[..16]);
    ParticipantId::from_bytes(id)
}
