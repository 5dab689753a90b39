"""Points added or taken by hand (加减分), by two people with reason and basis."""
