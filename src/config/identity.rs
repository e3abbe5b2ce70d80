//! The settings of an organisation's own identity provider (OpenID Connect).

use std::path::Path;

use url::{Host, Url};

use super::{error::SettingError, password::Password};

/// What happens when somebody signs in for whom there is no account yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Newcomers {
    /// They are refused: an administrator makes the account, and its owner connects it.
    Refused,
    /// They get an account that may make rooms.
    Hosts,
}

/// The identity provider by which people sign in.
#[derive(Debug, Clone)]
pub struct IdentityConfig {
    /// Its issuer identifier, from which everything else is discovered.
    pub issuer: String,
    /// What this server is called there.
    pub client_id: String,
    /// The secret that goes with it; `None` for a public client.
    pub client_secret: Option<Password>,
    /// What people know it as: it stands on the button.
    pub name: String,
    /// What happens to those who have no account.
    pub newcomers: Newcomers,
}

/// What is given by flag and environment.
pub(super) struct Given<'a> {
    pub(super) issuer: Option<&'a str>,
    pub(super) client_id: Option<&'a str>,
    pub(super) client_secret_file: Option<&'a Path>,
    pub(super) name: Option<&'a str>,
    pub(super) newcomers: Newcomers,
}

/// Reads the settings; `None` if no provider is given.
pub(super) fn read(given: &Given<'_>) -> Result<Option<IdentityConfig>, SettingError> {
    let Some(issuer) = given.issuer else {
        let alone = [
            ("--oidc-client-id", given.client_id.is_some()),
            ("--oidc-client-secret-file", given.client_secret_file.is_some()),
            ("--oidc-name", given.name.is_some()),
        ];
        return match alone.into_iter().find(|(_, is_given)| *is_given) {
            Some((setting, _)) => Err(SettingError::new(setting, "it needs --oidc-issuer beside it")),
            None => Ok(None),
        };
    };
    let url = Url::parse(issuer).ok().filter(is_issuer).ok_or_else(|| {
        let problem = format_args!("\"{issuer}\" is no issuer such as https://login.example.org");
        SettingError::new("--oidc-issuer", problem)
    })?;
    let client_id =
        given.client_id.ok_or_else(|| SettingError::new("--oidc-client-id", "the provider needs it"))?;
    let name = given.name.or(url.host_str()).unwrap_or_default().trim().to_owned();
    Ok(Some(IdentityConfig {
        issuer: issuer.to_owned(),
        client_id: client_id.to_owned(),
        client_secret: given
            .client_secret_file
            .map(|file| Password::read("--oidc-client-secret-file", file))
            .transpose()?,
        name,
        newcomers: given.newcomers,
    }))
}

/// Over https, or on this machine: with neither query nor fragment (OpenID Connect Discovery 1.0, section 3).
fn is_issuer(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let safe = url.scheme() == "https" || (here && url.scheme() == "http");
    let bare = url.username().is_empty() && url.query().is_none() && url.fragment().is_none();
    safe && bare && url.host().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(issuer: Option<&'static str>, client_id: Option<&'static str>) -> Given<'static> {
        Given { issuer, client_id, client_secret_file: None, name: None, newcomers: Newcomers::Refused }
    }

    #[test]
    fn a_provider_is_reached_over_https_or_on_this_machine() {
        for good in
            ["https://login.example.org", "https://login.example.org/realms/clinic", "http://localhost:9"]
        {
            let config = read(&given(Some(good), Some("rondo"))).unwrap().unwrap();
            assert_eq!(config.issuer, good);
        }
        let host = read(&given(Some("https://login.example.org/x"), Some("rondo"))).unwrap().unwrap();
        assert_eq!(host.name, "login.example.org", "without a name it is called by its host");
        for bad in
            ["login.example.org", "http://login.example.org", "https://login.example.org/?a=b", "ftp://x", ""]
        {
            let error = read(&given(Some(bad), Some("rondo"))).unwrap_err().to_string();
            assert!(error.contains("--oidc-issuer"), "{error}");
        }
    }

    #[test]
    fn what_goes_together_is_given_together() {
        assert!(read(&given(None, None)).unwrap().is_none());
        for (given, setting) in [
            (given(None, Some("rondo")), "--oidc-client-id"),
            (given(Some("https://login.example.org"), None), "--oidc-client-id"),
        ] {
            assert!(read(&given).unwrap_err().to_string().contains(setting));
        }
    }
}
