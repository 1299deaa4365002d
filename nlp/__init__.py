"""The analysis library: comments in, insights out. No clock, no network, no Prefect, no screen."""
