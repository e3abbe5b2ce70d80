//! Protection against cross-site request forgery, for every request that changes something.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, Version, header},
    middleware::Next,
    response::Response,
};

use super::{
    origins::Origins,
    problem::{Code, Problem},
    web::Web,
};

/// Refuses a request that does not name exactly one host (RFC 9112, section 3.2): two readers on its
/// way could take it for two different ones. HTTP/1.0 knew no hosts.
pub(super) async fn one_host(request: Request, next: Next) -> Result<Response, Problem> {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    if hosts > 1 || (hosts == 0 && request.version() >= Version::HTTP_11) {
        return Err(Code::HostInvalid.into());
    }
    Ok(next.run(request).await)
}

/// Refuses a request that changes something if it comes from a page of another origin. A request
/// without an `Origin` header is allowed: browsers always send one when another site's page asks.
pub(super) async fn same_origin(
    State(web): State<Web>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !may_change(&web.origins, request.headers()) {
        return Err(Code::OriginForbidden.into());
    }
    Ok(next.run(request).await)
}

fn may_change(origins: &Origins, headers: &HeaderMap) -> bool {
    let mut given = headers.get_all(header::ORIGIN).iter();
    match (given.next(), given.next()) {
        (Some(origin), None) => origins.allows(origin.as_bytes()),
        (Some(_), Some(_)) => false,
        (None, _) => {
            !headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_foreign_page_may_not_change_anything() {
        let origins = Origins::new("127.0.0.1:8080".parse().unwrap(), None, Vec::new());
        for (pairs, may) in [
            (&[][..], true),
            (&[("origin", "http://localhost:8080")], true),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "http://localhost:8080"), ("origin", "https://evil.example")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "same-origin")], true),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            assert_eq!(may_change(&origins, &headers), may, "{pairs:?}");
        }
    }
}
