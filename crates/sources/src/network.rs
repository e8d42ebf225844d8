//! Which addresses and files may be reached: public addresses, and what the administrator's
//! configuration adds.
//!
//! A name is resolved once, each address that it has is checked, and the connection goes to one
//! that may be reached. Asking again by name could give another one (DNS rebinding).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::failure::{Failure, Kind};

/// What the administrator's configuration allows beyond public addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Networks that are no public ones and may be reached all the same.
    pub networks: Vec<Network>,
    /// The folder below which files may be read; none may when absent.
    pub files: Option<PathBuf>,
}

/// A range of addresses: `10.0.0.0/8`, `fd00::/8`, `127.0.0.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// The text is no range of addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a network; write it like 10.0.0.0/8, fd00::/8 or 127.0.0.1")]
pub struct NetworkError(String);

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let wrong = || NetworkError(text.to_owned());
        let (address, bits) =
            text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| wrong()))?;
        if bits > most { Err(wrong()) } else { Ok(Self { address, bits }) }
    }
}

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits);
                let cut = |address: Ipv4Addr| u32::from(address).checked_shr(shift).unwrap_or(0);
                cut(own) == cut(other)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits);
                let cut = |address: Ipv6Addr| u128::from(address).checked_shr(shift).unwrap_or(0);
                cut(own) == cut(other)
            }
            _ => false,
        }
    }
}

impl Policy {
    /// Whether the address may be reached.
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        is_public(address) || self.networks.iter().any(|network| network.contains(address))
    }

    /// The addresses of a host that may be reached; at least one.
    ///
    /// # Errors
    /// `Unreachable` when the name leads nowhere, `NotAllowed` when none of its addresses may be
    /// reached.
    pub async fn resolve(
        &self,
        asked: &str,
        host: &str,
        port: u16,
    ) -> Result<Vec<SocketAddr>, Failure> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let found: Vec<SocketAddr> = match bare.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => tokio::net::lookup_host((bare, port))
                .await
                .map_err(|error| {
                    let told = format!("the name `{bare}` cannot be resolved: {error}");
                    Failure::new(Kind::Unreachable, asked, told)
                })?
                .collect(),
        };
        let allowed: Vec<SocketAddr> =
            found.iter().copied().filter(|address| self.allows(address.ip())).collect();
        if !allowed.is_empty() {
            return Ok(allowed);
        }
        let Some(refused) = found.first() else {
            let told = format!("the name `{bare}` has no address");
            return Err(Failure::new(Kind::Unreachable, asked, told));
        };
        let told = format!(
            "`{bare}` is {}, which is not a public address; the administrator allows networks with \
             `source_networks` (AZIMUTH_SOURCE_NETWORKS)",
            refused.ip()
        );
        Err(Failure::new(Kind::NotAllowed, asked, told))
    }

    /// The place of a file or folder below the allowed one, links followed.
    ///
    /// # Errors
    /// A sentence that says why it may not be read.
    pub fn place(&self, given: &str) -> Result<PathBuf, String> {
        let root = self.files.as_ref().ok_or(
            "files are not allowed: the administrator names a folder with `source_files` \
             (AZIMUTH_SOURCE_FILES)",
        )?;
        let missing = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
        let root = root.canonicalize().map_err(|error| missing(root, error))?;
        let place = root.join(given);
        let place = place.canonicalize().map_err(|error| missing(&place, error))?;
        if place.starts_with(&root) {
            Ok(place)
        } else {
            Err(format!("`{given}` is outside the folder that the configuration allows"))
        }
    }
}

/// Whether an address belongs to the public internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19)))
}

/// Only 2000::/3 is given out; inside it are ranges that wrap an IPv4 address or are for examples.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, ..] = address.segments();
    let wrapped = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match (a, b) {
        (0x2002, _) => is_public_v4(wrapped(b, c)),
        (0x0064, 0xff9b) => {
            let [.., high, low] = address.segments();
            address.segments()[2..6] == [0; 4] && is_public_v4(wrapped(high, low))
        }
        (0x2001, 0..=0x01ff | 0x0db8) | (0x3fff, _) => false,
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(policy: &Policy, address: &str) -> bool {
        policy.allows(address.parse().unwrap())
    }

    #[test]
    fn only_public_addresses_are_reached_unless_a_network_is_named() {
        let closed = Policy::default();
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fd00::1",
            "fe80::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2001:db8::1",
            "fec0::1",
            "::7f00:1",
        ] {
            assert!(!allows(&closed, address), "{address}");
        }
        for address in ["8.8.8.8", "192.0.1.1", "2606:4700::1111", "64:ff9b::808:808"] {
            assert!(allows(&closed, address), "{address}");
        }
        let networks = vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()];
        let open = Policy { networks, files: None };
        assert!(allows(&open, "10.9.9.9") && allows(&open, "::1"));
        assert!(allows(&open, "::ffff:10.9.9.9"), "another way to write the same address");
        assert!(!allows(&open, "192.168.0.1"));
        assert!(!allows(&open, "127.0.0.1"));
    }

    #[test]
    fn a_network_is_read_or_refused() {
        for wrong in ["", "10.0.0.0/33", "fd00::/129", "example.com", "10.0.0.0/x", "10.0.0/8"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("127.0.0.1".parse().unwrap()));
        assert!(!all.contains("::1".parse().unwrap()));
    }

    #[tokio::test]
    async fn a_name_that_leads_to_a_private_address_is_refused() {
        let failure = Policy::default().resolve("GET …", "localhost", 80).await.unwrap_err();
        assert_eq!(failure.kind, Kind::NotAllowed);
        assert!(failure.answered.contains("source_networks"), "{failure}");
    }

    #[test]
    fn a_file_outside_the_folder_is_refused_however_it_is_named() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("in")).unwrap();
        let outside = tempfile::tempdir().unwrap();
        let policy = Policy { networks: Vec::new(), files: Some(root.path().join("in")) };
        assert!(policy.place("").is_ok());
        for wrong in ["..", "../..", "/etc", outside.path().to_str().unwrap()] {
            assert!(policy.place(wrong).unwrap_err().contains("outside"), "{wrong}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outside.path(), root.path().join("in/link")).unwrap();
            assert!(policy.place("link").unwrap_err().contains("outside"));
        }
        assert!(Policy::default().place("x").unwrap_err().contains("source_files"));
    }
}
