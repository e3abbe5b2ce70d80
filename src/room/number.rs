//! Numbers as they are sent: any JSON may stand where a number is expected.

use std::ops::RangeInclusive;

use serde_json::{Number, Value};

use super::wrong::{Reason, Wrong};

/// The whole number in `value`, if it is one and within its range.
pub(super) fn whole(value: &Value, field: &str, range: RangeInclusive<u64>) -> Result<u64, Wrong> {
    let (least, most) = range.into_inner();
    let number = match value {
        Value::Null => return Err(Wrong::new(field, Reason::Required)),
        Value::Number(number) => number,
        _ => return Err(Wrong::new(field, Reason::NotANumber)),
    };
    match floor(number) {
        n if n < i128::from(least) => Err(Wrong::beyond(field, Reason::TooSmall, least)),
        n if n > i128::from(most) => Err(Wrong::beyond(field, Reason::TooLarge, most)),
        _ if !is_whole(number) => Err(Wrong::new(field, Reason::NotWhole)),
        n => u64::try_from(n).map_err(|_| Wrong::new(field, Reason::NotANumber)),
    }
}

fn is_whole(number: &Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|n| n.fract() == 0.0)
}

#[expect(clippy::cast_possible_truncation, reason = "the cast ends at the largest number there is")]
fn floor(number: &Number) -> i128 {
    match (number.as_i128(), number.as_f64()) {
        (Some(whole), _) => whole,
        (None, Some(fraction)) => fraction.floor() as i128,
        (None, None) => i128::MAX,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn anything_may_be_sent_for_a_number() {
        let reason = |value: Value| whole(&value, "minutes", 1..=180).map_err(|wrong| wrong.reason);
        assert_eq!(reason(json!(1)), Ok(1));
        assert_eq!(reason(json!(180.0)), Ok(180));
        for (value, why) in [
            (json!(null), Reason::Required),
            (json!("ten"), Reason::NotANumber),
            (json!([1]), Reason::NotANumber),
            (json!(-5), Reason::TooSmall),
            (json!(0), Reason::TooSmall),
            (json!(0.5), Reason::TooSmall),
            (json!(-1e300), Reason::TooSmall),
            (json!(2.5), Reason::NotWhole),
            (json!(181), Reason::TooLarge),
            (json!(u64::MAX), Reason::TooLarge),
            (json!(1e300), Reason::TooLarge),
        ] {
            assert_eq!(reason(value.clone()), Err(why), "{value}");
        }
    }
}
