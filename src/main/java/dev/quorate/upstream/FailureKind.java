package dev.quorate.upstream;

/** Every way a call can fail, for the rooms that decide what it means. */
public enum FailureKind {
  /** 400, 413 or 422: the provider refuses what the caller asked. */
  REJECTED,
  /** 429 after the retry. */
  RATE_LIMITED,
  /** 401, 402, 403: our credential or account, never the caller's fault. */
  CREDENTIAL,
  /** 502, 503, 529, or the words for them under a 200: it did not do the work. */
  OVERLOADED,
  /** Any other error status, or a 200 whose body is an error object. */
  PROVIDER_ERROR,
  /** Refused, reset before the send, unresolved name, bad TLS. */
  UNREACHABLE,
  /** The body broke off, was too large, or made no sense. */
  BROKEN_REPLY,
  /** The deadline passed. */
  TIMEOUT,
  /** Nothing came for longer than a provider may be silent, and the deadline had not passed. */
  SILENT,
  /** The run no longer waits: cancelled after quorum and grace. */
  STRAGGLER,
  /** The run was given up. */
  CANCELLED,
  /** Nothing left: breaker open, no slot, or a ledger that could not commit the retry. */
  NOT_SENT
}
