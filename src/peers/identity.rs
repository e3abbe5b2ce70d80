//! How servers know each other: by certificates of one authority, whose key comes from `root.key`. Nothing of it
//! is stored or has to be set up, and whoever does not have that key can sign none.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, KeyUsagePurpose};
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    server::WebPkiClientVerifier,
};

/// What every certificate is for.
pub(super) const NAME: &str = "rondo-peer";
/// What stands before the 32 bytes of an Ed25519 key (RFC 8410, section 7).
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// The certificates of a server, for both sides of a connection.
pub(crate) struct Identity {
    server: Arc<ServerConfig>,
    client: Arc<ClientConfig>,
}

impl Identity {
    /// The certificates of a server whose authority has this secret.
    ///
    /// # Errors
    /// They can't be made: the operating system gave no randomness.
    pub(crate) fn from_secret(secret: &[u8; 32]) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let key = KeyPair::try_from(&PrivatePkcs8KeyDer::from([&PKCS8[..], secret].concat()))?;
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(params, key)?;
        let own_key = KeyPair::generate()?;
        let own = CertificateParams::new(vec![NAME.to_owned()])?.signed_by(&own_key, &authority)?;
        let chain = vec![own.der().clone()];
        let key = || PrivateKeyDer::from(PrivatePkcs8KeyDer::from(own_key.serialize_der()));

        let mut roots = RootCertStore::empty();
        roots.add(authority.der().clone())?;
        let roots = Arc::new(roots);
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier =
            WebPkiClientVerifier::builder_with_provider(Arc::clone(&roots), Arc::clone(&provider)).build()?;
        let server = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain.clone(), key())?;
        let client = client(&provider)?.with_root_certificates(roots).with_client_auth_cert(chain, key())?;
        Ok(Self { server: Arc::new(server), client: Arc::new(client) })
    }

    pub(super) fn server(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.server)
    }

    pub(super) fn client(&self) -> Arc<ClientConfig> {
        Arc::clone(&self.client)
    }
}

fn client(
    provider: &Arc<CryptoProvider>,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, rustls::Error> {
    ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_protocol_versions(&[&rustls::version::TLS13])
}
