"""Formats: HTML, PDF and DOCX to structured plain text.

What a reader returns is Markdown in small: headings open with ``#``, list items with ``- ``, table
rows stand between ``|``; blocks are separated by blank lines. ``corpus.structure`` reads it back.
"""
