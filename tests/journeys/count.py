"""`python -m tests.journeys.count`: an empty database becomes the small world (a closed quarter with one
verified placement), its people with passwords that the web process can check."""

import django


def main():
    django.setup()
    from django.core.management import call_command

    from tests.small_world import fill

    call_command("migrate", verbosity=0)
    fill()


if __name__ == "__main__":
    main()
