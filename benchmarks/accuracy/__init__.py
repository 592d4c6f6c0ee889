"""How often keycheck is right: labelled simulated examinations, scored against what was planted in them."""
