//! The client's files and the forms they are sent in.

use reqwest::{Method, Response, StatusCode};

use crate::support::{Browser, Server};

async fn get(browser: &Browser, path: &str, headers: &[(&str, &str)]) -> Response {
    let request = browser.request(Method::GET, path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap()
}

fn header(answer: &Response, name: &str) -> String {
    answer.headers().get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned())
}

/// The page's script; `None` if the client was not built into the server.
async fn script(browser: &Browser) -> Option<String> {
    let page = get(browser, "/", &[]).await.text().await.unwrap();
    let (_, rest) = page.split_once("src=\"/assets/")?;
    Some(format!("/assets/{}", rest.split('"').next()?))
}

#[tokio::test]
async fn a_file_is_sent_in_the_smallest_form_the_browser_accepts() {
    let server = Server::start().await;
    let browser = server.browser();
    let Some(script) = script(&browser).await else { return };
    for path in ["/", &script] {
        let plain = get(&browser, path, &[]).await;
        let (kind, tag) = (header(&plain, "content-type"), header(&plain, "etag"));
        assert_eq!(
            (header(&plain, "content-encoding"), header(&plain, "vary")),
            ("".into(), "accept-encoding".into())
        );
        let plain = plain.bytes().await.unwrap();
        let mut tags = vec![tag];
        for (accepted, expected) in
            [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")]
        {
            let answer = get(&browser, path, &[("accept-encoding", accepted)]).await;
            assert_eq!(header(&answer, "content-encoding"), expected, "{path}");
            assert_eq!(
                (header(&answer, "vary"), header(&answer, "content-type")),
                ("accept-encoding".into(), kind.clone())
            );
            tags.push(header(&answer, "etag"));
            let length = header(&answer, "content-length");
            let body = answer.bytes().await.unwrap();
            assert_eq!(length, body.len().to_string());
            assert!(body.len() < plain.len() && body != plain, "{path} {accepted}");
            assert_eq!(body.starts_with(&[0x1f, 0x8b]), expected == "gzip");
        }
        assert!(
            tags[0] != tags[1] && tags[1] != tags[2] && tags[2] == tags[3],
            "one tag for each form: {tags:?}"
        );
    }
}

#[tokio::test]
async fn a_form_that_the_browser_has_is_not_sent_again() {
    let server = Server::start().await;
    let browser = server.browser();
    let Some(script) = script(&browser).await else { return };
    let brotli = ("accept-encoding", "br");
    let first = get(&browser, &script, &[brotli]).await;
    assert_eq!(header(&first, "cache-control"), "public, max-age=31536000, immutable");
    let tag = header(&first, "etag");
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".into()] {
        let again = get(&browser, &script, &[brotli, ("if-none-match", &known)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!((header(&again, "etag"), header(&again, "vary")), (tag.clone(), "accept-encoding".into()));
    }
    let other_form = get(&browser, &script, &[("accept-encoding", "gzip"), ("if-none-match", &tag)]).await;
    assert_eq!(other_form.status(), StatusCode::OK);
    for form in [".br", ".gz"] {
        let path = format!("{script}{form}");
        assert_eq!(get(&browser, &path, &[]).await.status(), StatusCode::NOT_FOUND, "no file of its own");
    }
}

#[tokio::test]
async fn answers_of_the_interface_are_never_compressed() {
    let server = Server::start().await;
    server.administrator().await;
    let browser = server.browser();
    for path in ["/api/about", "/api/openapi.json", "/api/me", "/api/nothing", "/metrics"] {
        let answer = get(&browser, path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(
            (header(&answer, "content-encoding"), header(&answer, "vary")),
            ("".into(), "".into()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_answer_names_its_request() {
    let server = Server::start().await;
    let browser = server.browser();
    let mut seen = Vec::new();
    for path in ["/", "/api/me", "/api/nothing", "/healthz"] {
        let id = header(&get(&browser, path, &[("x-request-id", "forged")]).await, "x-request-id");
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path}: {id}");
        assert!(!seen.contains(&id), "{path}");
        seen.push(id);
    }
}
