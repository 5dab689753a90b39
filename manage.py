#!/usr/bin/env python
"""Django's command line, on the development settings unless told otherwise."""

import gc
import os
import sys

if __name__ == "__main__":
    # A start is mostly importing, and the collector would go through all of it again and again.
    gc.set_threshold(100_000)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
