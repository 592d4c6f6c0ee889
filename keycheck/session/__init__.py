"""Wires one examination: sources, examiner, diagnosis, report; the only place that wires."""
