"""Parts that more than one page can use; each is a plain function that returns components."""
