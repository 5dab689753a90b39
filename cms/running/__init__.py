"""Starting, watching and saving the installation: serve, health, backup, set-up."""
