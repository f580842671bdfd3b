"""The forms on a page as a browser would send them, and what a page says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import html

from beforehand.shell.web.forms import LINE_ENDS, REFUSED

WRITTEN = frozenset({"text", "email", "search", "tel", "url", "textarea"})
ALARMS = "//*[@role='alert' and contains(@class, 'is-error') and not(@hidden)]"
BEGINS = "//*[@role='alert' and @tabindex='-1' and contains(@class, 'is-error')]"
SAYS = "//*[@role='alert' or @role='status' or contains(concat(' ', @class, ' '), ' error ')]"


@dataclass(frozen=True)
class Field:
    """One field: what kind it is, and what a browser would send when nobody touched it."""

    name: str
    kind: str
    value: str
    sent: bool

    @property
    def is_written(self) -> bool:
        """Whether somebody types in it, and may read it again."""
        return self.kind in WRITTEN


@dataclass(frozen=True)
class Form:
    """One way to send a form: with one of its buttons."""

    action: str
    fields: tuple[Field, ...]
    button: tuple[str, str] | None

    @property
    def untouched(self) -> dict[str, list[str]]:
        """What goes out when nobody changed anything."""
        going: dict[str, list[str]] = {}
        for field in self.fields:
            if field.sent:
                going.setdefault(field.name, []).append(field.value)
        if self.button is not None:
            going[self.button[0]] = [self.button[1]]
        return going


def forms_on(body: bytes, address: str) -> Iterator[Form]:
    """Return every form of a page that is sent with POST, once per button."""
    for form in _page(body).forms:
        if form.get("method", "get").lower() != "post":
            continue
        fields = tuple(_fields(form))
        buttons = [
            (b.get("name"), b.get("value", "")) if b.get("name") else None
            for b in form.iter("button")
            if b.get("type", "submit") == "submit"
        ]
        for button in dict.fromkeys(buttons or [None]):
            yield Form(urldefrag(urljoin(address, form.get("action") or "")).url, fields, button)


def _fields(form: Any) -> Iterator[Field]:
    for one in form.iter("input", "textarea", "select"):
        name = one.get("name")
        if not name or name == "csrfmiddlewaretoken" or one.get("disabled") is not None:
            continue
        if one.tag == "select":
            yield Field(name, "select", one.value or "", one.value is not None)
        elif one.tag == "textarea":
            text = one.text or ""
            yield Field(name, "textarea", text.replace("\r\n", "\n").removeprefix("\n"), True)
        else:
            kind = one.get("type", "text")
            ticked = kind not in ("checkbox", "radio") or one.get("checked") is not None
            yield Field(name, kind, one.get("value", "on" if kind == "checkbox" else ""), ticked)


def says(body: bytes) -> str:
    """Return what a page says went wrong or was kept."""
    found = " ".join(part.text_content().strip() for part in _page(body).xpath(SAYS))
    return " ".join(found.split())


def wrong_with_what_is_said(body: bytes, *, refused: bool) -> Iterator[str]:
    """Say what keeps somebody with a keyboard, or who listens, from what was refused and the field it is about."""
    page = _page(body)
    begins = page.xpath(BEGINS)
    refused = refused or bool(page.xpath("//*[contains(@class, 'has-error')]"))
    if (refused and not begins) or len(begins) < len(page.xpath(ALARMS)):
        yield "the keyboard does not begin at what is wrong"
    if begins and not page.xpath("//script[contains(@src, 'refused')]"):
        yield "no script leads the keyboard to what is wrong"
    ids = list(page.xpath("//@id"))
    for notice in begins:
        if not notice.text_content().strip():
            yield "what is wrong is said in no words"
        for link in notice.xpath(".//a[starts-with(@href, '#')]"):
            if ids.count(link.get("href")[1:]) != 1:
                yield f"{link.get('href')}, where what is wrong leads to, is not there or there twice"
            elif not _beside(page, link.get("href")[1:]):
                yield f"nothing is said beside {link.get('href')}"


def _beside(page: Any, field: str) -> bool:
    """Tell whether a field has its own word about what is wrong, in the group it stands in."""
    [at] = page.xpath("//*[@id=$field]", field=field)
    groups = [at, *at.iterancestors("div", "fieldset")][:3]
    return any(group.xpath(".//*[contains(concat(' ', @class, ' '), ' error ')]") for group in groups)


def heading(body: bytes) -> str:
    """Return the heading of a page."""
    return " ".join(part.text_content() for part in _page(body).iter("h1")).strip()


def values(body: bytes) -> set[str]:
    """Return everything that stands in the fields of a page."""
    page = _page(body)
    return {LINE_ENDS.sub("\n", f.value) for form in page.forms for f in _fields(form)}


def as_shown(typed: str) -> str:
    """Return what was typed as it comes back: what cannot be kept made visible."""
    return REFUSED.sub("�", LINE_ENDS.sub("\n", typed))


def _page(body: bytes) -> Any:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(body or b"<html></html>", parser=parser)
