"""What PostgreSQL's catalogue says of a ledger's schema: each table, rule, guard and function by its definition.

Beside `postgresql`; `verify` compares what there is with what the program makes.
Invariant: two schemas made by the same steps have the same objects, whatever the schemas are called.
"""

import re
from collections.abc import Mapping, Sequence

from sayso.ledger.store import Store

__all__ = ["objects_of"]

_OBJECTS = """
    SELECT c.relname, 'CREATE TABLE ' || string_agg(
      concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), l.collname, a.attnotnull), ', ' ORDER BY a.attnum)
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
    WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = (SELECT oid FROM place)
    GROUP BY c.relname
  UNION ALL
    SELECT relname, pg_get_viewdef(oid) FROM pg_class WHERE relkind = 'v' AND relnamespace = (SELECT oid FROM place)
  UNION ALL
    SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class AS c
    WHERE relkind = 'i' AND relnamespace = (SELECT oid FROM place)
  UNION ALL
    SELECT conname || ' ' || conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = (SELECT oid FROM place)
  UNION ALL
    SELECT t.tgname, pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
    FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = (SELECT oid FROM place)
  UNION ALL
    SELECT r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
    WHERE r.rulename <> '_RETURN' AND c.relnamespace = (SELECT oid FROM place)
  UNION ALL
    SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = (SELECT oid FROM place)
"""


def objects_of(store: Store, schema: str, names: Sequence[str]) -> Mapping[str, str]:
    """Name → definition of each object in a schema, with the names of schemas, all of `names`, left out."""
    rows = store.rows(f"WITH place AS (SELECT oid FROM pg_namespace WHERE nspname = ?) {_OBJECTS}", (schema,))  # noqa: S608
    return {_unplaced(str(name), names): _unplaced(str(definition), names) for name, definition in rows}


def _unplaced(text: str, names: Sequence[str]) -> str:
    # Before a dot, and alone where a function keeps the path that it was made with.
    for name in names:
        quoted, told = '"' + name.replace('"', '""') + '"', "'" + name.replace("'", "''") + "'"
        either = f"({re.escape(quoted)}|{re.escape(name)})"
        text = re.sub(rf"(?<![\w\"]){either}\.|(?<=search_path TO )({re.escape(told)}|{either}(?=,))", "", text)
    return text
