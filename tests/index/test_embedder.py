import numpy as np

from index.embedder import unit


def test_rows_get_length_one_and_zero_rows_stay() -> None:
    vectors = np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)
    np.testing.assert_allclose(unit(vectors), [[0.6, 0.8], [0.0, 0.0]], rtol=1e-6)
    assert vectors[0, 0] == 3.0
