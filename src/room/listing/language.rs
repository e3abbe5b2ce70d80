//! The languages that a group may write in. The server need not have words in them.

use schemars::JsonSchema;
use serde::Serialize;

/// The codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie \
    ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi \
    mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc \
    sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi \
    vo wa wo xh yi yo za zh zu";

/// A language by its code of ISO 639-1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct LanguageCode(String);

impl LanguageCode {
    /// The language with this code; `None` if there is none.
    #[must_use]
    pub(crate) fn known(code: &str) -> Option<Self> {
        let known = code.len() == 2 && CODES.split_ascii_whitespace().any(|known| known == code);
        known.then(|| Self(code.to_owned()))
    }

    /// A code as it was stored.
    #[must_use]
    pub(crate) const fn stored(code: String) -> Self {
        Self(code)
    }

    /// The code.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_by_its_code() {
        assert_eq!(LanguageCode::known("de").as_ref().map(LanguageCode::as_str), Some("de"));
        for unknown in ["", "e", "DE", "deu", "xx", "a ", "aa ab", "é"] {
            assert_eq!(LanguageCode::known(unknown), None, "{unknown}");
        }
        assert_eq!(CODES.split_ascii_whitespace().count(), 183);
    }
}
