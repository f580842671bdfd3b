"""How far sides agree, for sides of two to thirty people, where being unsure is the point.

The face is `comparing.compare`: counts per side in, probabilities out; `words.level_word` and `words.apart_word` turn
those into the keys of words. Everything here is about counts that may be published; whether they may is decided
before (G1 to G9), and by others. What may be read only roughly goes through `veiled.veil` first.
"""
