//! The checks of `--peer-listen` and `--peer-address`.

use std::net::SocketAddr;

use super::{
    error::SettingError,
    settings::{PeerConfig, is_postgres},
};

/// How this server takes part among others; `None` if it has its database for itself.
///
/// # Errors
/// One of the settings misses another one.
pub(super) fn read(
    database: Option<&str>,
    keys: Option<&str>,
    listen: Option<SocketAddr>,
    address: Option<&str>,
) -> Result<Option<PeerConfig>, SettingError> {
    let keys = keys.filter(|url| !url.is_empty());
    let (Some(_), Some(listen)) = (keys, listen) else {
        return match (keys, listen) {
            (Some(_), None) => {
                Err(SettingError::new("--keys-url", "servers that share their keys need --peer-listen too"))
            }
            (None, Some(_)) => Err(SettingError::new("--peer-listen", "several servers need --keys-url too")),
            _ => Ok(None),
        };
    };
    if !database.is_some_and(is_postgres) {
        return Err(SettingError::new(
            "--keys-url",
            "several servers need a postgres: database in --database-url",
        ));
    }
    let address = address.filter(|address| !address.is_empty());
    let named = |address: &str| {
        address.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
    };
    match address {
        Some(address) if !named(address) => {
            Err(SettingError::new("--peer-address", "give a host and a port, such as node1.example:8081"))
        }
        None if listen.ip().is_unspecified() => {
            Err(SettingError::new("--peer-address", "say where the other servers reach this one"))
        }
        _ => Ok(Some(PeerConfig { listen, address: address.map(str::to_owned) })),
    }
}
