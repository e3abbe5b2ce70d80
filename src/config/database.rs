//! The check of `--database-url`.

use super::error::SettingError;

/// Accepts a path or a `sqlite:` URL. Other databases are not supported yet.
pub(super) fn check(url: &str) -> Result<String, SettingError> {
    let wrong = |problem: String| Err(SettingError::new("--database-url", problem));
    // A scheme of one letter is a Windows drive.
    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| scheme.len() > 1);
    match scheme {
        _ if url.is_empty() => wrong("it is empty".into()),
        None | Some("sqlite") => Ok(url.to_owned()),
        Some("postgres" | "postgresql") => wrong(
            "PostgreSQL is not supported yet; leave this out to use the embedded SQLite database".into(),
        ),
        Some(other) => wrong(format!("\"{other}\" is not supported; use a path or sqlite:<path>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sqlite_is_a_database_yet() {
        assert_eq!(check("/srv/rondo.db").as_deref(), Ok("/srv/rondo.db"));
        assert_eq!(check("sqlite:rondo.db").as_deref(), Ok("sqlite:rondo.db"));
        for (url, part) in
            [("postgres://db/x", "not supported yet"), ("mysql://db", "\"mysql\""), ("", "empty")]
        {
            let error = check(url).unwrap_err().to_string();
            assert!(error.starts_with("--database-url") && error.contains(part), "{error}");
            assert_eq!(error.lines().count(), 1);
        }
    }
}
