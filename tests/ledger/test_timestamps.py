"""Replies of time stamping authorities: good ones are read, hostile ones give an error that says what is wrong."""

import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from sayso.errors import InputError
from sayso.ledger.timestamps import build_request, leads_to, nonce_of, read_reply, read_trust
from tests.ledger.authority import THEN, Authority, made_authority

ROOT = "m1:" + "5a" * 32


@pytest.fixture(scope="module")
def authority() -> Authority:
    return made_authority()


def test_a_request_asks_for_the_root_and_the_certificate():
    request = tsp.TimeStampReq.load(build_request(ROOT), strict=True)
    assert request["message_imprint"]["hashed_message"].native.hex() == "5a" * 32
    assert (request["cert_req"].native, request["nonce"].native) == (True, nonce_of(ROOT))


@pytest.mark.parametrize("elliptic", [True, False])
def test_a_reply_is_read(elliptic: bool):
    authority = made_authority(elliptic=elliptic)
    reply = read_reply(authority.reply(build_request(ROOT)))
    assert (reply.root, reply.at, reply.nonce, reply.authority) == (ROOT, THEN, nonce_of(ROOT), "CN=Orlen Time")
    assert leads_to(reply, read_trust(authority.trust)) == authority.root
    assert leads_to(reply, [authority.certificate]) == authority.certificate


def test_a_chain_leads_nowhere_else(authority: Authority):
    reply = read_reply(authority.reply(build_request(ROOT)))
    assert leads_to(reply, read_trust(made_authority().trust)) is None
    assert leads_to(reply, []) is None


@pytest.mark.parametrize("reply", [b"", b"\x30\x03\x02\x01", b"<html>no</html>", b"\x30" * 500, b"\0" * 300_000])
def test_garbage_is_none(reply: bytes):
    with pytest.raises(InputError, match=r"cannot be read|larger than"):
        read_reply(reply)


def test_a_refusal_is_told():
    status = tsp.PKIStatusInfo({"status": "rejection", "status_string": ["not today"]}).dump()
    reply = b"\x30" + bytes([len(status)]) + status
    with pytest.raises(InputError, match="the authority refused: rejection not today"):
        read_reply(reply)


def test_a_time_put_in_afterwards_is_found(authority: Authority):
    honest = authority.reply(build_request(ROOT))
    forged = honest.replace(b"20310406093000Z", b"20300406093000Z")
    assert forged != honest
    with pytest.raises(InputError, match="it was changed"):
        read_reply(forged)


def test_any_byte_changed_is_an_error_or_says_the_same(authority: Authority):
    honest, chance = authority.reply(build_request(ROOT)), random.Random(7)
    said = read_reply(honest)
    for _ in range(400):
        at = chance.randrange(len(honest))
        forged = honest[:at] + bytes([honest[at] ^ (1 << chance.randrange(8))]) + honest[at + 1 :]
        try:
            read = read_reply(forged)
        except InputError:
            continue
        assert (read.root, read.at, read.nonce, read.signer) == (said.root, said.at, said.nonce, said.signer)


def test_a_signature_of_somebody_else_is_found(authority: Authority):
    other = made_authority()
    forger = Authority(other.key, authority.certificate, authority.root)
    with pytest.raises(InputError, match="signature of the reply is wrong"):
        read_reply(forger.reply(build_request(ROOT)))


def test_a_reply_without_certificate_is_not_taken(authority: Authority):
    with pytest.raises(InputError, match="does not hold the certificate"):
        read_reply(authority.reply(build_request(ROOT), certificates=False))


@pytest.mark.parametrize(
    ("uses", "critical"),
    [
        ((ExtendedKeyUsageOID.CODE_SIGNING,), True),
        ((ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING), True),
        ((ExtendedKeyUsageOID.TIME_STAMPING,), False),
    ],
)
def test_a_certificate_that_is_not_for_time_stamps_alone_is_not_taken(
    uses: tuple[x509.ObjectIdentifier, ...], critical: bool
):
    with pytest.raises(InputError, match="not one for time stamps"):
        read_reply(made_authority(uses, critical=critical).reply(build_request(ROOT)))


def test_a_time_outside_of_the_certificate_is_not_taken(authority: Authority):
    with pytest.raises(InputError, match="was not valid"):
        read_reply(authority.reply(build_request(ROOT), at=THEN + timedelta(days=31)))


def test_a_file_without_certificates_is_told():
    with pytest.raises(InputError, match="no certificate"):
        read_trust(b"nothing")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed: a cross-check more, no more")
def test_openssl_agrees(authority: Authority, tmp_path: Path):
    (tmp_path / "reply.tsr").write_bytes(authority.reply(build_request(ROOT)))
    (tmp_path / "root.pem").write_bytes(authority.trust)
    asked = ["openssl", "ts", "-verify", "-digest", "5a" * 32, "-in", str(tmp_path / "reply.tsr")]
    asked += ["-CAfile", str(tmp_path / "root.pem"), "-attime", str(int(THEN.timestamp()))]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert "Verification: OK" in done.stdout, done.stderr
