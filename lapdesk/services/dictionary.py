"""The data dictionary and register of processing, from the descriptions themselves."""

from __future__ import annotations

from typing import Any, Final

from lapdesk.i18n import _
from lapdesk.models.base import Entity, Field, fields
from lapdesk.models.entities import ALL, references
from lapdesk.models.kinds import Choice, Many
from lapdesk.models.kinds_special import Sealed


def describe(entity: Entity | None = None) -> list[dict[str, Any]]:
    """Every entity, or one, with its fields, in the language in use."""
    return [_entity(e) for e in ([entity] if entity is not None else ALL)]


def _entity(entity: Entity) -> dict[str, Any]:
    about = entity.about
    return {
        "entity": entity.__name__,
        "label": _(about.label),
        "data_class": about.data_class,
        "purpose": _(about.purpose),
        "retention": _(about.retention) or _("Kept: public reference."),
        "leaves": leaves(entity),
        "key": list(about.key),
        "written_by_product": about.own,
        "fields": [_field(entity, f) for f in fields(entity).values()],
    }


# What a summary says of the association and its plan, as it stands; of nothing else.
_IN_SUMMARY: Final = {
    "Organisation": ("name", "commune", "kind", "modules"),
    "PlanEdition": ("year",),
}


def leaves(entity: Entity, name: str = "") -> str:
    """In which file an entity's records, or one of their fields, leave this computer."""
    if name in _IN_SUMMARY.get(entity.__name__, ()):
        return _("Working file; a summary, as it stands.")
    if entity.about.data_class == "D3" and any(
        isinstance(f.kind, Sealed) for f in fields(entity).values()
    ):
        return _("Working file, sealed; never in a summary.")
    return _("Working file; a summary holds only protected counts.")


def _field(entity: Entity, f: Field) -> dict[str, Any]:
    found: dict[str, Any] = {
        "field": f.name,
        "label": f.title,
        "kind": f.kind.name,
        "unit": f.unit or None,
        "required": f.required,
        "data_class": f.data_class,
        "purpose": _(entity.about.purpose),
        "retention": _(entity.about.retention) or _("Kept: public reference."),
        "leaves": leaves(entity, f.name),
    }
    kind = f.kind.item if isinstance(f.kind, Many) else f.kind
    if isinstance(kind, Choice):
        found["list"] = kind.of
    if f.name in references(entity):
        found["to"] = references(entity)[f.name]
    return found


def as_text(described: list[dict[str, Any]]) -> str:
    """The dictionary as people read it in a terminal."""
    lines = []
    for entity in described:
        lines.append(f"{entity['entity']} — {entity['label']} ({entity['data_class']})")
        for f in entity["fields"]:
            mark = "!" if f["required"] else " "
            more = f.get("list") or f.get("to") or f.get("unit") or ""
            lines.append(f"  {mark} {f['field']:<24} {f['kind']:<16} {more:<20} {f['label']}")
        lines.append("")
    return "\n".join(lines)


def as_markdown() -> str:
    """The page docs/data-dictionary.md; a test holds it against the code."""
    lines = [f"# {_('Data dictionary')}", ""]
    for entity in describe():
        lines += [f"## {entity['entity']} — {entity['label']}", "", entity["purpose"], ""]
        facts = [entity["data_class"], entity["retention"], entity["leaves"]]
        lines += [" · ".join(facts), "", "| | | | | | |", "|---|---|---|---|---|---|"]
        lines[-2] = "| {} |".format(
            " | ".join(
                (_("Field"), _("Label"), _("Kind"), _("List, record"), _("Required"), _("Class"))
            )
        )
        for f in entity["fields"]:
            more = f.get("list") or f.get("to") or f.get("unit") or ""
            required = _("yes") if f["required"] else ""
            cells = (f"`{f['field']}`", f["label"], f["kind"], more, required, f["data_class"])
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)
