"""Writing: each act is one transaction, with its line in the audit."""
