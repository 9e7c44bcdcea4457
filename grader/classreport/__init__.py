"""Owns the page an instructor looks at first: how a class stands, where it goes wrong, who needs help.

marks → `figures` (numbers) → `plots` (SVG) → `page` (HTML); `similar` finds submissions that are too much alike.
"""
