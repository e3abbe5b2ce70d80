//! A real mail server in a process of its own: aiosmtpd, which reads what it gets by Python's email library.

use std::{path::PathBuf, process::Stdio, time::Duration};

use rondo::config::{Config, Password, SmtpConfig, SmtpTls};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

/// How long a mail may take to arrive, in real time.
const ARRIVES: Duration = Duration::from_secs(20);

/// A mail server, and what it takes.
pub(crate) struct MailServer {
    folder: TempDir,
    tls: SmtpTls,
    login: Option<(&'static str, &'static str)>,
    pub(crate) port: u16,
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

/// A mail as it arrived.
pub(crate) struct Mail(pub(crate) Value);

impl MailServer {
    pub(crate) async fn start(tls: SmtpTls, login: Option<(&'static str, &'static str)>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let (process, lines, port) = run(folder.path().into(), 0, tls, login).await;
        Self { folder, tls, login, port, process, lines }
    }

    /// What the server needs to give mail to it.
    pub(crate) fn config(&self) -> impl FnOnce(&mut Config) + use<> {
        let smtp = SmtpConfig {
            host: "localhost".into(),
            port: self.port,
            tls: self.tls,
            login: self.login.map(|(user, password)| (user.into(), Password::new(password.into()))),
            from: "Groups <groups@rondo.example>".parse().expect("an address"),
            timeout: Duration::from_secs(10),
            authority: Some(std::fs::read(self.folder.path().join("ca.pem")).expect("an authority")),
        };
        move |config| config.smtp = Some(smtp)
    }

    /// It is down.
    pub(crate) async fn stop(&mut self) {
        self.process.kill().await.expect("it ran");
    }

    /// It is up again, where it was.
    pub(crate) async fn again(&mut self) {
        let (process, lines, _) = run(self.folder.path().into(), self.port, self.tls, self.login).await;
        (self.process, self.lines) = (process, lines);
    }

    /// The next mail.
    pub(crate) async fn next(&mut self) -> Mail {
        let line = timeout(ARRIVES, self.lines.next_line()).await.expect("a mail in time");
        Mail(serde_json::from_str(&line.expect("it runs").expect("a line")).expect("JSON"))
    }

    /// The next mail of this subject; others are passed over.
    pub(crate) async fn next_about(&mut self, subject: &str) -> Mail {
        loop {
            let mail = self.next().await;
            if mail.header("Subject") == subject {
                return mail;
            }
        }
    }

    /// What has arrived by now and was not asked for. The mail server waits when nobody takes it.
    pub(crate) async fn arrived(&mut self) -> Vec<Mail> {
        self.within(Duration::ZERO).await
    }

    /// What has arrived and was not asked for, after a while in which more could come.
    pub(crate) async fn rest(&mut self) -> Vec<Mail> {
        self.within(Duration::from_millis(300)).await
    }

    async fn within(&mut self, pause: Duration) -> Vec<Mail> {
        let mut found = Vec::new();
        while let Ok(Ok(Some(line))) = timeout(pause, self.lines.next_line()).await {
            found.push(Mail(serde_json::from_str(&line).expect("JSON")));
        }
        found
    }
}

async fn run(
    folder: PathBuf,
    port: u16,
    tls: SmtpTls,
    login: Option<(&'static str, &'static str)>,
) -> (Child, Lines<BufReader<ChildStdout>>, u16) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/python/bin/python");
    assert!(
        python.exists(),
        "the tests of mail need a mail server: python3 -m venv target/python && \
         target/python/bin/pip install --requirement tests/mail/requirements.txt"
    );
    let word = match tls {
        SmtpTls::Implicit => "implicit",
        SmtpTls::StartTls => "starttls",
        SmtpTls::None => "none",
    };
    let mut command = Command::new(python);
    command.arg(root.join("tests/mail/server.py")).arg(folder).arg(port.to_string()).arg(word);
    if let Some((user, password)) = login {
        command.args([user, password]);
    }
    let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().expect("it starts");
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let first =
        timeout(ARRIVES, lines.next_line()).await.expect("in time").expect("it runs").expect("a port");
    let first: Value = serde_json::from_str(&first).expect("JSON");
    let port = first["port"].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port");
    (process, lines, port)
}

impl Mail {
    pub(crate) fn to(&self) -> &str {
        self.0["to"][0].as_str().expect("a recipient")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let all: Vec<_> = self.0["headers"]
            .as_array()
            .expect("headers")
            .iter()
            .filter(|header| header[0].as_str().is_some_and(|found| found.eq_ignore_ascii_case(name)))
            .collect();
        assert_eq!(all.len(), 1, "one {name}: {}", self.0["headers"]);
        all[0][1].as_str().expect("text")
    }

    /// The text of the part of this type.
    pub(crate) fn part(&self, kind: &str) -> &str {
        let parts = self.0["parts"].as_array().expect("parts");
        let part = parts.iter().find(|part| part["type"] == kind).expect("such a part");
        part["text"].as_str().expect("text")
    }

    /// The secret of the link to a page in it.
    pub(crate) fn secret(&self, page: &str) -> String {
        let text = self.part("text/plain");
        let link = text.split_whitespace().find(|word| word.contains(&format!("/{page}#")));
        link.expect("a link").split_once('#').expect("a fragment").1.to_owned()
    }
}
