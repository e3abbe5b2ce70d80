//! The settings of the mail server that mail is given to.

use std::{fs, path::Path, time::Duration};

use lettre::message::Mailbox;
use url::Url;

use super::{error::SettingError, password::Password};

/// How the connection to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// From the first byte on (`smtps:`).
    Implicit,
    /// By STARTTLS, without which nothing is sent (`smtp:`).
    StartTls,
    /// Not at all (`smtp:` with `?tls=none`), and so without a password.
    None,
}

/// The mail server that takes this server's mail.
#[derive(Debug, Clone)]
pub struct SmtpConfig {
    /// Its name, which its certificate has to show.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: SmtpTls,
    /// Whom to sign in as, and how; `None` if it asks for nobody.
    pub login: Option<(String, Password)>,
    /// Who the mail is from.
    pub from: Mailbox,
    /// How long each step may take.
    pub timeout: Duration,
    /// A certificate authority of one's own in PEM, instead of the system's.
    pub authority: Option<Vec<u8>>,
}

/// What is given by flag and environment.
pub(super) struct Given<'a> {
    pub(super) url: Option<&'a str>,
    pub(super) password_file: Option<&'a Path>,
    pub(super) from: Option<&'a str>,
    pub(super) timeout_s: u64,
    pub(super) authority_file: Option<&'a Path>,
}

/// Reads the settings; `None` if no mail server is given.
pub(super) fn read(given: &Given<'_>) -> Result<Option<SmtpConfig>, SettingError> {
    let Some(url) = given.url else {
        let alone = [
            ("--smtp-password-file", given.password_file.is_some()),
            ("--smtp-ca-file", given.authority_file.is_some()),
            ("--mail-from", given.from.is_some()),
        ];
        return match alone.into_iter().find(|(_, is_given)| *is_given) {
            Some((setting, _)) => Err(SettingError::new(setting, "it needs --smtp-url beside it")),
            None => Ok(None),
        };
    };
    let (host, port, tls, user) = server(url).map_err(|problem| SettingError::new("--smtp-url", problem))?;
    let login = match (user, given.password_file) {
        (Some(_), _) if tls == SmtpTls::None => {
            return Err(SettingError::new(
                "--smtp-url",
                "without TLS no password is sent; leave the user out",
            ));
        }
        (Some(user), Some(file)) => Some((user, Password::read("--smtp-password-file", file)?)),
        (Some(_), None) => {
            return Err(SettingError::new("--smtp-password-file", "the user of --smtp-url needs a password"));
        }
        (None, Some(_)) => {
            return Err(SettingError::new(
                "--smtp-password-file",
                "name the user in --smtp-url: smtps://user@host",
            ));
        }
        (None, None) => None,
    };
    let from = given.from.ok_or_else(|| SettingError::new("--mail-from", "mail needs a sender"))?;
    let from =
        from.parse().ok().filter(|from: &Mailbox| from.email.to_string().is_ascii()).ok_or_else(|| {
            let problem = format_args!(
                "\"{from}\" is no address such as groups@example.org or Groups <groups@example.org>"
            );
            SettingError::new("--mail-from", problem)
        })?;
    let authority = given.authority_file.map(authority).transpose()?;
    Ok(Some(SmtpConfig {
        host,
        port,
        tls,
        login,
        from,
        timeout: Duration::from_secs(given.timeout_s),
        authority,
    }))
}

fn server(text: &str) -> Result<(String, u16, SmtpTls, Option<String>), String> {
    let wrong =
        || "give smtps://user@host (TLS, port 465) or smtp://user@host (STARTTLS, port 587)".to_owned();
    let url = Url::parse(text).map_err(|_| wrong())?;
    let tls = match (url.scheme(), url.query()) {
        ("smtps", None) => SmtpTls::Implicit,
        ("smtp", None) => SmtpTls::StartTls,
        ("smtp", Some("tls=none")) => SmtpTls::None,
        _ => return Err(wrong()),
    };
    if url.password().is_some() {
        return Err("the password belongs in --smtp-password-file".to_owned());
    }
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(wrong());
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
    let port = url.port().unwrap_or(match tls {
        SmtpTls::Implicit => 465,
        SmtpTls::StartTls => 587,
        SmtpTls::None => 25,
    });
    let user = decoded(url.username()).ok_or_else(wrong)?;
    // An address in brackets is one without them to everybody else.
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    Ok((host, port, tls, (!user.is_empty()).then_some(user)))
}

/// A user such as `groups%40example.org`.
fn decoded(user: &str) -> Option<String> {
    let as_query = format!("u={}", user.replace('+', "%2B"));
    url::form_urlencoded::parse(as_query.as_bytes()).next().map(|(_, user)| user.into_owned())
}

fn authority(file: &Path) -> Result<Vec<u8>, SettingError> {
    let wrong =
        |problem: String| SettingError::new("--smtp-ca-file", format_args!("{}: {problem}", file.display()));
    let pem = fs::read(file).map_err(|error| wrong(error.to_string()))?;
    match lettre::transport::smtp::client::Certificate::from_pem(&pem) {
        Ok(_) if pem.windows(5).any(|window| window == b"BEGIN") => Ok(pem),
        _ => Err(wrong("there is no certificate in it".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'a>(url: &'a str, from: &'a str) -> Given<'a> {
        Given { url: Some(url), password_file: None, from: Some(from), timeout_s: 30, authority_file: None }
    }

    #[test]
    fn a_server_is_read_with_its_port_and_user() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        fs::write(&file, "quiet lantern\r\n").unwrap();
        let with_user = Given {
            password_file: Some(&file),
            ..given("smtps://groups%40a.example@mail.example", "a@b.example")
        };
        let config = read(&with_user).unwrap().unwrap();
        assert_eq!((config.host.as_str(), config.port, config.tls), ("mail.example", 465, SmtpTls::Implicit));
        let (user, password) = config.login.clone().unwrap();
        assert_eq!((user.as_str(), password.0.as_str()), ("groups@a.example", "quiet lantern"));
        assert!(!format!("{config:?}").contains("lantern"), "never printed");
        for (url, host, port, tls) in [
            ("smtp://mail.example", "mail.example", 587, SmtpTls::StartTls),
            ("smtp://mail.example:2525/", "mail.example", 2525, SmtpTls::StartTls),
            ("smtp://[::1]?tls=none", "::1", 25, SmtpTls::None),
        ] {
            let config = read(&given(url, "Groups <groups@b.example>")).unwrap().unwrap();
            assert_eq!((config.host.as_str(), config.port, config.tls), (host, port, tls));
        }
    }

    #[test]
    fn what_is_wrong_is_said_by_its_setting() {
        let folder = tempfile::tempdir().unwrap();
        let (empty, nowhere) = (folder.path().join("empty"), folder.path().join("nowhere"));
        fs::write(&empty, "\n").unwrap();
        let good = given("smtps://mail.example", "a@b.example");
        let user = "smtps://user@mail.example";
        for (given, part) in [
            (given("mail.example", "a@b.example"), "--smtp-url: give smtps://"),
            (given("https://mail.example", "a@b.example"), "--smtp-url: give smtps://"),
            (given("smtp://mail.example?tls=maybe", "a@b.example"), "--smtp-url: give"),
            (given("smtp://mail.example/inbox", "a@b.example"), "--smtp-url: give"),
            (given("smtps://user:secret@mail.example", "a@b.example"), "--smtp-url: the password belongs"),
            (given("smtp://user@mail.example?tls=none", "a@b.example"), "--smtp-url: without TLS"),
            (given(user, "a@b.example"), "--smtp-password-file: the user"),
            (Given { password_file: Some(&empty), ..given(user, "a@b.example") }, "it has to hold one line"),
            (Given { password_file: Some(&nowhere), ..given(user, "a@b.example") }, "No such file"),
            (
                Given { password_file: Some(&empty), ..given("smtps://mail.example", "a@b.example") },
                "name the user",
            ),
            (
                Given { authority_file: Some(&empty), ..given("smtps://mail.example", "a@b.example") },
                "no certificate",
            ),
            (given("smtps://mail.example", "nobody"), "--mail-from: \"nobody\" is no address"),
            (Given { from: None, ..good }, "--mail-from: mail needs a sender"),
            (Given { url: None, ..given("", "a@b.example") }, "--mail-from: it needs --smtp-url"),
        ] {
            let error = read(&given).unwrap_err().to_string();
            assert!(error.contains(part) && !error.contains("secret"), "{error}");
            assert_eq!(error.lines().count(), 1, "{error}");
        }
        let none = Given { url: None, from: None, ..given("", "") };
        assert!(read(&none).unwrap().is_none());
    }
}
