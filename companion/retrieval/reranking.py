"""What a search found, put in order once more by a model that reads question and text together.

It only orders: which passages are looked at, and whether one of them says all that is asked, stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from companion.models.cross_encoder import Reranker
from companion.retrieval.index import Hit


def reranked(hits: Sequence[Hit], texts: Sequence[str], question: str, reranker: Reranker | None) -> list[Hit]:
    """The same hits, those that fit the question best first; equal ones, and all without a reranker, as they came.

    Args:
        hits: what was found, best first.
        texts: everything that was searched, by number.
        question: as it was asked.
        reranker: tells how well a text fits.
    """
    if reranker is None or len(hits) < 2:
        return list(hits)
    fits = reranker.fits(question, [texts[hit.number] for hit in hits])
    return [Hit(hits[at].number, float(fits[at])) for at in np.argsort(-fits, kind="stable")]
