"""``beforehand schema``: the JSON Schema of a decision file, for editors and checks."""

import json
import sys


def schema() -> None:
    """Print the JSON Schema as UTF-8."""
    from beforehand.decisionfile import json_schema

    sys.stdout.flush()
    sys.stdout.buffer.write(
        (json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    )
