"""How the units and persons stand, with each line of it and why there is not more."""
