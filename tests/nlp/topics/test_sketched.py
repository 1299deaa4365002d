"""Where there are many segments a refit looks at a part of them, and every one of them still has its cluster."""

import numpy as np

from nlp.topics import finding
from nlp.topics.exact import unit

SUBJECTS, EACH = 4, 3_100


def test_clusters_found_on_a_part_hold_all_rows_and_part_the_subjects():
    rng = np.random.default_rng(3)
    centres = rng.normal(size=(SUBJECTS, 24))
    subject = rng.permutation(np.repeat(np.arange(SUBJECTS), EACH))
    rows = unit((centres[subject] + 0.2 * rng.normal(size=(len(subject), 24))).astype(np.float32))
    labels = finding.sketched(rows, np.zeros(len(rows), np.int64), finding.witnesses(len(rows)))
    assert len(rows) > 12_000
    assert labels.shape == subject.shape
    mixed = [label for label in np.unique(labels) if len(set(subject[labels == label].tolist())) > 1]
    assert mixed == []
