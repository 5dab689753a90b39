"""Mail and its retries: one row for each notice. Who is told is said by the room that knows the act."""
