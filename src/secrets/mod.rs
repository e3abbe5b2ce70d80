//! Secrets at rest, for whoever keeps some: the hashes that are stored in place of a secret, and
//! the files that hold one.

mod file;
mod hash;

pub(crate) use self::{
    file::{PARTIAL, SecretFileError, read_secret_file, sync_folder, write_secret_file},
    hash::{PasswordHash, SecretHash},
};
