"""The refusals that only the count knows; the base is editorial.refused.Refused."""

from editorial.refused import Refused


class QuarterClosed(Refused):
    """The quarter is closed and stays as it was closed."""

    def __init__(self, text="这个季度已定稿，不能再改。以后的更正记在下一个未定稿的季度。"):
        super().__init__(text)


class NotReady(Refused):
    """Something must be settled first; `obstacles` are the things (scoring.quarters.obstacles.Obstacle)."""

    def __init__(self, obstacles, what):
        self.obstacles = obstacles
        super().__init__(f"还不能{what}：" + "；".join(obstacle.text for obstacle in obstacles))
