//! Whoever has no way into a room any more leaves nothing behind in it, whichever way they lost theirs.

use serde_json::json;

use super::fixtures::*;
use crate::{
    meeting::{
        id::{DeskId, JobId, SubscriptionId},
        role::RoomKind,
    },
    room::{InviteKind, Room, consent::ConsentText, duties::Duties, language::Language, places::PlacesRule},
    store::{
        AccountChange, AuditBatch, BrowserSecret, Desk, Emergency, Ending, Feed, FeedOf, Handing,
        HandingState, JobClaim, MailAddress, NewJob, PushSubscription, Store, StoreError,
    },
};

const DATE: &str = "2030-03-05T19:00";

/// How somebody loses a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    IsRemoved,
    HandsItOn,
    IsRelieved,
    GoesOffTheDesk,
    LeavesTheDesk,
    OwnerLeavesTheDesk,
    IsDisabled,
    IsNoTherapist,
    IsNoHost,
    IsBanned,
    IsArchived,
    StartsOver,
    /// They lead it by the desk as well.
    IsRemovedOnTheDesk,
    HandsItOnWithinTheDesk,
}

use Way::*;

const WAYS: [Way; 14] = [
    IsRemoved,
    HandsItOn,
    IsRelieved,
    GoesOffTheDesk,
    LeavesTheDesk,
    OwnerLeavesTheDesk,
    IsDisabled,
    IsNoTherapist,
    IsNoHost,
    IsBanned,
    IsArchived,
    StartsOver,
    IsRemovedOnTheDesk,
    HandsItOnWithinTheDesk,
];

impl Way {
    const fn owns(self) -> bool {
        matches!(self, HandsItOn | IsRelieved | IsNoHost | HandsItOnWithinTheDesk)
    }

    const fn is_on_desk(self) -> bool {
        matches!(
            self,
            GoesOffTheDesk | LeavesTheDesk | OwnerLeavesTheDesk | IsRemovedOnTheDesk | HandsItOnWithinTheDesk
        )
    }

    const fn stays(self) -> bool {
        matches!(self, IsRemovedOnTheDesk | HandsItOnWithinTheDesk)
    }

    const fn ends_for_all(self) -> bool {
        matches!(self, IsArchived | StartsOver)
    }
}

/// One way, with a room, a host and a lead of its own. All have the way's number, or one above it.
struct Scene<'a> {
    store: &'a Store,
    way: Way,
    n: u8,
}

impl Scene<'_> {
    const fn lead(&self) -> u8 {
        100 + self.n
    }

    const fn host(&self) -> u8 {
        50 + self.n
    }

    async fn begins(&self) {
        let (store, n, way) = (self.store, self.n, self.way);
        for who in [self.host(), self.lead()] {
            let mut account = account(who);
            account.is_therapist = true;
            store.create_account(account, AuditBatch::default()).await.unwrap();
        }
        store.create_session(session(self.lead(), self.lead())).await.unwrap();
        if way.is_on_desk() {
            let id = DeskId::from_bytes([n; 16]);
            let desk =
                Desk { id, name: "Hospice".to_owned(), maker: account_id(self.host()), created_at: NOW };
            store.create_desk(desk, AuditBatch::default()).await.unwrap();
            let lead = account_id(self.lead());
            store.invite_to_desk(id, lead, NOW, AuditBatch::default()).await.unwrap();
            store.join_desk(id, lead, NOW, AuditBatch::default()).await.unwrap();
        }
        let owner = if way.owns() { self.lead() } else { self.host() };
        let kind = if way == IsNoTherapist { RoomKind::TherapistLed } else { RoomKind::PeerLed };
        let room = Room { kind, shared: way.is_on_desk(), ..room(n, owner) };
        store.create_room(room, PlacesRule::default(), AuditBatch::default()).await.unwrap();
        if !way.owns() && !matches!(way, GoesOffTheDesk | LeavesTheDesk | OwnerLeavesTheDesk) {
            store.create_invite(invite(n, n, InviteKind::CoLead), AuditBatch::default()).await.unwrap();
            let lead = account_id(self.lead());
            store.accept_co_lead(hash(n), lead, NOW, AuditBatch::default()).await.unwrap();
        }
        let mut seat = participant(self.lead(), n);
        seat.account = Some(account_id(self.lead()));
        store.create_participant(seat, None).await.unwrap();
        store.create_participant(participant(n, n), Some(device(n, n))).await.unwrap();
        self.is_told(self.lead(), BrowserSecret::Session(hash(self.lead()))).await;
        self.is_told(n, BrowserSecret::Seat(hash(n))).await;
        store
            .replace_duties(room_id(n), Duties::default(), self.duties(), AuditBatch::default())
            .await
            .unwrap();
    }

    /// Somebody wants to be told in every way that there is, and will be.
    async fn is_told(&self, seat: u8, browser: BrowserSecret) {
        let (store, participant) = (self.store, participant_id(seat));
        let id = SubscriptionId::from_bytes([seat; 16]);
        let told = PushSubscription { id, participant, sealed: vec![seat; 40], created_at: NOW };
        store.put_subscription(told, browser).await.unwrap();
        let (sealed, secret_hash) = (vec![seat; 60], hash(seat));
        let address = MailAddress {
            participant,
            sealed,
            secret_hash,
            created_at: NOW,
            confirmed_at: None,
            refused_at: None,
        };
        store.set_mail_address(address).await.unwrap();
        let of = FeedOf::Seat(participant);
        let feed = Feed { of, secret_hash: Some(secret_hash), language: Language::En, created_at: NOW };
        store.put_feed(feed).await.unwrap();
        let job = NewJob {
            id: JobId::from_bytes([seat; 16]),
            kind: "reminder".to_owned(),
            room: room_id(self.n),
            date: DATE.to_owned(),
            person: participant,
            due_at: NOW,
            lapses_at: None,
            sealed: None,
        };
        store.add_jobs(vec![job]).await.unwrap();
        let (sealed, sealed_place) = (vec![seat], Some(vec![seat]));
        let emergency = Emergency { participant, sealed, sealed_place, confirmed_at: Some(NOW) };
        store.keep_emergency(emergency).await.unwrap();
    }

    /// The lead leads, greets in turn and is not to be asked; the member watches the time.
    fn duties(&self) -> Duties {
        let lead = json!({"type": "account", "account": account_id(self.lead())});
        let member = json!({"type": "seat", "participant": participant_id(self.n)});
        let turns =
            json!({"type": "in_turn", "order": [lead, member], "dates_each": 1, "served": 0, "since": NOW});
        let duties = json!({
            "ways": {"greeter": turns},
            "given": {DATE: {"lead": lead, "timekeeper": member}},
            "swaps": [],
            "unasked": [lead],
        });
        serde_json::from_value(duties).unwrap()
    }

    async fn ends(&self) {
        let (store, n, room_id, audit) = (self.store, self.n, room_id(self.n), AuditBatch::default());
        let (host, lead) = (account_id(self.host()), account_id(self.lead()));
        let desk = DeskId::from_bytes([n; 16]);
        let change = async |change| {
            store.update_account(lead, change, AuditBatch::default()).await.unwrap();
        };
        let handing = |state| Handing { room: room_id, giver: lead, taker: host, state, at: NOW };
        match self.way {
            IsRemoved | IsRemovedOnTheDesk => store.remove_co_lead(room_id, lead, audit).await.unwrap(),
            HandsItOn | HandsItOnWithinTheDesk => {
                store.offer_room(handing(HandingState::Offered), audit.clone()).await.unwrap();
                store.take_room(room_id, host, NOW, audit).await.unwrap();
            }
            IsRelieved => store.give_rooms(vec![handing(HandingState::Given)], audit).await.unwrap(),
            GoesOffTheDesk => {
                let alone = room(n, self.host());
                store.update_room(alone, audit).await.unwrap();
            }
            LeavesTheDesk => store.leave_desk(desk, lead, audit).await.unwrap(),
            OwnerLeavesTheDesk => store.leave_desk(desk, host, audit).await.unwrap(),
            IsDisabled => change(AccountChange { disabled: Some(true), ..AccountChange::default() }).await,
            IsNoTherapist => {
                change(AccountChange { is_therapist: Some(false), ..AccountChange::default() }).await;
            }
            IsNoHost => change(AccountChange { is_host: Some(false), ..AccountChange::default() }).await,
            IsBanned => {
                store.ban_participant(participant_id(self.lead()), NOW, audit).await.unwrap();
            }
            IsArchived => store.archive_room(room_id, NOW, audit).await.unwrap(),
            StartsOver => store.vacate(room_id, audit).await.unwrap(),
        }
    }

    /// What is kept of somebody.
    async fn kept(&self, seat: u8, browser: BrowserSecret, holder: String) -> Vec<&'static str> {
        let (store, participant) = (self.store, participant_id(seat));
        let told = store.subscription(participant, browser).await.unwrap().is_some();
        let mail = store.mail_address(participant).await.unwrap().is_some();
        let feed = store.feed(FeedOf::Seat(participant)).await.unwrap().is_some();
        let jobs = store.jobs_of(room_id(self.n), 100).await.unwrap();
        let duties = serde_json::to_string(&store.duties(room_id(self.n)).await.unwrap()).unwrap();
        let kept = [
            ("notices", told),
            ("mail", mail),
            ("calendar", feed),
            ("work", jobs.iter().any(|job| job.person == participant)),
            ("duties", duties.contains(&holder)),
            ("emergency", store.emergency(participant).await.unwrap().is_some()),
        ];
        kept.into_iter().filter(|(_, is)| *is).map(|(what, _)| what).collect()
    }

    async fn of_lead(&self) -> Vec<&'static str> {
        let browser = BrowserSecret::Session(hash(self.lead()));
        self.kept(self.lead(), browser, account_id(self.lead()).to_string()).await
    }

    async fn of_member(&self) -> Vec<&'static str> {
        self.kept(self.n, BrowserSecret::Seat(hash(self.n)), participant_id(self.n).to_string()).await
    }
}

pub(in crate::store) async fn nothing_is_left_of_who_has_no_way_in(store: &Store) {
    const ALL: [&str; 6] = ["notices", "mail", "calendar", "work", "duties", "emergency"];
    const NOTHING: [&str; 0] = [];
    for (n, way) in (1..).zip(WAYS) {
        let scene = Scene { store, way, n };
        scene.begins().await;
        assert_eq!(scene.of_lead().await, ALL, "{way:?}");
        scene.ends().await;
        let left = if way.stays() { &ALL[..] } else { &NOTHING[..] };
        assert_eq!(scene.of_lead().await, left, "{way:?}");
        let of_member = if way.ends_for_all() { &NOTHING[..] } else { &ALL[..] };
        assert_eq!(scene.of_member().await, of_member, "{way:?}: the others keep theirs");
    }
}

pub(in crate::store) async fn a_disabled_account_has_no_calendar(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    let of = FeedOf::Account(account_id(1));
    let feed = Feed { of, secret_hash: Some(hash(1)), language: Language::En, created_at: NOW };
    store.put_feed(feed.clone()).await.unwrap();
    let change = |disabled| AccountChange { disabled: Some(disabled), ..AccountChange::default() };
    store.update_account(account_id(1), change(false), AuditBatch::default()).await.unwrap();
    assert_eq!(store.feed(of).await, Ok(Some(feed)));
    store.update_account(account_id(1), change(true), AuditBatch::default()).await.unwrap();
    assert_eq!(store.feed(of).await, Ok(None));
}

pub(in crate::store) async fn a_seat_is_erased_with_all_that_is_kept_of_its_person(store: &Store) {
    const NOTHING: [&str; 0] = [];
    let scene = Scene { store, way: IsBanned, n: 1 };
    scene.begins().await;
    let (who, other) = (participant_id(1), participant_id(scene.lead()));
    store.add_consent_text(room_id(1), consent_text(), AuditBatch::default()).await.unwrap();
    store.consent(who, 1, NOW).await.unwrap();
    assert_eq!(scene.of_member().await.len(), 6);
    let sent = store.claim_jobs(NOW, [1; 16], 60_000, 10).await.unwrap();
    for job in sent {
        let claim = JobClaim { job: job.id, holder: [1; 16], attempt: job.attempts };
        store.end_job(claim, NOW, Ending::Done).await.unwrap();
    }
    assert_eq!(scene.of_member().await.len(), 6, "what was sent is kept for a while");
    store.erase_participant(who, AuditBatch::default()).await.unwrap();
    assert_eq!(scene.of_member().await, NOTHING);
    assert_eq!(store.participant(who).await, Ok(None));
    assert_eq!(store.consents_of(who).await, Ok(Vec::new()));
    assert_eq!(store.participant_by_secret(hash(1), NOW).await, Ok(None));
    assert_eq!(scene.of_lead().await.len(), 6, "others keep theirs");
    for nobody in [who, other] {
        let gone = store.erase_participant(nobody, AuditBatch::default()).await;
        assert_eq!(gone, Err(StoreError::NotFound), "gone, or an account's");
    }
    // The name is free again.
    store.create_participant(participant(1, 1), Some(device(1, 1))).await.unwrap();
}

fn consent_text() -> ConsentText {
    ConsentText { version: 1, text: "Ours.".to_owned(), since: NOW }
}
