"""Evaluation without a judge model: question sets, metrics with intervals, reports."""
