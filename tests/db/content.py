"""All that a database says, without ids and times, which differ from load to load; every id must lead somewhere."""

from __future__ import annotations

import sqlite3

Content = dict[str, list[tuple[object, ...]]]

_QUERIES = {
    "entity": """SELECT e.type, e.key, e.name, e.code, e.level, e.category, e.ownership, e.certain, e.reference, p.key
        FROM entity e LEFT JOIN entity p ON p.id = e.parent_id""",
    "report": """SELECT r.key, r.title, r.kind, r.year, r.issuer, e.key, r.file, r.sha256, r.line_count, r.origin
        FROM report r JOIN entity e ON e.id = r.entity_id""",
    "name": """SELECT e.type, e.key, n.text, n.kind, r.key, n.uses, n.folded, n.pinyin, n.initials, n.readings
        FROM name n JOIN entity e ON e.id = n.entity_id LEFT JOIN report r ON r.id = n.report_id""",
    "indicator_name": """SELECT i.key, n.text, n.kind, r.key, n.uses, n.folded, n.pinyin, n.initials, n.readings
        FROM indicator_name n JOIN indicator i ON i.id = n.indicator_id LEFT JOIN report r ON r.id = n.report_id""",
    "indicator": "SELECT key, name, unit, path, time_basis, known FROM indicator",
    "table": """SELECT r.key, t.key, t.position, t.caption, t.form, t.section, t.line, t.period, t.geography, t.notes
        FROM source_table t JOIN report r ON r.id = t.report_id""",
    "cell": """SELECT r.key, t.key, c.row, c.col, c.line, c.text, c.role
        FROM cell c JOIN source_table t ON t.id = c.table_id JOIN report r ON r.id = t.report_id""",
    "observation": """SELECT r.key, e.type, e.key, i.key, o.year, o.period, o.value, o.unit, o.qualifier, o.status,
            o.printed, o.origin, t.key, o.cell_row, o.cell_col, lr.text, lc.text, ls.text, o.line
        FROM observation o JOIN report r ON r.id = o.report_id JOIN entity e ON e.id = o.entity_id
        JOIN indicator i ON i.id = o.indicator_id LEFT JOIN source_table t ON t.id = o.table_id
        JOIN label lr ON lr.id = o.row_id JOIN label lc ON lc.id = o.column_id JOIN label ls ON ls.id = o.section_id""",
    "record": """SELECT r.key, c.list, c.item, e.key, m.key, c.role, c.detail, t.key, c.cell_row, c.cell_col, c.row,
            c.section, c.line
        FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN entity e ON e.id = c.entity_id
        LEFT JOIN entity m ON m.id = c.major_id LEFT JOIN source_table t ON t.id = c.table_id""",
    "unsure": "SELECT r.key, u.text FROM unsure u JOIN report r ON r.id = u.report_id",
}


def content_of(conn: sqlite3.Connection) -> Content:
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    return {name: sorted(conn.execute(query), key=repr) for name, query in _QUERIES.items()}
