"""What can't be changed afterwards: insert-only rows, the database's seals, one digest for one content."""
