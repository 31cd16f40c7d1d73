"""Training of the answer models; run as ``python -m assistant.train``. Never needed to serve."""
