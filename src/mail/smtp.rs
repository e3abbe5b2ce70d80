//! How a message is given to the mail server, step by step, so that it is known how far it came.

use std::time::Duration;

use lettre::{
    Message,
    message::Mailbox,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
        response::Code,
    },
};

use super::address::Address;
use crate::{
    config::{SettingError, SmtpConfig, SmtpTls},
    jobs::Hold,
    store::StoreError,
};

type Connection = AsyncSmtpConnection;
type Failure = lettre::transport::smtp::Error;

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sent {
    /// The mail server took it.
    Taken,
    /// The mail server refused this recipient for good.
    Bounced(&'static str),
    /// The mail server refused this message for good.
    Refused(&'static str),
    /// Not now: it may work later.
    NotNow(&'static str),
    /// All was given, and the answer was lost.
    Unsure(&'static str),
    /// The job is somebody else's: nothing was given.
    Elsewhere,
    /// The store failed before anything was given.
    Store(StoreError),
}

/// The mail server of the settings.
pub(crate) struct Smtp {
    host: String,
    port: u16,
    tls: SmtpTls,
    parameters: Option<TlsParameters>,
    login: Option<Credentials>,
    from: Mailbox,
    timeout: Duration,
}

impl Smtp {
    /// Checks what can be checked without asking the server.
    ///
    /// # Errors
    /// With a line for the operator.
    pub(crate) fn new(config: &SmtpConfig) -> Result<Self, SettingError> {
        let parameters = match config.tls {
            SmtpTls::None => None,
            SmtpTls::Implicit | SmtpTls::StartTls => Some(parameters(config)?),
        };
        let login = config.login.as_ref();
        Ok(Self {
            host: config.host.clone(),
            port: config.port,
            tls: config.tls,
            parameters,
            login: login.map(|(user, password)| Credentials::new(user.clone(), (*password.0).clone())),
            from: config.from.clone(),
            timeout: config.timeout,
        })
    }

    /// Who the mail is from.
    pub(super) const fn from(&self) -> &Mailbox {
        &self.from
    }

    /// Gives a message to the server. Its content is given only once `hold` has it that this is the one
    /// attempt that does so.
    pub(super) async fn send(&self, to: &Address, message: &Message, hold: &Hold) -> Sent {
        let mut connection = match self.open().await {
            Ok(connection) => connection,
            Err(failure) => return Sent::NotNow(code_of(&failure, "smtp_unreachable")),
        };
        let sent = self.give(&mut connection, to, message, hold).await;
        connection.abort().await;
        sent
    }

    /// Connects, encrypts and signs in.
    async fn open(&self) -> Result<Connection, Failure> {
        let name = ClientId::Domain(self.from.email.domain().to_owned());
        let at_once = self.parameters.clone().filter(|_| self.tls == SmtpTls::Implicit);
        let server = (self.host.as_str(), self.port);
        let mut connection =
            Connection::connect_tokio1(server, Some(self.timeout), &name, at_once, None).await?;
        if let Some(parameters) = self.parameters.clone().filter(|_| self.tls == SmtpTls::StartTls) {
            connection.starttls(parameters, &name).await?;
        }
        if let Some(login) = &self.login {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], login).await?;
        }
        Ok(connection)
    }

    async fn give(&self, connection: &mut Connection, to: &Address, message: &Message, hold: &Hold) -> Sent {
        if let Err(failure) = connection.command(Mail::new(Some(self.from.email.clone()), Vec::new())).await {
            // It is the sender that is refused, which the operator can mend.
            return Sent::NotNow(code_of(&failure, "smtp_sender"));
        }
        if let Err(failure) = connection.command(Rcpt::new(to.inner().clone(), Vec::new())).await {
            return recipient_refused(&failure);
        }
        if let Err(failure) = connection.command(Data).await {
            return refused(&failure);
        }
        match hold.begin().await {
            Ok(true) => {}
            // The connection is cut, without the line that ends a message: nothing is delivered.
            Ok(false) => return Sent::Elsewhere,
            Err(error) => return Sent::Store(error),
        }
        match connection.message(&message.formatted()).await {
            Ok(_) => Sent::Taken,
            Err(failure) if failure.status().is_some() => refused(&failure),
            Err(_) => Sent::Unsure("smtp_answer_lost"),
        }
    }
}

fn parameters(config: &SmtpConfig) -> Result<TlsParameters, SettingError> {
    let wrong = |error: Failure| SettingError::new("--smtp-url", error);
    let builder = TlsParameters::builder(config.host.clone());
    let builder = match &config.authority {
        Some(pem) => {
            let certificate =
                Certificate::from_pem(pem).map_err(|error| SettingError::new("--smtp-ca-file", error))?;
            builder.certificate_store(CertificateStore::None).add_root_certificate(certificate)
        }
        None => builder,
    };
    builder.build_rustls().map_err(wrong)
}

/// A refusal for good of a recipient is a bounce, unless it is about who may send (RFC 3463, 5.7.x).
fn recipient_refused(failure: &Failure) -> Sent {
    let is_policy = failure.to_string().contains("5.7.");
    match failure.is_permanent() {
        true if is_policy => Sent::Refused(code_of(failure, "smtp_refused")),
        true => Sent::Bounced(code_of(failure, "smtp_refused")),
        false => Sent::NotNow(code_of(failure, "smtp_unreachable")),
    }
}

fn refused(failure: &Failure) -> Sent {
    match failure.is_permanent() {
        true => Sent::Refused(code_of(failure, "smtp_refused")),
        false => Sent::NotNow(code_of(failure, "smtp_unreachable")),
    }
}

/// A code for the operator. What the server says is not kept: it repeats the address.
fn code_of(failure: &Failure, otherwise: &'static str) -> &'static str {
    let Some(code) = failure.status() else {
        return match failure {
            failure if failure.is_timeout() => "smtp_timeout",
            failure if failure.is_tls() => "smtp_tls",
            failure if failure.is_client() => "smtp_unsupported",
            _ => otherwise,
        };
    };
    known(code).unwrap_or(otherwise)
}

fn known(code: Code) -> Option<&'static str> {
    Some(match u16::from(code) {
        421 => "smtp_421",
        450 => "smtp_450",
        451 => "smtp_451",
        452 => "smtp_452",
        454 => "smtp_454",
        530 => "smtp_530",
        535 => "smtp_535",
        550 => "smtp_550",
        551 => "smtp_551",
        552 => "smtp_552",
        553 => "smtp_553",
        554 => "smtp_554",
        _ => return None,
    })
}
