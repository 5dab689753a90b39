"""The gates for files from outside: photos, evidence, spreadsheets, markup. Pure; no file is trusted before."""
