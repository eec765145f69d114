/**
 * {@code web_search}: the engines behind it, each over its typed Rest Client, and which of them is
 * active.
 *
 * <p>Owns each engine's words for a query and for a hit. The addresses here are the operator's, so
 * they do not pass the wall that pages do. Refuses to fetch what it finds.
 */
@NullMarked
package dev.quorate.websearch.search;

import org.jspecify.annotations.NullMarked;
