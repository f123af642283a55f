"""The rules of this house, held by tests: whatever can drift is checked."""
