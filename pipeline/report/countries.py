"""The English name of a country by its code, for people to read."""

from __future__ import annotations

import pycountry
from babel import Locale


def country_name(code: str) -> str:
    """Return the name of the country with this ISO 3166-1 alpha-3 code, or the code where it has none."""
    country = pycountry.countries.get(alpha_3=code)
    # Kosovo's codes are user-assigned: pycountry lacks them, Babel has the one of two letters.
    short = "XK" if code == "XKX" else code if country is None else country.alpha_2
    name: str = Locale("en").territories.get(short, code)
    return name
