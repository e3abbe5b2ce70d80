//! The points of Ed25519 that are no public key: with one of them, a signature over anything can be
//! made by anyone (RFC 8032 leaves it to the reader of a key to refuse them).

use data_encoding::HEXLOWER;

/// The y coordinates of the points whose order divides 8, as they are encoded (RFC 8032, section
/// 5.1.2), without the sign of x. The last two are 0 and 1 written as p and p + 1.
const SMALL_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];
/// The bit of an encoded point that holds the sign of x.
const SIGN: u8 = 0x80;

/// Whether an encoded point has small order, with either sign.
pub(super) fn has_small_order(point: &[u8]) -> bool {
    let mut y = point.to_vec();
    if let Some(last) = y.last_mut() {
        *last &= !SIGN;
    }
    SMALL_ORDER.contains(&HEXLOWER.encode(&y).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::public_key::{KeyError, PublicKey};

    #[test]
    fn a_point_of_small_order_is_no_key() {
        for text in SMALL_ORDER {
            let mut point = HEXLOWER.decode(text.as_bytes()).unwrap();
            for sign in [0, SIGN] {
                point[31] = point[31] & !SIGN | sign;
                assert!(has_small_order(&point));
                let refused = PublicKey::ed25519(&point).unwrap_err();
                assert!(matches!(refused, KeyError::SmallOrder | KeyError::Unsupported), "{refused}");
            }
        }
        assert!(PublicKey::ed25519(&[0; 32]).is_err_and(|error| error == KeyError::SmallOrder));
        assert!(!has_small_order(b"the y coordinate of a proper key"));
    }
}
