//! Whose word counts on where a request came from. A proxy writes the address of its client into
//! `X-Forwarded-For` or `Forwarded` (RFC 7239); from anyone else these headers could say anything.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

use super::origins::Origins;

const X_FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED: &str = "forwarded";

/// The proxies that are trusted.
pub(crate) struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Those that the operator listed. Without a list: this machine, if the public origin is https,
    /// since then there is a proxy in front.
    pub(crate) fn new(listed: Option<Vec<IpNet>>, origins: &Origins) -> Self {
        let this_machine = || [[127, 0, 0, 1].into(), std::net::Ipv6Addr::LOCALHOST.into()];
        let default = || match origins.public().is_https() {
            true => this_machine().into_iter().map(|address: IpAddr| IpNet::from(address)).collect(),
            false => Vec::new(),
        };
        Self(listed.unwrap_or_else(default))
    }

    /// The client of another server of ours, which names nobody else; `None` for its own requests.
    pub(super) fn named_by_peer(headers: &HeaderMap) -> Option<IpAddr> {
        plain(headers.get(X_FORWARDED_FOR)?.to_str().ok()?)
    }

    /// The address of whoever sent the request: the last one on its way that is no trusted proxy.
    /// Where the two headers disagree, one of them was written by the client: then the proxy itself
    /// counts.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let named = [(X_FORWARDED_FOR, plain as Read), (FORWARDED, forwarded)]
            .into_iter()
            .filter(|(name, _)| headers.contains_key(*name))
            .map(|(name, read)| self.walk(peer, headers, name, read));
        let named: Vec<_> = named.collect();
        match named[..] {
            [client] => client,
            [one, other] if one == other => one,
            _ => peer,
        }
    }

    /// From the nearest hop backwards, for as long as each is trusted and can be read.
    fn walk(&self, peer: IpAddr, headers: &HeaderMap, name: &str, read: Read) -> IpAddr {
        let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
        let hops: Vec<_> = lines.flat_map(|line| line.split(',')).map(read).collect();
        let mut client = peer;
        for hop in hops.into_iter().rev() {
            let Some(address) = hop else { break };
            client = address;
            if !self.trusts(address) {
                break;
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// Reads one hop; `None` if it names no address.
type Read = fn(&str) -> Option<IpAddr>;

/// `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::7`, `[2001:db8::7]:4711`.
fn plain(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let address = bare.parse().or_else(|_| hop.parse().map(|socket: SocketAddr| socket.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

/// `for=192.0.2.7;proto=https`, `For="[2001:db8::7]:4711"`. A hidden or unknown client is none.
fn forwarded(hop: &str) -> Option<IpAddr> {
    let pairs = hop.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("for"))?;
    plain(value.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(trusted: &str, peer: &str, headers: &[(&'static str, &'static str)]) -> String {
        let trusted = trusted.split(',').map(|network| network.parse().unwrap()).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        Proxies(trusted).client(peer.parse().unwrap(), &map).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        const X: &str = X_FORWARDED_FOR;
        const F: &str = FORWARDED;
        let nets = "127.0.0.0/8,10.0.0.0/8,fd00::/8";
        for (peer, headers, expected) in [
            ("203.0.113.9", &[(X, "192.0.2.7")][..], "203.0.113.9"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &[(X, "192.0.2.7")], "192.0.2.7"),
            ("::ffff:10.0.0.1", &[(X, "192.0.2.7")], "192.0.2.7"),
            ("fd00::1", &[(X, "[2001:db8::7]:4711")], "2001:db8::7"),
            ("10.0.0.1", &[(X, "192.0.2.7:4711")], "192.0.2.7"),
            // What the client wrote itself stands before what the proxies added.
            ("10.0.0.1", &[(X, "6.6.6.6, 192.0.2.7, 10.0.0.2")], "192.0.2.7"),
            ("10.0.0.1", &[(X, "6.6.6.6"), (X, "192.0.2.7")], "192.0.2.7"),
            ("10.0.0.1", &[(X, "6.6.6.6, unknown")], "10.0.0.1"),
            ("10.0.0.1", &[(X, "10.0.0.3")], "10.0.0.3"),
            ("10.0.0.1", &[(F, "for=192.0.2.7;proto=https;by=10.0.0.1")], "192.0.2.7"),
            ("10.0.0.1", &[(F, "for=6.6.6.6, FOR=\"[2001:db8::7]:4711\"")], "2001:db8::7"),
            ("10.0.0.1", &[(F, "for=_hidden")], "10.0.0.1"),
            ("10.0.0.1", &[(F, "for=6.6.6.6"), (X, "192.0.2.7")], "10.0.0.1"),
            ("10.0.0.1", &[(F, "for=192.0.2.7"), (X, "192.0.2.7")], "192.0.2.7"),
        ] {
            assert_eq!(client(nets, peer, headers), expected, "{peer} {headers:?}");
        }
    }

    #[test]
    fn without_a_list_this_machine_is_trusted_behind_https() {
        for (public, trusts) in [(None, false), (Some("https://rondo.example"), true)] {
            let public = public.map(|origin| origin.parse().unwrap());
            let origins = Origins::new("127.0.0.1:8080".parse().unwrap(), public, Vec::new());
            assert_eq!(Proxies::new(None, &origins).trusts([127, 0, 0, 1].into()), trusts);
        }
    }
}
