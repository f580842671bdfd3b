"""One text in every language the product speaks."""

from dataclasses import dataclass

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Dutch and in English; neither is ever empty in loaded knowledge."""

    nl: str
    en: str

    def say(self, lang: str) -> str:
        """Return the text in one language.

        Raises
        ------
        ValueError
            When the product does not speak the language.

        Examples
        --------
        >>> Text("besluit", "decision").say("nl")
        'besluit'
        """
        if lang == "nl":
            return self.nl
        if lang == "en":
            return self.en
        raise ValueError(f"no language {lang!r}; there are {', '.join(LANGUAGES)}")
