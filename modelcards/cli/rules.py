"""List the rules of lint: code, name, severity, what --fix does, what they find."""

from __future__ import annotations

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help="text (default) or json"
    )


def run(args: argparse.Namespace) -> int:
    """Print the table."""
    from modelcards.linting.rules import all_rules, page

    rows = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "fix": rule.fix,
            "summary": " ".join(page(rule).split("\n\n", 1)[0].split()),
        }
        for rule in all_rules()
    ]
    if args.output_format == "json":
        import json

        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max(len(row["name"] or "") for row in rows)
    for row in rows:
        sys.stdout.write(
            f"{row['code']}  {row['name']:<{width}}  {row['severity']:<7}  {row['fix'] or '-':<14}"
            f"  {row['summary']}\n"
        )
    return 0
