"""Over TLS the host's name is asked for and proved, though the connection goes to a checked address."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pipeline.acquire.sources import Source
from pipeline.acquire.web import Failed, Fetched, Reach, Refused, fetch
from tests.acquire.web.conftest import Reply, Site, serving

HOST = "pages.test"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate for HOST that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "pages.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def names() -> list[str | None]:
    """The names that were asked for in TLS handshakes."""
    return []


@pytest.fixture
def secure(certificate: Path, names: list[str | None]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _, name, __: names.append(name)
    with serving(context) as site:
        site.pages["/mission"] = [Reply()]
        yield site


def at(site: Site, host: str, source: Source) -> Source:
    return replace(source, url=f"https://{host}:{site.port}/mission")


def test_a_page_is_fetched_under_the_name_of_its_host(
    secure: Site, certificate: Path, names: list[str | None], reach: Reach, source: Source
) -> None:
    trusting = replace(reach, trust=ssl.create_default_context(cafile=certificate))

    outcome = fetch(at(secure, HOST, source), reach=trusting)

    assert isinstance(outcome, Fetched)
    assert set(names) == {HOST}
    assert secure.asked[-1][1]["Host"] == f"{HOST}:{secure.port}"


def test_a_redirect_that_gives_up_tls_is_not_followed(
    secure: Site, certificate: Path, reach: Reach, source: Source
) -> None:
    secure.pages["/mission"] = [Reply(302, {"Location": f"http://{HOST}:{secure.port}/mission"})]
    trusting = replace(reach, trust=ssl.create_default_context(cafile=certificate))

    outcome = fetch(at(secure, HOST, source), reach=trusting)

    assert isinstance(outcome, Refused)
    assert "from https to http" in outcome.reason


def test_a_certificate_for_another_name_is_not_taken(
    secure: Site, certificate: Path, reach: Reach, source: Source
) -> None:
    trusting = replace(reach, trust=ssl.create_default_context(cafile=certificate))

    outcome = fetch(at(secure, f"www.{HOST}", source), reach=trusting)

    assert isinstance(outcome, Failed)
    assert "certificate verify failed" in outcome.reason


def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    secure: Site, reach: Reach, source: Source
) -> None:
    outcome = fetch(at(secure, HOST, source), reach=reach)

    assert isinstance(outcome, Failed)
    assert "certificate verify failed" in outcome.reason
