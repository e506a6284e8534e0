"""The rules by their ids, as the pages show them: what they are for, and the example that they must match."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.rulebook import claim_rules, patterns, token_rules, triggers


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the file that it stands in, what it says (a property, a label, a total), and its proof."""

    id: str
    file: str
    says: str
    pattern: str
    example: str
    near_miss: str


@cache
def rules() -> dict[str, Rule]:
    """Return the rules that have an example, by id."""
    found = [
        *(
            Rule(each.id, "roles.toml", each.property, each.pattern.pattern, each.example, each.near_miss)
            for each in triggers()
        ),
        *(
            Rule(each.id, f"{name}.toml", each.label, " ".join(each.pattern), each.example, each.near_miss)
            for name in ("dates", "counts", "missions")
            for each in token_rules(name)
        ),
        *(
            Rule(each.id, "claims.toml", each.what, each.pattern.pattern, each.example, each.near_miss)
            for each in claim_rules()
        ),
        *(
            Rule(each.id, f"{name}.toml", says, each.pattern.pattern, each.example, each.near_miss)
            for name, says in (("types", "type"), ("assertions", "assertion"))
            for each in patterns(name)
        ),
    ]
    return {each.id: each for each in found}


def about(rule: str) -> str:
    """Return in words what a rule without an example is."""
    origin, _, of = rule.partition(":")
    match origin, rule.partition(".")[0]:
        case "decision", _:
            return "A reviewer corrected the value; the decision cites the words."
        case "gazetteer", _:
            return f"The row of {of} in missions.csv has the value; the words just name the mission."
        case _, "gazetteer":
            return "The name is listed, in missions.csv, countries.csv or regions.csv."
        case _, "table":
            return "A cell of a table, under a heading that columns.toml lists."
        case _:
            return "A part of the program, without a pattern of its own."
