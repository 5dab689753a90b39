"""A piece (稿件): its rows, the rules of who may do what, who sees it, and the page that asks them."""
