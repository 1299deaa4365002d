"""What authors suggest: to the organisation, to anybody who reads, or to other customers by name."""

from nlp.parts import Embedder
from nlp.suggestions.head import Head
from nlp.suggestions.suggester import Suggester

__all__ = ["Suggester", "load"]


def load(embedder: Embedder) -> Suggester:
    """Load the suggester; vectors that the packaged head does not know leave it the word rules alone."""
    head = Head.load()
    return Suggester(embedder, head) if head.embedding == embedder.id else Suggester()
