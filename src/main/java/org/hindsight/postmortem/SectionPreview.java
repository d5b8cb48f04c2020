package org.hindsight.postmortem;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.SafeHtml;

/**
 * How a text would read as a section of a draft. Nothing of it is kept.
 *
 * @param html how it would read internally
 * @param checks what its writers should look at
 */
@Schema(name = "PostmortemSectionPreview")
record SectionPreview(@Schema(implementation = String.class) SafeHtml html, List<Check> checks) {}
