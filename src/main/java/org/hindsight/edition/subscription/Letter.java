package org.hindsight.edition.subscription;

import java.util.Map;

/** A mail as it goes out. */
record Letter(String to, String subject, String text, Map<String, String> headers) {}
