"""The count: rule books, ledger, quarters, circular. Imports editorial only."""
