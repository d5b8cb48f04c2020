package org.hindsight.incident;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A role as it is told.
 *
 * @param person the e-mail address of a user, or a free name
 */
@Schema(name = "RoleHolder")
public record RoleView(String person, Instant since) {}
