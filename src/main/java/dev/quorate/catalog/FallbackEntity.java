package dev.quorate.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code model_fallback}. */
@Entity
@Table(name = "model_fallback")
@IdClass(FallbackEntity.Key.class)
@NullUnmarked
class FallbackEntity {
  /** A place in a model's order of providers. */
  record Key(String modelId, int position) implements Serializable {}

  @Id
  @Column(name = "model_id")
  String modelId;

  @Id int position;

  @Column(name = "provider_id")
  String providerId;

  @Column(name = "upstream_model")
  String upstreamModel;
}
