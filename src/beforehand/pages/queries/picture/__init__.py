"""The shared picture: read for one reader, which state of it an open page shows, and what changed since."""

from beforehand.pages.queries.picture.news import News, news
from beforehand.pages.queries.picture.reading import may_read, picture
from beforehand.pages.queries.picture.shapes import Picture
from beforehand.pages.queries.picture.version import state_of, version

__all__ = ["News", "Picture", "may_read", "news", "picture", "state_of", "version"]
