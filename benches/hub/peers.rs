//! Other servers that send a text to everyone in a room. They keep neither a log nor a floor.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::Command,
    time::Duration,
};

use crate::{
    process::Process,
    servers::{self, Server},
};

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

/// Its heartbeat, a text that our members do not answer, is put off beyond the run.
const SOCKET_IO: &str = r#"
const http = require("http").createServer();
const io = new (require("socket.io").Server)(http, { transports: ["websocket"], perMessageDeflate: false, pingInterval: 86400000 });
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
    let mut peers =
        vec![("ws", start("ws.js", WS, false)?), ("socket.io", start("socket-io.js", SOCKET_IO, true)?)];
    match NCHAN.iter().find(|module| Path::new(module).exists()) {
        Some(module) => peers.push(("nchan", nchan(&folder, module)?)),
        None => eprintln!("nchan is left out: nginx has no module for it"),
    }
    Ok(peers)
}

/// Where distributions put nginx's module.
const NCHAN: [&str; 2] =
    ["/usr/lib/nginx/modules/ngx_nchan_module.so", "/usr/lib64/nginx/modules/ngx_nchan_module.so"];

/// nginx as one process, with a channel for each path.
fn nchan(folder: &Path, module: &str) -> Result<Server, Failure> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let folder = folder.join("nchan");
    fs::create_dir_all(&folder)?;
    let at = folder.display();
    let settings = format!(
        r#"
load_module {module};
daemon off;
master_process off;
pid {at}/pid;
error_log {at}/errors crit;
events {{ worker_connections 20000; }}
http {{
  access_log off;
  tcp_nodelay on;
  client_body_temp_path {at}; proxy_temp_path {at}; fastcgi_temp_path {at}; uwsgi_temp_path {at}; scgi_temp_path {at};
  server {{
    listen {address} backlog=4096;
    location / {{ nchan_pubsub websocket; nchan_channel_id $uri; nchan_message_buffer_length 256; nchan_message_timeout 10s; nchan_websocket_ping_interval 0; nchan_subscriber_first_message newest; }}
  }}
}}
"#
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, settings)?;
    let process = Process::start(Command::new("nginx").arg("-c").arg(&file).arg("-p").arg(&folder))?;
    listening(address)?;
    Ok(Server::other(process, address, false))
}

/// Waits until somebody listens there.
fn listening(address: SocketAddr) -> Result<(), Failure> {
    for _ in 0..100 {
        if TcpStream::connect(address).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(format!("nobody listens at {address}").into())
}
