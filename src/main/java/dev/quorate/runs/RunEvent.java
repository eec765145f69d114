package dev.quorate.runs;

import dev.quorate.kernel.Sensitive;

/**
 * One event of a background run, as a client that streams it is sent it.
 *
 * @param sequenceNumber from 0, without gaps; the same as in the JSON
 * @param name of the SSE event
 * @param json one line
 */
public record RunEvent(int sequenceNumber, String name, Sensitive<String> json) {}
