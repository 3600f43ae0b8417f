"""The names of the files in a data folder."""

RECOMMENDATIONS = "recommendations.yaml"
RESPONSES = "responses.yaml"
RESPONSES_FOLDER = "responses"

DATA = "STALKPLAN_DATA"
"""The variable of the environment that names the data folder."""
