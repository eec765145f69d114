package dev.quorate.http;

/**
 * Told once when this process is about to end on demand: what ran has ended, or will not be waited
 * for. Everything still works; observers write what they have to write and say goodbye.
 */
public record ProcessEnding() {}
