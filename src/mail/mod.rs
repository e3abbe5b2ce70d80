//! Mail: what is written to whom, in their language, and how a mail server takes it.
//!
//! Who is written to is a job (`jobs`) for each kind, date and person. Its [`work`] makes the letter from
//! typed data at the time it is sent, and gives it to the server of the settings.

mod address;
mod changes;
mod contact;
mod entries;
mod kind;
mod letter;
pub(crate) mod limits;
mod message;
mod notice;
pub(crate) mod on_call;
mod planner;
mod smtp;
mod when;
mod words;
mod work;

pub(crate) use self::{
    address::Address,
    contact::{Contact, Dated, ForCalendar, Invitation, NewLetter},
    kind::{Kind, confirmation_of},
    planner::{Planner, recipients},
    smtp::Smtp,
    work::MailWork,
};
