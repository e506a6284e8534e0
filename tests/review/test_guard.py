"""Who may ask and decide: the token, the name of the server, forms of other sites, and hostile pages."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from typer.testing import CliRunner

from pipeline.cli import app as command
from pipeline.model import Decision
from pipeline.review.app import create
from pipeline.review.setup import Setup
from tests.review.conftest import AFTER, Publishing
from tests.review.forms import fields_of, item

TOKEN = "not to be guessed by anybody"
SCRIPT = "<script>document.title='taken'</script>"

Decided = Callable[[], list[Decision]]


def test_a_form_without_its_token_decides_nothing(client: TestClient, decisions: Decided) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "accept")

    answer = client.post("/decisions", data=fields | {"token": "guessed"})

    assert answer.status_code == 403
    assert decisions() == []


def test_a_form_of_another_session_decides_nothing(
    client: TestClient, setup: Setup, decisions: Decided
) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "accept")

    with TestClient(create(replace(setup, reviewer="Eve"))) as stranger:
        answer = stranger.post("/decisions", data=fields)

    assert answer.status_code == 403
    assert decisions() == []


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
    ids=["another origin", "no origin", "another site"],
)
def test_a_form_of_another_site_decides_nothing(
    client: TestClient, decisions: Decided, headers: dict[str, str]
) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "accept")

    answer = client.post("/decisions", data=fields, headers=headers)

    assert answer.status_code == 403
    assert decisions() == []


def test_a_form_of_the_server_itself_is_taken(client: TestClient, decisions: Decided) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "accept")

    client.post("/decisions", data=fields, headers={"origin": "http://testserver"})

    assert len(decisions()) == 1


def test_another_name_for_the_server_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421


def test_nothing_is_shown_without_the_token(setup: Setup) -> None:
    with TestClient(create(replace(setup, token=TOKEN))) as stranger:
        shown = [stranger.get(path, follow_redirects=False) for path in ("/", "/queue", "/missions")]
        sent = stranger.post("/decisions", data={})

    assert [each.headers["location"] for each in shown] == ["/enter"] * 3
    assert sent.status_code == 401


@pytest.mark.parametrize(("given", "status"), [(TOKEN, 200), ("a guess", 403), ("", 403)])
def test_the_token_lets_in(setup: Setup, given: str, status: int) -> None:
    with TestClient(create(replace(setup, token=TOKEN))) as browser:
        token = browser.get("/enter").text.partition('name="token" value="')[2].partition('"')[0]
        answer = browser.post("/enter", data={"token": token, "secret": given})

    assert answer.status_code == status
    assert ("2 missions" in answer.text) == (status == 200)


@pytest.mark.parametrize("given", [[], ["--token", "short"]], ids=["no token", "a short one"])
def test_other_machines_are_not_let_in_without_a_token(given: list[str]) -> None:
    refused = CliRunner().invoke(command, ["review", "--host", "0.0.0.0", *given])

    assert refused.exit_code == 2
    assert "--token" in refused.stderr


def test_scripts_are_allowed_from_the_server_alone(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/queue", "/missions", "/missions/EUTM%20Mali", "/rules"])
def test_no_page_has_a_script_or_a_style_of_its_own(client: TestClient, path: str) -> None:
    tree = LexborHTMLParser(client.get(path).text)

    assert [each.attributes.get("src") for each in tree.css("script")] == ["/assets/keys.js"]
    assert tree.css("style, [style], [onclick], [onload]") == []


def test_scripts_in_what_people_wrote_stay_text(client: TestClient, publishing: Publishing) -> None:
    name = f'"><img src=x onerror=alert(1)>{SCRIPT}'
    fields = fields_of(item(client, "EUTM Mali", "launched"), "note") | {"reason": name}
    client.post("/decisions", data=fields)
    publishing(
        AFTER | {"x.txt": f"{SCRIPT} EUAM Iraq {name}\n\nEUAM Iraq{SCRIPT} was launched in 2017 {name}.\n"}
    )
    paths = ["/", "/queue?state=all", "/documents", "/missions/EUAM%20Iraq", f"/missions?find={SCRIPT}"]
    for path in ("/queue?state=all", "/documents"):
        links = LexborHTMLParser(client.get(path).text).css(
            'main a[href^="/changes/"], main a[href^="/documents/"]'
        )
        paths += [each.attributes["href"] or "" for each in links]

    assert "&lt;script&gt;" in client.get(paths[-1]).text

    for path in paths:
        tree = LexborHTMLParser(client.get(path).text)
        assert [each.attributes.get("src") for each in tree.css("script")] == ["/assets/keys.js"], path
        assert tree.css("img, [onerror]") == [], path


def test_a_form_that_is_too_large_is_refused(client: TestClient, decisions: Decided) -> None:
    fields = fields_of(item(client, "EUTM Mali", "launched"), "note") | {"reason": "x" * 300_000}

    assert client.post("/decisions", data=fields).status_code == 413
    assert decisions() == []


def test_a_port_that_is_taken_is_told(out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = CliRunner().invoke(command, ["review", "--out", str(out), "--port", str(port)])

    assert refused.exit_code == 1
    assert f"127.0.0.1:{port}: cannot listen there" in refused.stderr
