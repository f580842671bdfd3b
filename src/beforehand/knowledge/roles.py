"""The change roles that our sources name, and the model they come from. The others are not ours to invent."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Paragraph, joined
from beforehand.knowledge.glasl import Cited
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One named change role.

    Parameters
    ----------
    position
        Where it may stand on the axes: a conjecture, never drawn as fact.
    listed_first
        Sources that list it as the first of the nine; empty for the others.
    """

    id: str
    name: Text
    text: Text
    moves: Mapping[str, Text]
    position: Text
    position_confirmed: bool
    listed_first: tuple[str, ...]
    attribution: Text
    sources: tuple[str, ...]
    grade: str | None = None

    @property
    def title(self) -> Text:
        """Its name."""
        return self.name

    def paragraphs(self) -> list[Paragraph]:
        """Return what it does, its moves and where the name comes from."""
        moves = joined(self.moves.values())
        rows = [(labels.EXPLANATION, self.text)]
        rows += [] if moves is None else [(labels.MOVES, moves)]
        if not self.position_confirmed:
            rows.append((labels.CONJECTURE, self.position))
        return [*rows, (labels.MODEL, self.attribution)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """One end of an axis."""

    id: str
    text: Text
    figure: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis of the model."""

    id: str
    poles: tuple[Pole, ...]
    orientation: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleModel:
    """The model the roles come from; ``count`` is how many roles it has, not how many we name."""

    name: str
    author: str
    attribution: Text
    shape: Cited
    axes: tuple[Axis, ...]
    principles: tuple[Cited, ...]
    advice: tuple[Text, ...]
    count: int
    count_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What ``roles.yaml`` holds."""

    roles: Mapping[str, Role]
    model: RoleModel


def read_roles(top: Piece) -> Roles:
    """Read ``roles.yaml``."""
    page = top.record("model roles")
    model = _read_model(page["model"])
    found = {}
    for piece in page["roles"].items():
        role = _read_role(piece, model.attribution)
        found[role.id] = role
    if len(found) > model.count:
        page["roles"].fault(f"the model has {model.count} roles, here are {len(found)}")
    return Roles(roles=MappingProxyType(found), model=model)


def _read_role(piece: Piece, attribution: Text) -> Role:
    row = piece.record("id name text moves position position_confirmed sources", "listed_first")
    moves = {}
    for item in row["moves"].items():
        move = item.record("id nl en")
        moves[move["id"].word()] = move.text()
    return Role(
        id=row["id"].define("role"),
        name=row["name"].text(),
        text=row["text"].text(),
        moves=MappingProxyType(moves),
        position=row["position"].text(),
        position_confirmed=row["position_confirmed"].truth(),
        listed_first=row.refers("listed_first", "source"),
        attribution=attribution,
        sources=row["sources"].refers("source"),
    )


def _read_model(piece: Piece) -> RoleModel:
    row = piece.record("name author attribution shape axes principles advice count count_sources")
    return RoleModel(
        name=row["name"].word(),
        author=row["author"].word(),
        attribution=row["attribution"].text(),
        shape=_read_cited(row["shape"]),
        axes=tuple(_read_axis(item) for item in row["axes"].items()),
        principles=tuple(_read_cited(item) for item in row["principles"].items()),
        advice=tuple(item.text() for item in row["advice"].items()),
        count=row["count"].whole(),
        count_sources=row["count_sources"].refers("source"),
    )


def _read_cited(piece: Piece) -> Cited:
    row = piece.record("nl en sources")
    return Cited(text=row.text(), sources=row["sources"].refers("source"))


def _read_axis(piece: Piece) -> Axis:
    row = piece.record("id poles orientation sources")
    return Axis(
        id=row["id"].define("axis", "axis:{}"),
        poles=tuple(_read_pole(item) for item in row["poles"].items()),
        orientation=row["orientation"].text(),
        sources=row["sources"].refers("source"),
    )


def _read_pole(piece: Piece) -> Pole:
    row = piece.record("id nl en", "figure")
    return Pole(id=row["id"].define("pole", "pole:{}"), text=row.text(), figure=row.text_of("figure"))
