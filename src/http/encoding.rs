//! Which content encoding a request accepts (RFC 9110, section 12.5.3).

use axum::http::{HeaderMap, header};

/// A form in which a file of the client is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The smallest first.
    pub(super) const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// The name in HTTP.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// What follows the name of a file in this form.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// The encodings that the request accepts, the smallest first. Browsers weigh them all the same, so
/// their weights only tell what they refuse.
pub(super) fn accepted(request: &HeaderMap) -> impl Iterator<Item = Encoding> {
    let values = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let listed: Vec<(String, bool)> = values.flat_map(|value| value.split(',')).map(weighed).collect();
    Encoding::ALL.into_iter().filter(move |encoding| {
        let find =
            |name: &str| listed.iter().find(|(listed, _)| listed == name).map(|(_, accepted)| *accepted);
        let unlisted = *encoding == Encoding::Identity;
        find(encoding.name()).or_else(|| find("*")).unwrap_or(unlisted)
    })
}

/// The name of a listed encoding, and whether its weight is above zero.
fn weighed(item: &str) -> (String, bool) {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let accepted = weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0));
    (name, accepted)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_smallest_accepted_form_comes_first() {
        use Encoding::{Brotli, Gzip, Identity};
        for (header, expected) in [
            ("", &[Identity][..]),
            ("gzip, deflate, br, zstd", &[Brotli, Gzip, Identity]),
            ("GZIP", &[Gzip, Identity]),
            ("br;q=0, gzip;q=0.1", &[Gzip, Identity]),
            ("br; Q=0.000 ,gzip ; q=nonsense", &[Identity]),
            ("*", &[Brotli, Gzip, Identity]),
            ("*;q=0, gzip", &[Gzip]),
            ("gzip, identity;q=0", &[Gzip]),
            ("brotli, x-gzip", &[Identity]),
        ] {
            let request = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(header))]);
            assert_eq!(accepted(&request).collect::<Vec<_>>(), expected, "{header}");
        }
        assert_eq!(accepted(&HeaderMap::new()).collect::<Vec<_>>(), [Identity]);
    }
}
