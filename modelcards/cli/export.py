"""Export scores and facts as metadata that others read.

SRC is a card, a directory of cards or - for stdin. eval-results writes .eval_results/*.yaml for the
leaderboards of the Hub, model-index writes the scores into the front matter of the card, cyclonedx
writes an ML-BOM, every-eval-ever one record a score by the schema of that project. Scores that are
doubtful, of another model, without a clear unit or averages are held back: --dry-run lists them
with the reason. Without -o and --in-place one card goes to stdout.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelcards.exporting.results import Export
    from modelcards.exporting.targets import Item


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("sources", metavar="SRC", nargs="+", help="files, directories, or -")
    formats = ("eval-results", "model-index", "cyclonedx", "every-eval-ever")
    parser.add_argument("--to", required=True, choices=formats, help="the format")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="DIR", help="write below this directory")
    where.add_argument("--in-place", action="store_true", help="write beside the card, or into it")
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would go out and what would not"
    )
    parser.add_argument("--diff", action="store_true", help="show what would change in files")
    parser.add_argument(
        "--all", action="store_true", help="take every Markdown file of a directory as a card"
    )
    about = parser.add_argument_group("what the scores are of")
    about.add_argument(
        "--model-name", metavar="NAME", help="the model meant, where a card has scores of several"
    )
    about.add_argument("--source-url", metavar="URL", help="where the scores come from")
    about.add_argument("--source-name", metavar="NAME", help="what is there (default: Model Card)")
    about.add_argument("--date", help="the day of the evaluation, like 2025-01-15")


def run(args: argparse.Namespace) -> int:
    """Export; 1 when a card could not be read or edited, though the others are written."""
    from modelcards.cli import streams
    from modelcards.display.escape import harmless
    from modelcards.errors import ArgumentError, RefusedError
    from modelcards.exporting import preview as shown
    from modelcards.exporting import targets as places

    only_shown = args.dry_run or args.diff
    work = places.plan(
        args.sources, args.to, args.output, writes=not only_shown, all_files=args.all
    )
    to_stdout = not (only_shown or args.output or args.in_place)
    if to_stdout and len(work.items) > 1:
        raise ArgumentError("several cards go to a directory: give -o DIR or --in-place")
    complaints = [f"{path}: {error}" for path, error in work.failures]
    made: list[tuple[Item, Export]] = []
    for item in work.items:
        try:
            made.append((item, _export(args, item)))
        except RefusedError as error:
            complaints.append(f"{item.card.source.path or '-'}: not exported: {error}")
    for item, one in made:
        if to_stdout:
            _print(one)
        elif not only_shown:
            one.write(item.directory or ".")
        if args.dry_run:
            sys.stdout.writelines(shown.listing(one))
        if args.diff:
            changed = "".join(shown.unified(one, item.directory))
            streams.write_bytes(changed.encode("utf-8", "surrogatepass"))
    for complaint in complaints:
        print(f"modelcards: {harmless(complaint)}", file=sys.stderr)
    print(f"modelcards: {shown.summary(one for _, one in made)}", file=sys.stderr)
    return 1 if complaints else 0


def _export(args: argparse.Namespace, item: Item) -> Export:
    from modelcards.exporting.api import export

    return export(
        item.card,
        args.to,
        model_name=args.model_name,
        source_url=args.source_url,
        source_name=args.source_name,
        date=args.date,
        repository=item.directory or None,
    )


def _print(made: Export) -> None:
    """The files one behind the other: entries of several files are one list as well."""
    from modelcards.cli import streams

    texts = [file.after for file in made.files]
    if made.to == "every-eval-ever":
        import json

        # Several JSON documents in one stream are JSON Lines.
        texts = [json.dumps(json.loads(one), ensure_ascii=False).encode() + b"\n" for one in texts]
    streams.write_bytes(b"".join(texts))
