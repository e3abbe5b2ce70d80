//! Desks that hosts share. One of them makes it and invites others by their names; each of them says with
//! each room of theirs whether it is on the desk, where the others see it, lead it and plan its dates.

mod administrator;
mod invited;
mod own;
mod terms;

use super::endpoint::Endpoint;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = own::endpoints();
    endpoints.extend(invited::endpoints());
    endpoints.extend(administrator::endpoints());
    endpoints
}
