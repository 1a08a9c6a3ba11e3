"""What people know from other linters: fixable rules, ignore comments, links, quiet, completion."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from modelcards import lint
from modelcards.cli.main import main
from modelcards.display.colours import links_are_wanted
from modelcards.linting import rule_page
from modelcards.linting.examples import card
from tests.support.cards import FIXTURES, RATIO


@pytest.mark.usefixtures("here")
def test_fixable_and_unfixable(capsys: pytest.CaptureFixture[str]) -> None:
    for options, left in (
        (["--unfixable", "MC203"], "2 fixable"),
        (["--fixable", "MC203"], "1 fixable"),
        (["--fixable", "MC2", "--unfixable", "unknown-access"], ""),
    ):
        assert main(["lint", "a.md", "--unsafe-fixes", *options]) == 1
        assert (left.replace("2", "1") in capsys.readouterr().out) is True
    before = Path("a.md").read_bytes()
    assert main(["lint", "a.md", "--fix", "--unfixable", "MC203"]) == 1
    assert Path("a.md").read_bytes() == before
    Path("modelcards.toml").write_text('unfixable = ["MC2"]\n', encoding="utf-8")
    assert main(["lint", "a.md", "--fix"]) == 1
    assert Path("a.md").read_bytes() == before
    assert main(["lint", "a.md", "--fix", "--unfixable", "MC3"]) == 1
    assert Path("a.md").read_text("utf-8") == card(RATIO)
    capsys.readouterr()


@pytest.mark.usefixtures("here")
def test_show_fixes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "a.md", "--fix", "--unsafe-fixes", "--show-fixes"]) == 0
    assert capsys.readouterr().out == (
        "Fixed 1 error and 1 warning:\n"
        "- a.md:\n"
        "    1 × MC203 (unknown-access)\n"
        "    1 × MC301 (ratio-differs)\n"
        "Found 1 error and 1 warning (2 fixed, 0 remaining).\n"
        "1 stated fact changed by --unsafe-fixes.\n"
    )
    assert main(["lint", "a.md", "--fix", "--show-fixes"]) == 0
    assert capsys.readouterr().out == "All checks passed!\n"


@pytest.mark.usefixtures("here")
def test_mending_within_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("a.md").read_bytes()
    command = ["lint", "a.md", "--unsafe-fixes"]
    for how in ("--fix", "--diff"):
        main([*command, how, "--timeout", "1e-9"])
        assert Path("a.md").read_bytes() == before
        out = capsys.readouterr().out
        assert ("1e-09 seconds is reached: 2 findings are not mended" in out) is (how == "--fix")
        assert "+++" not in out
    assert main([*command, "--fix", "--timeout", "0"]) == 2
    assert capsys.readouterr().err == (
        "modelcards: a timeout is more than 0 seconds and at most 1e+07\n"
    )
    assert main([*command, "--fix", "--timeout", "600"]) == 0
    assert Path("a.md").read_text("utf-8") == card()


@pytest.mark.usefixtures("here")
def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    Path("LICENSE").write_text("MIT License\n", encoding="utf-8")
    assert main(["lint", "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[1][:5] for line in out.splitlines()] == ["MC203", "MC301"]
    assert err == ""
    Path("a.md").write_text(card(), encoding="utf-8")
    assert main(["lint", "-q", "a.md"]) == 0
    assert capsys.readouterr() == ("", "")


class Terminal(StringIO):
    def isatty(self) -> bool:
        """It is one."""
        return True


def test_which_terminals_make_links(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM",
                 "KITTY_WINDOW_ID", "FORCE_HYPERLINK", "NO_COLOR", "FORCE_COLOR"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not links_are_wanted(Terminal())
    for name, value, known in (
        ("TERM_PROGRAM", "vscode", True), ("TERM_PROGRAM", "Apple_Terminal", False),
        ("VTE_VERSION", "7600", True), ("VTE_VERSION", "4205", False), ("VTE_VERSION", "x", False),
        ("WT_SESSION", "1", True), ("TERM", "xterm-kitty", True), ("TERM", "dumb", False),
    ):  # fmt: skip
        with monkeypatch.context() as one:
            one.setenv(name, value)
            assert links_are_wanted(Terminal()) is known
            assert not links_are_wanted(StringIO())
            one.setenv("NO_COLOR", "1")
            assert not links_are_wanted(Terminal())
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert links_are_wanted(StringIO())
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert not links_are_wanted(Terminal())


@pytest.mark.usefixtures("here")
def test_codes_are_links_where_the_site_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    for name in ("concise", "full", "grouped"):
        main(["lint", "a.md", "--color", "always", "--output-format", name])
        assert "\x1b]8" not in capsys.readouterr().out
        with monkeypatch.context() as one:
            one.setattr(rule_page, "_site", lambda: "https://docs.example/")
            main(["lint", "a.md", "--color", "always", "--output-format", name])
            link = "\x1b]8;;https://docs.example/reference/rules.html#mc203-unknown-access\x1b\\"
            assert f"{link}\x1b[33mMC203\x1b[0m\x1b]8;;\x1b\\" in capsys.readouterr().out
            main(["lint", "a.md", "--color", "never", "--output-format", name])
            assert "\x1b" not in capsys.readouterr().out


HUB = """\
---
license: no-such-licence
tags:
- small
---
# Heron-7B

[Paper]() and [code](htp://heron.example/code).

| Benchmark | Score |
|---|---|
| MMLU | quite good |
| GPQA | 31.0 |

## Uses

## Training

[More Information Needed]

```python
run()
"""


def test_add_ignore_puts_comments_where_they_work(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "hub.md").write_text(HUB, encoding="utf-8")
    before = len(lint("hub.md"))
    assert before >= 5
    assert main(["lint", "a.md", "hub.md", "--add-ignore"]) == 0
    out, err = capsys.readouterr()
    assert out == "All checks passed!\n"
    assert f"{before + 2} findings silenced by comments" in err
    assert main(["lint", "a.md", "hub.md"]) == 0
    text = (here / "hub.md").read_text("utf-8")
    assert "license: no-such-licence  # <!-- modelcards: ignore MC704 -->\n" in text
    assert "heron.example/code). <!-- modelcards: ignore MC502 -->\n" in text
    assert "## Uses <!-- modelcards: ignore MC107 -->\n" in text
    assert "**Access:** 🔴 Public <!-- modelcards: ignore MC203 -->\n" in Path("a.md").read_text()
    kept = re.sub(r"(?:  #)? ?<!-- modelcards: [^\n]*? -->", "", text).splitlines()
    assert [line for line in kept if line] == [line for line in HUB.splitlines() if line]
    assert main(["lint", "a.md", "hub.md", "--add-ignore"]) == 0
    assert (here / "hub.md").read_text("utf-8") == text


@pytest.mark.usefixtures("here")
def test_add_ignore_leaves_what_it_cannot_write(capsys: pytest.CaptureFixture[str]) -> None:
    Path("latin.md").write_bytes(card(RATIO).encode("cp1252", "replace") + b"\x93")
    assert main(["lint", "latin.md", "--add-ignore"]) == 1
    out, err = capsys.readouterr()
    assert "MC301" in out
    assert "no comment was added" in err
    assert main(["lint", "-", "--add-ignore"]) == 2
    assert main(["lint", "a.md", "--add-ignore", "--fix"]) == 2


def test_completion_knows_codes(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab", reason="needs the dev extra")
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    for option in ("select", "ignore", "fixable"):
        [line] = [row for row in script.splitlines() if f"lint___{option}_choices" in row]
        assert "MC301 ratio-differs MC302" in line
    # The command itself takes prefixes and lists, too.
    assert main(["lint", str(FIXTURES / "cards"), "--select", "MC30,MC203", "-q"]) in (0, 1)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("settings", "options", "codes"),
    [
        ('select = ["MC301"]', ["--ignore", "ALL"], []),
        ('select = ["MC301"]', ["--ignore", "MC3"], []),
        ('extend-select = ["MC301"]', ["--ignore", "MC30"], ["MC203"]),
        ('select = ["MC301"]', ["--ignore", "MC3", "--select", "MC301,MC2"], ["MC203", "MC301"]),
        ('ignore = ["MC301"]', ["--select", "MC3"], []),
        ('ignore = ["MC301"]', ["--ignore", "MC2"], ["MC301"]),
        ('select = ["MC203"]', ["--extend-select", "MC301", "--ignore", "MC"], ["MC203", "MC301"]),
    ],
)
def test_what_an_option_leaves_out_stays_out(
    capsys: pytest.CaptureFixture[str], settings: str, options: list[str], codes: list[str]
) -> None:
    Path("modelcards.toml").write_text(f"{settings}\n", encoding="utf-8")
    main(["lint", "a.md", "-q", "--output-format", "concise", *options])
    assert sorted(set(re.findall("MC[0-9]+", capsys.readouterr().out))) == codes


@pytest.mark.usefixtures("here")
def test_unfixable_by_option_wins_over_fixable_in_settings() -> None:
    Path("modelcards.toml").write_text('fixable = ["MC203"]\n', encoding="utf-8")
    before = Path("a.md").read_bytes()
    main(["lint", "a.md", "--fix", "--unfixable", "ALL"])
    assert Path("a.md").read_bytes() == before
    main(["lint", "a.md", "--fix", "--unfixable", "MC3"])
    assert Path("a.md").read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint", "--select", "broken-lnk"], "did you mean 'broken-link'?"),
        (["lint", "--ignore", "MC70x"], "did you mean 'MC70"),
        (["explain", "misspelled-key"], "did you mean 'misspelt-key'?"),
        (["explain", "zzz"], "no rule 'zzz'; `modelcards rules`"),
        (["lint", "-", "--show-files"], "--show-files goes with files"),
    ],
)
def test_a_slip_is_answered(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
