"""The ground floor: domain types, schema, all SQL, reference data, views, search and export.

Nothing here knows how a document is read (`loaders`) or how a person is met (`tui`).
"""
