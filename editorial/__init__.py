"""The work: people, pieces, review, outlets, routing, placements. Imports neither of the others."""
