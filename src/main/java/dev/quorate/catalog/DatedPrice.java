package dev.quorate.catalog;

import java.time.Instant;

/**
 * A price from a moment on, until a later one of the same model takes over.
 *
 * @param version identity that ledger lines name: the id of a price row, or {@code
 *     file:<date>/<model>} for the shipped catalogue
 * @param model a model's id, or {@code vendor/*} for every model that pattern serves
 */
public record DatedPrice(
    String version, String model, Instant effectiveFrom, Pricing pricing, Instant createdAt) {}
