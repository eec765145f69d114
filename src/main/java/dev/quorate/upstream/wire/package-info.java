/**
 * What every dialect needs on the wire: one pooled client a server, an exchange whose body is read
 * within limits and can be broken off, server-sent events, refusals in words a caller may hear.
 *
 * <p>Owns how bytes come in and how a connection ends. Refuses to know what a dialect's messages
 * look like, to retry, or to time a call.
 */
@NullMarked
package dev.quorate.upstream.wire;

import org.jspecify.annotations.NullMarked;
