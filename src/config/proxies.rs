//! The networks of `--trusted-proxies`.

use std::net::IpAddr;

use ipnet::IpNet;

use super::error::SettingError;

/// Reads addresses and networks; `None` if none is given.
pub(super) fn read(listed: &[String]) -> Result<Option<Vec<IpNet>>, SettingError> {
    let given: Vec<_> = listed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let networks = given.iter().map(|text| network(text)).collect::<Result<Vec<_>, _>>()?;
    Ok((!networks.is_empty()).then_some(networks))
}

fn network(text: &str) -> Result<IpNet, SettingError> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse().or_else(|_| address()).map_err(|_| {
        let problem = format_args!("\"{text}\" is neither an address nor a network such as 10.0.0.0/8");
        SettingError::new("--trusted-proxies", problem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_networks_are_read() {
        let listed = ["10.0.0.0/8".into(), " ::1".into(), String::new(), "192.168.1.5".into()];
        let networks = read(&listed).unwrap().unwrap();
        assert_eq!(
            networks.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["10.0.0.0/8", "::1/128", "192.168.1.5/32"]
        );
        assert_eq!(read(&[String::new()]).unwrap(), None);
        for wrong in ["proxy", "10.0.0.0/33", "10.0.0", "*"] {
            let error = read(&[wrong.to_owned()]).unwrap_err().to_string();
            assert!(error.starts_with("--trusted-proxies: ") && error.contains(wrong), "{error}");
        }
    }
}
