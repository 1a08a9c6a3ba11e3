"""Fuzz one target or all: `python -m fuzz.run [--seconds N] [--runs N] [target …]`.

With atheris (the extra `fuzz`) inputs follow the coverage of the code; a crash is written to
`build/fuzz/<target>/`, and a copy of it belongs into `fixtures/crashes/`. Without atheris, or with
`--plain`, seeds are mutated blindly: slower to find, as fast to run, and the same on every run.
With `--cards DIRECTORY`, the cards below it are changed in their structure first.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from fuzz.seeds import seeds
from fuzz.targets import TARGETS
from tests.support.no_word_lost import mutated as restructured

OUT = Path("build") / "fuzz"
_LONGEST = 1500
_LARGEST = 6000
_CARDS = 400
_PIECES = (
    b"|", b"\n", b"\n\n", b"---\n", b"# ", b"> ", b"- ", b"    ", b"**", b":", b"`", b"```\n",
    b"[", b"](", b"|-|-|\n", b"<table>", b"<tr>", b"<td>", b"</table>", b"<td colspan=9>",
    b"<!--", b"-->", b"\r", b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\xa8",
    "Ã©".encode(), "ðŸ“Š".encode(), "â€".encode(), "\x9d".encode(), "\ufffd".encode(), b"1e99",
    b"9", b"%", b"B", b"\xc2\xb1", b"(5-shot)", b"**Parameters:** 7B", b"model-index:\n", b"&a ",
    b"*a", b"<<: ", b"? ", b"'", b'"',
)  # fmt: skip


def mutated(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """A seed with some places changed, doubled, cut or spliced."""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((0, 1, 2, 5, 30)))
        kind = rng.randrange(5)
        if kind == 0:
            data = data[:at] + data[end:]
        elif kind == 1:
            data = data[:at] + data[at:end] * 2 + data[end:]
        elif kind == 2:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            data = data[:at] + other[start : start + rng.choice((5, 30, 100))] + data[end:]
        elif kind == 3 and data:
            place = rng.randrange(len(data))
            data = data[:place] + bytes((rng.randrange(256),)) + data[place + 1 :]
        else:
            data = data[:at] + rng.choice(_PIECES) + data[end:]
    return data[:_LONGEST]


def real(folder: Path, rng: random.Random) -> list[str]:
    """Some of the cards below a folder, those that are read soon."""
    paths = sorted(path for path in folder.rglob("*.md") if path.stat().st_size <= _LARGEST)
    chosen = rng.sample(paths, min(_CARDS, len(paths)))
    return [path.read_text("utf-8", "replace") for path in chosen]


def plain(name: str, seconds: float, runs: int, seed: int, cards: Path | None = None) -> int:
    """Mutate seeds blindly, or cards by their structure; gives the number of inputs that failed."""
    target, rng, others = TARGETS[name], random.Random(seed), list(seeds(name))
    texts = real(cards, rng) if cards else []
    done = failed = 0
    slowest = 0.0
    end = time.monotonic() + seconds
    while done < runs and (done % 100 or time.monotonic() < end):
        if texts:
            data = restructured(rng.choice(texts), rng.choice(texts), rng).encode()
        else:
            data = mutated(rng.choice(others), others, rng)
        start = time.process_time()
        try:
            target(data)
        except (Exception, RecursionError) as error:  # a target fails by raising, whatever it is
            failed += 1
            OUT.joinpath(name).mkdir(parents=True, exist_ok=True)
            OUT.joinpath(name, f"crash-{seed}-{done}").write_bytes(data)
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
        slowest = max(slowest, time.process_time() - start)
        done += 1
    print(f"{name}: {done} inputs, {failed} failed, slowest {slowest:.2f} s of CPU", flush=True)
    return failed


def guided(name: str, seconds: float, runs: int) -> int:
    """One process of atheris, which ends with the first crash; gives its exit code."""
    corpus = OUT / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        corpus.joinpath(f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={int(seconds)}", f"-runs={runs}", f"-max_len={_LONGEST}",
               "-timeout=20", "-rss_limit_mb=2000", f"-artifact_prefix={OUT / name}/"]  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "fuzz.guided", name, *options, str(corpus)], check=False
    ).returncode


def main(argv: list[str] | None = None) -> int:
    """0 when no input failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("targets", nargs="*", metavar="target", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--runs", type=int, default=1 << 30, help="at most, for each target")
    parser.add_argument("--plain", action="store_true", help="do without atheris")
    parser.add_argument("--seed", type=int, default=0, help="of the blind mutations")
    parser.add_argument("--cards", type=Path, help="change real cards in their structure")
    args = parser.parse_args(argv)
    if unknown := set(args.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    blind = args.plain or args.cards or find_spec("atheris") is None
    failed = [
        name
        for name in args.targets or TARGETS
        if (
            plain(name, args.seconds, args.runs, args.seed, args.cards)
            if blind
            else guided(name, args.seconds, args.runs)
        )
    ]
    if failed:
        print(f"failed: {', '.join(failed)}; the inputs are in {OUT}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
