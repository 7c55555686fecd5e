"""A time stamping authority of the tests' own: its certificates, and replies as it gives them, or as nobody should."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["Authority", "made_authority"]

THEN = datetime(2031, 4, 6, 9, 30, tzinfo=UTC)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Authority:
    """An authority with its key, its certificate, and that of the root above it."""

    key: Key
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def trust(self) -> bytes:
        """What a user who trusts it gives."""
        return self.root.public_bytes(serialization.Encoding.PEM)

    def reply(self, request: bytes, *, at: datetime = THEN, certificates: bool = True, **changes: Any) -> bytes:
        """The reply to a request; `changes` are put into what it says."""
        asked = tsp.TimeStampReq.load(request)
        told = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.3.4.1",
                "message_imprint": asked["message_imprint"],
                "serial_number": 7,
                "gen_time": at,
                "nonce": asked["nonce"].native,
                **changes,
            }
        )
        return self.signed(told, certificates=certificates)

    def signed(self, told: tsp.TSTInfo, *, certificates: bool = True) -> bytes:
        content = told.dump()
        named = hashlib.sha256(self.certificate.public_bytes(serialization.Encoding.DER)).digest()
        certificate = tsp.SigningCertificateV2({"certs": [{"cert_hash": named}]})
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
                {
                    "type": "signing_certificate_v2",
                    "values": [certificate],
                },
            ]
        )
        der = asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {"issuer_and_serial_number": {"issuer": der.issuer, "serial_number": der.serial_number}}
                ),
                "digest_algorithm": {"algorithm": "sha256"},
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": self._scheme},
                "signature": self._signature(attributes.dump()),
            }
        )
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [{"algorithm": "sha256"}],
                "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(content)},
                "certificates": [der] if certificates else [],
                "signer_infos": [signer],
            }
        )
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        made: bytes = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        return made

    @property
    def _scheme(self) -> str:
        return "rsassa_pkcs1v15" if isinstance(self.key, rsa.RSAPrivateKey) else "sha256_ecdsa"

    def _signature(self, data: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))


_STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)


def made_authority(
    uses: tuple[x509.ObjectIdentifier, ...] = _STAMPING, *, critical: bool = True, elliptic: bool = True
) -> Authority:
    """A new authority, whose certificate is for these uses."""
    above, key = _key(elliptic), _key(elliptic)
    of_others = x509.BasicConstraints(ca=True, path_length=None)
    root = _certificate("Orlen Root", "Orlen Root", above.public_key(), above, of_others)
    purpose = x509.ExtendedKeyUsage(uses)
    signer = _certificate("Orlen Time", "Orlen Root", key.public_key(), above, purpose, critical=critical)
    return Authority(key, signer, root)


def _key(elliptic: bool) -> Key:
    return ec.generate_private_key(ec.SECP256R1()) if elliptic else rsa.generate_private_key(65537, 2048)


def _certificate(
    subject: str, issuer: str, key: Any, above: Key, extension: x509.ExtensionType, *, critical: bool = True
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(subject))
        .issuer_name(_named(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(THEN - timedelta(days=30))
        .not_valid_after(THEN + timedelta(days=30))
        .add_extension(extension, critical=critical)
        .sign(above, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
