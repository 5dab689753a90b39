"""Appeals (申诉) of a unit while its quarter is published."""
