package dev.quorate.websearch;

import dev.quorate.kernel.call.SettledCall;

/** A web call's result and the one ledger line it caused. */
public record WebReport<T>(WebResult<T> result, SettledCall line) {}
