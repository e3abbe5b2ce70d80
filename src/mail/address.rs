//! Addresses of mail: what is taken as one, and how it is written.

use std::{fmt, str::FromStr};

use super::limits::ADDRESS_BYTES_MAX;

/// The text is no mail address that this server writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no mail address")]
pub(crate) struct InvalidAddress;

/// A mail address in ASCII: the name as it was given, the domain in lower case and as DNS has it. It can't
/// hold a character that ends a line or a header. Never printed, since it is somebody's.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Address(lettre::Address);

impl Address {
    /// For the envelope and the header.
    pub(super) const fn inner(&self) -> &lettre::Address {
        &self.0
    }

    /// The text of the address.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_ref()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}

impl FromStr for Address {
    type Err = InvalidAddress;

    /// Spaces around it don't matter. Names in quotes, comments and addresses of numbers are not taken:
    /// nobody has one, and they are how headers are broken.
    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let (name, domain) = text.trim().rsplit_once('@').ok_or(InvalidAddress)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        if name.is_empty() || !name.chars().all(is_plain) || domain.starts_with('[') {
            return Err(InvalidAddress);
        }
        let domain = match url::Host::parse(domain) {
            Ok(url::Host::Domain(domain)) if domain.contains('.') && !domain.ends_with('.') => domain,
            _ => return Err(InvalidAddress),
        };
        let address = lettre::Address::new(name, domain).map_err(|_| InvalidAddress)?;
        let address = Self(address);
        let fits = address.as_str().len() <= ADDRESS_BYTES_MAX && address.as_str().is_ascii();
        if fits { Ok(address) } else { Err(InvalidAddress) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_people_write_it() {
        for (text, written) in [
            (" robin@example.org ", "robin@example.org"),
            ("Robin.O'Neill+group@Example.ORG", "Robin.O'Neill+group@example.org"),
            ("robin@büro.example", "robin@xn--bro-hoa.example"),
        ] {
            assert_eq!(text.parse::<Address>().unwrap().as_str(), written);
        }
    }

    #[test]
    fn what_could_break_a_header_or_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        let longer = format!("robin@{}org", "example.".repeat(40));
        for text in [
            "",
            "robin",
            "@example.org",
            "robin@",
            "robin@localhost",
            "robin@example.org.",
            "robin@[127.0.0.1]",
            "robin@127.0.0.1",
            "robin@example.org\r\nBcc: eve@example.org",
            "robin\n@example.org",
            "robin@exam\nple.org",
            "robin@example.org, eve@example.org",
            "Robin <robin@example.org>",
            "\"a b\"@example.org",
            "a b@example.org",
            "robin@@example.org",
            ".robin@example.org",
            "ro..bin@example.org",
            "röbin@example.org",
            "robin@example.org\0",
            &long,
            &longer,
        ] {
            assert_eq!(text.parse::<Address>(), Err(InvalidAddress), "{text:?}");
        }
        let address: Address = "robin@example.org".parse().unwrap();
        assert_eq!(format!("{address:?}"), "Address(..)");
    }
}
