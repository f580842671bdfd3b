"""The few processes that read more than one person may. Each module is importable by the contexts named in
``pyproject.toml`` only, and each process is limited by what it can return: there is no system viewer.
"""
