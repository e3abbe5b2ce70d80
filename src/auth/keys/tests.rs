use std::{fs, os::unix::fs::PermissionsExt};

use super::*;

const NOW: UnixMs = UnixMs::from_ms(1_000);

fn verifies(keys: &SigningKeys, kid: &str, now: UnixMs) -> bool {
    matches!(keys.find(kid, now), OwnKey::Verifies(_))
}

#[test]
fn the_kid_is_the_thumbprint_of_the_public_key() {
    // RFC 8037, appendix A.1 to A.3.
    let seed = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A".parse().unwrap();
    assert_eq!(KeyPair::from_seed(seed).kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

#[test]
fn a_retired_key_verifies_until_its_last_token_is_over() {
    let mut keys = SigningKeys::generate();
    let old = keys.newest_kid().to_owned();
    keys.rotate(NOW, NOW);
    assert_ne!(keys.newest_kid(), old);
    assert!(verifies(&keys, &old, NOW.plus_ms(RETIRED_MS - 1)));
    assert!(matches!(keys.find(&old, NOW.plus_ms(RETIRED_MS)), OwnKey::Retired));
    assert!(matches!(keys.find("other", NOW), OwnKey::Unknown));
    keys.rotate(NOW.plus_ms(RETIRED_MS), NOW.plus_ms(RETIRED_MS));
    assert!(matches!(keys.find(&old, NOW), OwnKey::Unknown), "forgotten");
    assert_eq!(keys.retired.len(), 1);
}

#[test]
fn a_new_key_verifies_before_it_signs() {
    let mut keys = SigningKeys::generate();
    let first = keys.newest_kid().to_owned();
    let (soon, later) = (NOW.plus_ms(10_000), NOW.plus_ms(20_000));
    keys.rotate(NOW, later);
    let second = keys.newest_kid().to_owned();
    assert_eq!((keys.signer(NOW).kid(), keys.signer(later).kid()), (&*first, &*second));
    assert!(verifies(&keys, &first, NOW) && verifies(&keys, &second, NOW));
    assert!(verifies(&keys, &first, later.plus_ms(RETIRED_MS - 1)));
    assert!(!verifies(&keys, &first, later.plus_ms(RETIRED_MS)));
    // Another one that signs earlier goes before the one that waits.
    keys.rotate(NOW, soon);
    let third = keys.newest_kid().to_owned();
    assert_eq!((keys.signer(NOW).kid(), keys.signer(soon).kid()), (&*first, &*third));
    assert!(!verifies(&keys, &second, soon.plus_ms(RETIRED_MS)));
    // And one that signs later waits for it.
    keys.rotate(NOW, later);
    let kids = [NOW, soon, later].map(|at| keys.signer(at).kid().to_owned());
    assert_eq!(kids, [first, third, keys.newest_kid().to_owned()]);
}

#[test]
fn the_file_keeps_the_keys_and_their_retirement() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys.json");
    let mut keys = SigningKeys::load_or_create(&path).unwrap();
    let old = keys.newest_kid().to_owned();
    keys.rotate(NOW, NOW);
    keys.save(&path).unwrap();
    let loaded = SigningKeys::load_or_create(&path).unwrap();
    assert_eq!(loaded.newest_kid(), keys.newest_kid());
    assert!(verifies(&loaded, &old, NOW));
    assert!(!verifies(&loaded, &old, NOW.plus_ms(RETIRED_MS)));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn a_file_others_can_read_or_that_is_no_key_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys.json");
    SigningKeys::load_or_create(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(SigningKeys::load_or_create(&path), Err(KeyFileError::Read(_))));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let one = fs::read_to_string(&path).unwrap();
    let key = one.trim().strip_prefix(r#"{"keys":["#).and_then(|s| s.strip_suffix("]}")).unwrap();
    for bad in
        ["", "{}", r#"{"keys":[]}"#, &format!(r#"{{"keys":[{key},{key}]}}"#), &one.replace("seed", "sead")]
    {
        fs::write(&path, bad).unwrap();
        assert!(matches!(SigningKeys::load_or_create(&path), Err(KeyFileError::Format)), "{bad}");
    }
}

#[test]
fn nothing_secret_is_shown() {
    let keys = SigningKeys::generate();
    let shown = format!("{keys:?}");
    assert!(shown.contains(keys.newest_kid()) && !shown.contains(keys.newest.seed.to_text().as_str()));
}
