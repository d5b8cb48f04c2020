/** What readers see: frozen editions of post-mortems, their renderings and their public pages. */
@NullMarked
package org.hindsight.edition;

import org.jspecify.annotations.NullMarked;
