"""`modelcards export`: what is printed, what is written, and the exit codes."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pytest

from modelcards.cli.main import main

pytest.importorskip("huggingface_hub")
pytest.importorskip("cyclonedx")

CARD = """# Lumen-7B

| Benchmark | Lumen-7B | Corvid-8B |
|---|---|---|
| MMLU-Pro | 41.2 | 38.0 |
| MMLU | 61.2 | 60.0 |
"""
BROKEN = '---\nlicense: mit\nname: "open\n---\n' + CARD

Capture = pytest.CaptureFixture[str]


def write(path: Path, text: str = CARD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_one_card_goes_to_stdout(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "lumen.md")
    assert main(["export", str(path), "--to", "model-index"]) == 0
    out = capsys.readouterr()
    assert out.out.startswith("---\nmodel-index:\n- name: Lumen-7B\n")
    assert out.out.endswith(CARD)
    assert out.err == ("modelcards: 2 scores of 1 card go out (2 added); 2 held back (model 2)\n")
    assert main(["export", str(path), "--to", "cyclonedx"]) == 0
    assert json.loads(capsys.readouterr().out)["specVersion"] == "1.6"
    assert path.read_text(encoding="utf-8") == CARD


def test_stdin(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CARD.encode())))
    assert main(["export", "-", "--to", "eval-results"]) == 0
    assert capsys.readouterr().out.startswith("- dataset:\n    id: TIGER-Lab/MMLU-Pro\n")


def test_in_place_keeps_mode_and_link(tmp_path: Path) -> None:
    path = write(tmp_path / "real" / "lumen.md")
    path.chmod(0o640)
    link = tmp_path / "lumen.md"
    link.symlink_to(path)
    assert main(["export", str(link), "--to", "model-index", "--in-place"]) == 0
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    first = path.read_bytes()
    assert first.startswith(b"---\nmodel-index:\n")
    changed = path.stat().st_mtime_ns
    assert main(["export", str(link), "--to", "model-index", "--in-place"]) == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (first, changed)
    assert files(tmp_path) == ["lumen.md", "real/lumen.md"]


def test_in_place_puts_results_beside_the_card(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "README.md")
    assert main(["export", str(tmp_path / "README.md"), "--to", "eval-results", "--in-place"]) == 0
    assert main(["export", str(tmp_path / "README.md"), "--to", "cyclonedx", "--in-place"]) == 0
    assert files(tmp_path) == [".eval_results/mmlu-pro.yaml", "README.cdx.json", "README.md"]
    capsys.readouterr()
    assert main(["export", str(tmp_path / "README.md"), "--to", "eval-results", "--in-place"]) == 0
    assert "(1 there already)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("eval-results", ["a/corvid/.eval_results/mmlu-pro.yaml", "b/.eval_results/mmlu-pro.yaml"]),
        ("model-index", ["a/corvid.md", "b/README.md"]),
        ("cyclonedx", ["a/corvid.cdx.json", "b/README.cdx.json"]),
    ],
)
def test_a_directory_keeps_its_paths(tmp_path: Path, to: str, expected: list[str]) -> None:
    write(tmp_path / "in" / "a" / "corvid.md", CARD.replace("# Lumen-7B", "# Corvid-8B"))
    write(tmp_path / "in" / "b" / "README.md")
    out = tmp_path / "out"
    assert main(["export", str(tmp_path / "in"), "--to", to, "-o", str(out)]) == 0
    assert files(out) == expected
    one = tmp_path / "one"
    readme = str(tmp_path / "in" / "b" / "README.md")
    assert main(["export", readme, "--to", to, "-o", str(one)]) == 0
    assert files(one) == [expected[1].removeprefix("b/")]


def test_two_cards_may_not_share_their_results(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "lumen.md")
    write(tmp_path / "corvid.md", CARD.replace("# Lumen-7B", "# Corvid-8B"))
    assert main(["export", str(tmp_path), "--to", "eval-results", "--in-place"]) == 2
    assert "would share one .eval_results" in capsys.readouterr().err
    assert not (tmp_path / ".eval_results").exists()
    assert main(["export", str(tmp_path), "--to", "eval-results", "--dry-run"]) == 0


def test_a_dry_run_lists_everything_and_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "lumen.md")
    command = ["export", str(path), "--to", "model-index", "--in-place", "--dry-run"]
    assert main(command) == 0
    assert capsys.readouterr().out == (
        f"{path}: 2 go out, 2 held back\n"
        "  + MMLU-Pro 41.2 → TIGER-Lab/MMLU-Pro accuracy  (line 5)\n"
        "  + MMLU 61.2 → cais/mmlu accuracy  (line 6)\n"
        "  - MMLU-Pro 38.0: the score of another model, Corvid-8B  (line 5)\n"
        "  - MMLU 60.0: the score of another model, Corvid-8B  (line 6)\n"
    )
    assert path.read_text(encoding="utf-8") == CARD


def test_a_diff_shows_what_would_change(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "lumen.md", CARD.rstrip("\n"))
    assert main(["export", str(path), "--to", "model-index", "--diff"]) == 0
    shown = capsys.readouterr().out
    assert f"+++ {path}\n" in shown
    assert "+model-index:\n" in shown
    assert not any(
        line.startswith("-") and not line.startswith("---") for line in shown.split("\n")
    )
    assert main(["export", str(path), "--to", "eval-results", "--diff"]) == 0
    shown = capsys.readouterr().out
    assert "--- /dev/null\n" in shown
    assert "+  value: 41.2\n" in shown


def test_a_diff_of_a_file_without_its_last_line_end(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "README.md")
    entry = "- dataset: {id: TIGER-Lab/MMLU-Pro, task_id: mmlu_pro}\n  value: 39.9"
    write(tmp_path / ".eval_results" / "mmlu-pro.yaml", entry)
    command = ["export", str(tmp_path / "README.md"), "--to", "eval-results", "--diff"]
    assert main(command) == 0
    end = "\n\\ No newline at end of file\n"
    assert f"-  value: 39.9{end}+  value: 41.2{end}" in capsys.readouterr().out


def test_a_refused_card_is_named_and_the_others_are_written(
    tmp_path: Path, capsys: Capture
) -> None:
    broken = write(tmp_path / "broken.md", BROKEN)
    write(tmp_path / "lumen.md")
    assert main(["export", str(tmp_path), "--to", "model-index", "--in-place"]) == 1
    assert f"{broken}: not exported: the front matter is no YAML" in capsys.readouterr().err
    assert broken.read_bytes() == BROKEN.encode()
    assert (tmp_path / "lumen.md").read_bytes().startswith(b"---\nmodel-index:")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "lumen.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    assert main(["export", str(tmp_path), "--to", "cyclonedx", "-o", str(tmp_path / "out")]) == 1
    assert "gone.md: " in capsys.readouterr().err
    assert files(tmp_path / "out") == ["lumen.cdx.json"]


def test_wrong_use(tmp_path: Path, capsys: Capture) -> None:
    path = str(write(tmp_path / "lumen.md"))
    other = str(write(tmp_path / "other.md"))
    for command in (
        ["export", path],
        ["export", path, "--to", "xml"],
        ["export", str(tmp_path / "none.md"), "--to", "cyclonedx"],
        ["export", path, other, "--to", "cyclonedx"],
        ["export", path, "-", "--to", "cyclonedx"],
        ["export", path, "--to", "eval-results", "--date", "May"],
        ["export", path, "--to", "cyclonedx", "-o", str(tmp_path), "--in-place"],
    ):
        assert main(command) == 2, command
    assert capsys.readouterr().out == ""


def test_the_output_may_not_be_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "lumen.md")
    blocked = write(tmp_path / "blocked", "text")
    assert main(["export", str(path), "--to", "cyclonedx", "-o", str(blocked)]) == 2
    assert blocked.read_bytes() == b"text"
