/**
 * {@code POST /v1/fusion/quote}: what a request would do and cost, without doing it.
 *
 * <p>Owns the forecast from past calls, the search for a cheaper plan, and their wire form. Refuses
 * to plan by itself: a quote is made of the very plan a run would have.
 */
@NullMarked
package dev.quorate.inference.quote;

import org.jspecify.annotations.NullMarked;
