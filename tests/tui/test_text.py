"""From a figure of prose to where it stands: `o` opens the text of its report at its line."""

from tests.library import bundled_library
from tests.tui.running import explorer


async def test_o_on_a_figure_of_prose_opens_the_text() -> None:
    async with explorer((120, 40), bundled_library(), "") as at:
        await at.press("slash", *"qys", "enter")
        await at.until(lambda: at.listed.view and at.listed.cell and at.listed.cell.text == "庆阳市")
        await at.shows("region:庆阳市")
        await at.press("enter", "slash", *"专业种数", "enter")
        await at.shows("region:庆阳市/q=专业种数")
        while not (at.view.cell and at.view.cell.observations):
            await at.press("right", "down")
        await at.press("o")
        await at.until(lambda: at.address.startswith("text:qingyang-2025/at=41"))
        assert at.view.row
        assert at.view.row.key == "41"
