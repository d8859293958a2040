"""Rules that a type cannot say; each check is a function whose docstring is the rule."""

from macros.checks.bank import BANK_CHECKS
from macros.checks.exam import EXAM_CHECKS
from macros.checks.forms import FORM_CHECKS
from macros.checks.identity import IDENTITY_CHECKS
from macros.checks.items import ITEM_CHECKS
from macros.checks.lessons import LESSON_CHECKS
from macros.checks.references import REFERENCE_CHECKS

CHECKS = (
    *IDENTITY_CHECKS,
    *REFERENCE_CHECKS,
    *EXAM_CHECKS,
    *LESSON_CHECKS,
    *ITEM_CHECKS,
    *FORM_CHECKS,
    *BANK_CHECKS,
)
