package dev.quorate.billing.rows;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The key of every ledger row.
 *
 * @param id version 7; which column it is, the entity says
 * @param day the UTC date inside the id, by which the tables are partitioned
 */
@Embeddable
record LedgerKeyEntity(@Column(name = "workspace_id") UUID workspaceId, UUID id, LocalDate day) {}
