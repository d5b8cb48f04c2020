package org.hindsight.platform.problem;

/**
 * One field that was sent wrongly.
 *
 * @param field the path in the JSON or the name of the form field, for example {@code entries[3].text}
 * @param message a sentence that says what to do
 */
public record Violation(String field, String message) {}
