//! What a room keeps about people: the one list. The join page, the room's page, the entrance to each
//! meeting and docs/promises.md are made from it. A test of the database holds each column against it,
//! so that nothing is stored that is not named here, and nothing named that is not stored.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// A kind of thing about people that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptThing {
    /// What is written in a meeting, to everyone and in whispers, encrypted with a key of that meeting's
    /// own.
    Words,
    /// Who is in a meeting: names, when they came and went, which version of the guidelines they
    /// accepted, turns, topics, mutes and calls for help, encrypted like the words.
    Presence,
    /// The name in the room, encrypted with a key of the room's own, and a keyed mark of it by which
    /// another name is found to be too much like it.
    Name,
    /// A random number that stands for the person in the room, when they first came, and from which date on
    /// they come if they joined a series by modules.
    Seat,
    /// What somebody writes who asks to join: the name they want and their answers to the host's questions,
    /// encrypted with a key of the room's own until a lead decides or the request ends. After that, what they
    /// are told, and since when.
    Requests,
    /// Hashes of the secret in each browser and of the recovery code that open the seat, since when, and
    /// how long each browser is to remember it.
    SeatSecrets,
    /// That the person said they are an adult, and when.
    Adult,
    /// Which version of the guidelines the person accepted last, on coming to a meeting.
    Guidelines,
    /// Therapist-led rooms: which versions of the text a member consented to, when, and when they took it back.
    Consents,
    /// Therapist-led rooms: whom a member wants called in an emergency, and where they are during a meeting,
    /// encrypted with a key of the room's own, and when they confirmed it for the session.
    Emergency,
    /// By which invite the person came.
    Invite,
    /// What the leads call an invite, such as whom it was sent to, encrypted with a key of the room's own, until
    /// the link is revoked.
    InviteLabels,
    /// In which browsers a person wants to be told when they are wanted, in which language and how,
    /// encrypted with a key of the room's own, and since when.
    Notices,
    /// Whether the person was ever let in.
    Entered,
    /// Which of the people in the room started a round longer ago than others, without when.
    StartOrder,
    /// Who serves on coming dates, as lead or timekeeper for instance, who serves in turn, who asked whom to
    /// exchange two dates, and who does not want to be asked.
    Duties,
    /// The account of a person who came signed in.
    SeatAccount,
    /// A keyed mark of the user id of a person who came from an operator's own site.
    OperatorUser,
    /// That the person was banned, and when.
    Ban,
    /// A log of acts: who opened or ended a meeting, led it, let somebody in, muted, removed or banned
    /// them, gave a role or moved the floor, when, and a reason from a fixed list. It has numbers and no
    /// names, and nothing of what was written.
    Acts,
    /// How many calls for help nobody had read when a meeting ended, and which meeting it was, without
    /// whose.
    MissedCalls,
    /// A concern about a lead that somebody left for the host, and their name if they wanted it told,
    /// encrypted with a key of the room's own, and since when.
    Concerns,
    /// Where a member who wants it is written to, in which language and time zone, encrypted with a key of
    /// the room's own, and since when.
    MailAddress,
    /// Where whoever is on call for the room is written to, and in which language, encrypted with a key of the
    /// room's own.
    OnCall,
    /// What the server is to send and has sent, of which kind, to whom and when, without what it says. An
    /// address that a host invites is encrypted with a key of the room's own until the mail is sent.
    Mails,
    /// That a person or an account has a calendar to subscribe to: a hash of its address, its language, since
    /// when, and when it last changed.
    Calendars,
    /// Who signed up or waits for a coming date, was offered a place, can't come or comes late, and since when.
    Places,
    /// Therapist-led rooms: whether a member attended, missed or was excused from a date, and when it was.
    Attendance,
    /// When the room's meetings were made, opened and ended, and why they ended.
    Meetings,
    /// The account of a person who signs in: the name they sign in with, the name that is shown, a hash
    /// of the password, what they may do, and since when.
    Account,
    /// When and until when a person is signed in, when they were last seen, and a hash of what their
    /// browser shows.
    Sessions,
    /// Hashes of a secret in the browsers in which somebody signed in before, and until when they count.
    KnownBrowsers,
    /// A hash of a link by which somebody sets a password, and whether it was used, until 30 days after it
    /// ran out.
    AccountLinks,
    /// That a person proves who they are with more than the password. Of an app: since when, and which code was
    /// used last; what it computes with is not in the database. Of each passkey: what the person calls it, its
    /// public key, and when it was added and last used. And hashes of the recovery codes that are left.
    SecondFactor,
    /// What was asked of somebody who adds or shows a passkey, or who is at an organisation's identity provider,
    /// until they answer or ten minutes are over.
    Challenges,
    /// That a person signs in by an organisation's identity provider: a hash of who they are there, and since
    /// when.
    Identity,
    /// In rooms whose host has chosen to keep it: what was written to everyone in a meeting, and who was in it,
    /// encrypted with a key of its own. What was whispered or taken back is not in it.
    Transcripts,
    /// Keys by which programs act for an account: what each is called, a hash of it, what it may do, since
    /// and until when, and when it was last used.
    ProgramKeys,
    /// What the server answered a program or a page that made something, encrypted with a key that only
    /// the asker has, for a day.
    Answers,
    /// Which accounts lead the room, and since when; to whom it is handed on; which desk an account
    /// shares or is invited to.
    Leading,
    /// The agendas that an account keeps to make rooms from.
    Templates,
}

/// Whom a thing is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptOf {
    /// Everyone who comes to the room.
    Everyone,
    /// Those who sign in with an account, as leads do.
    Accounts,
}

/// How long a thing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptUntil {
    /// Until the meeting ends; its key is destroyed then, and nobody can read it any more.
    MeetingEnds,
    /// Until the days are over for which the host keeps it, 30 at most; its key is destroyed then, and nobody can
    /// read it any more.
    DaysOver,
    /// Until the room is archived; its key is destroyed then, and it can be read only with a backup that was
    /// made before.
    RoomArchived,
    /// Until the date is over.
    DateOver,
    /// Until it is taken back or replaced.
    TakenBack,
    /// Until it has run out by itself.
    Expired,
    /// As long as the server is run.
    Always,
}

/// Who can read a thing. The operator of the server can read all that somebody can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptReader {
    /// Nobody: it can only be compared with what is shown to it.
    Nobody,
    /// The operator alone.
    Operator,
    /// The person themselves.
    Oneself,
    /// The host, who owns the room.
    Host,
    /// The leads of the room.
    Leads,
    /// The administrators of the server.
    Administrators,
    /// The people whom it is for in the meeting.
    Group,
}

/// A kind of thing about people that is stored, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub(crate) struct Kept {
    /// What it is.
    pub(crate) thing: KeptThing,
    /// Whom it is about.
    pub(crate) of: KeptOf,
    /// How long it is kept.
    pub(crate) until: KeptUntil,
    /// Who can read it.
    pub(crate) read_by: KeptReader,
}

/// All that a room keeps about people, in the order in which it is said.
pub(crate) const KEPT: &[Kept] = {
    use KeptOf::{Accounts, Everyone};
    use KeptReader::{Administrators, Group, Host, Leads, Nobody, Oneself, Operator};
    use KeptThing as T;
    use KeptUntil::{Always, DateOver, DaysOver, Expired, MeetingEnds, RoomArchived, TakenBack};
    &[
        kept(T::Words, Everyone, MeetingEnds, Group),
        kept(T::Presence, Everyone, MeetingEnds, Group),
        kept(T::Transcripts, Everyone, DaysOver, Group),
        kept(T::Requests, Everyone, Expired, Leads),
        kept(T::Name, Everyone, RoomArchived, Group),
        kept(T::Seat, Everyone, Always, Group),
        kept(T::SeatSecrets, Everyone, Always, Nobody),
        kept(T::Notices, Everyone, TakenBack, Operator),
        kept(T::Adult, Everyone, Always, Operator),
        kept(T::Guidelines, Everyone, Always, Operator),
        kept(T::Consents, Everyone, Always, Leads),
        kept(T::Emergency, Everyone, TakenBack, Leads),
        kept(T::Invite, Everyone, Always, Operator),
        kept(T::InviteLabels, Everyone, TakenBack, Leads),
        kept(T::Entered, Everyone, Always, Operator),
        kept(T::StartOrder, Everyone, Always, Operator),
        kept(T::Duties, Everyone, Expired, Group),
        kept(T::SeatAccount, Everyone, Always, Operator),
        kept(T::OperatorUser, Everyone, Always, Nobody),
        kept(T::Ban, Everyone, TakenBack, Leads),
        kept(T::Acts, Everyone, Always, Host),
        kept(T::MissedCalls, Everyone, TakenBack, Host),
        kept(T::Concerns, Everyone, TakenBack, Host),
        kept(T::MailAddress, Everyone, TakenBack, Oneself),
        kept(T::OnCall, Everyone, TakenBack, Host),
        kept(T::Mails, Everyone, Expired, Host),
        kept(T::Calendars, Everyone, TakenBack, Nobody),
        kept(T::Places, Everyone, DateOver, Leads),
        kept(T::Attendance, Everyone, RoomArchived, Leads),
        kept(T::Meetings, Everyone, Always, Operator),
        kept(T::Account, Accounts, Always, Administrators),
        kept(T::Sessions, Accounts, Expired, Oneself),
        kept(T::KnownBrowsers, Accounts, Expired, Nobody),
        kept(T::AccountLinks, Accounts, Expired, Nobody),
        kept(T::SecondFactor, Accounts, TakenBack, Nobody),
        kept(T::Challenges, Accounts, Expired, Nobody),
        kept(T::Identity, Accounts, TakenBack, Nobody),
        kept(T::ProgramKeys, Accounts, TakenBack, Administrators),
        kept(T::Answers, Accounts, Expired, Oneself),
        kept(T::Leading, Accounts, TakenBack, Leads),
        kept(T::Templates, Accounts, TakenBack, Oneself),
    ]
};

const fn kept(thing: KeptThing, of: KeptOf, until: KeptUntil, read_by: KeptReader) -> Kept {
    Kept { thing, of, until, read_by }
}
