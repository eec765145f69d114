package dev.quorate.presets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named panel of a workspace.
 *
 * @param latestVersion the number given out last
 * @param designated what requests get that name no version
 */
public record Preset(
    String slug,
    String name,
    @Nullable String description,
    int latestVersion,
    PresetVersion designated,
    Instant createdAt) {}
