/**
 * What the container calls: filters, the mapper of whatever JAX-RS throws, the error page, the
 * OpenAPI document's common parts, and the threads and clock the application gets.
 *
 * <p>Nothing here is for other rooms; they use {@code dev.quorate.http}.
 */
@NullMarked
package dev.quorate.http.shell;

import org.jspecify.annotations.NullMarked;
