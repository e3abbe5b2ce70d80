//! A letter before it is a message: words and one link.

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// One line. It names neither group nor topic unless the host chose so.
    pub(super) subject: String,
    /// The paragraphs.
    pub(super) body: Vec<String>,
    /// What there is to do: the words on the link, and where it leads.
    pub(super) link: (String, String),
    /// Small print below it.
    pub(super) footer: Vec<String>,
}

impl Letter {
    /// As plain text.
    pub(super) fn text(&self) -> String {
        let (label, url) = &self.link;
        let mut parts = self.body.clone();
        parts.push(format!("{label}:\n{url}"));
        parts.push(format!("-- \n{}", self.footer.join("\n")));
        parts.join("\n\n") + "\n"
    }

    /// As plain HTML, without anything that is loaded from elsewhere.
    pub(super) fn html(&self, language: &str) -> String {
        let paragraphs = |lines: &[String], tag: &str| -> String {
            lines.iter().map(|line| format!("<{tag}>{}</{tag}>\n", escaped(line))).collect()
        };
        let (label, url) = &self.link;
        let footer: String =
            self.footer.iter().map(|line| format!("<p><small>{}</small></p>\n", linked(line))).collect();
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
             <body>\n{}<p><a href=\"{}\">{}</a></p>\n<hr>\n{footer}</body>\n</html>\n",
            escaped(&self.subject),
            paragraphs(&self.body, "p"),
            escaped(url),
            escaped(label),
        )
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// The line, with an address of the web at its end as a link.
fn linked(line: &str) -> String {
    match line.rsplit_once(' ') {
        Some((before, url)) if url.starts_with("https://") || url.starts_with("http://") => {
            format!("{} <a href=\"{url}\">{url}</a>", escaped(before), url = escaped(url))
        }
        _ => escaped(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_text_and_never_markup() {
        let letter = Letter {
            subject: "A <b>title</b>".to_owned(),
            body: vec!["<script>alert(1)</script> & \"more\"".to_owned()],
            link: ("Open".to_owned(), "https://rondo.example/mail#a&b".to_owned()),
            footer: vec!["Stop: https://rondo.example/mail#\"><img>".to_owned()],
        };
        let html = letter.html("en");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"), "{html}");
        assert!(!html.contains("src="), "nothing is loaded");
        assert!(letter.text().contains("Open:\nhttps://rondo.example/mail#a&b\n"));
    }
}
