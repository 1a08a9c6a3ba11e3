"""One page of many cards to look at.

`gather` reads cards and findings, `rows` says what stands on the page, `page` writes it, `plots`
draws the pictures; `card_text` is one card in a terminal.
"""
