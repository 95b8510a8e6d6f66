"""Figures in prose: from the sentences of a document to figures with indicator, entity, period and place.

`passages` joins what pages broke; `quantities` finds numbers with their units; `patterns` and `fallback` say what they
count; `subjects` and `periods` say of whom and when; `reading` puts it together.
"""
