"""The sample: a fictional company whose data everybody sees first; ``flows/sample/README.md`` says what is planted."""
