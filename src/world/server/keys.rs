//! What stands for name and password where an interface has no tokens of its own.

#[cfg(feature = "fetch")]
mod made {
    use base64::prelude::{BASE64_STANDARD, Engine};
    use md5::{Digest, Md5};

    /// The header `Authorization` with name and password (RFC 7617).
    pub fn basic(name: &str, password: &str) -> String {
        format!(
            "Basic {}",
            BASE64_STANDARD.encode(format!("{name}:{password}"))
        )
    }

    /// Fever's key: the MD5 of both in hexadecimal digits, as its interface wants it.
    pub fn fever(name: &str, password: &str) -> String {
        let digest = Md5::digest(format!("{name}:{password}"));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Without the network nobody asks.
#[cfg(not(feature = "fetch"))]
mod made {
    pub fn basic(_: &str, _: &str) -> String {
        String::new()
    }

    pub fn fever(_: &str, _: &str) -> String {
        String::new()
    }
}

pub use made::{basic, fever};

#[cfg(all(test, feature = "fetch"))]
mod tests {
    #[test]
    fn keys_are_as_the_interfaces_want_them() {
        assert_eq!(super::basic("ana", "pw"), "Basic YW5hOnB3");
        // `printf ana:pw | md5sum`
        assert_eq!(
            super::fever("ana", "pw"),
            "0dd68bb10a1e53661950a6e14c1a84ec"
        );
    }
}
