"""How queries show an entity, by expressions over its row `e`: what addresses it, how it is read, where it is."""

from __future__ import annotations

ADDRESS = (
    "CASE WHEN (SELECT count(DISTINCT n.entity_id) FROM name n JOIN entity b ON b.id = n.entity_id"
    " WHERE n.text = e.name AND b.type = e.type) > 1 THEN e.key ELSE e.name END"
)
"""How an address names the entity `e`: by its name, or by its key where another of its type has that name too."""

READING = "(SELECT n.pinyin FROM name n WHERE n.entity_id = e.id AND n.text = e.name LIMIT 1)"
"""How the name of the entity `e` is read, by which names are put in order."""

ABOVE = {
    "p": "LEFT JOIN entity p ON p.id = e.parent_id",
    "g": "LEFT JOIN entity g ON g.id = p.parent_id AND g.level <> 'province'",
}
PLACE = "trim(coalesce(g.name, '') || ' ' || coalesce(p.name, ''))"
"""Where the entity `e` is, with what is `ABOVE` it: 庆阳市 环县."""
