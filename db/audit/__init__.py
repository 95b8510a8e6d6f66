"""The audit (校核): where a report does not agree with itself, with another one, or with the limits of what can be.

Rules read the facts of one report and give findings. No finding says which of two figures is right.
"""
