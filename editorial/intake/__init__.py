"""Texts that come in: Word files and pasted text become drafts. Reading a file is editorial.manuscripts."""
