package dev.quorate.upstream.wire;

/** A request's body in a dialect's own words. Prompts are in it: {@code toString} must not be. */
public interface WireRequest {}
