"""The names of the files in a data folder."""

RECOMMENDATIONS = "recommendations.yaml"
RESPONSES = "responses.yaml"
RESPONSES_FOLDER = "responses"
