"""The proof checks on a piece: what they find in it, and what a reviewer lets pass. The checks are editorial.checks."""
