package org.hindsight.pulse;

import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import org.hindsight.pulse.curve.Figure;
import org.hindsight.pulse.detection.State;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a service shows.
 *
 * @param at the moment for which it holds
 * @param since when the service took its state; null for one that is normal
 * @param word the state in one word
 * @param lately how many reports came lately, in a sentence
 * @param known what the judgement rests on, in a sentence
 * @param day the last 24 hours
 * @param week the last 7 days
 * @param shares of what the reports of the last 24 hours speak
 */
@TemplateData
record Portrait(
        Offer offer,
        Instant at,
        State state,
        @Nullable Instant since,
        String word,
        String lately,
        String known,
        Figure day,
        Figure week,
        List<Counted.Share> shares,
        List<Advice.Tip> helps,
        List<Advice.Tip> harms,
        List<Announcements.Announcement> incidents) {}
