package org.hindsight.postmortem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.postmortem.prose.Mentions;
import org.hindsight.postmortem.prose.Remark;
import org.hindsight.postmortem.prose.Writing;

/** What a careful reader would say of the words of a draft; never a block. */
final class WritingChecks {

    private WritingChecks() {}

    /**
     * The checks on what an audience will read.
     *
     * @param people those who must not be named in public
     */
    static List<Check> of(Collection<Section> sections, Audience audience, Collection<Mentions.Person> people) {
        List<Check> checks = new ArrayList<>();
        for (Section section : sections) {
            if (section.audience == Audience.PUBLIC || audience == Audience.INTERNAL) {
                checks.addAll(of(section.key, section.markdown, section.audience, audience, people));
            }
        }
        return checks;
    }

    /**
     * The checks on one text.
     *
     * @param meantFor who may read the section
     */
    static List<Check> of(
            String section, String markdown, Audience meantFor, Audience audience, Collection<Mentions.Person> people) {
        List<Check> checks = new ArrayList<>();
        InternalPassages.Split text = InternalPassages.of(markdown);
        if (meantFor == Audience.PUBLIC) {
            add(Mentions.of(text.open(), people), section, checks);
        }
        add(Writing.remarks(audience == Audience.PUBLIC ? text.open() : text.whole()), section, checks);
        return checks;
    }

    private static void add(List<Remark> remarks, String section, List<Check> checks) {
        for (Remark remark : remarks) {
            String code = remark.concern().name();
            checks.add(
                    remark.concern().grave()
                            ? Check.warn(code, section, remark.message())
                            : Check.hint(code, section, remark.message()));
        }
    }
}
