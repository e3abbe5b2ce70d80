//! The check of `--database-url`.

use super::error::SettingError;

/// Accepts a path, a `sqlite:` URL or a `postgres:` URL.
pub(super) fn check(url: &str) -> Result<String, SettingError> {
    let wrong = |problem: String| Err(SettingError::new("--database-url", problem));
    // A scheme of one letter is a Windows drive.
    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| scheme.len() > 1);
    match scheme {
        _ if url.is_empty() => wrong("it is empty".into()),
        None | Some("sqlite" | "postgres" | "postgresql") => Ok(url.to_owned()),
        Some(other) => wrong(format!(
            "\"{other}\" is not supported; use a path, sqlite:<path> or postgres://<host>/<name>"
        )),
    }
}

/// Accepts a `postgres:` URL.
pub(super) fn check_keys(url: &str) -> Result<String, SettingError> {
    match url.split_once(':') {
        Some(("postgres" | "postgresql", _)) => Ok(url.to_owned()),
        _ => Err(SettingError::new("--keys-url", "give a database such as postgres://<user>@<host>/<name>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_sqlite_or_postgresql() {
        assert_eq!(check("/srv/rondo.db").as_deref(), Ok("/srv/rondo.db"));
        assert_eq!(check("sqlite:rondo.db").as_deref(), Ok("sqlite:rondo.db"));
        assert!(check("postgres://db/x").is_ok() && check("postgresql://db/x").is_ok());
        for (url, part) in [("mysql://db", "\"mysql\""), ("", "empty")] {
            let error = check(url).unwrap_err().to_string();
            assert!(error.starts_with("--database-url") && error.contains(part), "{error}");
            assert_eq!(error.lines().count(), 1);
        }
    }
}
