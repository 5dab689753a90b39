"""Lifts the seals before a migration that remakes tables, and puts them back after it."""

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from editorial.record import seals


@receiver(pre_migrate)
def lift_the_seals(sender, using, plan, **kwargs):
    """SQLite alters a table by making it anew, which fails while a trigger of another table asks it."""
    if plan and connections[using].vendor == "sqlite":
        seals.lift(connections[using])


@receiver(post_migrate)
def seal(sender, using, **kwargs):
    """Once a migrate, and only after all apps' tables are there."""
    if sender.label == "editorial":
        seals.install(connections[using])
