"""Command line over the data, without MkDocs: ``python -m macros check | audit | schema | export``."""

import argparse
import sys
from datetime import date
from pathlib import Path

from macros.audit import audit_of, audit_text
from macros.load import guide_of, load_guide, read_data
from macros.problem import DataError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data is not."""
    args = _parser().parse_args(arguments)
    try:
        return args.run(args)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1


def _check(args: argparse.Namespace) -> int:
    guide = load_guide(args.data, date.today())
    print(f"{len(guide.claims)} claims, {len(guide.questions)} questions, no problem")
    return 0


def _audit(args: argparse.Namespace) -> int:
    today = date.today()
    scope, problems = read_data(args.data, today)
    if scope.exam is None:
        raise DataError(problems)
    guide = guide_of(scope.exam, scope)
    questions = [
        question
        for question in guide.questions
        if args.section in (None, guide.exam.section_of[question.objective].id)
    ]
    print(audit_text(audit_of(guide, questions, today)))
    if problems:
        print(f"\n{len(problems)} problems in the data: run check")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="load and check everything below data/")
    check.set_defaults(run=_check)
    audit = commands.add_parser("audit", help="report on the question bank")
    audit.add_argument("--section", help="only the questions of one section")
    audit.set_defaults(run=_audit)
    return parser


if __name__ == "__main__":
    sys.exit(main())
