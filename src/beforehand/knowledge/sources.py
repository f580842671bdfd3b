"""The sources: what each claim rests on, and whether it was read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Paragraph, filled
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text

STATUSES = {
    "full": Text("helemaal gelezen", "read completely"),
    "excerpt": Text("begin of samenvatting gelezen", "beginning or abstract read"),
    "memory": Text("niet nagegaan", "not verified"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source; ``url`` is None when it has no address, ``verified`` False when it was not read again."""

    id: str
    status: str
    cite: str
    url: str | None
    verified: bool
    grade: str | None = None

    @property
    def title(self) -> Text:
        """Its citation: a citation is the same in every language."""
        return Text(self.cite, self.cite)

    @property
    def sources(self) -> tuple[str, ...]:
        """Itself."""
        return (self.id,)

    def paragraphs(self) -> list[Paragraph]:
        """Return how far it was checked, and its address where it has one."""
        address = None if self.url is None else Text(self.url, self.url)
        return filled([(labels.STATUS, STATUSES[self.status]), (labels.CITE, address)])


def read_sources(top: Piece) -> Mapping[str, Source]:
    """Read ``sources.yaml``."""
    found = {}
    for piece in top.record("sources")["sources"].items():
        row = piece.record("id status cite url")
        status = row["status"].one_of(STATUSES)
        key = row["id"].define("source")
        found[key] = Source(
            id=key,
            status=status,
            cite=row["cite"].word(),
            url=None if row["url"].blank else row["url"].word(),
            verified=status != "memory",
        )
    return MappingProxyType(found)
