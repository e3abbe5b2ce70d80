//! The AsyncAPI 3 document of the protocol, made from the Rust types.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

use super::{SUBPROTOCOL, client::ClientMessage, close::CloseCode, limits, server::ServerMessage};

/// How a conversation goes, for someone who writes a client from the document alone.
const GUIDE: &str = include_str!("guide.md");

/// The document that `GET /api/asyncapi.json` serves.
#[must_use]
pub fn asyncapi() -> Value {
    let mut generator = SchemaSettings::draft07()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let client = message_schema::<ClientMessage>(&mut generator);
    let server = message_schema::<ServerMessage>(&mut generator);
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Rondo meetings",
            "version": env!("CARGO_PKG_VERSION"),
            "description": GUIDE,
        },
        "defaultContentType": "application/json",
        "servers": { "self": { "host": "localhost:8080", "protocol": "ws", "description": "The server that served this document; wss when it is behind TLS." } },
        "channels": {
            "meeting": {
                "address": "/ws/{room}",
                "parameters": { "room": { "description": "The id of the room that the token is for." } },
                "description": "One socket of one person in one room.",
                "messages": {
                    "client": { "$ref": "#/components/messages/client" },
                    "server": { "$ref": "#/components/messages/server" },
                },
                "bindings": { "ws": { "method": "GET", "headers": {
                    "type": "object",
                    "properties": { "Sec-WebSocket-Protocol": { "const": SUBPROTOCOL } },
                    "required": ["Sec-WebSocket-Protocol"],
                } } },
            }
        },
        "operations": {
            "say": { "action": "receive", "channel": { "$ref": "#/channels/meeting" }, "messages": [{ "$ref": "#/channels/meeting/messages/client" }], "summary": "What a client may say." },
            "hear": { "action": "send", "channel": { "$ref": "#/channels/meeting" }, "messages": [{ "$ref": "#/channels/meeting/messages/server" }], "summary": "What the server may say." },
        },
        "components": {
            "messages": {
                "client": { "name": "client", "title": "A frame from a client", "payload": client },
                "server": { "name": "server", "title": "A frame from the server", "payload": server },
            },
            "schemas": generator.take_definitions(true),
        },
        "x-close-codes": CloseCode::ALL.map(|code| json!({
            "number": code.number(), "code": code, "retry_after_ms": code.retry_after_ms(),
        })),
        "x-limits": {
            "message_bytes_max": limits::MESSAGE_BYTES_MAX,
            "hello_ms_max": limits::HELLO_MS_MAX,
            "heartbeat_ms": limits::HEARTBEAT_MS,
            "silence_ms_max": limits::SILENCE_MS_MAX,
            "commands_burst": limits::COMMANDS_BURST,
            "commands_per_second": limits::COMMANDS_PER_SECOND,
            "client_id_bytes_max": limits::CLIENT_ID_BYTES_MAX,
        },
    })
}

fn message_schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}
