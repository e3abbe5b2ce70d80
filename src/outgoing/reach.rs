//! Where a request may go: to https, and to addresses of the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};
use url::{Host, Url};

use super::limits::URL_BYTES_MAX;

/// Where requests may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// This machine too, over plain http as well.
    pub(super) loopback: bool,
    /// Private networks too, over https.
    pub(super) private: bool,
}

const fn net4(a: u8, b: u8, c: u8, d: u8, bits: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), bits)
}

const fn net6(first: u16, second: u16, bits: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0), bits)
}

/// What is not the public internet, by IANA's registry of special addresses.
const NOT_PUBLIC_4: [Ipv4Net; 15] = [
    net4(0, 0, 0, 0, 8),
    net4(10, 0, 0, 0, 8),
    net4(100, 64, 0, 0, 10),
    net4(127, 0, 0, 0, 8),
    net4(169, 254, 0, 0, 16),
    net4(172, 16, 0, 0, 12),
    net4(192, 0, 0, 0, 24),
    net4(192, 0, 2, 0, 24),
    net4(192, 88, 99, 0, 24),
    net4(192, 168, 0, 0, 16),
    net4(198, 18, 0, 0, 15),
    net4(198, 51, 100, 0, 24),
    net4(203, 0, 113, 0, 24),
    net4(224, 0, 0, 0, 4),
    net4(240, 0, 0, 0, 4),
];

/// All that is public of the other kind, and within it what is not, or leads to an address of the first.
const PUBLIC_6: Ipv6Net = net6(0x2000, 0, 3);
const NOT_PUBLIC_6: [Ipv6Net; 4] =
    [net6(0x2001, 0, 23), net6(0x2001, 0x0db8, 32), net6(0x2002, 0, 16), net6(0x3fff, 0, 20)];

impl Reach {
    /// Whether an address could be requested, as far as its text says: of a name nothing is known yet.
    pub(super) fn takes(self, url: &Url) -> bool {
        let secure = is_https(url) || (self.loopback && url.scheme() == "http");
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let host = match url.host() {
            Some(Host::Ipv4(address)) => self.allows(address.into(), is_https(url)),
            Some(Host::Ipv6(address)) => self.allows(address.into(), is_https(url)),
            Some(Host::Domain(name)) => !name.is_empty(),
            None => false,
        };
        secure && bare && host && url.as_str().len() <= URL_BYTES_MAX
    }

    /// Whether a request may go to an address, over https or else plain http.
    pub(super) fn allows(self, address: IpAddr, https: bool) -> bool {
        let address = address.to_canonical();
        if address.is_loopback() {
            return self.loopback;
        }
        https && (self.private || is_public(address))
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC_4.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) => {
            PUBLIC_6.contains(&address) && !NOT_PUBLIC_6.iter().any(|net| net.contains(&address))
        }
    }
}

pub(super) fn is_https(url: &Url) -> bool {
    url.scheme() == "https"
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONLY_PUBLIC: Reach = Reach { loopback: false, private: false };
    const OPERATORS_OWN: Reach = Reach { loopback: true, private: true };
    const LOOPBACK_TOO: Reach = Reach { loopback: true, private: false };

    #[test]
    fn only_public_addresses_are_allowed() {
        for public in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2a00::1", "2606:4700:4700::1111"] {
            assert!(ONLY_PUBLIC.allows(public.parse().unwrap(), true), "{public}");
            assert!(!LOOPBACK_TOO.allows(public.parse().unwrap(), false), "{public} over plain http");
        }
        for other in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2001:db8::1",
            "2001::1",
            "2002:a00:1::",
            "100::1",
        ] {
            assert!(!ONLY_PUBLIC.allows(other.parse().unwrap(), true), "{other}");
        }
        for private in ["10.1.2.3", "fd12::1"] {
            assert!(OPERATORS_OWN.allows(private.parse().unwrap(), true), "{private}");
            assert!(!OPERATORS_OWN.allows(private.parse().unwrap(), false), "{private} over plain http");
        }
        assert!(OPERATORS_OWN.allows("127.0.0.1".parse().unwrap(), false));
        for here in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert!(LOOPBACK_TOO.allows(here.parse().unwrap(), true), "{here}");
        }
        assert!(!LOOPBACK_TOO.allows("192.168.1.1".parse().unwrap(), true), "the setting opens nothing else");
    }

    #[test]
    fn an_address_is_https_and_names_nobody() {
        let takes = |reach: Reach, text: &str| Url::parse(text).is_ok_and(|url| reach.takes(&url));
        for good in ["https://push.example/a?b=c", "https://push.example:8443/", "https://1.1.1.1/x"] {
            assert!(takes(ONLY_PUBLIC, good), "{good}");
        }
        for bad in [
            "http://push.example/",
            "ftp://push.example/",
            "file:///etc/passwd",
            "https://me@push.example/",
            "https://me:secret@push.example/",
            "https://push.example/#x",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[::ffff:169.254.169.254]/",
            "http://127.0.0.1/",
        ] {
            assert!(!takes(ONLY_PUBLIC, bad), "{bad}");
        }
        assert!(takes(LOOPBACK_TOO, "http://127.0.0.1:8080/x") && !takes(LOOPBACK_TOO, "http://10.0.0.1/"));
        let long = format!("https://push.example/{}", "a".repeat(URL_BYTES_MAX));
        assert!(!takes(ONLY_PUBLIC, &long));
    }
}
