//! Which subscriptions count, for every query that asks.

/// The rows of a person's subscriptions in browsers that are known at a time.
macro_rules! subscriptions_of {
    ($participant:literal, $now:literal) => {
        concat!(
            "push_subscription
             LEFT JOIN seat_secret ON seat_secret.secret_hash = push_subscription.seat_secret
             LEFT JOIN account_session ON account_session.token_hash = push_subscription.session
             WHERE push_subscription.participant = ",
            $participant,
            " AND COALESCE(seat_secret.expires_at, account_session.expires_at) > ",
            $now
        )
    };
}
pub(super) use subscriptions_of;
