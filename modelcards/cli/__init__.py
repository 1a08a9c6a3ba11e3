"""The command line: `main`, and one module a command; this table is their order and short help."""

COMMANDS: dict[str, str] = {
    "parse": "print one card as JSON",
    "convert": "convert files and directories to data files",
    "lint": "check cards, and mend what can be mended",
    "rules": "list the rules of lint",
    "explain": "print the page of one rule",
    "report": "make one page of cards to look at",
    "export": "write scores as metadata that others read",
    "claims": "show what cards state of the same model and benchmark",
    "coverage": "show what of a documentation template cards fill in",
    "diff": "compare the facts of two cards or directories",
    "completion": "print a script that completes commands in a shell",
    "schema": "print the JSON Schema of a card",
}
