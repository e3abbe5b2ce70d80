//! Frames to messages and back.

use crate::object::Object;

use super::{
    client::ClientMessage,
    limits::{CLIENT_ID_BYTES_MAX, MESSAGE_BYTES_MAX, TOKEN_BYTES_MAX},
    server::ServerMessage,
};

/// The error of a frame that is no message of this protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a message of this protocol")]
pub struct Malformed {
    /// The `ref` to answer with; `None` if the frame had no readable one.
    pub reference: Option<u32>,
}

/// Reads a client's frame. Unknown fields, duplicate fields, numbers out of range, lone
/// surrogates and nesting deeper than 128 are malformed.
///
/// # Errors
/// [`Malformed`] unless it is a message of this protocol within its limits.
pub fn decode(text: &str) -> Result<ClientMessage, Malformed> {
    if text.len() > MESSAGE_BYTES_MAX {
        return Err(Malformed { reference: None });
    }
    let Object(message): Object<ClientMessage> =
        serde_json::from_str(text).map_err(|_| Malformed { reference: reference_in(text) })?;
    if within_limits(&message) { Ok(message) } else { Err(Malformed { reference: message.reference() }) }
}

/// Writes a server's frame.
///
/// # Panics
/// Never: the messages have string keys only and no fallible serialisation.
#[must_use]
pub fn encode(message: &ServerMessage) -> String {
    #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
    serde_json::to_string(message).expect("a server message serialises")
}

/// Writes a server's frame behind what is in `bytes`.
pub(crate) fn encode_into(message: &ServerMessage, bytes: &mut Vec<u8>) {
    #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
    serde_json::to_writer(bytes, message).expect("a server message serialises");
}

fn within_limits(message: &ClientMessage) -> bool {
    match message {
        ClientMessage::Hello { token, .. } => token.len() <= TOKEN_BYTES_MAX,
        ClientMessage::Renew { token, .. } => token.as_ref().is_none_or(|t| t.len() <= TOKEN_BYTES_MAX),
        ClientMessage::Command { id, .. } => {
            (1..=CLIENT_ID_BYTES_MAX).contains(&id.len())
                && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        }
        ClientMessage::Typing { .. }
        | ClientMessage::Looks { .. }
        | ClientMessage::History { .. }
        | ClientMessage::Ping { .. } => true,
    }
}

/// The `ref` of a frame that is not valid otherwise, so that its sender gets an answer.
fn reference_in(text: &str) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct OnlyRef {
        #[serde(rename = "ref")]
        reference: u32,
    }
    serde_json::from_str::<OnlyRef>(text).ok().map(|only| only.reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::command::Command;

    fn command(json: &str) -> Result<ClientMessage, Malformed> {
        decode(&format!(r#"{{"type":"command","ref":1,"id":"a","command":{json}}}"#))
    }

    #[test]
    fn a_command_is_read() {
        assert_eq!(
            command(r#"{"type":"post","text":"hello"}"#),
            Ok(ClientMessage::Command {
                reference: 1,
                id: "a".into(),
                command: Command::Post { text: "hello".into(), note: None }
            })
        );
    }

    #[test]
    fn hostile_json_is_malformed() {
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        for bad in [
            r#"{"type":"post","text":"a","from":"someone"}"#,
            r#"{"type":"post","text":"a","text":"b"}"#,
            r#"{"type":"post","type":"leave","text":"a"}"#,
            r#"{"type":"post","text":"a","__proto__":{}}"#,
            r#"{"type":"post","text":"\ud800"}"#,
            r#"{"type":"open_meeting","extra":1}"#,
            r#"{"type":"accept","turn":-1}"#,
            r#"{"type":"accept","turn":1e999}"#,
            r#"{"type":"accept","turn":4294967296}"#,
            r#"{"type":"accept","turn":1.5}"#,
            r#"{"type":"accept","turn":"1"}"#,
            r#"{"type":"no_such_thing"}"#,
            r#"["post","a"]"#,
            deep.as_str(),
        ] {
            assert!(command(bad).is_err(), "{bad}");
        }
        for bad in ["", "null", "[]", "{}", "[\"ping\",1]", "\"hello\"", "{\"type\":\"hello\"}", "\u{0}"] {
            assert!(decode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_client_id_has_a_small_alphabet() {
        let with_id = |id: &str| {
            decode(&format!(r#"{{"type":"command","ref":1,"id":"{id}","command":{{"type":"raise_hand"}}}}"#))
        };
        assert!(with_id("a_B-9").is_ok());
        assert!(with_id("").is_err());
        assert!(with_id(&"a".repeat(41)).is_err());
        assert!(with_id("a b").is_err());
    }
}
