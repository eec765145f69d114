/**
 * PLAN: from what was asked to a frozen {@link dev.quorate.fusion.plan.RunPlan}.
 *
 * <p>Owns every rule that can refuse a run before money is held: who sits on the panel, who judges,
 * limits, deadlines, what the calls can cost at most. Refuses to call a model or to wait for
 * anything; pure but for the clock of the deadline and the seed it draws.
 */
@NullMarked
package dev.quorate.fusion.plan;

import org.jspecify.annotations.NullMarked;
