"""The browser is told what it may do, and does no more; other hosts are refused."""

from __future__ import annotations

import http.client

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import Service

pytestmark = pytest.mark.browser

INJECT = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.injected = 1';
  document.body.append(script);
  document.body.insertAdjacentHTML('beforeend', '<button id="pressed" onclick="window.injected = 2">');
  document.getElementById('pressed').click();
  return window.injected || 0;
}"""


@pytest.mark.parametrize("path", ["/en/", "/it/", "/api/v1/studies", "/healthz", "/nothing"])
def test_every_answer_carries_the_policy(service: Service, path: str) -> None:
    status, headers = asked(service, path)
    assert status in (200, 404)
    policy = headers["content-security-policy"]
    scripts = policy.split("script-src")[1].split(";")[0]
    assert "'self'" in scripts
    assert "unsafe" not in scripts
    assert "http" not in scripts
    assert headers["x-content-type-options"] == "nosniff"


def asked(service: Service, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """The status and the headers of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def test_an_injected_script_is_refused(chromium: Browser, service: Service) -> None:
    context = chromium.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{service.address}en/map/?study=riverside")
    page.wait_for_function("() => document.querySelector('#sentences li')")
    assert refused == []
    assert page.evaluate(INJECT) == 0
    assert len([text for text in refused if "Content Security Policy" in text]) == 2
    context.close()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_another_host_is_refused(service: Service, host: str) -> None:
    status, _ = asked(service, "/en/", Host=host)
    assert status in (400, 421)


def test_this_machine_by_name_is_served(service: Service) -> None:
    assert asked(service, "/en/", Host=f"localhost:{service.port}")[0] == 200
