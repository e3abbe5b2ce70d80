//! The file of issuers: the sites whose own tokens are accepted, for which rooms and roles.

use std::{fs, path::Path};

use serde::Deserialize;

use super::error::SettingError;
use crate::{
    auth::{AllowedRooms, Issuer},
    meeting::{id::RoomId, role::Role},
};

/// One issuer in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The exact `iss` of its tokens.
    iss: String,
    /// The path of a PEM public key or a JWKS, relative to this file's directory.
    key_file: String,
    /// `"all"`, or a list of room ids.
    rooms: Rooms,
    /// The roles its tokens may give.
    roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Rooms {
    Word(String),
    List(Vec<RoomId>),
}

/// Reads the file.
pub(super) fn read(path: &Path) -> Result<Vec<Issuer>, SettingError> {
    let wrong =
        |problem: String| SettingError::new("--issuers", format_args!("{}: {problem}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let entries: Vec<Entry> = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    entries.into_iter().map(|entry| issuer(entry, folder).map_err(wrong)).collect()
}

fn issuer(entry: Entry, folder: &Path) -> Result<Issuer, String> {
    let Entry { iss, key_file, rooms, roles } = entry;
    let key_path = folder.join(key_file);
    let key = fs::read_to_string(&key_path).map_err(|error| format!("{}: {error}", key_path.display()))?;
    let rooms = match rooms {
        Rooms::List(rooms) => AllowedRooms::Only(rooms.into_iter().collect()),
        Rooms::Word(word) if word == "all" => AllowedRooms::All,
        Rooms::Word(word) => {
            return Err(format!("{iss}: rooms must be \"all\" or a list of room ids, not \"{word}\""));
        }
    };
    Issuer::new(&iss, &key, rooms, roles).map_err(|error| format!("{iss}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;

    fn read_text(text: &str) -> Result<Vec<Issuer>, SettingError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("keys.json"), KEY).unwrap();
        let path = folder.path().join("issuers.json");
        fs::write(&path, text).unwrap();
        read(&path)
    }

    #[test]
    fn issuers_are_read_with_their_limits() {
        let text =
            r#"[{"iss":"https://clinic.example","key_file":"keys.json","rooms":"all","roles":["member"]}]"#;
        assert_eq!(read_text(text).unwrap()[0].name().as_ref(), "https://clinic.example");
    }

    #[test]
    fn a_wrong_file_is_said_in_one_line() {
        for (text, part) in [
            ("", "EOF"),
            (r#"[{"iss":"a"}]"#, "key_file"),
            (r#"[{"iss":"a","key_file":"none.json","rooms":"all","roles":[]}]"#, "none.json"),
            (r#"[{"iss":"a","key_file":"keys.json","rooms":"some","roles":[]}]"#, "\"all\""),
            (r#"[{"iss":"a","key_file":"keys.json","rooms":["x"],"roles":[]}]"#, "rooms"),
            (r#"[{"iss":"a","key_file":"keys.json","rooms":"all","roles":["king"]}]"#, "king"),
            (r#"[{"iss":"rondo","key_file":"keys.json","rooms":"all","roles":[]}]"#, "issuer"),
        ] {
            let error = read_text(text).unwrap_err().to_string();
            assert!(error.starts_with("--issuers: "), "{error}");
            assert_eq!(error.lines().count(), 1, "{error}");
            // An untagged enum does not say which field it was.
            assert!(error.contains(part) || part == "rooms", "{error}");
        }
    }
}
