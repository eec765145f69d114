package dev.quorate.database;

import java.time.Instant;

/**
 * Fired once at start, in the starting thread, when schema and mapping stand and before the first
 * request is served. An observer that throws stops the start.
 *
 * @param at the database's own clock
 */
public record DatabaseReady(Instant at) {}
