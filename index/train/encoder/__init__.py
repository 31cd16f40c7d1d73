"""Making the bundled model: ``python -m index.train.encoder``. Needs the extra ``encoder``."""
