"""The explorer as a web page: textual-serve runs one for each page and passes on what it draws and what is typed.

Whoever reaches it reads and writes files as the person who started it. So it answers this machine alone, no page of
another site that a browser here has open, and only who has the secret of the address that the person was told.
"""

from __future__ import annotations

import logging
import secrets
import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from db.errors import NianbaoError, fault
from db.view import word
from tui.i18n import _, language

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"  # that of textual-serve fetches a font from a site that is out of reach in China
KEY = "key"
PATIENCE = 0.5  # seconds that open pages have to close when the server ends
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Pages(Server):
    def __init__(self, database: Path, port: int) -> None:
        words = ["--db", str(database.absolute()), "--lang", language()]
        program = shlex.join([sys.executable, "-P", "-m", "tui", *words])
        super().__init__(program, HOST, port, title="年报 nianbao", templates_path=PAGE)
        self._secret, self._cookie = secrets.token_urlsafe(16), f"nianbao-{port}"

    def run(self, say: Callable[[str], None]) -> None:
        """Until Ctrl-C. `say` is told the address once it is there."""
        logging.getLogger("asyncio").setLevel(logging.ERROR)  # it warns of programs that end after the loop
        try:
            web.run_app(
                self._make_app(),
                host=self.host,
                port=self.port,
                shutdown_timeout=PATIENCE,
                print=lambda *_lines: say(f"{self.public_url}/?{KEY}={self._secret}"),
            )
        except OSError as error:
            raise NianbaoError(PORT_TAKEN, port=self.port, why=error.strerror or error) from error

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._only_invited)
        words = {"language": language(), "ended": _("It has ended."), "again": _("Open it again")}
        aiohttp_jinja2.get_env(app).globals["words"] = words
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Whoever calls `run` says what there is to say."""

    @web.middleware
    async def _only_invited(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The secret comes with the first page and is a cookie from then on."""
        _refuse_other_sites(request)
        first = request.query.get(KEY)
        given = first or request.cookies.get(self._cookie, "")
        if not secrets.compare_digest(given.encode(), self._secret.encode()):
            raise web.HTTPForbidden(text=_(word("Open the whole address that `nianbao serve` printed.")))
        if first is None:
            return await handler(request)
        page = web.HTTPFound("/")
        page.set_cookie(self._cookie, self._secret, httponly=True, samesite="Strict")
        raise page


PORT_TAKEN = fault("Port {port} cannot be used ({why}); --port names another.")


def _refuse_other_sites(request: web.Request) -> None:
    """A page of another site says so in `Origin`, or in `Host` where its name has been given our address."""
    own = f"{HOST}:{request.url.port}"
    if request.host != own or request.headers.get("Origin", f"http://{own}") != f"http://{own}":
        raise web.HTTPForbidden
