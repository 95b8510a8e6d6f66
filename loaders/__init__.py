"""The middle floor: documents in. Reads a file, recognises its tables, resolves names, hands observations to `db`."""
