"""A figure as a sentence to be taken along: in Chinese, in English, and the report as a reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from db.view import word
from tui.cells import wrapped
from tui.citing import Quote
from tui.i18n import _, language
from tui.screens.box import BOX

NAMES = {
    "zh": word("In Chinese"),
    "en": word("In English"),
    "gbt7714": word("Reference (GB/T 7714)"),
    "apa": word("Reference (APA, for English texts)"),
}


FULL_WIDTH = 0xFEE0  # from a character to its full-width twin


class CiteScreen(ModalScreen[str | None]):
    """Gives the text that is chosen; the one in the language of the interface is offered first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        *(Binding(f"{n},{chr(ord(str(n)) + FULL_WIDTH)}", f"take({n - 1})", show=False) for n in range(1, 5)),
    ]
    DEFAULT_CSS = f"""
    CiteScreen {{
        {BOX}
        & > Vertical {{ max-height: 90%; }}
        OptionList {{
            height: auto; max-height: 60vh; background: $panel; border: none; padding: 0;
            scrollbar-background: $panel; scrollbar-color: $cursor-row;
            &:focus {{
                border: none; background-tint: transparent;
                & > .option-list--option-highlighted {{
                    background: $cursor-row; color: $foreground; text-style: none;
                }}
            }}
            & > .option-list--option {{ padding: 0; }}
        }}
    }}
    """

    def __init__(self, quotes: Sequence[Quote]) -> None:
        super().__init__()
        first = (language(), "gbt7714" if language() == "zh" else "apa")
        self.quotes = sorted(quotes, key=lambda quote: first.index(quote.kind) if quote.kind in first else len(first))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("Cite this figure"))), classes="-title")
            yield OptionList(*(self._drawn(quote, self.app.size.width) for quote in self.quotes), markup=False)
            yield Static(
                Content(_(word("1-4 copy that text    enter copy the one chosen    esc back"))), classes="-hint"
            )

    def on_resize(self) -> None:
        options = self.query_one(OptionList)
        width = options.scrollable_content_region.width
        for index, quote in enumerate(self.quotes):
            options.replace_option_prompt_at_index(index, self._drawn(quote, width))

    def _drawn(self, quote: Quote, width: int) -> Content:
        """Broken where Chinese may be, which Textual does not know."""
        text = "\n".join(line for part in quote.text.split("\n") for line in wrapped(part, max(width, 1)))
        between = "" if quote is self.quotes[-1] else "\n"
        heading = f"{self.quotes.index(quote) + 1}  {_(NAMES[quote.kind])}"
        return Content.assemble((heading, "bold $heading"), "\n", text, between)

    def action_take(self, index: int) -> None:
        self.dismiss(self.quotes[index].text)

    def action_move(self, steps: int) -> None:
        options = self.query_one(OptionList)
        if steps > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.quotes[event.option_index].text)
