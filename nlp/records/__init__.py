"""Everything that flows from one room to the next, as frozen records that refuse nonsense.

Offsets are Python ``str`` offsets into the comment's text as it came in, unless a field says otherwise.
Scores lie in [-1, 1], confidences and shares in [0, 1]. A finding carries its evidence.
"""

from nlp.records.comments import LONGEST, Comment, Reading, Rejection, Segment, Suggestion
from nlp.records.feelings import Evidence, Sentiment
from nlp.records.insights import Counts, Insights, Names
from nlp.records.kinds import (
    Addressee,
    AlertKind,
    Audience,
    Family,
    Label,
    Language,
    Span,
    Stance,
    Tier,
    Verdict,
)
from nlp.records.people import Credit, Mention, Posting
from nlp.records.rows import (
    MIXED_BAG,
    Alert,
    Gap,
    MapPoint,
    Praise,
    ProcessPraise,
    Quote,
    SuggestionRow,
    Tally,
    TopicRow,
    TopicSite,
    TopicWeek,
    TrendPoint,
    Word,
    WordList,
)
from nlp.records.signals import Kpi, Signal, TrackRecord
from nlp.records.topics import Placement, Topic, TopicEvent

__all__ = [
    "LONGEST",
    "MIXED_BAG",
    "Addressee",
    "Alert",
    "AlertKind",
    "Audience",
    "Comment",
    "Counts",
    "Credit",
    "Evidence",
    "Family",
    "Gap",
    "Insights",
    "Kpi",
    "Label",
    "Language",
    "MapPoint",
    "Mention",
    "Names",
    "Placement",
    "Posting",
    "Praise",
    "ProcessPraise",
    "Quote",
    "Reading",
    "Rejection",
    "Segment",
    "Sentiment",
    "Signal",
    "Span",
    "Stance",
    "Suggestion",
    "SuggestionRow",
    "Tally",
    "Tier",
    "Topic",
    "TopicEvent",
    "TopicRow",
    "TopicSite",
    "TopicWeek",
    "TrackRecord",
    "TrendPoint",
    "Verdict",
    "Word",
    "WordList",
]
