//! Where a page of a list ends, as a text that nobody reads but the server.

use data_encoding::BASE64URL_NOPAD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    limits::{ITEMS_PER_PAGE, ITEMS_PER_PAGE_MAX},
    problem::{Code, Problem},
};

/// Which page of a list somebody wants.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PageQuery {
    /// How many to list at most: 1 to 100, or 50 if it is left out.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
}

impl PageQuery {
    /// The page of a list, which is brought into the order of its keys. Nothing is on two pages or on none
    /// because something else came or went meanwhile: a page begins after a key and not after a number.
    ///
    /// # Errors
    /// [`Code::Invalid`] in the field `limit`, and those of [`page`].
    pub(super) fn of<T, K: Ord + Serialize + DeserializeOwned>(
        &self,
        mut items: Vec<T>,
        key: impl Fn(&T) -> K,
    ) -> Result<Page<T>, Problem> {
        let limit = self.limit()?;
        items.sort_by_cached_key(&key);
        page(items, key, self.after.as_deref(), limit)
    }

    /// After which key the page begins, and how many items are on it: for a list that is read page by page.
    ///
    /// # Errors
    /// [`Code::Invalid`] in the field `limit`, [`Code::CursorInvalid`] in the field `after`.
    pub(super) fn range<K: DeserializeOwned>(&self) -> Result<(Option<K>, usize), Problem> {
        Ok((self.after.as_deref().map(read).transpose()?, self.limit()?))
    }

    /// What asks for the page after the item with this key.
    ///
    /// # Errors
    /// [`Code::Internal`] if the key can't be written.
    pub(super) fn after(key: &impl Serialize) -> Result<String, Problem> {
        write(key)
    }

    fn limit(&self) -> Result<usize, Problem> {
        let limit = self.limit.unwrap_or(ITEMS_PER_PAGE);
        match (1..=ITEMS_PER_PAGE_MAX).contains(&limit) {
            true => Ok(limit),
            false => Err(Problem::field(Code::Invalid, "limit")),
        }
    }
}

/// A page of a list.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    /// What asks for the page after it; `None` on the last one.
    pub(super) next: Option<String>,
}

/// The `limit` items after a cursor, of a list in the order of its keys. No two items have the same key.
///
/// # Errors
/// [`Code::CursorInvalid`] in the field `after`.
pub(super) fn page<T, K: Ord + Serialize + DeserializeOwned>(
    items: Vec<T>,
    key: impl Fn(&T) -> K,
    after: Option<&str>,
    limit: usize,
) -> Result<Page<T>, Problem> {
    let after: Option<K> = after.map(read).transpose()?;
    let mut rest =
        items.into_iter().skip_while(|item| after.as_ref().is_some_and(|after| key(item) <= *after));
    let items: Vec<T> = rest.by_ref().take(limit).collect();
    let next = match (items.last(), rest.next()) {
        (Some(last), Some(_)) => Some(write(&key(last))?),
        _ => None,
    };
    Ok(Page { items, next })
}

fn write(key: &impl Serialize) -> Result<String, Problem> {
    let text = serde_json::to_vec(key).map_err(|_| Code::Internal)?;
    Ok(BASE64URL_NOPAD.encode(&text))
}

fn read<K: DeserializeOwned>(cursor: &str) -> Result<K, Problem> {
    let text = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok();
    let key = text.and_then(|text| serde_json::from_slice(&text).ok());
    key.ok_or_else(|| Problem::field(Code::CursorInvalid, "after"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_page_by_page_also_when_it_changes_meanwhile() {
        let numbers = |range: std::ops::Range<u32>| range.collect::<Vec<_>>();
        let first = page(numbers(0..5), |n| *n, None, 2).unwrap();
        assert_eq!(first.items, [0, 1]);
        let second = page(vec![0, 2, 4], |n| *n, first.next.as_deref(), 1).unwrap();
        assert_eq!(second.items, [2], "what it named is gone");
        let last = page(numbers(0..5), |n| *n, second.next.as_deref(), 2).unwrap();
        assert_eq!((last.items, last.next), (vec![3, 4], None));
        for bad in ["", "!", "bm9uc2Vuc2U", "WzFd"] {
            assert!(page(numbers(0..5), |n| *n, Some(bad), 2).is_err(), "{bad}");
        }
    }
}
