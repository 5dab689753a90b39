"""A believable city for the demo, made through the same actions that people use."""
