"""What `gunicorn cms.wsgi` reads when it is started here; `make run` takes the same options."""

from cms.running.web import OPTIONS

globals().update(OPTIONS)
