package dev.quorate.billing.budget;

import dev.quorate.kernel.Money;

/**
 * What is left of the tightest budget a request falls under.
 *
 * @param remaining may be below zero under a soft cap
 * @param limit that budget's cap
 */
public record Headroom(Money remaining, Money limit) {}
