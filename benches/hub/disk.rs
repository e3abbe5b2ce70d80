//! What the disk alone needs to keep the same bytes: an append to a preallocated file and fdatasync.

use std::{
    fs::File,
    io::{self, Seek, SeekFrom, Write},
    path::Path,
    time::{Duration, Instant},
};

use crate::times::{Times, at, now_us};

/// About what the log keeps of a message of 200 bytes.
pub(crate) const BYTES_PER_MESSAGE: u64 = 800;

/// Appends at moments that are fixed beforehand. What is due by the time that the disk is free goes together.
pub(crate) fn append(folder: &Path, per_second: u64, time: Duration) -> io::Result<Times> {
    let messages = (per_second as f64 * time.as_secs_f64()) as u64;
    let mut file = File::create(folder.join("append"))?;
    let chunk = vec![0; usize::try_from(BYTES_PER_MESSAGE).unwrap_or_default()];
    for _ in 0..messages {
        file.write_all(&chunk)?;
    }
    file.sync_all()?;
    file.seek(SeekFrom::Start(0))?;
    let mut times = Times::default();
    let begins = now_us() + 1_000;
    let due = |number: u64| begins + number * 1_000_000 / per_second;
    let mut next = 0;
    while next < messages {
        std::thread::sleep(at(due(next)).saturating_duration_since(Instant::now()));
        let now = now_us();
        let first = next;
        while next < messages && due(next) <= now {
            file.write_all(&chunk)?;
            next += 1;
        }
        file.sync_data()?;
        let now = now_us();
        (first..next).for_each(|number| times.note(now.saturating_sub(due(number))));
    }
    Ok(times)
}
