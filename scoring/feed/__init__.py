"""The assessment feed: a read-only JSON interface to released quarters, and the same as a workbook."""
