"""Making of the gazetteer that `sayso.claims.places` reads, out of GeoNames' lists."""
