package dev.quorate.tenancy.credentials;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.UuidV7;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Names;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What administrators of a workspace do with its provider credentials. */
@Singleton
public class WorkspaceCredentials {
  private static final int MAX_PROVIDER = 63;
  private static final int MAX_KEY = 4_096;
  private static final int SHOWN = 4;

  /** Shorter ones would be told by their end. */
  private static final int SHORTEST_SHOWN = 12;

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

  private final CredentialStore store;
  private final CredentialVault vault;
  private final Credentials known;
  private final Instance<ProviderNames> providers;
  private final Clock clock;

  @Inject
  WorkspaceCredentials(
      CredentialStore store,
      CredentialVault vault,
      Credentials known,
      Instance<ProviderNames> providers,
      Clock clock) {
    this.store = store;
    this.vault = vault;
    this.known = known;
    this.providers = providers;
    this.clock = clock;
  }

  /** Reads {@code provider, api_key, name}. */
  StoredCredential create(Caller caller, Fields fields) {
    String provider = fields.requiredText("provider", MAX_PROVIDER);
    Sensitive<String> key = key(fields);
    String name = Names.changedName(fields);
    fields.refuseOthers();
    if (key == null) {
      throw ErrorCode.MISSING_FIELD.because("api_key", "'api_key' is required.");
    }
    if (providers.isResolvable() && !providers.get().takesCredentials(provider)) {
      throw fields.refusal("provider", "must be a provider that takes credentials");
    }
    UUID id = UuidV7.create(clock);
    Instant now = now();
    StoredCredential credential =
        new StoredCredential(
            id,
            provider,
            name,
            1,
            lastFour(key),
            vault.seal(caller.workspace(), id, 1, key),
            now,
            now);
    if (!store.insert(caller.workspace(), Actor.of(caller), credential)) {
      throw ErrorCode.CONFLICT.because(
          "provider", "The workspace has a credential for that provider; change that one.");
    }
    known.forget();
    return credential;
  }

  /** Reads {@code api_key}, which becomes the next version, and {@code name}. */
  StoredCredential change(Caller caller, String id, Fields fields) {
    Sensitive<String> key = key(fields);
    String name = Names.changedName(fields);
    boolean unnamed = fields.isNull("name");
    fields.refuseOthers();
    Instant now = now();
    StoredCredential changed =
        Names.id(id)
            .flatMap(credential ->
                store.change(
                    caller.workspace(),
                    Actor.of(caller),
                    credential,
                    was -> {
                      String kept = unnamed ? null : was.name();
                      return next(caller, was, key, name == null ? kept : name, now);
                    }))
            .orElseThrow(WorkspaceCredentials::unknown);
    known.forget();
    return changed;
  }

  private StoredCredential next(
      Caller caller,
      StoredCredential was,
      @Nullable Sensitive<String> key,
      @Nullable String name,
      Instant now) {
    int version = key == null ? was.version() : was.version() + 1;
    return new StoredCredential(
        was.id(),
        was.provider(),
        name,
        version,
        key == null ? was.lastFour() : lastFour(key),
        key == null ? was.sealed() : vault.seal(caller.workspace(), was.id(), version, key),
        was.createdAt(),
        now);
  }

  void delete(Caller caller, String id) {
    boolean deleted =
        Names.id(id)
            .filter(known -> store.delete(caller.workspace(), Actor.of(caller), known))
            .isPresent();
    if (!deleted) {
      throw unknown();
    }
    known.forget();
  }

  StoredCredential get(Caller caller, String id) {
    return Names.id(id)
        .flatMap(credential -> store.find(caller.workspace(), credential))
        .orElseThrow(WorkspaceCredentials::unknown);
  }

  /** One more than the page holds, if there are. */
  List<StoredCredential> list(Caller caller, Page page) {
    UUID after = Names.after(page);
    return store.list(caller.workspace()).stream()
        // As texts: Java compares UUIDs as signed numbers.
        .filter(row -> after == null || row.id().toString().compareTo(after.toString()) > 0)
        .limit(page.limit() + 1L)
        .toList();
  }

  private static @Nullable Sensitive<String> key(Fields fields) {
    String key = fields.text("api_key", MAX_KEY);
    if (key == null) {
      return null;
    }
    if (!PRINTABLE.matcher(key).matches()) {
      throw fields.refusal("api_key", "must be printable ASCII without blanks");
    }
    return Sensitive.of(key);
  }

  private static String lastFour(Sensitive<String> key) {
    String text = key.reveal();
    return text.length() < SHORTEST_SHOWN ? "" : text.substring(text.length() - SHOWN);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static GatewayException unknown() {
    return ErrorCode.NOT_FOUND.because("No such credential in this workspace.");
  }
}
