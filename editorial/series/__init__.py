"""Series (专栏): their pages, list and form; which pieces stand in one is routing's."""
