"""Words and marks that give a choice away; rules and naive strategies share them."""

import re

ABSOLUTES = frozenset("always never only all none every must cannot guarantees guaranteed".split())
VAGUE = frozenset("usually often rarely may typically sometimes generally".split())
QUALIFIER = re.compile(r"—| – |\(|;|\bbecause\b|\bso that\b")
