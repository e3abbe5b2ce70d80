//! Who is at the door: secrets, passwords, keys, entry tokens, names. Pure but for two files:
//! `secret` draws randomness and `key_file` touches the disk. Time is an argument.

pub mod claims;
pub mod entry;
pub mod issuer;
mod jwks;
mod key_file;
pub mod keys;
mod look_alikes;
pub mod names;
pub mod password;
pub mod public_key;
pub mod recovery_code;
pub mod revocation;
mod role_words;
pub mod secret;
pub mod token;
pub mod token_fault;

pub use entry::{Subject, TokenId, VerifiedEntry};
pub use issuer::{AllowedRooms, Issuer};
pub use keys::SigningKeys;
pub use names::{NameError, Pseudonym};
pub use password::{NewPassword, PasswordError, verify_password};
pub use recovery_code::RecoveryCode;
pub use revocation::Revocations;
pub use secret::{RandomId, Secret, random_bytes};
pub use token::{EntryTokens, SignedEntry};
pub use token_fault::{InvalidToken, TokenFault};

#[cfg(test)]
mod names_tests;
#[cfg(test)]
mod token_tests;
