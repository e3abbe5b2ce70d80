//! What the memory of the program still holds once a meeting is over.

#![cfg(target_os = "linux")]

use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
};

use rondo::meeting::command::Command;

use crate::{binary::Binary, random::Random, support::room::peers};

/// Messages of each writer: within the burst that a socket may send.
const POSTS: usize = 8;

/// Looks at the memory before something is said to stay there.
const SCANS: usize = 20;

/// How often these words stand in the memory that a program can write to, as a core dump would have it.
fn found(pid: u32, words: &[String]) -> usize {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut count = 0;
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (range, rights) = (parts.next().unwrap(), parts.next().unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        let (start, end) = range.split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // Some of it, such as what the kernel keeps for itself, can't be read.
        if memory.read_exact_at(&mut bytes, start).is_ok() {
            for word in words {
                count += memchr::memmem::find_iter(&bytes, word).count();
            }
        }
    }
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_word_of_a_meeting_stands_in_memory_once_it_is_over() {
    let mut random = Random::new(23);
    let binary = Binary::start("warn").await;
    let (admin, room, secret) = binary.room(peers("tools_discussion")).await;
    let mut lead = binary.discussion(&admin, &room).await;
    let mut words = Vec::new();
    let mut writers = Vec::new();
    for number in 0..4 {
        let mut person = binary.member(&secret, &format!("Writer {number}"), &room).await;
        person.come().await;
        writers.push(person);
    }
    for _ in 0..POSTS {
        for writer in &mut writers {
            let word = random.canary();
            let text = format!("{word} and more that is said here");
            writer.does(Command::Post { text, note: None }).await;
            words.push(word);
        }
    }
    let whisper = random.canary();
    writers[0].does(Command::Whisper { to: None, text: whisper.clone() }).await;
    words.push(whisper);
    // Somebody reads it all again.
    writers[1].reload().await;
    assert!(found(binary.pid(), &words) >= words.len(), "it is there while the meeting runs");

    lead.does(Command::EndMeeting {}).await;
    for mut person in writers {
        person.ends().await;
    }
    lead.ends().await;
    // The last of it may be dropped just now.
    let left = (0..SCANS).map(|_| found(binary.pid(), &words)).find(|left| *left == 0);
    assert_eq!(left, Some(0), "{} left", found(binary.pid(), &words));
}
