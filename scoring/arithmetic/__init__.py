"""PURE: from facts and rule books to lines that explain themselves. The order of the sum, step by step,
is docs/scoring.md; worth, pieces, split and units are its four parts, count puts them together."""
