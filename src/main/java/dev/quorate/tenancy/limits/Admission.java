package dev.quorate.tenancy.limits;

import java.util.Map;

/** A request that its rate limits let in. Must be closed when the request ends, however it does. */
public interface Admission extends AutoCloseable {
  /** Of a request without limits. */
  Admission UNLIMITED =
      new Admission() {
        @Override
        public Map<String, String> headers() {
          return Map.of();
        }

        @Override
        public void settle(long tokens) {
          // Nothing was reserved.
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };

  /** The {@code x-ratelimit-*} headers of the reply: the tightest limit of each resource. */
  Map<String, String> headers();

  /** Says how many tokens the request came to, in and out; written when it is closed. */
  void settle(long tokens);

  /** Frees what the request held. Never throws; a second call does nothing. */
  @Override
  void close();
}
