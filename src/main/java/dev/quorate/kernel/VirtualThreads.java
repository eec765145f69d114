package dev.quorate.kernel;

import java.util.concurrent.Executor;

/**
 * Starts each task on a virtual thread of its own, never queues, never blocks the caller. In the
 * server the threads come from the container's managed factory; in a unit test {@code
 * Thread::startVirtualThread} is one.
 */
@FunctionalInterface
public interface VirtualThreads extends Executor {}
