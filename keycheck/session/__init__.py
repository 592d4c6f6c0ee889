"""Wires one examination: sources, examiner, diagnosis, report. The only place that wires."""
