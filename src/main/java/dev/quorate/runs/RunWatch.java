package dev.quorate.runs;

/** Somebody waits to be told that a run is to stop, until this is closed. */
@FunctionalInterface
public interface RunWatch extends AutoCloseable {
  @Override
  void close();
}
