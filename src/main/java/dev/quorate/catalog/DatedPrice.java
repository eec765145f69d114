package dev.quorate.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price from a moment on, until a later one of the same model takes over.
 *
 * @param version identity that ledger lines name: the id of a price row, or {@code
 *     file:<date>/<model>} for the shipped catalogue
 * @param model a model's id, or {@code vendor/*} for every model that pattern serves
 * @param provider the fallback it is the price at; null for the price of the model, which holds
 *     wherever no other does
 */
public record DatedPrice(
    String version,
    String model,
    @Nullable String provider,
    Instant effectiveFrom,
    Pricing pricing,
    Instant createdAt) {}
