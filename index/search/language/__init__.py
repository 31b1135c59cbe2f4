"""The query language: from what the user types to a small tree that says what is meant.

It knows neither Whoosh nor the archive: what a company's name stands for, and which words begin with "koop", is left to
`index.search.translation`.
"""
