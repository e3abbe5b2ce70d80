//! Authentication: secrets, passwords, keys, entry tokens, names. Pure, except that `secret` draws
//! randomness and `key_file` reads and writes the disk. Time is always an argument.

mod claims;
mod entry;
mod issuer;
mod jwks;
mod key_file;
mod keys;
pub mod limits;
mod look_alikes;
mod names;
mod password;
mod public_key;
mod recovery_code;
mod revoked_tokens;
mod role_words;
mod secret;
mod token;
mod token_fault;

pub use entry::{Subject, VerifiedEntry};
pub use issuer::{AllowedRooms, Issuer, IssuerError};
pub use key_file::KeyFileError;
pub use keys::{SigningFailed, SigningKeys};
pub use names::{NameError, Pseudonym};
pub use password::{NewPassword, PasswordError, verify_password};
pub use public_key::KeyError;
pub use recovery_code::RecoveryCode;
pub use revoked_tokens::RevokedTokens;
pub use secret::{RandomId, Secret, random_bytes};
pub use token::{EntryTokens, SignedEntry};
pub use token_fault::{InvalidToken, TokenFault};

#[cfg(test)]
mod names_tests;
#[cfg(test)]
mod token_tests;
