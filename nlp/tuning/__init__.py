"""Teach the packaged e5 to read feedback; everything here runs in ``make train`` only, never at night."""
