/**
 * The loop in which a panelist or a judge asks the web: its calls, their web calls, and what came
 * of both, as one report.
 *
 * <p>Owns how often a member may ask, what of the results it is shown, and the sources of a run.
 * Refuses to know what a search or a page is: that is {@link dev.quorate.websearch.WebTools}; and
 * how a text is made harmless: that is {@link dev.quorate.fusion.prompt.WebText}.
 */
@NullMarked
package dev.quorate.fusion.web;

import org.jspecify.annotations.NullMarked;
