"""Words and marks that give a choice away; rules and naive strategies share them."""

import re

ABSOLUTES = frozenset(
    [
        "always",
        "never",
        "only",
        "all",
        "none",
        "every",
        "must",
        "cannot",
        "guarantees",
        "guaranteed",
    ]
)
VAGUE = frozenset(["usually", "often", "rarely", "may", "typically", "sometimes", "generally"])
QUALIFIER = re.compile(r"—| – |\(|;|\bbecause\b|\bso that\b")
