"""What a person does with what is shown."""

    # The source of the cell

    def _explain_cell(self) -> None:
        self._explain(())
        cell = self.grid.cell
        if cell is not None and cell.observations:
            self._later("source", SOURCE_PAUSE, lambda: self._ask_sources(cell.observations, opening=False))

    def _ask_sources(self, ids: tuple[int, ...], *, opening: bool) -> None:
        self._ask("source", lambda source: self.SourcesFound(ids, source.sources(ids), opening))

    def on_explorer_screen_sources_found(self, event: SourcesFound) -> None:
        cell = self.grid.cell
        if cell is None or cell.observations != event.ids:
            return
        if event.opening:
            self._choose_source(event.lines)
        else:
            self._explain(event.lines)

    def _explain(self, lines: Sequence[SourceLine]) -> None:
        self.query_one(Foot).show(remarks_on(self.grid, lines))

    def action_source(self) -> None:
        row, cell = self.grid.row, self.grid.cell
        if row is None or cell is None:
            return
        if cell.observations:
            self._ask_sources(cell.observations, opening=True)
        elif target := table_request(row, cell):
            self.open(target)
        else:
            self.say(_(word("Nothing was printed for this cell.")))

    def _choose_source(self, lines: Sequence[SourceLine]) -> None:
        from tui.screens.sources import source_list

        tables = {str(number): line.request for number, line in enumerate(lines) if line.request}
        if len(lines) == 1 and tables:
            self.open(tables["0"])
            return

        def chosen(key: str | None) -> None:
            if key in tables:
                self.open(tables[key])

        self.app.push_screen(Sheet(_(word("Where this is printed")), source_list(lines)), chosen)

    # Narrowing and order

    def action_narrow(self) -> None:
        if self.query(Field) or self.half not in self._shown:
            return
        request = self._shown[self.half]
        if not request.first("q"):
            self._before_narrowing[self.half] = self.grid.place
        field = Field(request.first("q"), placeholder=_(word("narrow: type a part of a name, its pinyin or its initials")))
        self.mount(field, before=self.query_one(Foot))
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        text = event.value.strip()
        self._later("narrow", NARROW_PAUSE, lambda: self._narrow_to(text))

    def on_input_submitted(self) -> None:
        self._narrow_to(self.query_one(Field).value.strip())
        self._close_field()

    def _narrow_to(self, text: str, place: Place | None = None) -> None:
        """Narrow the half one is in; without a text, go back to the place of before."""
        self._close_field() if place is not None else None
        request = self._wanted[self.half].having(q=text)
        if request != self._wanted[self.half]:
            self._load(self.half, Spot(request, place or Place()))

    def _close_field(self) -> None:
        for field in self.query(Field):
            field.remove()
            self.grid.focus()

    def action_move_list(self, rows: int) -> None:
        """The arrows up and down while one types."""
        self.grid.action_move(rows, 0)

    def action_sort(self) -> None:
        """By the column under the cursor: ascending, descending, as it was."""
        view, column = self.grid.view, self.grid.column
        if view is None or column >= len(view.columns):
            return
        name = view.columns[column].id
        request = self._shown[self.half]
        following = {name: f"-{name}", f"-{name}": ""}.get(request.first("sort"), name)
        self._load(self.half, Spot(request.having(sort=following), Place(column=column)))

    # Regions side by side

    def action_peers(self) -> None:
        request = self._shown.get("view")
        if request is None or request.kind != "region" or not request.names:
            self.say(_(word("Only a region stands among peers.")))
            return
        self.open(request.having(face=None if request.first("face") else "peers"))

    def action_mark(self) -> None:
        name = _region_under(self.grid)
        if not name:
            self.say(_(word("Only regions can be marked.")))
            return
        self.state = self.state.toggled(name)
        for half in ("list", "view"):
            self._grid(half).mark(frozenset(self.state.marks))
        self.say(translate(word("{n} marked; = sets them side by side"), n=len(self.state.marks)))

    def action_compare(self) -> None:
        names = self.state.marks
        here = _region_under(self.grid) or _region_under(self._grid("list"))
        if len(names) == 1 and here and here not in names:
            names = (*names, here)
        if len(names) < 2:
            self.say(_(word("Mark two regions or more with the space bar, then press =")))
            return
        self.open(ViewRequest("compare", names))

    # Taking along

    def action_copy_cell(self) -> None:
        cell = self.grid.cell
        if cell is not None:
            self._copy(copied_cell(cell))

    def action_copy_row(self) -> None:
        row, view = self.grid.row, self.grid.view
        if row is not None and view is not None:
            self._copy(copied_row(row, view.columns))

    def _copy(self, text: str) -> None:
        if not text:
            self.say(_(word("This cell is empty; nothing was copied.")))
            return
        self.app.copy_to_clipboard(text)
        self.say(translate(word("Copied: {text}"), text=text.replace("\t", "  ")))

    def action_export(self) -> None:
        from pathlib import Path

        from tui.screens.export import ExportScreen, Saved

        def done(saved: Saved | None) -> None:
            if saved:
                self.say(translate(word("{n} rows written to {path}"), n=saved.rows, path=saved.path))

        if self.grid.view is not None:
            self.app.push_screen(ExportScreen(self.grid.view, Path.cwd()), done)

    # Help

    def action_help(self) -> None:
        from tui.screens.help import help_lines

        notes = [note_text(note) for note in self.grid.view.notes] if self.grid.view else []
        self.app.push_screen(Sheet(_(word("Help")), help_lines(self.half, notes)), self._carry_out)

    def action_palette(self) -> None:
        from tui.screens.help import palette_lines

        self.app.push_screen(Sheet(_(word("All actions")), palette_lines(), palette_lines), self._carry_out)

    def _carry_out(self, id_: str | None) -> None:
        """Do what was chosen in the help or the palette."""
        action = BY_ID.get(id_ or "")
        if action:
            node = {Context.GRID: self.grid, Context.EXPLORER: self, Context.APP: self.app}[action.context]
            self.call_later(self.app.run_action, action.action, node)

    def say(self, text: str) -> None:
        self.query_one(Foot).say(text)

    def _say_fault(self, error: NianbaoError) -> None:
        self.query_one(Foot).say(sentence(error), fault=True)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """In the language chosen; at the foot stand those of the half that has the focus."""
        return {key: active._replace(binding=self._worded(active.binding)) for key, active in super().active_bindings.items()}

    def _worded(self, binding: Binding) -> Binding:
        action = BY_ID.get(binding.id or "")
        if action is None:
            return binding
        return replace(binding, description=_(action.label), show=self.half in action.foot)


def overview_text(reports: int, years: Sequence[int]) -> str:
    span = f"{min(years)}-{max(years)}" if len(set(years)) > 1 else "".join(map(str, years[:1]))
    return translate(word("{n} reports / {years}"), n=reports, years=span)


def _region_under(grid: Grid) -> str:
    """The name of the region that the row under the cursor leads to."""
    target = grid.row.target if grid.row else None
    return target.names[0] if target and target.kind == "region" and target.names else ""
