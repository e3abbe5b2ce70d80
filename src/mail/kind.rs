//! The kinds of mail, by the code that their jobs have.

use crate::store::{FAREWELL, MailAddress};

/// A kind of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Asks whether an address is right.
    Confirmation,
    /// Invites somebody who has no seat.
    Invitation,
    /// Says that a place is theirs.
    SignUp,
    /// Reminds of a date.
    Reminder,
    /// Says that a date has moved.
    DateChanged,
    /// Says that a date does not take place.
    DateCancelled,
    /// Gives dates to the calendar of somebody who wants mail, or changes them there.
    Dates,
    /// Takes dates out of that calendar, which the room has no longer.
    DatesOver,
    /// Takes the dates of a room that is put away out of that calendar.
    Farewell,
    /// Offers a place that has become free.
    WaitlistOffer,
    /// Says that a lead took their place back.
    PlaceRemoved,
    /// Says that they have no place any more, after they gave it up or it went to another date.
    PlaceLeft,
    /// Says that nobody leads a date that is near, to who may.
    LeadOpen,
    /// Says that nobody has another duty of a date that is near, to who may take it.
    DutyOpen,
    /// Says that nobody who leads has read a call for help, to whoever is on call.
    OnCall,
    /// Says to somebody that they are on call.
    OnCallNamed,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 16] = [
        Self::Confirmation,
        Self::Invitation,
        Self::SignUp,
        Self::Reminder,
        Self::DateChanged,
        Self::DateCancelled,
        Self::WaitlistOffer,
        Self::PlaceRemoved,
        Self::PlaceLeft,
        Self::LeadOpen,
        Self::DutyOpen,
        Self::OnCall,
        Self::OnCallNamed,
        Self::Dates,
        Self::DatesOver,
        Self::Farewell,
    ];

    /// The code of its jobs.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Confirmation => "mail_confirmation",
            Self::Invitation => "mail_invitation",
            Self::SignUp => "mail_sign_up",
            Self::Reminder => "mail_reminder",
            Self::DateChanged => "mail_date_changed",
            Self::DateCancelled => "mail_date_cancelled",
            Self::WaitlistOffer => "mail_waitlist_offer",
            Self::PlaceRemoved => "mail_place_removed",
            Self::PlaceLeft => "mail_place_left",
            Self::LeadOpen => "mail_lead_open",
            Self::DutyOpen => "mail_duty_open",
            Self::OnCall => "mail_on_call",
            Self::OnCallNamed => "mail_on_call_named",
            Self::Dates => "mail_dates",
            Self::DatesOver => "mail_dates_over",
            Self::Farewell => FAREWELL,
        }
    }

    /// The kind of a job; `None` if it is no mail.
    pub(crate) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What tells the confirmation of one address from that of a later one.
pub(crate) fn confirmation_of(address: &MailAddress) -> String {
    address.secret_hash.as_bytes()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
