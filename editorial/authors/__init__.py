"""Two rows that turn out to be one author: finding them and, on purpose, making them one."""
