//! A server that is measured, from the outside: what Linux counts of its process.

use std::{
    fs, io,
    ops::{Add, Sub},
    process::{Child, Command, Stdio},
};

/// The ticks in which Linux counts processor time, per second; the same on every architecture that Rust knows.
const TICKS_PER_SECOND: f64 = 100.0;

/// Processor time, in seconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cpu {
    pub(crate) user_s: f64,
    pub(crate) system_s: f64,
}

impl Cpu {
    pub(crate) fn total_s(self) -> f64 {
        self.user_s + self.system_s
    }
}

impl Add for Cpu {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { user_s: self.user_s + other.user_s, system_s: self.system_s + other.system_s }
    }
}

impl Sub for Cpu {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self { user_s: self.user_s - before.user_s, system_s: self.system_s - before.system_s }
    }
}

/// How many files this process may have open at once.
pub(crate) fn open_files_max() -> Option<usize> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// A process that is killed when it is dropped.
pub(crate) struct Process {
    pub(crate) child: Child,
    /// Another one that does a part of the work, and counts as a part of this one.
    pub(crate) helper: Option<Box<Process>>,
}

impl Process {
    /// Starts a program whose standard output is read.
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        let child = command.stdout(Stdio::piped()).stdin(Stdio::null()).spawn()?;
        Ok(Self { child, helper: None })
    }

    pub(crate) fn cpu(&self) -> Cpu {
        let stat = self.read("stat");
        // The name of the program is in brackets and may hold anything.
        let mut fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11);
        let mut seconds =
            || fields.next().and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0) / TICKS_PER_SECOND;
        let cpu = Cpu { user_s: seconds(), system_s: seconds() };
        cpu + self.helper.as_ref().map_or(Cpu::default(), |helper| helper.cpu())
    }

    /// Resident memory in KiB; what the kernel holds for sockets is not in it.
    pub(crate) fn resident_kib(&self) -> f64 {
        let status = self.read("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
        kib.unwrap_or(0.0) + self.helper.as_ref().map_or(0.0, |helper| helper.resident_kib())
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap_or_default()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
