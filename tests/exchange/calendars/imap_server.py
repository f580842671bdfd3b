"""A real IMAP server, as a program of its own, in which looking at a password takes no time.

Its half a million rounds at each sign-in are right where people keep their mail, and a wait where stories are told.
"""

from pymap.main import main
from pysasl.hashing import BuiltinHash

if __name__ == "__main__":
    BuiltinHash.__init__.__kwdefaults__["rounds"] = 1
    main()
