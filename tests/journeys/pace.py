"""How long a person on a phone takes, in milliseconds."""

# One key: 36.2 words of five characters a minute, the mean of 37,370 people
# (Palin et al., "How do people type on mobile devices?", MobileHCI 2019, doi 10.1145/3338286.3340120).
KEY_MS = 331
LOOK_MS = 6000  # to read one question and think of a first word
TAP_MS = 1500  # to choose and hit one thing
