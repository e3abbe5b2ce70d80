//! The corpus of bad tokens: each is refused with the one public error and for its own reason,
//! beside the good token it was made from.

mod algorithms;
mod claims;
mod forge;
mod lifecycle;
mod shapes;

use self::forge::{Forge, NOW, With, swap};
use super::{EntryTokens, token_fault::TokenFault as Fault};

type Corpus = Vec<(String, Fault)>;

#[track_caller]
fn all_refused(tokens: &EntryTokens, corpus: Corpus) {
    assert!(!corpus.is_empty());
    for (token, fault) in corpus {
        let error = tokens.verify(&token, NOW).unwrap_err();
        assert_eq!(error.fault(), fault, "{token}");
        assert_eq!(error.to_string(), "the token is not valid");
    }
}

/// Good tokens with one text in the header (or the claims) replaced, and signed again.
struct Altered<'a>(&'a Forge, Corpus);

impl Altered<'_> {
    fn header(&mut self, from: &str, to: &str, fault: Fault) {
        let header = swap(&self.0.own_header(), from, to);
        self.1.push((self.0.token(&header, &self.0.own_claims(), With::Own), fault));
    }

    fn claims(&mut self, from: &str, to: &str, fault: Fault) {
        let claims = swap(&self.0.own_claims(), from, to);
        self.1.push((self.0.token(&self.0.own_header(), &claims, With::Own), fault));
    }
}
