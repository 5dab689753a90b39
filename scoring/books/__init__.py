"""Rule books as rows: drafts, adoption, the screens that edit them. What a book may say is scoring.book."""
