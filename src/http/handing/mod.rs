//! Handing rooms on to other accounts: a series outlives its owner. The owner offers a room and the other
//! one takes it; an administrator hands on the rooms of an account that is disabled.

mod administrator;
mod owner;
mod taker;
mod terms;

pub(super) use self::owner::Offered;
use super::endpoint::Endpoint;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = owner::endpoints();
    endpoints.extend(taker::endpoints());
    endpoints.extend(administrator::endpoints());
    endpoints
}
