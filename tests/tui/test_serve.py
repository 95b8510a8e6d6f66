"""`nianbao serve`: the explorer reaches a page, and answers to nobody else."""

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.library import bundled_database
from tests.tui.command_line import PROGRAM, ROOT, Run, database, run

__all__ = ["database", "run"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LONG = 60  # seconds until a test gives up
ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[a-zA-Z]|\][^\x07]*\x07)")


@asynccontextmanager
async def served(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the bundled reports in Chinese, as it is said; the program ends well when it is interrupted."""
    path = tmp_path / "served.db"
    shutil.copy(bundled_database(), path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    words = ["--lang", "zh", "--db", str(path), "serve", "--port", str(port)]
    server = await asyncio.create_subprocess_exec(*PROGRAM, *words, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    try:
        assert server.stderr
        said = (await asyncio.wait_for(server.stderr.readline(), LONG)).decode()
        (address,) = re.findall(rf"http://127\.0\.0\.1:{port}/\?key=\S+", said)
        yield address
        server.send_signal(signal.SIGINT)
        rest = (await asyncio.wait_for(server.stderr.read(), LONG)).decode()
        assert await server.wait() == 0, rest
        assert rest == ""
    finally:
        if server.returncode is None:
            server.kill()
            await server.wait()


@asynccontextmanager
async def invited(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    """As a browser that has opened the address once."""
    async with aiohttp.ClientSession(origin(address), cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(address) as answer:
            assert answer.status == 200
            assert "key" not in str(answer.url)
        yield session


def origin(address: str) -> str:
    return address.partition("/?")[0]


async def until(arriving: Callable[[], Any], holds: Callable[[str], bool]) -> str:
    """What has arrived, escape sequences taken out, as soon as it holds this."""
    arrived = b""

    async def collect() -> str:
        nonlocal arrived
        while True:
            arrived += await arriving()
            text = ESCAPES.sub("", arrived.decode(errors="replace"))
            if holds(text):
                return text

    return await asyncio.wait_for(collect(), LONG)


async def test_a_page_gets_the_explorer_and_answers_to_keys(tmp_path: Path) -> None:
    async with (
        served(tmp_path) as address,
        invited(address) as session,
        session.ws_connect("/ws?width=100&height=30") as page,
    ):

        async def arriving() -> bytes:
            message = await page.receive()
            return message.data if message.type is aiohttp.WSMsgType.BINARY else b""

        await until(arriving, lambda text: "甘肃省" in text)
        await page.send_json(["stdin", "1"])
        await until(arriving, lambda text: "嘉峪关市" in text)


async def test_the_page_is_whole_without_any_other_site(tmp_path: Path) -> None:
    async with served(tmp_path) as address, invited(address) as session:
        async with session.get("/") as answer:
            html = await answer.text()
        needed = re.findall(r'(?:src|href)="([^"]+)"', html)
        assert needed
        for link in needed:
            assert link.startswith(f"{origin(address)}/static/")
            async with session.get(link) as answer:
                assert answer.status == 200
    assert "已结束。" in html


@pytest.mark.parametrize("headers", [{"Origin": "http://example.org"}, {"Origin": "null"}, {"Host": "example.org"}])
async def test_a_page_of_another_site_is_refused(headers: dict[str, str], tmp_path: Path) -> None:
    async with served(tmp_path) as address, invited(address) as session:
        async with session.get("/", headers=headers) as answer:
            assert answer.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect("/ws", headers=headers)


@pytest.mark.parametrize("query", ["", "?key=", "?key=x", "?key=钥"])
async def test_who_has_not_the_whole_address_is_refused(query: str, tmp_path: Path) -> None:
    async with served(tmp_path) as address, aiohttp.ClientSession(origin(address)) as session:
        for path in ("/", "/ws", "/static/", "/download/x"):
            async with session.get(path + query) as answer:
                assert answer.status == 403
                assert await answer.text() == "请打开 nianbao serve 给出的完整网址。"


async def test_other_machines_do_not_reach_it(tmp_path: Path) -> None:
    async with served(tmp_path) as address:
        port = int(origin(address).rsplit(":", 1)[1])
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.2", port)


def test_a_port_that_is_taken_is_said(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = run("serve", "--port", str(port))
    assert outcome.code == 1
    assert f"Port {port} cannot be used" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_without_textual_serve_it_is_said_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "tui.browser", raising=False)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    outcome = run("serve")
    assert outcome.code == 1
    assert "pip install 'nianbao[serve]'" in outcome.err


class Browser:
    """Chromium without a window, by its DevTools protocol; `drawn` brings what the page's websocket receives."""

    def __init__(self, pipe: aiohttp.ClientWebSocketResponse) -> None:
        self.pipe, self.number = pipe, 0

    async def call(self, method: str, **params: object) -> None:
        self.number += 1
        await self.pipe.send_json({"id": self.number, "method": method, "params": params})

    async def drawn(self) -> bytes:
        told = json.loads((await self.pipe.receive()).data)
        if told.get("method") != "Network.webSocketFrameReceived":
            return b""
        response = told["params"]["response"]
        return base64.b64decode(response["payloadData"]) if response["opcode"] == 2 else b""

    async def key(self, text: str) -> None:
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, key=text)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=text)

    async def keep_pressing(self, text: str) -> None:
        while True:
            await self.key(text)
            await asyncio.sleep(2)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1200,800"]
    command = [CHROMIUM or "", *flags, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(folder)}) as process:
        try:
            port = await asyncio.wait_for(_port_of(folder / "DevToolsActivePort"), LONG)
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    (page,) = [target for target in await answer.json() if target["type"] == "page"]
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as pipe:
                    yield Browser(pipe)
        finally:
            process.terminate()


async def _port_of(file: Path) -> str:
    while not (file.exists() and file.read_text()):
        await asyncio.sleep(0.05)
    return file.read_text().splitlines()[0]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
async def test_chromium_shows_the_explorer_and_its_keys_reach_it(tmp_path: Path) -> None:
    async with served(tmp_path) as address, browser(tmp_path / "chromium") as page:
        await page.call("Network.enable")
        await page.call("Page.navigate", url=address)
        await until(page.drawn, lambda text: "甘肃省" in text)
        pressing = asyncio.create_task(page.keep_pressing("1"))  # when the page listens to keys it does not say
        await until(page.drawn, lambda text: "嘉峪关市" in text)
        pressing.cancel()
