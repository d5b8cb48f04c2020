package org.hindsight.incident;

/** A service was added to the catalogue, changed or taken out; observed in the same transaction. */
public record CatalogueChanged(String slug) {}
