package dev.quorate.presets;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.tenancy.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a preset is to say, read and checked. As a change, null means that it stays as it is.
 *
 * @param description empty for none
 * @param fusion JSON
 * @param by the key that says so
 */
public record PresetDraft(
    String slug,
    @Nullable String name,
    @Nullable String description,
    @Nullable String fusion,
    ApiKeyId by,
    Actor actor,
    Instant at) {}
