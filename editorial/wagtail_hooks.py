"""Where the work meets Wagtail's admin: each room's hooks, found here by Wagtail."""

from editorial.authors import hooks as _authors  # noqa: F401
from editorial.compare import hooks as _compare  # noqa: F401
from editorial.desk import hooks as _desk  # noqa: F401
from editorial.intake import hooks as _intake  # noqa: F401
from editorial.outlets import hooks as _outlets  # noqa: F401
from editorial.people import hooks as _people  # noqa: F401
from editorial.placements import hooks as _placements  # noqa: F401
from editorial.proofs import hooks as _proofs  # noqa: F401
from editorial.routing import hooks as _routing  # noqa: F401
from editorial.series import hooks as _series  # noqa: F401
from editorial.walls import hooks as _walls  # noqa: F401
from editorial.wordlists import hooks as _wordlists  # noqa: F401
from editorial.writing import hooks as _writing  # noqa: F401
