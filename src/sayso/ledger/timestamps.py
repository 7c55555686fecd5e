"""Time stamps of roots after RFC 3161: the request, the reply, and what of a reply can be checked by itself.

Beside `runs`; an authority outside says that a root was there at a time. Invariant: nothing is called good that was not
checked, and no reply, however it is made, does more than raise `InputError`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from sayso.errors import InputError

__all__ = ["LARGEST_REPLY", "Reply", "build_request", "leads_to", "nonce_of", "read_reply", "read_trust"]

LARGEST_REPLY = 200_000  # bytes; with a long chain of certificates a reply has some ten thousand
_LONGEST_CHAIN = 8
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError),
    *(x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType),
)


class _Response(core.Sequence):  # type: ignore[misc]
    """A reply; where the authority refuses it holds no token, which asn1crypto's own class insists on."""

    _fields = [  # noqa: RUF012 — the form that asn1crypto asks for
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class Reply:
    """What an authority said: the root that it stamped, when, and the signer's name and certificate, with those that
    came along.

    The signature of a `Reply` is good: it was made with the key of `signer`, which is one for time stamps and was valid
    then. Who that is, a chain to a trusted certificate alone can tell.
    """

    root: str
    at: datetime
    nonce: int | None
    authority: str
    signer: x509.Certificate
    others: tuple[x509.Certificate, ...]


def nonce_of(root: str) -> int:
    """The number that a reply has to repeat. It follows from the root: an earlier reply for that root is as good."""
    return int.from_bytes(hashlib.sha256(f"nonce {root}".encode()).digest()[:8], "big") >> 1


def build_request(root: str) -> bytes:
    """A query for a root `m1:…`, whose digest is what is stamped; it asks for the certificate too."""
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes.fromhex(root.removeprefix("m1:"))}
    request = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce_of(root), "cert_req": True})
    encoded: bytes = request.dump()
    return encoded


def read_reply(reply: bytes) -> Reply:
    """What a reply says, its signature checked. Raises `InputError` where it says nothing, or is not signed rightly."""
    if len(reply) > LARGEST_REPLY:
        raise InputError(f"the reply is larger than {LARGEST_REPLY} bytes; it is none of a time stamping authority")
    with _readable():
        signed = _granted(reply)
        token = signed["encap_content_info"]
        if token["content_type"].native != "tst_info":
            raise InputError("the reply holds no time stamp")
        content = token["content"].contents
        told = tsp.TSTInfo.load(content, strict=True)
        imprint = told["message_imprint"]
        if imprint["hash_algorithm"]["algorithm"].native != "sha256":
            raise InputError("the reply stamps a digest of another kind than SHA-256; it is for something else")
        certificates = tuple(_certificates(signed))
        signer = _check_signature(signed, content, certificates)
        root, at, nonce = imprint["hashed_message"].native, told["gen_time"].native, told["nonce"].native
        _check_purpose(signer, at)
        return Reply(f"m1:{root.hex()}", at, nonce, signer.subject.rfc4514_string(), signer, certificates)


def read_trust(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in a PEM file. Raises `InputError` where there is none."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        raise InputError(f"it holds no certificate in PEM form ({error})") from error


def leads_to(reply: Reply, trusted: Sequence[x509.Certificate]) -> x509.Certificate | None:
    """The one of `trusted` to which the chain of the signer leads, None where it leads to none.

    Each certificate on the way is signed by the next, and was valid when the stamp was made; all above the signer's are
    those of authorities. Whether one was revoked is not asked.
    """
    here = reply.signer
    for _ in range(_LONGEST_CHAIN):
        if not here.not_valid_before_utc <= reply.at <= here.not_valid_after_utc:
            return None
        if here in trusted:
            return here
        above = next((issuer for issuer in (*trusted, *reply.others) if _issued(here, issuer)), None)
        if above is None:
            return None
        here = above
    return None


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise InputError(
            f"the reply cannot be read as one of a time stamping authority ({type(error).__name__})"
        ) from error
    except UnsupportedAlgorithm as error:
        raise InputError(f"the reply is signed in a way that is not supported ({error})") from error


def _granted(reply: bytes) -> Any:
    response = _Response.load(reply, strict=True)
    status = response["status"]
    if status["status"].native not in ("granted", "granted_with_mods"):
        said = " ".join(map(str, status["status_string"].native or ()))[:200]
        raise InputError(f"the authority refused: {status['status'].native} {said}".strip())
    token = response["time_stamp_token"]
    if token["content_type"].native != "signed_data":
        raise InputError("the reply holds no time stamp")
    return token["content"]


def _certificates(signed: Any) -> Iterator[x509.Certificate]:
    for choice in signed["certificates"]:
        if isinstance(choice.chosen, asn1_x509.Certificate):
            yield x509.load_der_x509_certificate(choice.chosen.dump())


def _check_signature(signed: Any, content: bytes, certificates: Iterable[x509.Certificate]) -> x509.Certificate:
    infos = signed["signer_infos"]
    if len(infos) != 1:
        raise InputError(f"the reply has {len(infos)} signatures, not one")
    info = infos[0]
    signer = next((one for one in certificates if _is_signer(info["sid"], one)), None)
    if signer is None:
        raise InputError("the reply does not hold the certificate of who signed it; ask for one that does")
    algorithm = _HASHES.get(info["digest_algorithm"]["algorithm"].native)
    attributes = info["signed_attrs"]
    values = {attribute["type"].native: attribute["values"] for attribute in attributes}
    if algorithm is None or len(values) != len(attributes):
        raise InputError("the reply is signed in a way that is not supported")
    if [value.native for value in values["content_type"]] != ["tst_info"]:
        raise InputError("the signature of the reply is for something else than a time stamp")
    if not _names(values, signer):
        raise InputError("the signature of the reply does not name the certificate that it was made with")
    digest = hashlib.new(str(algorithm.name), content).digest()
    if [value.native for value in values["message_digest"]] != [digest]:
        raise InputError("the signature of the reply is not for this time stamp: it was changed")
    try:
        _verify(signer, info, attributes.untag().dump(), algorithm())
    except InvalidSignature:
        raise InputError("the signature of the reply is wrong: it was changed, or somebody else's") from None
    return signer


def _is_signer(sid: Any, certificate: x509.Certificate) -> bool:
    if sid.name != "issuer_and_serial_number":
        key = x509.SubjectKeyIdentifier.from_public_key(certificate.public_key())
        return bool(sid.chosen.native == key.digest)
    issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
    return bool(issuer == certificate.issuer.public_bytes() and serial == certificate.serial_number)


def _names(values: Mapping[str, Any], signer: x509.Certificate) -> bool:
    """Whether the signed attributes name the certificate, as RFC 3161 (2.4.1) and RFC 5816 ask."""
    told: list[tuple[str, bytes]] = []
    if "signing_certificate_v2" in values:
        named = values["signing_certificate_v2"][0]["certs"][0]
        told.append((named["hash_algorithm"]["algorithm"].native, named["cert_hash"].native))
    if "signing_certificate" in values:
        told.append(("sha1", values["signing_certificate"][0]["certs"][0]["cert_hash"].native))
    data = signer.public_bytes(serialization.Encoding.DER)
    known = {"sha1": hashlib.sha1(data, usedforsecurity=False).digest()}
    known |= {name: hashlib.new(name, data).digest() for name in _HASHES}
    return bool(told) and all(known.get(name) == digest for name, digest in told)


def _verify(signer: x509.Certificate, info: Any, signed: bytes, algorithm: hashes.HashAlgorithm) -> None:
    key, signature = signer.public_key(), info["signature"].native
    scheme: algos.SignedDigestAlgorithm = info["signature_algorithm"]
    if isinstance(key, rsa.RSAPublicKey) and scheme.signature_algo == "rsassa_pkcs1v15":
        key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    elif isinstance(key, rsa.RSAPublicKey) and scheme.signature_algo == "rsassa_pss":
        pss = padding.PSS(padding.MGF1(algorithm), padding.PSS.DIGEST_LENGTH)
        key.verify(signature, signed, pss, algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey) and scheme.signature_algo == "ecdsa":
        key.verify(signature, signed, ec.ECDSA(algorithm))
    else:
        raise InputError("the reply is signed in a way that is not supported")


def _check_purpose(signer: x509.Certificate, at: datetime) -> None:
    """That the certificate was valid then, and is for time stamps alone (RFC 3161, 2.3: one purpose, critical)."""
    try:
        uses = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        is_stamper = uses.critical and list(uses.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
    except x509.ExtensionNotFound:
        is_stamper = False
    if not is_stamper:
        raise InputError("the certificate of who signed the reply is not one for time stamps, and for them alone")
    if not signer.not_valid_before_utc <= at <= signer.not_valid_after_utc:
        raise InputError("the certificate of who signed the reply was not valid when it was signed")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        return bool(issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return False
