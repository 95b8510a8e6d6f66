"""Which columns of a view are shown, in which order, and which of them stay in sight."""

from __future__ import annotations

from db.view import View, word
from tui.chips import column_name
from tui.columnplan import ColumnPlan, plan_of
from tui.i18n import _, translate
from tui.screens.arranging import Arranging


class Choosing(Arranging):
    def action_columns(self) -> None:
        from tui.screens.columns import ColumnSheet

        view = self.grid.view
        if view is None:
            return

        def chosen(plan: ColumnPlan | None) -> None:
            if plan is not None:
                self._arrange_columns(_(word("columns")), plan)

        self.app.push_screen(ColumnSheet(view, self.grid.column), chosen)

    def action_shift_column(self, step: int) -> None:
        found = self._column()
        if found:
            view, id_, name = found
            self._arrange_columns(translate(word("place of {column}"), column=name), plan_of(view).moved(id_, step))

    def action_hide_column(self) -> None:
        found = self._column()
        if not found:
            return
        view, id_, name = found
        if len(view.columns) == 1:
            self.say(_(word("One column has to stay.")))
            return
        said = translate(word("{column} is hidden; C shows it again, u undoes it"), column=name)
        self._arrange_columns(translate(word("hiding {column}"), column=name), plan_of(view).toggled(id_), said)

    def _column(self) -> tuple[View, str, str] | None:
        """The view, and the column under the cursor by its id and name."""
        view, column = self.grid.view, self.grid.column
        if view is None or column >= len(view.columns):
            return None
        id_ = view.columns[column].id
        return view, id_, column_name(id_, view.columns)

    def _arrange_columns(self, what: str, plan: ColumnPlan, said: str = "") -> None:
        view, now = self.grid.view, self._wanted.get(self.half)
        if view is not None and now is not None:
            request = plan.applied(now, view)
            if request != now:
                self.rearrange(what, request, said=said)
