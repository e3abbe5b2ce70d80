//! The hub: where sockets meet rooms. One task owns one room.

mod audit;
mod batch;
mod connections;
pub mod directory;
mod entry;
mod goodbye;
mod history;
mod live;
mod mailbox;
mod names;
mod outbox;
mod pace;
mod publish;
mod record;
mod rehearsal;
mod room;
pub mod services;
pub mod session;

pub use directory::Directory;
pub use mailbox::RoomStatus;
pub use services::Services;
