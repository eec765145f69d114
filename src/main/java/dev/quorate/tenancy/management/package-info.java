/**
 * How workspaces, projects and keys are made, listed and changed over HTTP, and the first of each
 * at the first start.
 *
 * <p>Whoever changes something here tells the door to forget what it remembers.
 */
@NullMarked
package dev.quorate.tenancy.management;

import org.jspecify.annotations.NullMarked;
