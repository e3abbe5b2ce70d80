//! Sealing: XChaCha20-Poly1305 with keys of one meeting or one series (docs/promises.md, "What is
//! kept").

mod answer;
mod meeting;
mod seal;
mod series;

pub(crate) use self::{
    answer::AnswerKey,
    seal::CryptoError,
    series::{Mark, SeriesKey},
};
pub(super) use self::{
    meeting::{LogPlace, MeetingKey},
    seal::{RawKey, mark_of, open, peer_secret_of, random_key, seal},
};
