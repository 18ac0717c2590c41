"""Records by what people call them: a code, a name, a title, read once for a whole table."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models.base import Entity, fields
from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Malformed, Words
from lapdesk.services.references import CODED
from lapdesk.store import rows


class Called:
    """The records of one entity, found by their names and named in turn."""

    def __init__(self, connection: Connection, target: str) -> None:
        self._connection = connection
        self._target = target
        self._by_word: dict[str, set[str]] = {}
        self._word_of: dict[str, str] = {}
        self._read = False

    def id_of(self, text: str) -> str:
        """The id that `text` stands for: an id, or a name of one record alone.

        A code is left as it is, for the one way in knows codes. Raises LD-108.
        """
        if _is_id(text):
            return text.lower()
        self._read_once()
        found = self._by_word.get(fold(text), set())
        if len(found) == 1:
            return next(iter(found))
        if len(found) > 1:
            raise Malformed("LD-108", _("Several records are called so: give the id."))
        return text

    def cell_of(self, record: str) -> str:
        """What leads back to a record: its code or name where it is alone to have it."""
        self._read_once()
        word = self._word_of.get(record)
        alone = word is not None and self._by_word.get(fold(word)) == {record}
        return word if alone and word is not None else record

    def _read_once(self) -> None:
        if self._read:
            return
        self._read = True
        entity = BY_NAME[self._target]
        names = _names(entity)
        for values in rows.each(self._connection, entity, names):
            words = [str(values[name]) for name in names if values.get(name)]
            for word in words:
                self._by_word.setdefault(fold(word), set()).add(values["id"])
            if words:
                self._word_of[values["id"]] = words[0]


def _names(entity: Entity) -> tuple[str, ...]:
    """The fields that name a record of an entity, the surest first."""
    known = fields(entity)
    first = ("code",) if entity.__name__ in CODED else ()
    titles = (name for name in entity.about.title if type(known[name].kind) is Words)
    return tuple(dict.fromkeys((*first, *list(titles)[:1])))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return len(text) == 36
