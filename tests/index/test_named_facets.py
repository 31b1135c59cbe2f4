"""Companies go by their names in facets, and nobody is asked before somebody looks."""

from __future__ import annotations

from index.named_facets import NamedFacets
from index.results import FacetCount


def test_companies_and_groups_have_names() -> None:
    """One that the archive does not know goes by its id; other facets stay as they are."""
    asked = []

    def names() -> dict[str, str]:
        asked.append(1)
        return {"bmw": "BMW AG"}

    counts = {facet: (FacetCount("bmw", "bmw", 2), FacetCount("vw", "vw", 1)) for facet in ("company", "group", "type")}
    facets = NamedFacets(counts, names)
    assert {"company", "group", "type"} == set(facets)
    assert counts["type"] == facets["type"]
    assert [] == asked
    named = (FacetCount("bmw", "BMW AG", 2), FacetCount("vw", "vw", 1))
    assert named == facets["company"] == facets["group"]
    assert facets["company"] is facets["company"]
    assert [1] == asked
