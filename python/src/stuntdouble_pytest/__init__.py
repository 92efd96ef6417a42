"""pytest fixtures for stuntdouble, a local stand-in for the video APIs Kie.ai and EvoLink.

    def test_a_video_is_paid_for_once(kie):
        make_video(kie.base_url, kie.api_key, "a cat")
        kie.clock.advance("4s")
        kie.to_have_paid_once()
"""

from .account import Account, Provider
from .clock import Clock
from .control import ControlError
from .simulator import Simulator, StartError

__all__ = ["Account", "Clock", "ControlError", "Provider", "Simulator", "StartError"]
