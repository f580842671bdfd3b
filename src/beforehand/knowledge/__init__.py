"""What the product knows: patterns, rules, kinds of conversation, the staircase, roles, form and glossary.

All of it is data in ``data/*.yaml``, in Dutch and English, with sources and evidence grades.
"""

from beforehand.knowledge.faults import Fault, KnowledgeError, Spot
from beforehand.knowledge.library import Knowledge
from beforehand.knowledge.loader import load, load_from
from beforehand.knowledge.text import Text

__all__ = ["Fault", "Knowledge", "KnowledgeError", "Spot", "Text", "load", "load_from"]
