//! TLS as libpq's `sslmode` has it: what of the server's certificate is looked at.

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::live::url::{Tls, TlsMode};

/// libpq's word for the authorities of the system.
const SYSTEM: &str = "system";

/// How to speak TLS; why not, where a file cannot be read.
pub(super) fn config(tls: &Tls) -> Result<ClientConfig, String> {
    let provider = Arc::new(ring::default_provider());
    let wants = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(verifier(tls, provider)?);
    let Some((certificate, key)) = &tls.client else { return Ok(wants.with_no_client_auth()) };
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| cannot_read(key, &error))?;
    let certificates = certificates(certificate)?;
    wants.with_client_auth_cert(certificates, key).map_err(|error| cannot_read(certificate, &error))
}

fn verifier(tls: &Tls, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, String> {
    let root = tls.root.as_deref().filter(|path| *path != Path::new(SYSTEM));
    let trusted = match (tls.mode, root) {
        (TlsMode::Disable | TlsMode::Prefer, _) => None,
        (TlsMode::Require, None) if tls.root.is_none() => None,
        (_, Some(root)) => Some(Trusted::of(certificates(root)?).map_err(|error| cannot_read(root, &error))?),
        // libpq takes the system's authorities with verify-full alone: a name is all that tells their customers
        // apart.
        (_, None) => {
            let system =
                rustls_platform_verifier::Verifier::new(provider).map_err(|error| error.to_string())?;
            return Ok(Arc::new(system));
        }
    };
    Ok(Arc::new(Verifier { trusted, checks_name: tls.mode == TlsMode::VerifyFull, provider }))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    match all {
        Ok(all) if all.is_empty() => Err(cannot_read(path, &"no certificate is in it")),
        Ok(all) => Ok(all),
        Err(error) => Err(cannot_read(path, &error)),
    }
}

fn cannot_read(path: &Path, why: &dyn std::fmt::Display) -> String {
    format!("`{}` cannot be used: {why}", path.display())
}

/// Certificates that are trusted.
#[derive(Debug)]
struct Trusted {
    authorities: RootCertStore,
    /// libpq trusts what the file holds also where it is the server's own certificate, which signed itself.
    themselves: Vec<CertificateDer<'static>>,
}

impl Trusted {
    fn of(certificates: Vec<CertificateDer<'static>>) -> Result<Self, rustls::Error> {
        let mut authorities = RootCertStore::empty();
        for certificate in &certificates {
            authorities.add(certificate.clone())?;
        }
        Ok(Self { authorities, themselves: certificates })
    }
}

/// Looks at as much of the server's certificate as the mode wants.
#[derive(Debug)]
struct Verifier {
    /// `None`: whoever made it.
    trusted: Option<Trusted>,
    checks_name: bool,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if let Some(trusted) = &self.trusted {
            let certificate = ParsedCertificate::try_from(end_entity)?;
            if !trusted.themselves.contains(end_entity) {
                let algorithms = self.provider.signature_verification_algorithms.all;
                let authorities = &trusted.authorities;
                verify_server_cert_signed_by_trust_anchor(
                    &certificate,
                    authorities,
                    intermediates,
                    now,
                    algorithms,
                )?;
            }
            if self.checks_name {
                verify_server_name(&certificate, server_name)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/live/postgres/testdata").join(name)
    }

    /// Whether a server at `host` with this certificate is taken.
    fn takes(mode: TlsMode, root: Option<&str>, certificate: &str, host: &str) -> bool {
        let tls = Tls { mode, root: root.map(file), client: None };
        let verifier = verifier(&tls, Arc::new(ring::default_provider())).unwrap();
        let certificate = CertificateDer::from_pem_file(file(certificate)).unwrap();
        let host = ServerName::try_from(host.to_owned()).unwrap();
        // A day within the validity of all of them.
        let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(2_000_000_000));
        verifier.verify_server_cert(&certificate, &[], &host, &[], now).is_ok()
    }

    #[test]
    fn each_mode_looks_at_what_libpq_looks_at() {
        use TlsMode::{Prefer, Require, VerifyCa, VerifyFull};
        let (own, other) = (Some("authority.pem"), Some("self_signed.pem"));
        for (mode, root, host, taken) in [
            (Prefer, None, "elsewhere.example", true),
            (Require, None, "elsewhere.example", true),
            (Require, own, "elsewhere.example", true),
            (Require, other, "db.example", false),
            (VerifyCa, own, "elsewhere.example", true),
            (VerifyCa, other, "db.example", false),
            (VerifyFull, own, "db.example", true),
            (VerifyFull, own, "127.0.0.1", true),
            (VerifyFull, own, "elsewhere.example", false),
            (VerifyFull, own, "127.0.0.2", false),
            (VerifyFull, other, "db.example", false),
        ] {
            assert_eq!(takes(mode, root, "server.pem", host), taken, "{mode:?} {root:?} {host}");
        }
    }

    #[test]
    fn a_certificate_that_is_its_own_authority_is_trusted_where_it_is_given() {
        let own = Some("self_signed.pem");
        assert!(takes(TlsMode::VerifyFull, own, "self_signed.pem", "db.example"));
        assert!(!takes(TlsMode::VerifyFull, own, "self_signed.pem", "elsewhere.example"));
        assert!(!takes(TlsMode::VerifyCa, Some("authority.pem"), "self_signed.pem", "db.example"));
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let refused = |root: &str, client: Option<(&str, &str)>| {
            let client = client.map(|(certificate, key)| (file(certificate), file(key)));
            config(&Tls { mode: TlsMode::VerifyCa, root: Some(file(root)), client }).unwrap_err()
        };
        assert!(refused("missing.pem", None).contains("missing.pem` cannot be used: "));
        assert!(refused("../tls.rs", None).contains("tls.rs` cannot be used: no certificate is in it"));
        let no_key = refused("authority.pem", Some(("server.pem", "server.pem")));
        assert!(no_key.contains("server.pem` cannot be used: "), "{no_key}");
    }
}
