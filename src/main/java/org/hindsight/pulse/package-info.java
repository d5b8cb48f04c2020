/**
 * User reports: "it is broken for me", counted per minute, platform, region and symptom of a service; what is normal,
 * whether this is a spike, and the page on which everybody sees it.
 */
@NullMarked
package org.hindsight.pulse;

import org.jspecify.annotations.NullMarked;
