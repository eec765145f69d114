/**
 * OpenTelemetry traces: one span for each request that reached the ledger, one below it for each
 * underlying call, with tokens and cost as the ledger has them.
 *
 * <p>Stands around the ledger's door, where every request and every call passes, so no other room
 * knows of it. Off unless {@code OTEL_SDK_DISABLED=false}. Refuses prompts and answers: a span
 * carries ids, models, counts and amounts. Sends no trace context to providers.
 */
@NullMarked
package dev.quorate.tracing;

import org.jspecify.annotations.NullMarked;
