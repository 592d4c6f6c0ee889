"""Why you can believe it: the seal of a report, the code that finds it, what a picture of it carries."""
