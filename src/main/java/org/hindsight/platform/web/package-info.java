@NullMarked
package org.hindsight.platform.web;

import org.jspecify.annotations.NullMarked;
