"""One page of many cards to look at.

`gather` reads cards and findings, `rows` says what stands on the page, `page` writes it, `plots`
draws the pictures; `overview` renders a card's Markdown, `claim_rows` has what cards state of one
model; `card_text` is one card in a terminal.
"""
