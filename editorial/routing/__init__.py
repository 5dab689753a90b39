"""Signed texts on their way to the outlets (送稿): the desk, the manuscript package, 微信稿, and 重开."""
