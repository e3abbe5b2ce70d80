//! How often something may be tried, by name and by address, on the server's clock.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{
    Quota, RateLimiter, clock::Clock as GovernorClock, middleware::NoOpMiddleware, nanos::Nanos,
    state::keyed::DashMapStateStore,
};
use sha2::{Digest, Sha256};

use super::problem::{Code, Problem};
use crate::clock::SharedClock;

/// The server's clock, for the rate limiter.
#[derive(Clone)]
struct Ticks(SharedClock);

impl GovernorClock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Duration::from_millis(self.0.monotonic_ms()).into()
    }
}

/// A burst, and then one at a time.
pub(crate) struct Throttle<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, Ticks, NoOpMiddleware<Nanos>>,
    clock: Ticks,
}

impl<K: Hash + Eq + Clone> Throttle<K> {
    fn new(burst: u32, then_every: Duration, clock: &SharedClock) -> Self {
        let clock = Ticks(clock.clone());
        let quota = Quota::with_period(then_every)
            .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::dashmap_with_clock(quota, clock.clone()), clock }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`Code::TooManyAttempts`] with the time to wait.
    pub(crate) fn attempt(&self, key: &K) -> Result<(), Problem> {
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            Problem::from(Code::TooManyAttempts).retry_after_s(seconds.max(1))
        })
    }

    /// Forgets who has not tried for long.
    fn shrink(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

/// Every throttle of the server.
pub(crate) struct Throttles {
    /// Sign-in by account name: a guesser who has many addresses.
    pub(crate) sign_in_name: Throttle<[u8; 32]>,
    /// Sign-in, setup, claim by address: a guesser who tries many names.
    pub(crate) sign_in_peer: Throttle<IpAddr>,
    /// Recovery codes by address.
    pub(crate) recover: Throttle<IpAddr>,
    /// Invites by address: looks and name checks while typing.
    pub(crate) look: Throttle<IpAddr>,
    /// New seats by address.
    pub(crate) redeem: Throttle<IpAddr>,
}

impl Throttles {
    pub(crate) fn new(clock: &SharedClock) -> Self {
        Self {
            sign_in_name: Throttle::new(10, Duration::from_secs(60), clock),
            sign_in_peer: Throttle::new(30, Duration::from_secs(6), clock),
            recover: Throttle::new(10, Duration::from_secs(10), clock),
            look: Throttle::new(120, Duration::from_millis(500), clock),
            redeem: Throttle::new(60, Duration::from_secs(2), clock),
        }
    }

    pub(crate) fn shrink(&self) {
        self.sign_in_name.shrink();
        for throttle in [&self.sign_in_peer, &self.recover, &self.look, &self.redeem] {
            throttle.shrink();
        }
    }
}

/// A sign-in name as a key of fixed size; spelled in any case it is one name.
pub(crate) fn name_key(name: &str) -> [u8; 32] {
    Sha256::digest(name.trim().to_lowercase()).into()
}

/// An address as a key: a network of IPv6 is one customer.
pub(crate) fn address_key(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{clock::ManualClock, time::UnixMs};

    #[test]
    fn after_a_burst_one_waits() {
        let clock = Arc::new(ManualClock::new(UnixMs::default()));
        let shared: SharedClock = clock.clone();
        let throttle = Throttle::new(3, Duration::from_secs(60), &shared);
        for _ in 0..3 {
            assert_eq!(throttle.attempt(&1), Ok(()));
        }
        let refused = throttle.attempt(&1).unwrap_err();
        assert_eq!(refused, Problem::from(Code::TooManyAttempts).retry_after_s(60));
        assert_eq!(throttle.attempt(&2), Ok(()), "another is not held up");
        clock.advance_ms(59_999);
        assert!(throttle.attempt(&1).is_err());
        clock.advance_ms(1);
        assert_eq!(throttle.attempt(&1), Ok(()));
        throttle.shrink();
    }

    #[test]
    fn a_key_is_one_customer() {
        assert_eq!(address_key("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1".parse::<IpAddr>().unwrap());
        assert_eq!(address_key("2001:db8::1".parse().unwrap()), address_key("2001:db8::2".parse().unwrap()));
        assert_eq!(name_key(" Anna"), name_key("anna"));
    }
}
