"""A believable city for the demo, made through the same actions that people use. A new story goes into
cms/demo/texts; what happens to a piece is lives', to a quarter seasons', besides desk's."""
