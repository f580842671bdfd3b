"""How good is the plan? Measures it against what an experienced facilitator wrote down.

Run ``python -m tests.benchmarks.plan --cases FOLDER``; ``calling.run_all`` runs the engine over files and
``measuring.measure`` turns one analysis and one file's answers into figures.
"""
