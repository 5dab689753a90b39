"""The screens of the count; who sees what is scoring.querysets, what is written scoring.actions."""
