"""The command line over the data, without MkDocs: check, audit, depth, schema, export."""

import argparse
import os
import sys
from datetime import date
from difflib import unified_diff
from pathlib import Path

from macros.artefacts import quiz_data, schemas
from macros.audit import audit_of, audit_text, measurable
from macros.depth import depth_text, depths, prose_of
from macros.load import guide_of, load_guide, read_data
from macros.markup import Renderer
from macros.problem import DataError
from macros.site import Site


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
    scope, problems = read_data(args.data, date.today())
    if scope.exam is None:
        raise DataError(problems)
    guide = guide_of(scope.exam, scope)
    if args.section and args.section not in guide.section:
        print(f"no section {args.section}: {', '.join(guide.section)}", file=sys.stderr)
        return 2
    questions = [
        question
        for question in measurable(guide)
        if args.section in (None, guide.exam.section_of[question.objective].id)
    ]
    print(audit_text(audit_of(guide, questions, scope)))
    if problems:
        print(f"\n{len(problems)} problems in the data: run check")
    return 0


def _depth(args: argparse.Namespace) -> int:
    pages = (args.data.parent / "docs/domains").glob("*.md")
    prose = {k: v for page in pages for k, v in prose_of(page.read_text("utf-8")).items()}
    print(depth_text(depths(load_guide(args.data, date.today()), prose)))
    return 0


def _schema(args: argparse.Namespace) -> int:
    folder = args.data / "schema"
    stale = False
    for name, wanted in schemas().items():
        path = folder / name
        have = path.read_bytes() if path.is_file() else b""
        if have == wanted:
            continue
        stale = True
        if args.check:
            lines = (text.decode().splitlines(keepends=True) for text in (have, wanted))
            sys.stderr.writelines(unified_diff(*lines, str(path), "from the model"))
        else:
            folder.mkdir(exist_ok=True)
            path.write_bytes(wanted)
            print(f"wrote {path}")
    if stale and args.check:
        print("The schemas do not fit the model. Run: make schema", file=sys.stderr)
    return int(stale and args.check)


def _export(args: argparse.Namespace) -> int:
    guide = load_guide(args.data, date.today())
    files = quiz_data(guide, Renderer(), Site.of(os.environ))
    for path, content in files.items():
        target = args.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"wrote {len(files)} files below {args.folder}")
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
    depth = commands.add_parser("depth", help="how deep each objective is taught, in figures")
    depth.set_defaults(run=_depth)
    schema = commands.add_parser("schema", help="write the JSON schemas that editors use")
    schema.add_argument("--check", action="store_true", help="only say whether they are current")
    schema.set_defaults(run=_schema)
    export = commands.add_parser("export", help="write what browsers read, for other generators")
    export.add_argument("folder", type=Path)
    export.set_defaults(run=_export)
    return parser


if __name__ == "__main__":
    sys.exit(main())
