//! Limits how often something may be tried, by name and by address, on the server's clock.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use governor::{
    Quota, RateLimiter, clock::Clock as _, middleware::NoOpMiddleware, nanos::Nanos,
    state::keyed::DashMapStateStore,
};
use sha2::{Digest, Sha256};

use super::{
    limits::{
        ADDRESSES_PER_SEAT, APP_CODES_PER_ACCOUNT, ASK_PER_ADDRESS, BROWSE_PER_ADDRESS,
        CALENDARS_PER_ADDRESS, HEIRS_PER_ACCOUNT, INVITATIONS_PER_ACCOUNT, LOOK_PER_ADDRESS,
        MAILS_PER_ADDRESS, PASSWORD_CHANGES_PER_SESSION, RECOVER_PER_ADDRESS, REDEEM_PER_ADDRESS, Rate,
        SIGN_IN_IN_KNOWN_BROWSER, SIGN_IN_PER_ADDRESS, SIGN_IN_PER_NAME, SIGN_IN_PER_NAME_AND_ADDRESS,
        WEBHOOK_TESTS_PER_ACCOUNT,
    },
    problem::{Code, Problem},
};
use crate::{
    clock::{LimiterClock, SharedClock},
    meeting::id::{AccountId, ParticipantId},
    secrets::SecretHash,
};

/// A rate limit for each key.
pub(crate) struct Throttle<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, LimiterClock, NoOpMiddleware<Nanos>>,
    clock: LimiterClock,
}

impl<K: Hash + Eq + Clone> Throttle<K> {
    fn new(rate: Rate, clock: &SharedClock) -> Self {
        let clock = LimiterClock(clock.clone());
        let quota = Quota::with_period(rate.interval)
            .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::dashmap_with_clock(quota, clock.clone()), clock }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`Code::TooManyAttempts`], with the time to wait in whole seconds.
    pub(crate) fn attempt(&self, key: &K) -> Result<(), Problem> {
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            Problem::from(Code::TooManyAttempts).retry_after_s(seconds.max(1))
        })
    }

    /// Forgets keys that have not been used for long.
    fn shrink(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

/// Every rate limit of the HTTP layer; each rate is explained in `limits`.
pub(crate) struct Throttles {
    sign_in_known: Throttle<SecretHash>,
    sign_in_name_and_peer: Throttle<(NameKey, IpAddr)>,
    sign_in_name: Throttle<NameKey>,
    pub(crate) sign_in_peer: Throttle<IpAddr>,
    pub(crate) password_change: Throttle<SecretHash>,
    pub(crate) app_codes: Throttle<AccountId>,
    pub(crate) recover: Throttle<IpAddr>,
    pub(crate) look: Throttle<IpAddr>,
    pub(crate) redeem: Throttle<IpAddr>,
    pub(crate) ask: Throttle<IpAddr>,
    pub(crate) browse: Throttle<IpAddr>,
    pub(crate) calendar: Throttle<IpAddr>,
    pub(crate) heirs: Throttle<AccountId>,
    pub(crate) mail_seat: Throttle<ParticipantId>,
    pub(crate) mail_address: Throttle<SecretHash>,
    pub(crate) mail_invitations: Throttle<AccountId>,
    pub(crate) webhook_tests: Throttle<AccountId>,
}

impl Throttles {
    pub(crate) fn new(clock: &SharedClock) -> Self {
        Self {
            sign_in_known: Throttle::new(SIGN_IN_IN_KNOWN_BROWSER, clock),
            sign_in_name_and_peer: Throttle::new(SIGN_IN_PER_NAME_AND_ADDRESS, clock),
            sign_in_name: Throttle::new(SIGN_IN_PER_NAME, clock),
            password_change: Throttle::new(PASSWORD_CHANGES_PER_SESSION, clock),
            sign_in_peer: Throttle::new(SIGN_IN_PER_ADDRESS, clock),
            app_codes: Throttle::new(APP_CODES_PER_ACCOUNT, clock),
            recover: Throttle::new(RECOVER_PER_ADDRESS, clock),
            look: Throttle::new(LOOK_PER_ADDRESS, clock),
            redeem: Throttle::new(REDEEM_PER_ADDRESS, clock),
            ask: Throttle::new(ASK_PER_ADDRESS, clock),
            browse: Throttle::new(BROWSE_PER_ADDRESS, clock),
            calendar: Throttle::new(CALENDARS_PER_ADDRESS, clock),
            heirs: Throttle::new(HEIRS_PER_ACCOUNT, clock),
            mail_seat: Throttle::new(ADDRESSES_PER_SEAT, clock),
            mail_address: Throttle::new(MAILS_PER_ADDRESS, clock),
            mail_invitations: Throttle::new(INVITATIONS_PER_ACCOUNT, clock),
            webhook_tests: Throttle::new(WEBHOOK_TESTS_PER_ACCOUNT, clock),
        }
    }

    /// Counts an attempt to sign in with a name, from an address or in a browser that the account
    /// knows. What an address may not do does not count against the name.
    ///
    /// # Errors
    /// [`Code::TooManyAttempts`].
    pub(crate) fn sign_in(&self, name: &str, peer: IpAddr, known: Option<SecretHash>) -> Result<(), Problem> {
        if let Some(browser) = known {
            return self.sign_in_known.attempt(&browser);
        }
        let name = name_key(name);
        self.sign_in_peer.attempt(&peer)?;
        self.sign_in_name_and_peer.attempt(&(name, peer))?;
        self.sign_in_name.attempt(&name)
    }

    pub(crate) fn shrink(&self) {
        self.sign_in_name.shrink();
        self.sign_in_name_and_peer.shrink();
        self.sign_in_known.shrink();
        self.password_change.shrink();
        for throttle in [
            &self.sign_in_peer,
            &self.recover,
            &self.look,
            &self.redeem,
            &self.ask,
            &self.browse,
            &self.calendar,
        ] {
            throttle.shrink();
        }
        self.app_codes.shrink();
        self.heirs.shrink();
        self.mail_seat.shrink();
        self.mail_address.shrink();
        self.mail_invitations.shrink();
        self.webhook_tests.shrink();
    }
}

/// A sign-in name as a key of fixed size, whatever its case.
type NameKey = [u8; 32];

fn name_key(name: &str) -> NameKey {
    Sha256::digest(name.trim().to_lowercase()).into()
}

/// An address as a key. An IPv6 network (/64) is one customer.
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
    use std::{sync::Arc, time::Duration};

    use super::*;
    use crate::{clock::ManualClock, time::UnixMs};

    #[test]
    fn after_a_burst_one_waits() {
        let clock = Arc::new(ManualClock::new(UnixMs::default()));
        let shared: SharedClock = clock.clone();
        let throttle = Throttle::new(Rate { burst: 3, interval: Duration::from_secs(60) }, &shared);
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
