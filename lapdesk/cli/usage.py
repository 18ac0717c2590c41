"""Wrong usage in the language in use: the parser's own messages are English.

Its classes have no public name, so that they are known by what they are called and carry.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Final

from lapdesk.i18n import _

_COMMAND: Final = re.compile(r"No such command ['\"]?(.+?)['\"]?\.?(?: \(.*)?$")
_EXTRA: Final = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)")
_BOUND: Final = re.compile(r".*(greater|less) than or equal to (\S+)")


def say(wrong: Any) -> None:
    """Say on standard error how the verb is used, and what is wrong."""
    if type(wrong).__name__ == "NoArgsIsHelpError":
        wrong.show()
        return
    lines = []
    context = getattr(wrong, "ctx", None)
    if context is not None:
        path = context.command_path
        pieces = " ".join([path, *context.command.collect_usage_pieces(context)])
        lines.append(_("Usage: {line}").format(line=pieces))
        lines.append(_("Help: {command}").format(command=f"{path} --help"))
    lines += ["", words(wrong)]
    sys.stderr.write("\n".join(lines).lstrip("\n") + "\n")


def words(wrong: Any) -> str:
    """What is wrong, in one sentence."""
    kind = type(wrong).__name__
    if kind == "MissingParameter":
        return _missing(wrong)
    if kind == "NoSuchOption":
        said = _("No such option: {name}.").format(name=wrong.option_name)
        near = ", ".join(sorted(wrong.possibilities or ()))
        return f"{said} " + _("Close to it: {names}").format(names=near) if near else said
    if kind == "BadOptionUsage":
        return _("{option} asks for a value.").format(option=wrong.option_name)
    if kind == "BadParameter" and wrong.param is not None:
        name = _name(wrong.param)
        return _("Invalid value for {name}: {said}").format(name=name, said=_invalid(wrong.message))
    for pattern, sentence in (
        (_COMMAND, _("No such command: {name}.")),
        (_EXTRA, _("Too much is said: {name}")),
    ):
        found = pattern.match(wrong.message)
        if found:
            return sentence.format(name=found[1])
    return str(wrong.message)


def _missing(wrong: Any) -> str:
    name = "" if wrong.param is None else _name(wrong.param)
    if wrong.param is not None and wrong.param.param_type_name == "argument":
        return _("Missing argument: {name}.").format(name=name)
    return _("Missing option: {name}.").format(name=name)


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.name).upper()
    return " / ".join(parameter.opts)


def _invalid(message: str) -> str:
    bound = _BOUND.match(message)
    if bound:
        said = _("at least {n}.") if bound[1] == "greater" else _("at most {n}.")
        return said.format(n=bound[2])
    return _("a whole number is expected.") if "valid integer" in message else message
