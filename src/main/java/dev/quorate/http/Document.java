package dev.quorate.http;

/**
 * A reply's body in another form than JSON, finished down to its bytes.
 *
 * @param mediaType as the {@code Content-Type} says it, {@code text/csv; charset=utf-8}
 */
@SuppressWarnings("ArrayRecordComponent") // written once, read once by the shell
public record Document(String mediaType, byte[] bytes) {}
