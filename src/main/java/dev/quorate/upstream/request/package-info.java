/**
 * What one model is asked, in words of no provider: the conversation, the sampling settings, the
 * tools offered.
 *
 * <p>Values only. Every dialect writes them in its own words; every endpoint reads its requests
 * into them.
 */
@NullMarked
package dev.quorate.upstream.request;

import org.jspecify.annotations.NullMarked;
