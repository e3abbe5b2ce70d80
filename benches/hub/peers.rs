//! Other servers that send a text to everyone in a room, on Node. They keep neither a log nor a floor.

use std::{fs, path::Path, process::Command};

use crate::servers::{self, Server};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The versions are fixed, so that runs can be compared.
const PACKAGES: [&str; 2] = ["ws@8.18.3", "socket.io@4.8.1"];

const WS: &str = r#"
const { WebSocketServer } = require("ws");
const rooms = new Map();
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false }, () =>
  console.log("127.0.0.1:" + server.address().port));
server.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? rooms.set(request.url, new Set()).get(request.url);
  room.add(socket);
  socket.on("message", (data) => { for (const to of room) to.send(data, { binary: false }); });
  socket.on("close", () => room.delete(socket));
});
"#;

const SOCKET_IO: &str = r#"
const http = require("http").createServer();
const io = new (require("socket.io").Server)(http, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  socket.on("join", (room) => { socket.data.room = room; socket.join(room); });
  socket.on("post", (text) => io.to(socket.data.room).emit("post", text));
});
http.listen(0, "127.0.0.1", () => console.log("127.0.0.1:" + http.address().port));
"#;

/// Installs them and starts each.
pub(crate) fn start() -> Result<Vec<(&'static str, Server)>, Failure> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    fs::create_dir_all(&folder)?;
    let install = ["install", "--no-audit", "--no-fund", "--prefix", "."];
    let installed = Command::new("npm").args(install).args(PACKAGES).current_dir(&folder).status()?;
    if !installed.success() {
        return Err("npm could not install the peers".into());
    }
    let start = |file: &str, script: &str, socket_io| {
        fs::write(folder.join(file), script)?;
        servers::other(Command::new("node").arg(file).current_dir(&folder), socket_io)
    };
    Ok(vec![("ws", start("ws.js", WS, false)?), ("socket.io", start("socket-io.js", SOCKET_IO, true)?)])
}
