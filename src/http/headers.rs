//! The headers that every answer has.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::web::Web;

/// A page may load files of its own origin and nothing else. The same policy as in
/// `web-client/csp.ts`.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' \
     'sha256-m1K4x2A0p9qPWYL059kekQckKYzOpiGlyRQ+C0Egqjk=' 'sha256-sZ2Sq3EIGI1+8CuNwUEwhcbB9VMDjloVw5SRPiAwQF4='; style-src 'self' 'sha256-sv3C4D7IAykYVh2F+8uJmEItWuoLVgtYUxTBoCT4nCk='; \
     font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; \
     require-trusted-types-for 'script'; trusted-types svelte-trusted-html rondo-worker; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
     microphone=(), payment=(), usb=(), browsing-topics=()";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

const A_YEAR: &str = "max-age=31536000";

/// Adds the headers. An answer that says nothing about caching must not be stored.
pub(super) async fn add(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if web.origins.public().is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(A_YEAR));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_one_the_client_is_tested_with() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/web-client/csp.ts");
        let Ok(text) = std::fs::read_to_string(path) else {
            return; // Without the client there is nothing to compare.
        };
        for directive in CONTENT_SECURITY_POLICY.split("; ") {
            assert!(text.contains(directive), "{directive} is not in csp.ts");
        }
        let lines = text.lines().filter(|line| line.trim_start().starts_with(['"', '\''])).count();
        assert_eq!(lines, CONTENT_SECURITY_POLICY.split("; ").count());
    }
}
