package dev.quorate.runs.rows;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.StoredResponse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Row of {@code stored_response}. */
@Entity
@Table(name = "stored_response")
@IdClass(StoredResponseEntity.Key.class)
@NullUnmarked
class StoredResponseEntity {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Id private UUID id;

  @Column(name = "api_key_id")
  private UUID apiKeyId;

  @Column(name = "project_id")
  private UUID projectId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(columnDefinition = "text")
  private String model;

  @Column(columnDefinition = "text")
  private String status;

  @Column(name = "previous_id")
  private UUID previousId;

  @Column(columnDefinition = "text")
  private String input;

  @Column(columnDefinition = "text")
  private String response;

  protected StoredResponseEntity() {}

  /** The composite key. */
  record Key(UUID workspaceId, UUID id) implements Serializable {}

  static StoredResponseEntity of(WorkspaceId workspace, StoredResponse response) {
    StoredResponseEntity row = new StoredResponseEntity();
    row.workspaceId = workspace.value();
    row.id = response.id().value();
    row.apiKeyId = response.apiKey().value();
    row.projectId = response.project() == null ? null : response.project().value();
    row.createdAt = response.createdAt();
    row.expiresAt = response.expiresAt();
    row.model = StorableText.name(response.model());
    row.status = response.status().wire();
    row.previousId = response.previous() == null ? null : response.previous().value();
    row.input = StorableText.json(response.input());
    row.response = StorableText.json(response.response());
    return row;
  }

  StoredResponse value() {
    return new StoredResponse(
        new RequestId(id),
        new ApiKeyId(apiKeyId),
        projectId == null ? null : new ProjectId(projectId),
        createdAt,
        expiresAt,
        model,
        ResponseStatus.parse(status).orElseThrow(),
        previousId == null ? null : new RequestId(previousId),
        Sensitive.of(input),
        Sensitive.of(response));
  }
}
