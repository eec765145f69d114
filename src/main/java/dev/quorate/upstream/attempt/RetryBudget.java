package dev.quorate.upstream.attempt;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries a small share of a provider's calls, so that a provider in trouble is not given
 * more work than a healthy one. Every first attempt pays in a share, every retry takes one out.
 */
final class RetryBudget {
  /** One retry in the unit of the account: a hundredth of it is one percent. */
  private static final int ONE_RETRY = 100;

  private static final int MAX_PROVIDERS = 10_000;

  private final int share;
  private final int most;
  private final LoadingCache<String, AtomicInteger> accounts;

  /**
   * @param percent retries per hundred first attempts
   * @param reserve retries saved up at most, and at the beginning
   */
  RetryBudget(int percent, int reserve) {
    this.share = percent;
    this.most = reserve * ONE_RETRY;
    this.accounts =
        Caffeine.newBuilder().maximumSize(MAX_PROVIDERS).build(p -> new AtomicInteger(most));
  }

  /** A first attempt was made. */
  void payIn(String provider) {
    account(provider).getAndUpdate(saved -> Math.min(most, saved + share));
  }

  /** Takes a retry out; false when there is none left. */
  boolean take(String provider) {
    int before =
        account(provider).getAndUpdate(saved -> saved >= ONE_RETRY ? saved - ONE_RETRY : saved);
    return before >= ONE_RETRY;
  }

  private AtomicInteger account(String provider) {
    return accounts.get(provider);
  }
}
