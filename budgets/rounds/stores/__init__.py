"""The two stores of a ballot: the roll (who has voted) and the box (what ballots say).

Each lives in a schema of its own that belongs to a database role of its own. The site's role can read
neither: it may only call the few functions below, which run with the store's role and never with both
(docs/ballot-secrecy.md, docs/decisions on two roles in one transaction).
"""
