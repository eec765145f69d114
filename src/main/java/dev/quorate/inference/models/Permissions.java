package dev.quorate.inference.models;

import dev.quorate.fusion.plan.ModelDirectory;
import dev.quorate.inference.preset.StandIns;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.credentials.Credentials;
import dev.quorate.tenancy.policy.Policies;
import dev.quorate.tenancy.policy.PolicySet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What workspaces' stored policies and credentials make of the catalogue. */
@Singleton
public class Permissions {
  private final Rules rules;
  private final OwnCredentials credentials;

  @Inject
  public Permissions(Policies policies, Credentials credentials) {
    this((caller, payer) -> policies.of(caller, payer.project()), credentials::forProvider);
  }

  /** With rules and credentials from anywhere. */
  public Permissions(Rules rules, OwnCredentials credentials) {
    this.rules = rules;
    this.credentials = credentials;
  }

  /** The policies that apply to a request. */
  @FunctionalInterface
  public interface Rules {
    PolicySet of(Caller caller, Attribution payer);
  }

  /** A workspace's credential at a provider, null where it has none. */
  @FunctionalInterface
  public interface OwnCredentials {
    @Nullable Sensitive<String> of(WorkspaceId workspace, String provider);
  }

  /**
   * The models one request may call.
   *
   * @param found what there is
   */
  public ModelDirectory models(StandIns found, Caller caller, Attribution payer) {
    return new CallerModels(
        found,
        caller,
        rules.of(caller, payer),
        provider -> credentials.of(caller.workspace(), provider));
  }
}
