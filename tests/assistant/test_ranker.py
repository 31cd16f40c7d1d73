import numpy as np
import pytest

from assistant.ranker import Model, Trees, WeightsError, probability

# x0 <= 0.5 ? (x1 <= 2 ? 1 : 3) : -2
TREE = [[0, 0.5, 1, 4], [1, 2.0, 2, 3], [1.0], [3.0], [-2.0]]


@pytest.mark.parametrize(
    ("row", "value"), [((0.5, 2.0), 1.0), ((0.0, 2.1), 3.0), ((0.6, 0.0), -2.0)]
)
def test_tree(row: tuple[float, float], value: float) -> None:
    assert Trees.from_lists([TREE]).sum(np.array([row])) == pytest.approx([value])


def test_trees_add_up_beside_bias_and_linear_part() -> None:
    data = {"features": ["a", "b"], "bias": 0.5, "linear": {"b": 2.0}, "trees": [TREE, [[4.0]]]}
    model = Model.from_json(data, ["a", "b"])
    scores = model.score(np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert scores == pytest.approx([0.5 + 2.0 + 1.0 + 4.0, 0.5 - 2.0 + 4.0])


def test_no_trees_and_no_rows() -> None:
    assert Trees.from_lists([]).sum(np.zeros((2, 3))) == pytest.approx([0, 0])
    assert len(Trees.from_lists([TREE]).sum(np.zeros((0, 2)))) == 0


def test_weights_of_other_features_are_refused() -> None:
    data = {"features": ["a"], "bias": 0.0, "linear": {}, "trees": []}
    with pytest.raises(WeightsError, match="other features"):
        Model.from_json(data, ["a", "b"])


def test_probability() -> None:
    assert probability(np.array([0.0, 1000.0, -1000.0])) == pytest.approx([0.5, 1.0, 0.0])
