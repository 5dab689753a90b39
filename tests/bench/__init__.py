"""`python -m tests.bench` measures our screens beside stock Wagtail's nearest on one large database.
Not tests: nothing here is collected by pytest."""
