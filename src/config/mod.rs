//! The settings that an operator may choose, checked before anything is started.

mod cli;
mod database;
mod error;
mod help_lines;
mod identity;
mod issuers;
mod limits;
mod origin;
mod password;
mod peer;
mod proxies;
mod settings;
mod smtp;

pub use self::{
    cli::{
        AdminCommand, AuditCommand, AuditList, BackupRequest, Cli, ClusterRequest, Command, ImportRequest,
        JobsCommand, KeysCommand, TokenRequest,
    },
    error::SettingError,
    help_lines::HelpLine,
    identity::{IdentityConfig, Newcomers},
    origin::{InvalidOrigin, Origin},
    password::Password,
    settings::{Config, LogFormat, PeerConfig, SecondFactorRule},
    smtp::{SmtpConfig, SmtpTls},
};
