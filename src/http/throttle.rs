//! Limits how often something may be tried, by name and by address, on the server's clock.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use governor::{
    Quota, RateLimiter, clock::Clock as _, middleware::NoOpMiddleware, nanos::Nanos,
    state::keyed::DashMapStateStore,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

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
    hub::Services,
    meeting::id::{AccountId, ParticipantId},
    secrets::SecretHash,
    store::Cluster,
};

/// A rate limit for each key. Servers that share a database count together, each beside what it counts itself.
pub(crate) struct Throttle {
    name: &'static str,
    rate: Rate,
    limiter: RateLimiter<Key, DashMapStateStore<Key>, LimiterClock, NoOpMiddleware<Nanos>>,
    clock: LimiterClock,
    shared: Option<Shared>,
}

/// What servers that share a database count with.
#[derive(Clone)]
struct Shared {
    cluster: Arc<dyn Cluster>,
    /// Nobody reads from a row whose address or name is counted in it.
    secret: Arc<Zeroizing<[u8; 32]>>,
}

impl Throttle {
    fn new(name: &'static str, rate: Rate, clock: &SharedClock, shared: Option<Shared>) -> Self {
        let clock = LimiterClock(clock.clone());
        let quota = Quota::with_period(rate.interval)
            .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN));
        let limiter = RateLimiter::dashmap_with_clock(quota, clock.clone());
        Self { name, rate, limiter, clock, shared }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`Code::TooManyAttempts`], with the time to wait in whole seconds; and that of the store.
    pub(crate) async fn attempt(&self, of: &impl Limited) -> Result<(), Problem> {
        let key = self.key(of);
        self.limiter.check_key(&key).map_err(|until| too_many(until.wait_time_from(self.clock.now())))?;
        let Some(Shared { cluster, .. }) = &self.shared else { return Ok(()) };
        match cluster.attempt(SecretHash::from_bytes(key), self.rate.interval, self.rate.burst).await? {
            None => Ok(()),
            Some(wait) => Err(too_many(wait)),
        }
    }

    fn key(&self, of: &impl Limited) -> Key {
        let secret = self.shared.as_ref().map_or([].as_slice(), |shared| shared.secret.as_slice());
        let mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
        mac.chain_update(self.name).chain_update([0]).chain_update(of.bytes()).finalize().into_bytes().into()
    }

    /// Forgets keys that have not been used for long.
    fn shrink(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

/// Of fixed size, whatever is counted.
type Key = [u8; 32];

/// What attempts are counted of.
pub(crate) trait Limited {
    /// Bytes that nothing else of its type has.
    fn bytes(&self) -> Vec<u8>;
}

impl Limited for IpAddr {
    fn bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }
}

macro_rules! limited_by_bytes {
    ($($type:ty),*) => {
        $(impl Limited for $type {
            fn bytes(&self) -> Vec<u8> {
                self.as_bytes().to_vec()
            }
        })*
    };
}

limited_by_bytes!(SecretHash, AccountId, ParticipantId);

impl Limited for (SecretHash, IpAddr) {
    fn bytes(&self) -> Vec<u8> {
        [self.0.bytes(), self.1.bytes()].concat()
    }
}

fn too_many(wait: Duration) -> Problem {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Problem::from(Code::TooManyAttempts).retry_after_s(seconds.max(1))
}

macro_rules! throttles {
    ($($(#[$doc:meta])* $visibility:vis $name:ident: $rate:ident;)*) => {
        /// Every rate limit of the HTTP layer; each rate is explained in `limits`.
        pub(crate) struct Throttles {
            $($visibility $name: Throttle,)*
        }

        impl Throttles {
            pub(crate) fn new(services: &Services) -> Self {
                let shared = services.store.cluster().zip(services.store.peer_secret());
                let shared = shared.map(|(cluster, secret)| Shared { cluster, secret: Arc::new(secret) });
                Self { $($name: Throttle::new(stringify!($name), $rate, &services.clock, shared.clone()),)* }
            }

            /// Forgets what has not been used for long.
            pub(crate) fn shrink(&self) {
                $(self.$name.shrink();)*
            }
        }
    };
}

throttles! {
    sign_in_known: SIGN_IN_IN_KNOWN_BROWSER;
    sign_in_name_and_peer: SIGN_IN_PER_NAME_AND_ADDRESS;
    sign_in_name: SIGN_IN_PER_NAME;
    pub(crate) sign_in_peer: SIGN_IN_PER_ADDRESS;
    pub(crate) password_change: PASSWORD_CHANGES_PER_SESSION;
    pub(crate) app_codes: APP_CODES_PER_ACCOUNT;
    pub(crate) recover: RECOVER_PER_ADDRESS;
    pub(crate) look: LOOK_PER_ADDRESS;
    pub(crate) redeem: REDEEM_PER_ADDRESS;
    pub(crate) ask: ASK_PER_ADDRESS;
    pub(crate) browse: BROWSE_PER_ADDRESS;
    pub(crate) calendar: CALENDARS_PER_ADDRESS;
    pub(crate) heirs: HEIRS_PER_ACCOUNT;
    pub(crate) mail_seat: ADDRESSES_PER_SEAT;
    pub(crate) mail_address: MAILS_PER_ADDRESS;
    pub(crate) mail_invitations: INVITATIONS_PER_ACCOUNT;
    pub(crate) webhook_tests: WEBHOOK_TESTS_PER_ACCOUNT;
}

impl Throttles {
    /// Counts an attempt to sign in with a name, from an address or in a browser that the account
    /// knows. What an address may not do does not count against the name.
    ///
    /// # Errors
    /// As [`Throttle::attempt`].
    pub(crate) async fn sign_in(
        &self,
        name: &str,
        peer: IpAddr,
        known: Option<SecretHash>,
    ) -> Result<(), Problem> {
        if let Some(browser) = known {
            return self.sign_in_known.attempt(&browser).await;
        }
        let name = name_key(name);
        self.sign_in_peer.attempt(&peer).await?;
        self.sign_in_name_and_peer.attempt(&(name, peer)).await?;
        self.sign_in_name.attempt(&name).await
    }
}

/// A sign-in name, whatever its case.
fn name_key(name: &str) -> SecretHash {
    SecretHash::of(name.trim().to_lowercase().as_bytes())
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
    use super::*;
    use crate::{clock::ManualClock, time::UnixMs};

    #[tokio::test]
    async fn after_a_burst_one_waits() {
        let clock = Arc::new(ManualClock::new(UnixMs::default()));
        let shared: SharedClock = clock.clone();
        let rate = Rate { burst: 3, interval: Duration::from_secs(60) };
        let throttle = Throttle::new("tries", rate, &shared, None);
        let address = |n: u8| IpAddr::from([10, 0, 0, n]);
        for _ in 0..3 {
            assert_eq!(throttle.attempt(&address(1)).await, Ok(()));
        }
        let refused = throttle.attempt(&address(1)).await.unwrap_err();
        assert_eq!(refused, Problem::from(Code::TooManyAttempts).retry_after_s(60));
        assert_eq!(throttle.attempt(&address(2)).await, Ok(()), "another is not held up");
        clock.advance_ms(59_999);
        assert!(throttle.attempt(&address(1)).await.is_err());
        clock.advance_ms(1);
        assert_eq!(throttle.attempt(&address(1)).await, Ok(()));
        throttle.shrink();
    }

    #[test]
    fn limits_do_not_share_their_keys() {
        let shared: SharedClock = Arc::new(ManualClock::new(UnixMs::default()));
        let named = |name| Throttle::new(name, LOOK_PER_ADDRESS, &shared, None);
        let address: IpAddr = "10.0.0.1".parse().unwrap();
        assert_ne!(named("look").key(&address), named("redeem").key(&address));
    }

    #[test]
    fn a_key_is_one_customer() {
        assert_eq!(address_key("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1".parse::<IpAddr>().unwrap());
        assert_eq!(address_key("2001:db8::1".parse().unwrap()), address_key("2001:db8::2".parse().unwrap()));
        assert_eq!(name_key(" Anna"), name_key("anna"));
    }
}
