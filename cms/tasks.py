"""Where Celery looks for what the worker does for the frame."""

from cms.pulse import pulse_of_worker

__all__ = ["pulse_of_worker"]
