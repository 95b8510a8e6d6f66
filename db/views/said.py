"""What lists, tables and sentences say of a school or other body, one record after the other, each with its source.

In which section of a record a list stands is told by `db/reference/record_sections.csv`.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from db.address import ViewRequest
from db.place import Place, place_of
from db.reference import record_section
from db.search import Condition
from db.view import Cell, word
from db.views.entities import ABOVE, PLACE
from db.views.sources import source_cell
from db.views.text import record_in_text

SECTIONS = {
    "titles": word("Titles and lists"),
    "plans": word("Planned"),
    "majors": word("Majors"),
    "courses": word("Courses"),
    "textbooks": word("Textbooks"),
    "cooperation": word("Cooperation"),
    "cases": word("Cases and activities"),
    "": word("Other lists"),
}
"""Sections of a record by their keys, in order, with their headings."""

_NAME_COLUMNS = {whose + name for whose in ("", "学校", "院校", "单位", "机构") for name in ("", "名称")}


class Said(NamedTuple):
    """One record, with the institution and the major that it names if it names any."""

    id: int
    list: str
    item: str
    role: str
    detail: str
    part_of: str  # the section of the report
    line: int
    cell_row: int | None
    cell_col: int | None
    entity: int | None
    name: str
    where: str  # the entity is
    itself: int  # 1: the item is a name of the entity; the list says nothing else
    major: int | None
    category: str | None
    report: str
    places: str
    issuer: str
    table_id: int | None
    table: str | None

    @property
    def title(self) -> str:
        """The item; of a list that names the institution itself, the list."""
        return self.list if self.itself else self.item

    @property
    def section(self) -> str:
        """A key of `SECTIONS`. A major has its own; of what is not yet so its role tells."""
        if self.major and not self.itself:
            return "majors"
        section = record_section(self.list, self.role)
        return "titles" if self.itself and section != "plans" else section

    @property
    def part(self) -> str:
        """What it had to do with the item; that it stood in a column of names says nothing."""
        return "" if self.role in _NAME_COLUMNS else self.role

    @property
    def words(self) -> tuple[str, ...]:
        """What is known of it beside its title: category of a major, the list, the part taken."""
        words = (self.part,) if self.itself else (self.category or "", self.list, self.part)
        return tuple(filter(None, words))

    @property
    def holders(self) -> ViewRequest | None:
        """Who else holds a title or stands on a list; categories of ours, as 图片, are no lists."""
        if self.section == "titles":
            return ViewRequest("list", (self.title,))
        return ViewRequest("list", (self.list,)) if self.table else None

    @property
    def printed(self) -> ViewRequest | None:
        """The cell in its table; what a sentence says stands in none."""
        if not self.table:
            return None
        at = f"{self.cell_row}.{self.cell_col}" if self.cell_row is not None else None
        return ViewRequest("table", (self.report, self.table)).having(at=at)

    @property
    def place(self) -> Place:
        cell = None if self.cell_row is None or self.cell_col is None else (self.cell_row, self.cell_col)
        return place_of(self.places, self.line, cell)

    def source(self, conn: sqlite3.Connection) -> Cell:
        """It leads to the cell of its table or to its sentence."""
        where = " ".join(filter(None, (self.report, self.table or self.part_of)))
        leads = self.printed or record_in_text(conn, self.report, self.line, self.item)
        return source_cell(where, self.place, target=leads)


_SELECT = f"""
SELECT c.id, c.list, c.item, c.role, c.detail, c.section, c.line, c.cell_row, c.cell_col,
       e.id, coalesce(e.name, ''), {PLACE}, EXISTS (SELECT 1 FROM name n WHERE n.entity_id = e.id AND n.text = c.item),
       c.major_id, m.category, r.key, r.places, r.issuer, t.id, t.key
FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN source_table t ON t.id = c.table_id
LEFT JOIN entity m ON m.id = c.major_id LEFT JOIN entity e ON e.id = c.entity_id {" ".join(ABOVE.values())}
WHERE %s ORDER BY r.year %s, r.key, t.position IS NULL, t.position, c.line, c.id"""


def said(conn: sqlite3.Connection, condition: Condition, *, newest_first: bool = False) -> list[Said]:
    """Records `c` under a condition, report by report as they are printed."""
    where, parameters = condition
    order = "DESC" if newest_first else "ASC"
    return [Said(*row) for row in conn.execute(_SELECT % (where, order), parameters)]


def count_named(conn: sqlite3.Connection, table: int) -> int:
    """How many schools and others the records of a table name."""
    (count,) = conn.execute("SELECT count(DISTINCT entity_id) FROM record WHERE table_id = ?", (table,)).fetchone()
    return int(count)
