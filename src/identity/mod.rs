//! Signing in by the organisation's own identity provider (OpenID Connect Core 1.0, the code flow with PKCE).
//!
//! The caller keeps what was asked of a browser that is at the provider: a question is answered once.

mod limits;

use chrono::DateTime;
use futures::future::BoxFuture;
use openidconnect::{
    AccessToken, AsyncHttpClient, AuthType, AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, SubjectIdentifier,
    TokenResponse as _,
    core::{
        CoreClient, CoreClientAuthMethod, CoreIdTokenClaims, CoreProviderMetadata, CoreResponseType,
        CoreUserInfoClaims,
    },
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use tokio::sync::Mutex;
use url::Url;

use self::limits::DISCOVERED_MS;
use crate::{
    config::{IdentityConfig, Newcomers},
    outgoing::{Outgoing, OutgoingError},
    secrets::SecretHash,
    time::UnixMs,
};

/// Why nobody signs in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IdentityFault {
    /// The provider does not answer as it should.
    #[error("the identity provider can't be reached: {0}")]
    Unreachable(String),
    /// What came back is not for whoever went there from this browser.
    #[error("the identity provider's answer does not fit: {0}")]
    Wrong(String),
}

/// Somebody whom the provider knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// What tells them from everybody else: a hash of the issuer and of what it calls them.
    pub(crate) mark: SecretHash,
    /// What the provider suggests as a sign-in name.
    pub(crate) username: Option<String>,
    /// What people call them.
    pub(crate) display_name: Option<String>,
}

/// A client that has what discovery sets.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What a browser was asked at the provider.
#[derive(Serialize, Deserialize)]
pub(crate) struct Question {
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// The identity provider.
pub(crate) struct IdentityProvider {
    config: IdentityConfig,
    redirect: RedirectUrl,
    outgoing: Outgoing,
    /// Until when it is used, and what the provider says of itself.
    discovered: Mutex<Option<(UnixMs, CoreProviderMetadata)>>,
}

impl IdentityProvider {
    /// People come back to `redirect`. Blocks on the disk.
    ///
    /// # Panics
    /// If `redirect` is no address.
    pub(crate) fn new(config: IdentityConfig, redirect: &Url) -> Self {
        Self {
            config,
            redirect: RedirectUrl::from_url(redirect.clone()),
            outgoing: Outgoing::to_operators_own(),
            discovered: Mutex::default(),
        }
    }

    /// Its settings.
    pub(crate) const fn config(&self) -> &IdentityConfig {
        &self.config
    }

    /// Where a browser goes to sign in at the provider, and what its answer is checked against.
    ///
    /// # Errors
    /// [`IdentityFault::Unreachable`].
    pub(crate) async fn begin(&self, now: UnixMs) -> Result<(Url, Question), IdentityFault> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.client(now).await?;
        let (url, state, nonce) = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok((url, Question { state, nonce, verifier }))
    }

    /// Whom the browser came back as that was asked this.
    ///
    /// # Errors
    /// [`IdentityFault::Unreachable`] or [`IdentityFault::Wrong`].
    pub(crate) async fn finish(
        &self,
        question: Question,
        state: &str,
        code: String,
        now: UnixMs,
    ) -> Result<Known, IdentityFault> {
        if !bool::from(question.state.secret().as_bytes().ct_eq(state.as_bytes())) {
            return Err(wrong("something else was asked"));
        }
        let client = self.client(now).await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(unreachable)?;
        let answer =
            exchange.set_pkce_verifier(question.verifier).request_async(&self.outgoing).await.map_err(
                |error| match error {
                    openidconnect::RequestTokenError::ServerResponse(refusal) => wrong(refusal.error()),
                    error => unreachable(error),
                },
            )?;
        let token = answer.id_token().ok_or_else(|| wrong("no ID token"))?;
        let verifier = client.id_token_verifier();
        let verifier =
            verifier.set_time_fn(move || DateTime::from_timestamp_millis(now.as_ms()).unwrap_or_default());
        let claims = token.claims(&verifier, &question.nonce).map_err(wrong)?;
        let mut known = self.known(claims);
        if self.config.newcomers == Newcomers::Hosts && known.display_name.is_none() {
            self.ask_names(&client, answer.access_token(), claims.subject(), &mut known).await;
        }
        Ok(known)
    }

    /// Many say what people are called only there (OpenID Connect Core 1.0, section 5.4). Nobody is refused for
    /// the want of it.
    async fn ask_names(
        &self,
        client: &Client,
        token: &AccessToken,
        subject: &SubjectIdentifier,
        known: &mut Known,
    ) {
        let Ok(question) = client.user_info(token.clone(), Some(subject.clone())) else { return };
        let answer: Result<CoreUserInfoClaims, _> = question.request_async(&self.outgoing).await;
        match answer {
            Ok(claims) => {
                known.display_name =
                    claims.name().and_then(|name| name.get(None)).map(|name| name.to_string());
                known.username = claims.preferred_username().map(|name| name.to_string());
            }
            Err(error) => tracing::info!(%error, "the identity provider does not say what people are called"),
        }
    }

    async fn client(&self, now: UnixMs) -> Result<Client, IdentityFault> {
        let provider = self.discover(now).await?;
        let id = ClientId::new(self.config.client_id.clone());
        let secret = self.config.client_secret.as_ref();
        let secret = secret.map(|secret| ClientSecret::new(secret.0.to_string()));
        // Without a word on it, a provider takes the basic one (section 9).
        let methods = provider.token_endpoint_auth_methods_supported();
        let basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        Ok(CoreClient::from_provider_metadata(provider, id, secret)
            .set_redirect_uri(self.redirect.clone())
            .set_auth_type(if basic { AuthType::BasicAuth } else { AuthType::RequestBody }))
    }

    async fn discover(&self, now: UnixMs) -> Result<CoreProviderMetadata, IdentityFault> {
        let mut discovered = self.discovered.lock().await;
        if let Some((until, provider)) = discovered.as_ref()
            && *until > now
        {
            return Ok(provider.clone());
        }
        let issuer = IssuerUrl::new(self.config.issuer.clone()).map_err(unreachable)?;
        let asked = CoreProviderMetadata::discover_async(issuer, &self.outgoing).await;
        let provider = asked.map_err(unreachable)?;
        *discovered = Some((now.plus_ms(DISCOVERED_MS), provider.clone()));
        Ok(provider)
    }

    fn known(&self, claims: &CoreIdTokenClaims) -> Known {
        let mark = Sha256::new()
            .chain_update(self.config.issuer.as_bytes())
            .chain_update([0])
            .chain_update(claims.subject().as_bytes());
        let display_name = claims.name().and_then(|name| name.get(None)).map(|name| name.to_string());
        Known {
            mark: SecretHash::from_bytes(mark.finalize().into()),
            username: claims.preferred_username().map(|name| name.to_string()),
            display_name,
        }
    }
}

impl<'a> AsyncHttpClient<'a> for Outgoing {
    type Error = OutgoingError;
    type Future = BoxFuture<'a, Result<HttpResponse, OutgoingError>>;

    fn call(&'a self, request: HttpRequest) -> Self::Future {
        Box::pin(async {
            let answered = self.ask(request).await?;
            let mut response = HttpResponse::new(answered.body);
            *response.status_mut() = answered.status;
            *response.headers_mut() = answered.headers;
            Ok(response)
        })
    }
}

fn unreachable(cause: impl std::fmt::Display) -> IdentityFault {
    IdentityFault::Unreachable(cause.to_string())
}

fn wrong(cause: impl std::fmt::Display) -> IdentityFault {
    IdentityFault::Wrong(cause.to_string())
}
