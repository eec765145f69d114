package dev.quorate.catalog.listing;

import dev.quorate.tenancy.Caller;
import java.time.Instant;
import java.util.List;

/** Panels a workspace has given names, listed beside the models. */
public interface NamedPanels {
  /**
   * What is listed of a panel.
   *
   * @param id {@code @preset/slug}: the model of a request
   * @param ownedBy the workspace's slug
   */
  record Panel(String id, String name, String description, String ownedBy, Instant createdAt) {}

  /** Those whose models this caller may use. */
  List<Panel> of(Caller caller);
}
