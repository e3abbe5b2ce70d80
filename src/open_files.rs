//! How many files the system lets this process open: each socket is one.

use std::fs;

/// What the database, the listener and requests need beside the sockets.
const OTHERS: u64 = 4_200;

/// Tells the operator when the system does not let this process open a file for each of so many sockets.
pub(crate) fn warn_unless_enough(sockets: u32) {
    let needed = u64::from(sockets) + OTHERS;
    // Where the system has no such file, nothing is known.
    let Some(allowed) = fs::read_to_string("/proc/self/limits").ok().as_deref().and_then(limit) else {
        return;
    };
    if allowed < needed {
        tracing::warn!(
            allowed,
            needed,
            "too few open files for --sockets-max (docs/operating.md, \"How many members\")"
        );
    }
}

/// The soft limit in the text of `/proc/self/limits` (proc_pid_limits(5)); `None` if there is none.
fn limit(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_read_from_its_line() {
        let text = "Limit                     Soft Limit           Hard Limit           Units     \n\
                    Max processes             127436               127436               processes \n\
                    Max open files            1024                 1048576              files     \n";
        assert_eq!(limit(text), Some(1024));
        assert_eq!(limit(&text.replace("1024 ", "unlimited ")), None);
        assert_eq!(limit(""), None);
    }
}
