"""Training of the bundled embedding model: one vector space for Russian, Kazakh and English.

``python -m index.train --data DIR --out DIR`` reads what ``index.train.data`` describes, trains a
static token embedding and writes it in the layout that ``SentenceTransformer(path)`` loads;
``python -m index.train.evaluate MODEL`` prints its figures.
"""
