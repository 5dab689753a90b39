"""Our side: the product as it is, filled with a large town's work."""
