"""One detector per pattern, and per rule's check that no pattern covers; importing this registers them all."""

from beforehand.engine.detectors import assumptions, between, framing, hardening, influence, rights, unheard
from beforehand.engine.detectors.registry import DETECTORS, Detector, Draft, Sharing, Surroundings

__all__ = [
    "DETECTORS",
    "Detector",
    "Draft",
    "Sharing",
    "Surroundings",
    "assumptions",
    "between",
    "framing",
    "hardening",
    "influence",
    "rights",
    "unheard",
]
