//! The work of mail: from a job to a letter that the mail server has taken.

use std::sync::Arc;

use async_trait::async_trait;
use serde::de::DeserializeOwned;

use super::{
    address::Address,
    contact::{Contact, Dated, Farewell, ForCalendar, Invitation, opened},
    kind::{Kind, confirmation_of},
    letter::Letter,
    message::message,
    notice::{self, Frame},
    on_call::{Named, OnCall},
    smtp::{Sent, Smtp},
};
use crate::{
    calendar::{Itip, Method, Parties, Series},
    clock::SharedClock,
    jobs::{Hold, Outcome, Work},
    meeting::id::{ParticipantId, RoomId},
    room::{Room, language::Language, places::Stand, schedule::DateKey},
    store::{Job, MailAddress, Result, Store, StoreError},
    time::UnixMs,
};

/// Characters of the key of a date.
const DATE_KEY_CHARS: usize = "2026-12-01T19:00".len();

/// Makes letters and gives them to the mail server.
pub(crate) struct MailWork {
    store: Arc<Store>,
    clock: SharedClock,
    /// `None` without a mail server.
    smtp: Option<Smtp>,
    /// Where the pages are, such as `https://rondo.example`.
    origin: String,
}

/// A letter and whom it is for.
struct Addressed {
    letter: Letter,
    /// What it says to the calendar of who reads it.
    calendar: Option<Itip>,
    to: Address,
    language: Language,
    /// Whose address it is; `None` for who has no seat.
    of: Option<MailAddress>,
}

#[async_trait]
impl Work for MailWork {
    fn does(&self, kind: &str) -> bool {
        Kind::of(kind).is_some()
    }

    async fn attempt(&self, job: &Job, hold: &Hold) -> Outcome {
        match self.letter(job).await {
            Ok(Some(addressed)) => self.send(job, addressed, hold).await,
            // The address, the seat or the room is gone, or another address was given since.
            Ok(None) => Outcome::Unsent("not_wanted"),
            Err(error) => error.into(),
        }
    }
}

impl MailWork {
    pub(crate) const fn new(
        store: Arc<Store>,
        clock: SharedClock,
        smtp: Option<Smtp>,
        origin: String,
    ) -> Self {
        Self { store, clock, smtp, origin }
    }

    async fn send(&self, job: &Job, addressed: Addressed, hold: &Hold) -> Outcome {
        let Some(smtp) = &self.smtp else { return Outcome::Unsent("no_mail_server") };
        let Addressed { letter, calendar, to, language, of } = addressed;
        let now = self.clock.unix_ms();
        let written = message(&letter, calendar.as_ref(), (smtp.from(), &to), (job.id, now), language);
        let written = match written {
            Ok(written) => written,
            Err(code) => return Outcome::Never(code),
        };
        match smtp.send(&to, &written, hold).await {
            Sent::Taken => Outcome::Done,
            Sent::Bounced(code) => match self.note_bounce(of).await {
                Ok(()) => Outcome::Never(code),
                Err(error) => error.into(),
            },
            Sent::Refused(code) => Outcome::Never(code),
            Sent::NotNow(code) => Outcome::Later(code),
            Sent::Unsure(code) => Outcome::Unsure(code),
            Sent::Elsewhere => Outcome::Elsewhere,
            Sent::Store(error) => error.into(),
        }
    }

    async fn note_bounce(&self, of: Option<MailAddress>) -> Result<()> {
        match of {
            Some(of) => self.store.note_refused_address(of.secret_hash, self.clock.unix_ms()).await,
            None => Ok(()),
        }
    }

    /// `None` if there is nobody to write to any more.
    async fn letter(&self, job: &Job) -> Result<Option<Addressed>> {
        let Some(kind) = Kind::of(&job.kind) else { return Ok(None) };
        let Some(room) = self.store.room(job.room).await? else { return Ok(None) };
        // The last mail may be sent while its room is being put away.
        if room.archived_at.is_some() && kind != Kind::Farewell {
            return Ok(None);
        }
        let names_group = self.store.room_mail(room.id).await?.names_group;
        let group = names_group.then_some(room.title.as_str());
        match kind {
            Kind::Invitation => self.to_invited(job, group).await,
            Kind::Farewell => self.to_former(job, group).await,
            Kind::OnCall | Kind::OnCallNamed => self.to_on_call(job, kind, group).await,
            kind => self.to_member(job, kind, &room, group).await,
        }
    }

    async fn to_invited(&self, job: &Job, group: Option<&str>) -> Result<Option<Addressed>> {
        let Some(invitation) = self.sealed_with::<Invitation>(job).await? else { return Ok(None) };
        let page = invitation.link.as_str();
        let frame = Frame { group, room_page: page, seat_page: page, own_page: page };
        Ok(Some(Addressed {
            letter: notice::invitation(&invitation, &frame),
            // Who does not come would keep dates of which nobody tells them any more.
            calendar: None,
            to: parsed(&invitation.address)?,
            language: invitation.language,
            of: None,
        }))
    }

    async fn to_on_call(&self, job: &Job, kind: Kind, group: Option<&str>) -> Result<Option<Addressed>> {
        // Whoever is on call by now.
        let Some(OnCall { address, language }) = OnCall::of(&self.store, job.room).await? else {
            return Ok(None);
        };
        let page = format!("{}/meet/{}", self.origin, job.room);
        let frame = Frame { group, room_page: &page, seat_page: &page, own_page: &page };
        let letter = match self.sealed_with::<Named>(job).await? {
            Some(named) if kind == Kind::OnCallNamed => notice::on_call_named(&named, language, &frame),
            _ => notice::on_call(language, &frame),
        };
        Ok(Some(Addressed { letter, calendar: None, to: parsed(&address)?, language, of: None }))
    }

    async fn to_former(&self, job: &Job, group: Option<&str>) -> Result<Option<Addressed>> {
        // It can't be read once the room is brought back, with a new key.
        let Ok(Some(Farewell { contact, entry, above })) = self.sealed_with(job).await else {
            return Ok(None);
        };
        let frame = Frame { group, room_page: &self.origin, seat_page: &self.origin, own_page: &self.origin };
        let now = self.clock.unix_ms();
        let calendar = self.parties(&contact, |to| Itip::gone(job.room, &entry, above, to, now));
        Ok(Some(Addressed {
            letter: notice::farewell(&contact, &frame),
            calendar,
            to: parsed(&contact.address)?,
            language: contact.language,
            of: None,
        }))
    }

    async fn to_member(
        &self,
        job: &Job,
        kind: Kind,
        room: &Room,
        group: Option<&str>,
    ) -> Result<Option<Addressed>> {
        let Some(of) = self.store.mail_address(job.person).await? else { return Ok(None) };
        let is_wanted = match kind {
            Kind::Confirmation => of.confirmed_at.is_none() && job.date == confirmation_of(&of),
            _ => of.confirmed_at.is_some(),
        };
        if !is_wanted || of.refused_at.is_some() {
            return Ok(None);
        }
        let key = self.store.series_key(room.id).await?;
        let contact: Contact = opened(&key.open_address(of.participant, &of.sealed)?)?;
        let room_page = format!("{}/meet/{}", self.origin, room.id);
        let own_page = format!("{}/mail#{}", self.origin, contact.secret);
        let seat_page = format!("{}/seat/{}", self.origin, room.id);
        let frame = Frame { group, room_page: &room_page, seat_page: &seat_page, own_page: &own_page };
        let (letter, calendar) = if kind == Kind::Confirmation {
            (notice::confirmation(&contact, &frame), None)
        } else {
            let Some(date) = self.sealed_with::<Dated>(job).await? else { return Ok(None) };
            if kind == Kind::Reminder && !takes_place(room, date.start_at, self.clock.unix_ms()) {
                return Ok(None);
            }
            if !self.still_holds(job, kind, room).await? {
                return Ok(None);
            }
            let letter = match kind {
                Kind::Dates => notice::dates(&date, &contact, &frame),
                Kind::DatesOver => notice::dates_over(&contact, &frame),
                Kind::SignUp => notice::sign_up(&date, &contact, &frame),
                Kind::DateChanged => notice::date_changed(&date, &contact, &frame),
                Kind::DateCancelled => notice::date_cancelled(&date, &contact, &frame),
                Kind::WaitlistOffer => notice::waitlist_offer(&date, &contact, &frame),
                Kind::PlaceRemoved => notice::place_removed(&date, &contact, &frame),
                Kind::PlaceLeft => notice::place_left(&date, &contact, &frame),
                Kind::LeadOpen => notice::lead_open(&date, &contact, &frame),
                Kind::DutyOpen => notice::duty_open(&date, &contact, &frame),
                Kind::Reminder
                | Kind::Confirmation
                | Kind::Invitation
                | Kind::Farewell
                | Kind::OnCall
                | Kind::OnCallNamed => notice::reminder(&date, &contact, &frame),
            };
            let begins = self.store.participant(job.person).await?.and_then(|seat| seat.begins);
            let series =
                Series::of(room, group.is_some(), &room_page).map(|series| series.begun(room, begins));
            let says = date.calendar.as_ref();
            (letter, says.and_then(|says| self.for_calendar(says, room.id, series, &contact)))
        };
        Ok(Some(Addressed {
            letter,
            calendar,
            to: parsed(&contact.address)?,
            language: contact.language,
            of: Some(of),
        }))
    }

    /// Whether it is still so what a letter says of the reader's place. Who can't come, or has no place where
    /// people sign up, is not reminded.
    async fn still_holds(&self, job: &Job, kind: Kind, room: &Room) -> Result<bool> {
        let Some(date) = date_of(&job.date) else { return Ok(true) };
        let said = self.store.places(room.id).await?.into_iter();
        let mut said = said.filter(|row| row.date == date && row.place.who == job.person);
        let stand = said.next().map(|row| row.place.stand);
        if kind == Kind::Reminder && !self.has_begun(room, job.person, date).await? {
            return Ok(false);
        }
        Ok(match kind {
            Kind::Reminder if self.store.room_places(room.id).await?.sign_up => stand == Some(Stand::Coming),
            Kind::Reminder => stand != Some(Stand::Absent),
            Kind::SignUp => stand == Some(Stand::Coming),
            Kind::WaitlistOffer => matches!(stand, Some(Stand::Offered { .. })),
            Kind::PlaceRemoved => stand == Some(Stand::Removed),
            Kind::PlaceLeft => stand != Some(Stand::Coming),
            Kind::Confirmation
            | Kind::Invitation
            | Kind::DateChanged
            | Kind::DateCancelled
            | Kind::Dates
            | Kind::DatesOver
            | Kind::OnCall
            | Kind::OnCallNamed
            // What is open is looked up by who gives this work.
            | Kind::LeadOpen
            | Kind::DutyOpen
            | Kind::Farewell => true,
        })
    }

    /// Whether a date is somebody's, where newcomers begin on certain dates.
    async fn has_begun(&self, room: &Room, who: ParticipantId, date: DateKey) -> Result<bool> {
        let seat = self.store.participant(who).await?;
        Ok(seat.is_some_and(|seat| room.has_begun(seat.begins, date)))
    }

    /// What is said to the calendar of a member, by what the room has now; `None` without a mail server, and
    /// if the room has it no longer.
    fn for_calendar(
        &self,
        says: &ForCalendar,
        room: RoomId,
        series: Option<Series<'_>>,
        contact: &Contact,
    ) -> Option<Itip> {
        let style = (contact.language, self.clock.unix_ms());
        match says {
            ForCalendar::Date(key) | ForCalendar::Left(key) => {
                let series = series?;
                let date = series.schedule.date(*key, series.minutes)?;
                let left = date.cancelled || matches!(says, ForCalendar::Left(_));
                let method = if left { Method::Cancel } else { Method::Request };
                self.parties(contact, |to| Itip::date(&series, &date, method, to, style))
            }
            ForCalendar::Entry(name) => {
                let series = series?;
                let entry = series.entries().into_iter().find(|entry| entry.name == *name)?;
                self.parties(contact, |to| Itip::entry(&series, &entry, to, style))
            }
            ForCalendar::Gone(entry, above) => {
                self.parties(contact, |to| Itip::gone(room, entry, *above, to, style.1))
            }
        }
    }

    /// A message from this server to a member; `None` without a mail server.
    fn parties(&self, contact: &Contact, message: impl FnOnce(Parties<'_>) -> Itip) -> Option<Itip> {
        let organizer = self.smtp.as_ref()?.from().email.to_string();
        Some(message(Parties { organizer: &organizer, attendee: &contact.address }))
    }

    /// What a job holds; `None` if it was erased.
    async fn sealed_with<T: DeserializeOwned>(&self, job: &Job) -> Result<Option<T>> {
        let Some(sealed) = &job.sealed else { return Ok(None) };
        let key = self.store.series_key(job.room).await?;
        opened(&key.open_job(job.id, sealed)?).map(Some)
    }
}

/// The date that a job is about: its name begins with the key.
fn date_of(name: &str) -> Option<DateKey> {
    name.get(..DATE_KEY_CHARS)?.parse().ok()
}

/// Whether a room has a date that begins at this moment, which is not past.
fn takes_place(room: &Room, start_at: UnixMs, now: UnixMs) -> bool {
    let mut near = room.dates_from(now).take_while(|date| date.starts_at <= start_at);
    near.any(|date| date.starts_at == start_at && !date.cancelled)
}

fn parsed(address: &str) -> Result<Address> {
    address.parse().map_err(|_| StoreError::Corrupt("a mail address".to_owned()))
}
