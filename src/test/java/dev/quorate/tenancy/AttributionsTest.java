package dev.quorate.tenancy;

import static dev.quorate.kernel.ErrorCode.PROJECT_CONFLICT;
import static dev.quorate.kernel.ErrorCode.PROJECT_LOCKED;
import static dev.quorate.kernel.ErrorCode.PROJECT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Fields;
import dev.quorate.http.Refused;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Tag;
import dev.quorate.kernel.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AttributionsTest {
  private static final WorkspaceId MINE = new WorkspaceId(UUID.randomUUID());
  private static final WorkspaceId OTHER = new WorkspaceId(UUID.randomUUID());
  private static final Project SEARCH = project("search");
  private static final Project SHOP = project("shop");
  private static final Project FOREIGN = project("foreign");

  private int lookUps;
  private long now;
  private final Attributions attributions =
      new Attributions(new KnownProjects(new Directory(), Duration.ofSeconds(20), () -> now));

  private static Project project(String slug) {
    return new Project(new ProjectId(UUID.randomUUID()), slug, slug, Status.ACTIVE, Instant.EPOCH);
  }

  private final class Directory implements ProjectDirectory {
    private final Map<WorkspaceId, List<Project>> projects =
        Map.of(MINE, List.of(SEARCH, SHOP), OTHER, List.of(FOREIGN));

    @Override
    public Optional<Project> find(WorkspaceId workspace, ProjectId project) {
      lookUps++;
      return projects.get(workspace).stream().filter(p -> p.id().equals(project)).findFirst();
    }

    @Override
    public Optional<Project> find(WorkspaceId workspace, String slug) {
      lookUps++;
      return projects.get(workspace).stream().filter(p -> p.slug().equals(slug)).findFirst();
    }
  }

  private static Caller caller(ProjectId locked) {
    return new Caller(
        MINE, new ApiKeyId(UUID.randomUUID()), Set.of(Scope.INFERENCE), locked, List.of(), false);
  }

  private Attribution resolve(ProjectId locked, String inBody, String inHeader) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    if (inBody != null) {
      body.put("project_id", inBody);
    }
    Map<String, String> headers = inHeader == null ? Map.of() : Map.of("x-project-id", inHeader);
    RequestHead head =
        new RequestHead(RequestId.create(Clock.systemUTC()), Instant.EPOCH, 0, headers, Map.of());
    return attributions.resolve(caller(locked), head, Fields.of(body, ""));
  }

  @Test
  void withoutAProjectThereIsNone() {
    assertThat(resolve(null, null, null).project()).isNull();
    assertThat(resolve(null, null, " ").project()).isNull();
  }

  @Test
  void bodyAndHeaderTakeIdOrSlug() {
    assertThat(resolve(null, "search", null).project()).isEqualTo(SEARCH.id());
    assertThat(resolve(null, SEARCH.id().toString(), null).project()).isEqualTo(SEARCH.id());
    assertThat(resolve(null, null, "shop").project()).isEqualTo(SHOP.id());
  }

  @Test
  void idAndSlugOfOneProjectAreNoConflict() {
    assertThat(resolve(null, "search", SEARCH.id().toString()).project()).isEqualTo(SEARCH.id());
    Refused.with(PROJECT_CONFLICT, "project_id", () -> resolve(null, "search", "shop"));
  }

  @Test
  void unknownAndForeignProjectsLookTheSame() {
    String unknown =
        Refused.with(PROJECT_NOT_FOUND, "project_id", () -> resolve(null, "nope", null)).text();
    String foreign =
        Refused.with(
                PROJECT_NOT_FOUND, "project_id", () -> resolve(null, FOREIGN.id().toString(), null))
            .text();

    assertThat(foreign).isEqualTo(unknown);
    Refused.with(PROJECT_NOT_FOUND, "X-Project-Id", () -> resolve(null, "search", "foreign"));
    Refused.with(PROJECT_NOT_FOUND, "project_id", () -> resolve(null, "", null));
    Refused.with(PROJECT_NOT_FOUND, "project_id", () -> resolve(null, "No Slug!", null));
  }

  @Test
  void aLockedKeyDecides() {
    assertThat(resolve(SEARCH.id(), null, null).project()).isEqualTo(SEARCH.id());
    assertThat(resolve(SEARCH.id(), "search", SEARCH.id().toString()).project())
        .isEqualTo(SEARCH.id());
  }

  @Test
  void toALockedKeyEveryOtherProjectIsLockedAwayWhetherItExistsOrNot() {
    Refused.with(PROJECT_LOCKED, "project_id", () -> resolve(SEARCH.id(), "shop", null));
    Refused.with(PROJECT_LOCKED, "X-Project-Id", () -> resolve(SEARCH.id(), null, "shop"));
    Refused.with(PROJECT_LOCKED, "project_id", () -> resolve(SEARCH.id(), "nope", null));
    Refused.with(PROJECT_LOCKED, "X-Project-Id", () -> resolve(SEARCH.id(), "search", "shop"));
  }

  @Test
  void theHotPathDoesNotAskTheDatabase() {
    resolve(null, "search", "search");
    resolve(null, "search", null);
    assertThat(lookUps).isEqualTo(1);

    now = Duration.ofSeconds(21).toNanos();
    resolve(null, "search", null);
    assertThat(lookUps).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsForgottenSoon() {
    Refused.with(PROJECT_NOT_FOUND, "project_id", () -> resolve(null, "nope", null));
    now = Duration.ofSeconds(3).toNanos();
    Refused.with(PROJECT_NOT_FOUND, "project_id", () -> resolve(null, "nope", null));

    assertThat(lookUps).isEqualTo(2);
  }

  @Test
  void tagsComeAlong() {
    RequestHead head =
        new RequestHead(
            RequestId.create(Clock.systemUTC()),
            Instant.EPOCH,
            0,
            Map.of("x-tags", "team=red"),
            Map.of());

    assertThat(attributions.resolve(caller(null), head, null).tags())
        .containsExactly(new Tag("team", "red"));
  }
}
