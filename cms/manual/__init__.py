"""The users' manual inside the product: its pages and each screen's place in it."""
