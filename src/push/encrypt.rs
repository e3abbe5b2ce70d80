//! Encryption for one browser: `aes128gcm` with keys agreed on P-256 (RFC 8188 and 8291).

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::limits::PLAIN_BYTES_MAX;

pub(super) const PUBLIC_KEY_BYTES: usize = 65;
pub(super) const AUTH_BYTES: usize = 16;
const SALT_BYTES: usize = 16;
/// One record holds everything.
const RECORD_BYTES: u32 = 4_096;
/// Marks the end of the text in the last record; padding follows.
const END: u8 = 2;

/// The text is too long, the browser's key is no key, or there is no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a notice could not be encrypted")]
pub(super) struct NotEncrypted;

/// The public half of a browser's key and its shared secret.
pub(super) struct BrowserKeys<'a> {
    pub(super) public: &'a [u8; PUBLIC_KEY_BYTES],
    pub(super) auth: &'a [u8; AUTH_BYTES],
}

/// Encrypts a text so that only the browser can read it. All have the same length.
pub(super) fn encrypt(to: &BrowserKeys<'_>, text: &[u8]) -> Result<Vec<u8>, NotEncrypted> {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt).map_err(|_| NotEncrypted)?;
    let once = PrivateKey::generate(&ECDH_P256).map_err(|_| NotEncrypted)?;
    encrypt_with(to, text, &once, salt, PLAIN_BYTES_MAX)
}

fn encrypt_with(
    to: &BrowserKeys<'_>,
    text: &[u8],
    once: &PrivateKey,
    salt: [u8; SALT_BYTES],
    padded_to: usize,
) -> Result<Vec<u8>, NotEncrypted> {
    if text.len() > padded_to {
        return Err(NotEncrypted);
    }
    let public = once.compute_public_key().map_err(|_| NotEncrypted)?;
    let public = public.as_ref();
    let (key, nonce) = content_keys(to, once, public, &salt)?;
    let mut record = text.to_vec();
    record.push(END);
    record.resize(padded_to + 1, 0);
    let key = UnboundKey::new(&AES_128_GCM, key.as_slice()).map_err(|_| NotEncrypted)?;
    let nonce = Nonce::assume_unique_for_key(nonce);
    LessSafeKey::new(key)
        .seal_in_place_append_tag(nonce, Aad::empty(), &mut record)
        .map_err(|_| NotEncrypted)?;
    let length = u8::try_from(public.len()).map_err(|_| NotEncrypted)?;
    Ok([&salt, RECORD_BYTES.to_be_bytes().as_slice(), &[length], public, &record].concat())
}

/// The key and the nonce of the one record (RFC 8291, section 3.4).
fn content_keys(
    to: &BrowserKeys<'_>,
    once: &PrivateKey,
    public: &[u8],
    salt: &[u8],
) -> Result<(Zeroizing<[u8; 16]>, [u8; 12]), NotEncrypted> {
    let theirs = UnparsedPublicKey::new(&ECDH_P256, to.public);
    let info = [b"WebPush: info\0".as_slice(), to.public, public].concat();
    let mut input = Zeroizing::new([0; 32]);
    agree(once, theirs, NotEncrypted, |shared| {
        expand(to.auth, shared, &info, input.as_mut_slice());
        Ok(())
    })?;
    let (mut key, mut nonce) = (Zeroizing::new([0; 16]), [0; 12]);
    expand(salt, input.as_slice(), b"Content-Encoding: aes128gcm\0", key.as_mut_slice());
    expand(salt, input.as_slice(), b"Content-Encoding: nonce\0", &mut nonce);
    Ok((key, nonce))
}

fn expand(salt: &[u8], input: &[u8], info: &[u8], output: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), input).expand(info, output).expect("HKDF-SHA-256 gives up to 8160 bytes");
}

/// Whether a browser's public key is a point of the curve.
pub(super) fn is_public_key(bytes: &[u8; PUBLIC_KEY_BYTES]) -> bool {
    let Ok(mine) = PrivateKey::generate(&ECDH_P256) else { return false };
    agree(&mine, UnparsedPublicKey::new(&ECDH_P256, bytes), NotEncrypted, |_| Ok(())).is_ok()
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64URL_NOPAD;

    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        BASE64URL_NOPAD.decode(text.as_bytes()).unwrap().try_into().unwrap()
    }

    /// RFC 8291, appendix A.
    #[test]
    fn the_example_of_the_standard_comes_out() {
        let public =
            bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        let once: [u8; 32] = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let once = PrivateKey::from_private_key(&ECDH_P256, &once).unwrap();
        let text = b"When I grow up, I want to be a watermelon";
        let to = BrowserKeys { public: &public, auth: &auth };
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let sealed = encrypt_with(&to, text, &once, salt, text.len()).unwrap();
        assert_eq!(
            BASE64URL_NOPAD.encode(&sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz\
             AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
        );
        assert!(is_public_key(&public));
        let mut off = public;
        off[40] ^= 1;
        assert!(!is_public_key(&off));
    }

    #[test]
    fn all_have_one_length_and_no_two_are_alike() {
        let mine = PrivateKey::generate(&ECDH_P256).unwrap();
        let public = mine.compute_public_key().unwrap().as_ref().try_into().unwrap();
        let to = BrowserKeys { public: &public, auth: &[7; AUTH_BYTES] };
        let (short, long) = (encrypt(&to, b"a").unwrap(), encrypt(&to, &[b'a'; PLAIN_BYTES_MAX]).unwrap());
        assert_eq!(short.len(), long.len());
        assert!(short.len() <= RECORD_BYTES as usize, "push services take no more");
        assert_ne!(encrypt(&to, b"a").unwrap(), short);
        assert_eq!(encrypt(&to, &[b'a'; PLAIN_BYTES_MAX + 1]), Err(NotEncrypted));
    }
}
