package org.hindsight.overview;

import java.util.List;
import org.hindsight.platform.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * What a line asks for that begins with a slash: {@code /status monitoring}. It stands for a form of the war room,
 * filled in, and passes the same checks.
 *
 * @param says what it will do, for the person who types it
 */
record Command(Name name, Form form, String says) {

    Command with(String field, String text) {
        return new Command(name, form.with(field, text), says);
    }

    /** The commands in the order in which they are offered. */
    enum Name {
        SEV("/sev 1", "Severity"),
        STATUS("/status monitoring", "Status, with an internal note after it"),
        MILESTONE("/milestone mitigated 14:20", "Milestone: at a time, at an entry (#7), or now"),
        SYMPTOM("/symptom", "Symptom: what users experience"),
        CAUSE("/cause", "Suspected cause"),
        IMPACT("/impact Teams affected: 90 of 305 teams", "Figure; ~90 is an estimate"),
        WORKAROUND("/workaround", "Workaround: advice to users"),
        ACTION("/action prevent", "Action, with its kind before it"),
        ROLE("/role comms Jonas", "Role: who takes it"),
        NEXT("/next 30m", "Promise of the next update: by when; none withdraws it");

        /** How it is typed. */
        final String example;

        final String about;

        Name(String example, String about) {
            this.example = example;
            this.about = about;
        }

        /** As it is typed: {@code sev}. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Where parts of this kind are recorded; null for what concerns the incident itself. */
        @Nullable String part() {
            return switch (this) {
                case SYMPTOM -> "symptoms";
                case CAUSE -> "causes";
                case IMPACT -> "impacts";
                case WORKAROUND -> "workarounds";
                case ACTION -> "actions";
                case SEV, STATUS, MILESTONE, ROLE, NEXT -> null;
            };
        }
    }

    /**
     * A command as the composer offers it.
     *
     * @param word with the slash
     * @param words what may follow it first, each with what it means; empty where free text follows
     */
    record Offer(String word, String example, String about, List<Word> words) {}

    /** A word that may follow a command. */
    record Word(String word, String about) {}
}
