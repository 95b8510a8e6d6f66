"""No test touches the person's own database or settings."""

from pathlib import Path

import pytest

from tui.settings import SETTINGS


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DB", str(tmp_path / "nianbao.db"))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for setting in SETTINGS.values():
        monkeypatch.delenv(setting.variable, raising=False)
    for name in ("NIANBAO_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
