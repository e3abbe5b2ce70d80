//! The file of help lines: numbers of the operator's own, each with the day on which it was checked.

use std::{fs, path::Path};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    error::SettingError,
    limits::{LINES_MAX, NAME_CHARS_MAX, NUMBER_CHARS_MAX},
};

/// A line that people in need can call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// The country it is for: two capital letters (ISO 3166-1).
    pub country: String,
    /// The number for danger to life now.
    pub emergency: String,
    /// The service's own name.
    pub name: String,
    /// The number of the service.
    pub number: String,
    /// The day on which both numbers were last checked.
    #[schemars(with = "String")]
    pub checked: NaiveDate,
}

/// Reads the file.
pub(super) fn read(path: &Path) -> Result<Vec<HelpLine>, SettingError> {
    let wrong =
        |problem: String| SettingError::new("--help-lines", format_args!("{}: {problem}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let lines: Vec<HelpLine> = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    if lines.len() > LINES_MAX {
        return Err(wrong(format!("at most {LINES_MAX} lines")));
    }
    lines.iter().try_for_each(check).map_err(wrong)?;
    Ok(lines)
}

fn check(line: &HelpLine) -> Result<(), String> {
    let HelpLine { country, emergency, name, number, .. } = line;
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_country {
        return Err(format!("\"{country}\" is no country: two capital letters, such as DE"));
    }
    let chars = name.chars().count();
    if name.trim() != name || !(1..=NAME_CHARS_MAX).contains(&chars) || name.chars().any(char::is_control) {
        return Err(format!("{country}: a name has 1 to {NAME_CHARS_MAX} characters"));
    }
    match [emergency, number].into_iter().find(|number| !is_number(number)) {
        Some(number) => {
            Err(format!("{country}: \"{number}\" can't be dialled: digits, spaces, and + in front"))
        }
        None => Ok(()),
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let fits = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    fits && digits.bytes().filter(u8::is_ascii_digit).count() >= 2 && text.len() <= NUMBER_CHARS_MAX
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn line(change: Value) -> Value {
        let mut line = json!({
            "country": "DE", "emergency": "112", "name": "TelefonSeelsorge", "number": "0800 1110111",
            "checked": "2026-11-20",
        });
        for (key, value) in change.as_object().unwrap() {
            line[key] = value.clone();
        }
        line
    }

    fn read_text(text: &str) -> Result<Vec<HelpLine>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines.json");
        fs::write(&path, text).unwrap();
        read(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn lines_are_read_as_they_are() {
        let lines = read_text(&json!([line(json!({})), line(json!({"number": "+49 30 123"}))]).to_string());
        let lines = lines.unwrap();
        assert_eq!((lines.len(), lines[0].name.as_str()), (2, "TelefonSeelsorge"));
        assert_eq!(lines[1].checked, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    }

    #[test]
    fn a_line_that_helps_nobody_is_refused() {
        let many = Value::Array(vec![line(json!({})); LINES_MAX + 1]);
        let wrong = [
            (json!({}), "sequence"),
            (json!([line(json!({"country": "Germany"}))]), "is no country"),
            (json!([line(json!({"country": "de"}))]), "is no country"),
            (json!([line(json!({"name": " "}))]), "a name has"),
            (json!([line(json!({"name": "a\u{7}"}))]), "a name has"),
            (json!([line(json!({"number": "call us"}))]), "can't be dialled"),
            (json!([line(json!({"emergency": "1"}))]), "can't be dialled"),
            (json!([line(json!({"checked": "yesterday"}))]), "input contains invalid"),
            (json!([line(json!({"checked": Value::Null}))]), "invalid type"),
            (json!([line(json!({"open": "always"}))]), "unknown field"),
            (many, "at most"),
        ];
        for (text, says) in wrong {
            let error = read_text(&text.to_string()).unwrap_err();
            assert!(error.starts_with("--help-lines: ") && !error.contains('\n'), "{error}");
            assert!(error.contains(says), "{error}: {says}");
        }
        assert!(read(Path::new("/no/such/file.json")).is_err());
    }
}
