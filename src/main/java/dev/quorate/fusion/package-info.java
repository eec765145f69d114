/**
 * The product: a pure planner, the panel, the judge, and the outcome of a run.
 *
 * <p>Takes what was asked, gives a frozen {@link dev.quorate.fusion.plan.RunPlan}; takes the plan
 * and its committed intents, gives a {@link dev.quorate.fusion.RunOutcome}. A direct call is a plan
 * with a panel of one and no judge. Refuses to know HTTP, a database, a workspace or a bill: calls
 * go out through {@link dev.quorate.upstream.ModelCaller}, lines through {@link
 * dev.quorate.kernel.call.CallJournal}.
 */
@NullMarked
package dev.quorate.fusion;

import org.jspecify.annotations.NullMarked;
