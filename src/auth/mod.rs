//! Authentication: secrets, passwords, passkeys, keys, entry tokens, names. Pure, except that `secret` draws
//! randomness, `key_file` reads and writes the disk, and `passkeys` remembers what it asked. Time is always an
//! argument.

mod checked;
mod claims;
mod entry;
mod grounds;
mod issuer;
mod joiners;
mod jwks;
mod key_file;
mod keys;
pub(crate) mod limits;
mod look_alikes;
mod names;
mod pass;
mod passkeys;
mod password;
mod public_key;
mod recovery_code;
mod role_words;
mod second_factor;
mod secret;
mod small_order;
mod token;
mod token_fault;

pub(crate) use entry::{Subject, VerifiedEntry};
pub(crate) use grounds::Ground;
pub use grounds::{GROUNDS, GroundEnd, GroundKind};
pub use issuer::{AllowedRooms, Issuer, IssuerError};
pub(crate) use key_file::KeyFileError;
pub(crate) use keys::SigningKeys;
pub(crate) use names::{NameError, Pseudonym};
pub(crate) use pass::Pass;
pub(crate) use passkeys::{Answer, Holder, KeptPasskey, PasskeyFault, Passkeys};
pub(crate) use password::{NewPassword, PasswordError, verify_password};
pub use public_key::KeyError;
pub(crate) use recovery_code::RecoveryCode;
pub(crate) use second_factor::{AppCodes, SecondFactorKey};
pub(crate) use secret::{RandomId, Secret, random_bytes};
pub(crate) use token::EntryTokens;

#[cfg(test)]
mod names_tests;
#[cfg(test)]
mod token_tests;
