"""Appeals (异议) of a unit while its quarter is published."""
