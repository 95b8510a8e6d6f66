"""From what sentences say of institutions (`loaders.statements` reads it) to records: names resolved, doubts listed."""

from __future__ import annotations

from functools import cache

from db.model import Record
from db.reference import read_table
from loaders.majors import fold
from loaders.material import Material, Statement
from loaders.names import Names
from loaders.regions import DATA


@cache
def words_of(role: str) -> frozenset[str]:
    """Words of one role of `data/statement_words.csv`."""
    return frozenset(row["word"] for row in read_table(DATA / "statement_words.csv") if row["role"] == role)


def statement_records(material: Material, names: Names) -> list[Record]:
    """The statements of a report as records, names resolved; stated ownership is kept with the entity."""
    for statement in material.statements:
        if statement.ownership:
            names.own(statement.entity, statement.ownership)
    return [record for statement in material.statements if (record := _record(statement, names))]


def _record(statement: Statement, names: Names) -> Record | None:
    """None where a name may stand for several schools: 甲市职业学校 is listed as unsure."""
    if names.may_be_several(statement.entity, words_of("kind")):
        names.doubt(f"“{statement.entity}”（第 {statement.line} 行）可能泛指当地的几所学校，未归入任何一所。")
        return None
    major = statement.list in words_of("major")
    return Record(
        list=statement.list,
        item=fold(statement.item) if major else statement.item,
        entity=names.institution(statement.entity) if statement.entity else None,
        role=statement.role,
        detail=statement.detail,
        major=names.major(statement.item) if major else None,
        section=statement.section,
        line=statement.line,
    )
