package dev.quorate.tenancy.keys;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.KeyText;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.VerifiedKeys;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.store.ApiKeyStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, changes, rotates and revokes API keys, each within the rights of who asks. */
@Singleton
public class Keys {
  private static final int MAX_GRACE_HOURS = 30 * 24;
  private static final int DEFAULT_GRACE_HOURS = 24;

  private final ApiKeyStore store;
  private final SpendLimits spending;
  private final KnownProjects projects;
  private final VerifiedKeys verified;
  private final Clock clock;

  @Inject
  Keys(
      ApiKeyStore store,
      SpendLimits spending,
      KnownProjects projects,
      VerifiedKeys verified,
      Clock clock) {
    this.store = store;
    this.spending = spending;
    this.projects = projects;
    this.verified = verified;
    this.clock = clock;
  }

  /** A key and what it may spend. */
  record Limited(ApiKey key, @Nullable SpendLimit spend) {}

  /** A key with its text, which nobody will see again. */
  record Issued(ApiKey key, @Nullable SpendLimit spend, KeyText text) {}

  /** What the caller's key may do with other keys, as its row stands now. */
  Authority authority(Caller caller) {
    Limited own = own(caller);
    return new Authority(Actor.of(caller), caller.workspace(), Rights.of(own.key(), own.spend()));
  }

  /**
   * Makes a key. What the body leaves out is as with the acting key; for an administrator, all
   * scopes and no limits: the key is for whoever runs the workspace.
   */
  Issued issue(Authority authority, Fields fields) {
    WorkspaceId workspace = authority.workspace();
    KeyDraft draft = KeyDraft.ofNext(authority, fields, projects);
    String name = draft.name();
    Rights own = authority.rights() == null ? everything() : authority.rights();
    Rights asked = draft.rights(own);
    Rights rights =
        new Rights(
            asked.scopes(),
            asked.project(),
            asked.models(),
            asked.limits(),
            asked.spend(),
            asked.expiresAt(),
            draft.flag("test", own.test()));
    boolean disabled = draft.flag("disabled", false);
    fields.refuseOthers();
    authority.require(rights);
    KeyText text = KeyText.random(rights.test() ? KeyText.Kind.TEST : KeyText.Kind.LIVE);
    ApiKey key = key(workspace, name, rights, text, disabled);
    spending.set(authority, key.id(), null, rights.spend());
    store.insert(workspace, authority.actor(), key, verified.hash(text));
    verified.forget();
    return new Issued(key, rights.spend(), text);
  }

  private static Rights everything() {
    return new Rights(
        EnumSet.allOf(Scope.class), null, List.of(), RateLimit.NONE, null, null, false);
  }

  private ApiKey key(
      WorkspaceId workspace, String name, Rights rights, KeyText text, boolean disabled) {
    return new ApiKey(
        workspace,
        new ApiKeyId(UuidV7.create(clock)),
        name,
        text.shownPrefix(),
        text.lastFour(),
        rights.test(),
        rights.scopes(),
        rights.project(),
        rights.models(),
        rights.expiresAt(),
        disabled,
        now(),
        rights.limits());
  }

  /** Changes what the body names. Both the key as it was and as it will be must be within reach. */
  Limited change(Authority authority, String id, Fields fields) {
    WorkspaceId workspace = authority.workspace();
    Limited before = get(authority, id);
    KeyDraft draft = KeyDraft.ofChange(authority, fields, projects);
    String name = draft.name(before.key().name());
    boolean disabled = draft.flag("disabled", before.key().disabled());
    Rights was = Rights.of(before.key(), before.spend());
    Rights wanted = draft.rights(was);
    fields.refuseOthers();
    authority.require(was);
    authority.require(wanted);
    spending.set(authority, before.key().id(), before.spend(), wanted.spend());
    ApiKey changed =
        store
            .change(
                workspace,
                authority.actor(),
                before.key().id(),
                row -> {
                  authority.require(Rights.of(row, before.spend()));
                  return changed(row, name, wanted, disabled);
                })
            .orElseThrow(Keys::unknown);
    verified.forget();
    return new Limited(changed, wanted.spend());
  }

  private static ApiKey changed(ApiKey row, String name, Rights wanted, boolean disabled) {
    return new ApiKey(
        row.workspace(),
        row.id(),
        name,
        row.prefix(),
        row.lastFour(),
        row.test(),
        wanted.scopes(),
        wanted.project(),
        wanted.models(),
        wanted.expiresAt(),
        disabled,
        row.createdAt(),
        wanted.limits());
  }

  /**
   * Gives a key another text. Reads {@code grace_hours}, how long the old one lives on: 0 to
   * {@value #MAX_GRACE_HOURS}, {@value #DEFAULT_GRACE_HOURS} when absent.
   */
  Issued rotate(Authority authority, String id, Fields fields) {
    Integer hours = fields.integer("grace_hours", 0, MAX_GRACE_HOURS);
    fields.refuseOthers();
    Limited before = get(authority, id);
    authority.require(Rights.of(before.key(), before.spend()));
    KeyText text = KeyText.random(before.key().test() ? KeyText.Kind.TEST : KeyText.Kind.LIVE);
    Instant now = now();
    Duration grace = Duration.ofHours(hours == null ? DEFAULT_GRACE_HOURS : hours);
    ApiKey rotated =
        store
            .rotate(
                authority.workspace(),
                authority.actor(),
                before.key().id(),
                new ApiKeyStore.Rotation(
                    verified.hash(text), now, now.plus(grace), row -> row.withText(text)))
            .orElseThrow(Keys::unknown);
    verified.forget();
    return new Issued(rotated, before.spend(), text);
  }

  /** Revokes a key for good. */
  void revoke(Authority authority, String id) {
    Limited before = get(authority, id);
    authority.require(Rights.of(before.key(), before.spend()));
    if (!store.revoke(authority.workspace(), authority.actor(), before.key().id(), now())) {
      throw unknown();
    }
    verified.forget();
  }

  /** The key of that id, if the authority can see it. */
  Limited get(Authority authority, String id) {
    ApiKey key =
        Names.id(id)
            .flatMap(known -> find(authority.workspace(), new ApiKeyId(known)))
            .filter(found ->
                authority.project() == null || authority.project().equals(found.lockedProject()))
            .orElseThrow(Keys::unknown);
    return new Limited(key, spending.of(authority.workspace(), key.id()));
  }

  /** The caller's own key. */
  Limited own(Caller caller) {
    ApiKey own = find(caller.workspace(), caller.key()).orElseThrow(Keys::unknown);
    return new Limited(own, spending.of(caller.workspace(), own.id()));
  }

  /** What is left of the budgets its requests are held against. */
  List<KeyHeadroom.Room> headroom(Caller caller) {
    return spending.headroom(caller);
  }

  private Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId key) {
    return store.find(workspace, key);
  }

  /** One more than the page holds, if there are. */
  List<Limited> list(Authority authority, Page page) {
    return spending.of(
        authority.workspace(),
        store.list(
            authority.workspace(), authority.project(), Names.after(page), page.limit() + 1));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static GatewayException unknown() {
    return ErrorCode.NOT_FOUND.because("No such key in this workspace.");
  }
}
