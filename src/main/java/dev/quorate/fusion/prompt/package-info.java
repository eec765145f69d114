/**
 * What the judge reads: the caller's conversation and the panel's answers as anonymous, fenced
 * data.
 *
 * <p>Pure text work. Owns the wording of the judge's task, the order and length of the answers, and
 * what is made harmless inside them. Refuses to know which model wrote an answer, what a call
 * costs, and how a run goes.
 */
@NullMarked
package dev.quorate.fusion.prompt;

import org.jspecify.annotations.NullMarked;
