"""The circular (通报): content composed from the ledger, and the Word file made of it."""
