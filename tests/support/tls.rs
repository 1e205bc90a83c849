//! Certificates for the test server, made when they are needed.

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use std::error::Error;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A certificate that signs itself, and the key to it.
#[derive(Debug)]
pub struct Certificate {
    /// For a client to trust.
    pub der: Vec<u8>,
    key: Vec<u8>,
}

impl Certificate {
    /// A certificate of a host, good from and up to the first day of a year.
    ///
    /// # Errors
    ///
    /// When the name cannot be one.
    pub fn new(host: &str, from: i32, to: i32) -> Result<Self, Box<dyn Error>> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new([host.to_owned()])?;
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(to, 1, 1);
        let certificate = params.self_signed(&key)?;
        Ok(Self { der: certificate.der().to_vec(), key: key.serialize_der() })
    }

    /// What a server shows the certificate with.
    ///
    /// # Errors
    ///
    /// When the key is not one.
    pub fn acceptor(&self) -> Result<TlsAcceptor, Box<dyn Error>> {
        let key = PrivateKeyDer::try_from(self.key.clone())?;
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![self.der.clone().into()], key)?;
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}
