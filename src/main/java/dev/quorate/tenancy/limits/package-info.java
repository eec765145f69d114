/**
 * Rate limits of keys, projects and workspaces: requests and tokens a minute, requests at once,
 * correct across nodes because they are counted in the database.
 *
 * <p>Who has no limit costs no statement. Refuses to know money: budgets are billing's.
 */
@NullMarked
package dev.quorate.tenancy.limits;

import org.jspecify.annotations.NullMarked;
