/**
 * The rows of stored responses and background runs.
 *
 * <p>A row of a workspace is reached with the workspace's id or not at all; deleting what has
 * expired and judging dead nodes are the two that look across. Entities never leave: stores give
 * and take values. Every change of a status is one guarded UPDATE.
 */
@NullMarked
package dev.quorate.runs.rows;

import org.jspecify.annotations.NullMarked;
