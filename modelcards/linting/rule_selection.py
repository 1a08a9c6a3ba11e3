"""Which rules run and which may mend, by code, by prefix or by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from modelcards.errors import ArgumentError, demand_texts
from modelcards.linting.rule import Rule
from modelcards.linting.rules import all_rules, card_rules, unknown


@dataclass(frozen=True)
class Selection:
    """Prefixes of codes; of those that match a rule the longest decides, and `ignore` wins a tie.

    An empty `select` is every rule. `fixable` and `unfixable` choose in the same way which rules
    may mend; of the others `fix` is None, which takes the fixes off their findings. `never` and
    `never_mends` win over all of these: what options leave out of the settings' choice.

    >>> [rule.code for rule in Selection(select=("MC30",), ignore=("MC301",)).rules()][:2]
    ['MC302', 'MC303']
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fixable: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    never_mends: tuple[str, ...] = ()

    def over(self, other: Selection) -> Selection:
        """Each list where this states it, else the other's; `extend_select` joins the two.

        >>> Selection(extend_select=("MC2",)).over(Selection(("MC1",), ("MC3",))).extend_select
        ('MC3', 'MC2')

        What this one leaves out and does not choose stays out, however narrowly the other chose it.

        >>> Selection(ignore=("MC",)).over(Selection(select=("MC301",))).allows("MC301")
        False
        """
        lists = {name: getattr(self, name) or getattr(other, name) for name in LISTS}
        joined = other.extend_select + self.extend_select
        return Selection(
            **{**lists, "extend_select": joined},
            never=() if self.select or self.extend_select else self.ignore,
            never_mends=() if self.fixable else self.unfixable,
        )

    def allows(self, code: str) -> bool:
        """True when the rule of this code is to run."""
        wanted = _longest(code, self.select or (code[:1],), self.extend_select)
        return wanted > _longest(code, self.ignore) and not code.startswith(self.never)

    def mends(self, code: str) -> bool:
        """True when the rule of this code may mend what it finds."""
        wanted = _longest(code, self.fixable or (code[:1],))
        return wanted > _longest(code, self.unfixable) and not code.startswith(self.never_mends)

    def rules(self) -> tuple[Rule, ...]:
        """The rules that run, by code."""
        return self._chosen(all_rules())

    def card_rules(self) -> tuple[Rule, ...]:
        """Those of them that look at one card; the others are not even loaded."""
        return self._chosen(card_rules())

    def _chosen(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        if self.select or self.ignore:
            rules = tuple(rule for rule in rules if self.allows(rule.code))
        if self.fixable or self.unfixable:
            rules = tuple(
                rule if rule.fix is None or self.mends(rule.code) else replace(rule, fix=None)
                for rule in rules
            )
        return rules


LISTS = tuple(one.name for one in fields(Selection) if not one.name.startswith("never"))
"""The lists of codes that a selection is made of, as options and settings name them."""


def _longest(code: str, *groups: tuple[str, ...]) -> int:
    return max((len(one) for group in groups for one in group if code.startswith(one)), default=0)


def prefixes(texts: Iterable[str], where: str) -> tuple[str, ...]:
    """The code prefixes that texts (which may hold several, split at commas) name.

    `ALL` is every rule, a rule's name its code. Raises `ArgumentError`, which names `where`, for
    what no rule's code begins with.

    >>> prefixes(["mc301, MC4", "broken-link"], "--select")
    ('MC301', 'MC4', 'MC501')
    """
    demand_texts(where, texts)
    found: list[str] = []
    for text in texts:
        for part in text.replace(",", " ").split():
            if part.upper() == "ALL":
                found += dict.fromkeys(rule.code[:2] for rule in all_rules())
                continue
            code = part.upper()
            named = next((r.code for r in all_rules() if r.name == part.lower()), None)
            if named is None and not any(r.code.startswith(code) for r in all_rules()):
                raise ArgumentError(f"{where}: {unknown(part)}")
            found.append(named or code)
    return tuple(found)
