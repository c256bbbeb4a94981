"""`urllib`: `urllib.parse`; what fetches has no network here."""
